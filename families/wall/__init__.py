"""The second wall: PostgreSQL shows a row only where its viewer is involved (decision 14)."""
