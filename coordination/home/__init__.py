"""What a person’s first page says: what waits, what is due, what is new, what came back."""
