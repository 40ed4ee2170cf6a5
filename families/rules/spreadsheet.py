"""A cell that a spreadsheet program shows as text, whatever it begins with."""

#: What makes a spreadsheet take a cell for a formula, also in the wide forms of Asian keyboards.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", "|", "%")


def plain_cell(value: object) -> str:
    """The value as text; an apostrophe before what a program might calculate."""
    text = "" if value is None else str(value).replace("\0", "")
    return f"'{text}" if text.lstrip(" ").startswith(STARTS) else text
