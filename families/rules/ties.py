"""Is this member of a family a relative or housemate of someone who signs in?

A last name alone says nothing (a borough has many Khans), nor does an address (flats, refuges).
Both together are worth a supervisor's look; the rule proposes, and never closes a record itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """What is compared of either side."""

    last_name: str
    homes: frozenset[tuple[str, str]] = frozenset()
    phones: frozenset[str] = frozenset()


def reasons_for_a_tie(staff: Contact, member: Contact) -> tuple[str, ...]:
    """Why the two may be tied, without saying a number or an address; empty for no reason."""
    last = _letters(staff.last_name)
    if not last or last != _letters(member.last_name):
        return ()
    found = []
    if _homes(staff) & _homes(member):
        found.append("The same last name and the same address")
    if _phones(staff) & _phones(member):
        found.append("The same last name and the same phone number")
    return tuple(found)


def last_word(full_name: str) -> str:
    """The last name of someone whose name is one field."""
    return full_name.rsplit(maxsplit=1)[-1] if full_name.split() else ""


def _homes(who: Contact) -> set[tuple[str, str]]:
    """First line and postcode: both, since a postcode holds a whole street."""
    homes = {(_letters(lines.partition(",")[0]), _letters(code)) for lines, code in who.homes}
    return {home for home in homes if all(home)}


def _phones(who: Contact) -> set[str]:
    digits = {re.sub(r"\D", "", phone) for phone in who.phones}
    return {number for number in digits if len(number) >= 10}


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()
