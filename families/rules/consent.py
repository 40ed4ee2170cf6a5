"""Who decides about sharing, and how long a decision lasts (rulebook 6.6, access.md P2).

An adult decides alone. At 16 and 17 someone is presumed able to. A younger child decides where
someone judged them able to understand this very decision; else a parent with parental
responsibility does, until the night before the 18th birthday. Nobody decides for the unborn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from families.rules.ages import age_on, turns_18_on
from sharing.rules.days import long_day

PRESUMED_ABLE_AT = 16
ADULT_AT = 18
#: How long a parent's yes lasts where nobody knows when the child turns 18.
UNKNOWN_AGE_LASTS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Party:
    """What the rule must know of someone: who decides, or whom it is about."""

    pk: int
    name: str
    born: date | None = None
    unborn: bool = False
    died: date | None = None
    child: bool = False
    parental: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True)
class No:
    """Why a decision can't be written down, and at which field that is said."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision as someone says that it was made. `able` is the last judgement of competence for
    every part of it: yes, no, or None where nobody judged."""

    decider: Party
    about: Party
    day: date
    today: date
    able: bool | None = None
    sure: bool = False


def objection(asked: Asked) -> No | None:
    """The first reason against writing it down, or None."""
    return _dates(asked) or (
        _oneself(asked) if asked.decider.pk == asked.about.pk else _for_another(asked)
    )


def _dates(asked: Asked) -> No | None:
    about, day = asked.about, asked.day
    if about.unborn:
        return No("given_by", f"{about.name} is not born yet. Ask the mother about her own facts")
    if day > asked.today:
        return No("decided_on", "A decision can't be dated in the future")
    if about.born and day < about.born:
        return No("decided_on", f"{about.name} was not born on that day")
    return _gone(asked)


def _gone(asked: Asked) -> No | None:
    about, decider, day = asked.about, asked.decider, asked.day
    if about.died:
        return No("given_by", f"{about.name} has died. Nobody decides for them now")
    if decider.unborn:
        return No("given_by", f"{decider.name} is not born yet")
    if decider.died and day > decider.died:
        return No("given_by", f"{decider.name} had died by that day")
    return None


def _oneself(asked: Asked) -> No | None:
    about, age = asked.about, age_on(asked.about.born, asked.day)
    if age is None and about.child:
        return No("given_by", f"Add {about.name}’s birthday first. It says who decides")
    if age is None or age >= ADULT_AT:
        return None
    if asked.able is False:
        return No("given_by", f"{about.name} was judged not yet able to decide this. Ask a parent")
    if age < PRESUMED_ABLE_AT and asked.able is None:
        return No(
            "given_by",
            f"{about.name} is {age}. Say first whether {about.name} can decide this, "
            "or ask a parent",
        )
    return None


def _for_another(asked: Asked) -> No | None:
    about, decider = asked.about, asked.decider
    age = age_on(about.born, asked.day)
    if (age is not None and age >= ADULT_AT) or (age is None and not about.child):
        return No("given_by", f"{about.name} is an adult and decides alone")
    if not decider.parental:
        return No("given_by", f"{decider.name} has no parental responsibility here")
    if asked.able:
        return No("given_by", f"{about.name} was judged able to decide this, and decides")
    if age is not None and age >= PRESUMED_ABLE_AT and asked.able is None:
        return No("given_by", f"{about.name} is {age} and decides, unless someone judged otherwise")
    if decider.left and not asked.sure:
        return No(
            "sure",
            f"{decider.name} no longer lives with this family. Tick this if they still decide",
        )
    return None


def last_day(decider: Party, about: Party, day: date, wanted: date | None) -> date | None:
    """The last day of a yes: the one agreed, and for a parent's yes never the 18th birthday."""
    if decider.pk == about.pk:
        return wanted
    limit = turns_18_on(about.born) - timedelta(days=1) if about.born else day + UNKNOWN_AGE_LASTS
    return min(limit, wanted) if wanted else limit


def wrong_days(
    day: date, until: date | None, review: date | None, today: date, limit: date | None
) -> No | None:
    """What is wrong with the last day or the day to ask again."""
    if until and until < today:
        return No("until", "The last day must be today or later")
    if until and limit and until > limit:
        return No("until", f"A parent’s yes ends on {long_day(limit)}, before the birthday")
    if review and review <= day:
        return No("review_on", "Ask again on a day after this one")
    return None


def says_yes(state: str, until: date | None, on: date) -> bool:
    """Whether a decision is a yes on the day: given, and not run out."""
    return state == "given" and (until is None or until >= on)


def state_on(state: str, until: date | None, on: date) -> str:
    """The state with what nobody has to write down: that a yes has expired."""
    return "expired" if state == "given" and not says_yes(state, until, on) else state
