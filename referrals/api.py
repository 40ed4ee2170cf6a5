"""The front door as an API: the same rows, the same acts."""
