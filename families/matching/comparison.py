"""A file's row beside the person on record: what a steward looks at to decide.

Only who someone is: a match never shows where they live or what is written about them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from families.matching.candidates import NUMBERS
from families.models import Match, Person
from families.rules.matching import births_alike, is_typo, normalised, short_form, starts
from sharing.models import FeedFile
from sharing.rules.days import long_day
from sharing.wall import opened_to_read

NUMBER_NAMES = {
    FeedFile.Kind.ATTENDANCE: "Pupil number",
    FeedFile.Kind.EDUCATION: "School’s number",
}
SEXES = {"F": Person.Sex.FEMALE, "M": Person.Sex.MALE}


@dataclass(frozen=True, slots=True)
class Compared:
    """One value on both sides. `state`: same, alike, differs or unknown."""

    what: str
    theirs: str
    ours: str
    state: str


def for_comparing(matches: QuerySet[Match]) -> QuerySet[Match]:
    """With all that a comparison reads."""
    joined = matches.select_related("row__file__from_agency", "person", "decided_by")
    return joined.prefetch_related("person__former_names", "person__identifiers")


def compare(match: Match) -> list[Compared]:
    """The values of the row that we could have too."""
    typed, person = match.row.typed, match.person
    born = date.fromisoformat(typed["date_of_birth"]) if typed.get("date_of_birth") else None
    first, last = _nearest_name(match)
    lines = [
        _names("First name", typed.get("first_name", ""), first),
        _names("Last name", typed.get("last_name", ""), last),
        _births(born, person.born),
        _numbers(match),
    ]
    if typed.get("sex") and person.sex:
        ours = person.get_sex_display()
        theirs = Person.Sex(SEXES[typed["sex"]]).label
        lines.append(Compared("Sex", theirs, ours, "same" if theirs == ours else "differs"))
    return lines


def rows_of_the_hidden(rows: Iterable[int]) -> set[int]:
    """Those of these rows that may be about someone who lives at an address that is kept back. The
    sender, a school above all, tells where: neither it nor its file is named beside them, as who
    decides needs neither (access.md, P5; docs/decisions/0037)."""
    asked = set(rows)
    with opened_to_read():  # a steward does not work with the family
        people = Person.objects.living_confidentially().filter(matches__row__in=asked)
        return asked.intersection(people.values_list("matches__row", flat=True))


def beside(match: Match) -> list[tuple[str, str]]:
    """What else the row says; there is nothing on this page to hold it against."""
    typed = match.row.typed
    address = typed.get("address", "").replace("\n", ", ")
    said = [("School", typed.get("school", "")), ("Address", address)]
    return [(what, value) for what, value in said if value]


def _nearest_name(match: Match) -> tuple[str, str]:
    """The name by which the row was found: theirs now, or one that they also use or used."""
    typed, person = match.row.typed, match.person
    given, family = normalised(typed.get("first_name", "")), normalised(typed.get("last_name", ""))
    names = [(person.given_name, person.family_name)]
    if person.known_as:
        names.append((person.known_as, person.family_name))
    names += [(former.given_name, former.family_name) for former in person.former_names.all()]
    return max(
        names, key=lambda name: (normalised(name[0]) == given) + (normalised(name[1]) == family)
    )


def _names(what: str, theirs: str, ours: str) -> Compared:
    one, other = normalised(theirs), normalised(ours)
    if not one or not other:
        state = "same" if one == other else "unknown"
    elif one == other:
        state = "same"
    else:
        alike = is_typo(one, other) or short_form(one, other) or starts(one, other)
        state = "alike" if alike else "differs"
    return Compared(what, theirs or "None", ours or "None", state)


def _births(theirs: date | None, ours: date | None) -> Compared:
    score, _ = births_alike(theirs, ours)
    state = "same" if score == 100 else "alike" if score else "differs"
    if theirs is None or ours is None:
        state = "unknown"
    return Compared("Birthday", _day(theirs), _day(ours), state)


def _numbers(match: Match) -> Compared:
    """Ours is not spelt out: that there is another is enough to know."""
    file = match.row.file
    kind, field = NUMBERS[file.kind]
    theirs = str(match.row.typed.get(field) or "")
    known = [row.value for row in match.person.identifiers.all() if _counts(row, kind, file)]
    what = NUMBER_NAMES[FeedFile.Kind(file.kind)]
    if not theirs or not known:
        return Compared(what, theirs or "None", "One on record" if known else "None yet", "unknown")
    if theirs in known:
        return Compared(what, theirs, theirs, "same")
    return Compared(what, theirs, "Another", "differs")


def _counts(identifier: Any, kind: str, file: FeedFile) -> bool:
    own = kind != "cms" or identifier.owner_id == file.from_agency_id
    return identifier.kind == kind and own


def _day(day: date | None) -> str:
    return long_day(day) if day else "Not known"
