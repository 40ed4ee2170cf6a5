"""What a family is called on a page."""

from collections.abc import Iterable

from sharing.rules.listing import listed


def family_name(own: str, *, ours: bool, surnames: Iterable[str], reference: str) -> str:
    """The name that they gave their own agency; to another, no more than it may know.

    A family's name holds everyone's surname, and one of them may have said no. Another agency
    reads the surnames of those whom it may know, or the reference.
    """
    if ours:
        return own
    known = list(dict.fromkeys(filter(None, surnames)))
    return listed(known) or reference
