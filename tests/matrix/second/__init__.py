"""access.md decided a second time, by nothing of ours, and compared with what the house says."""
