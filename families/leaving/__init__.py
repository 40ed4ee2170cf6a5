"""What becomes of a record: joined with another, moved to another council, taken out, kept."""
