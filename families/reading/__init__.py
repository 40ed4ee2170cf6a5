"""What pages about families are read from: bands, lists and one query for a whole page."""
