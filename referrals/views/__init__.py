"""Pages of the front door: asking, triage, the meeting."""
