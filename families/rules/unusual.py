"""Which looks at records are unusual enough that a second person asks why (access.md, "What is
logged").

Each rule proposes a question and says nothing about guilt: a worker with a common last name has
good reasons to open a record. The sentences hold no name, address or number of anyone, so that
whoever reviews a look learns nothing about the family from it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from families.rules.ties import last_word
from families.rules.working_days import is_working_day

#: Working hours of the field, visits in the evening among them. Local time; the end is outside.
DAY_BEGINS, DAY_ENDS = time(7), time(20)
#: So many families outside working hours in one week, without a word written about them.
HOURS_FROM = 3
#: A week is large from so many families, and so many times what is usual.
VOLUME_FROM, TIMES_USUAL = 20, 3
#: Where nothing can be compared, a week is large from so many.
VOLUME_ALONE = 60
#: Weeks or colleagues that make something usual.
USUAL_FROM = 3

FLAT = re.compile(r"(flat|unit|apartment)\b", re.IGNORECASE)
NUMBER = re.compile(r"\b\d+\w?\b")
#: The first half of a postcode has at most so many letters and digits; the second always three.
OUTWARD = 4

SURNAME, STREET, RELATIVES, TIED = "surname", "street", "relatives", "tied"
VOLUME, HOURS = "volume", "hours"


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that a look met, and why in a sentence."""

    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class Place:
    """An address, as it is written."""

    lines: str
    postcode: str = ""


def same_surname(full_name: str, surnames: Iterable[str]) -> Reason | None:
    """The one who looked has the last name of a member."""
    own = _letters(last_word(full_name))
    if own and own in {_letters(name) for name in surnames}:
        return Reason(SURNAME, "They have the same last name as someone in the family.")
    return None


def same_street(
    own: Iterable[Place], tied: Iterable[Place], homes: Sequence[Place]
) -> Reason | None:
    """The family lives in their own street, or in that of a family to whom they are tied.

    Confidential addresses must not be given to it: its answer tells where someone lives (P5).
    """
    streets = _streets(homes)
    if _streets(own) & streets:
        return Reason(STREET, "They live in the same street as the family.")
    if _streets(tied) & streets:
        return Reason(STREET, "They are tied to another family in the same street.")
    return None


def digest_of(week: date) -> str:
    """What the looks of a week are called in a notice and an e-mail: LW-2026-48."""
    year, number, _ = week.isocalendar()
    return f"LW-{year}-{number:02}"


def relatives_of_caseload(
    family: Collection[object], caseload: Collection[object]
) -> Reason | None:
    """The family shares a person, a home or a number with one whom they help, and is not theirs."""
    if set(family) & set(caseload):
        return Reason(
            RELATIVES,
            "The family shares a person, a home or a phone number with one that they help,"
            " and is not theirs.",
        )
    return None


def own_tie(*, stands: bool) -> Reason | None:
    """A declared or confirmed tie shuts the record to them, and they asked for it all the same."""
    return (
        Reason(TIED, "They are tied to this family, and asked for its record.") if stands else None
    )


def too_many(opened: int, own: Sequence[int], others: Sequence[int]) -> Reason | None:
    """More families in a week than three times what is usual.

    `own`: their own earlier weeks, `others`: colleagues in the same role this week; only those
    with at least one family each.
    """
    usual = {
        name: round(median(counts))
        for name, counts in (("usually {}", own), ("others in their role {}", others))
        if len(counts) >= USUAL_FROM
    }
    least = VOLUME_FROM if usual else VOLUME_ALONE
    if opened < least or any(opened <= TIMES_USUAL * number for number in usual.values()):
        return None
    compared = "; ".join(name.format(number) for name, number in usual.items())
    said = f"They opened {opened} families in the week"
    return Reason(VOLUME, f"{said}; {compared}." if compared else f"{said}.")


def out_of_hours(at: datetime) -> bool:
    """Whether a moment, in local time, is before 7 am, from 8 pm on, or on no working day."""
    return not (is_working_day(at.date()) and DAY_BEGINS <= at.time() < DAY_ENDS)


def at_odd_hours(families: int) -> Reason | None:
    """Several families outside working hours, about whom they wrote nothing on that day."""
    if families < HOURS_FROM:
        return None
    return Reason(
        HOURS,
        f"They opened {families} families before 7 am, after 8 pm or on a day off, and wrote"
        " nothing about them on that day.",
    )


def monday_of(day: date) -> date:
    """The Monday of a day's week: a digest is of one week from Monday to Sunday."""
    return day - timedelta(days=day.weekday())


def _streets(places: Iterable[Place]) -> set[str]:
    """A full postcode is one street or a part of one. So is a street's name beside the first half
    of a postcode, since a long street has several."""
    found = set()
    for place in places:
        code, name = _letters(place.postcode), _letters(NUMBER.sub(" ", _street_line(place.lines)))
        if code:
            found.add(code)
        if name and len(code) > OUTWARD:
            found.add(f"{name} {code[:-3]}")
    return found


def _street_line(lines: str) -> str:
    """The part of an address with the house's number, if any, that is not the flat's."""
    parts = [part.strip() for part in re.split(r"[,\n]", lines) if part.strip()]
    streets = [part for part in parts if not FLAT.match(part)]
    numbered = [part for part in streets if part[0].isdigit()]
    return (numbered or streets or [""])[0]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()
