"""The explorer: how many families, counted by need, support, place and time, and nobody's name.

`counts` asks the database; `needs` and `support` lay out what `rules/suppression` lets through, as
the tables of `shapes`, from which page, endpoint and file are drawn. `asked` finds those that
someone asks for. Why so, and who is counted: docs/decisions/0025.
"""
