"""Which relationships can't be: a slip of the hand turns a family upside down for everyone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from families.rules.ages import age_on

PARTNERS = ("married", "living_together", "apart")
#: How people of the family stand to the child whom our help is about.
YOUNG = ("child", "sibling", "unborn")
OLDER = ("parent", "step_parent", "grandparent")
#: Nobody is said to be the partner of someone younger.
PARTNER_FROM = 16
TWINS_WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Relative:
    """One end of a relationship, as far as it is known."""

    name: str
    relation: str
    born: date | None = None
    unborn: bool = False


def why_not_related(kind: str, one: Relative, other: Relative, on: date) -> str:
    """Why the first can't be this to the second; empty where they can. What is not known is no
    reason against it."""
    if kind in ("parent_of", "cares_for") and one.unborn:
        return f"{one.name} is not born yet. Choose the two the other way round"
    if kind == "parent_of":
        return _not_a_parent(one, other)
    if kind in PARTNERS:
        return next((no for who in (one, other) if (no := _no_partner(who, on))), "")
    if kind == "twin" and one.born and other.born and abs(one.born - other.born) > TWINS_WITHIN:
        return f"{one.name} and {other.name} have different birthdays. Are they brother or sister?"
    return ""


def _not_a_parent(one: Relative, other: Relative) -> str:
    if one.born and other.born:
        upside_down = one.born >= other.born
    else:
        upside_down = one.relation in YOUNG and other.relation in OLDER
    return (
        f"{one.name} is younger than {other.name}. Choose the two the other way round"
        if upside_down
        else ""
    )


def _no_partner(who: Relative, on: date) -> str:
    age = age_on(who.born, on)
    if who.unborn or (age is not None and age < PARTNER_FROM):
        return f"{who.name} is too young for a partner. Who lives where is said with the home"
    return ""
