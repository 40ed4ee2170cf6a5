"""Who looked at whom: read from the journal, for a family’s manager and the sharing lead."""
