"""What a family is called on a page."""

from collections.abc import Iterable


def family_name(own: str, *, ours: bool, surnames: Iterable[str], reference: str) -> str:
    """The name that they gave their own agency; to another, no more than it may know.

    A family's name holds everyone's surname, and one of them may have said no. Another agency
    reads the surnames of those whom it may know, or the reference.
    """
    if ours:
        return own
    known = list(dict.fromkeys(filter(None, surnames)))
    if len(known) > 1:
        return f"{', '.join(known[:-1])} and {known[-1]}"
    return known[0] if known else reference
