"""Pages about families, one module a noun."""
