"""One family’s record on one page, from every storey: now, its story, and as it stood on a day."""
