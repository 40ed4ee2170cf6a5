"""What is asked of the database for the facts of some cases: one statement, whoever asks.

Each kind of row by family or case, with no more than a verdict can rest on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from django.db.models import F, FloatField, TextField
from django.db.models.functions import Cast

from families.access import seat_of
from families.models import Assessment, Case, Person, Plan, Stay
from outcomes.models import ClaimedPerson, Coverage, Evidence, Need
from sharing.models import User
from sharing.questions.prepared import AnyGiven, kept
from sharing.questions.several import Several

T = TypeVar("T")
#: Gives the rows of a model: all of them, or those that one person may see.
Rows = Callable[[Any], Any]
CASES, FAMILIES = AnyGiven("cases"), AnyGiven("families")
KEY = Cast("key", TextField())


class Member(NamedTuple):
    """Somebody of the family, by the key that facts name them by."""

    family_id: int
    pk: int
    born: date | None
    expected: date | None
    relation: str
    parental_duties: bool
    name: str


class Staying(NamedTuple):
    """Where somebody lives, for which part of the week, since when; and how old they are."""

    family_id: int
    person_id: int
    household_id: int
    since: date
    until: date | None
    part: float
    born: date | None
    relation: str


class NamedNeed(NamedTuple):
    """A need that was found in a case."""

    case_id: int
    code: str
    person_id: int | None
    identified_on: date


class Covered(NamedTuple):
    """What a source said of everybody, or of somebody, for some time."""

    family_id: int
    person_id: int | None
    kind: str
    source: str
    since: date
    until: date | None
    status: str


class Counted(NamedTuple):
    """Somebody whom a claim that stands has counted."""

    family_id: int
    claim_id: int
    person_id: int
    of_case: int
    framework: str
    route: str
    decided_at: datetime | None
    prepared_at: datetime


class Dated(NamedTuple):
    """When something of a case was done."""

    case_id: int
    on: date


#: A fact as it is kept: its family, its row, and what docs/facts.md has of it.
Kept = tuple[int, int, str, int | None, str, str, str, dict[str, Any]]


class CaseRows:
    """The rows of some cases, each kind under the keys of their families, or of themselves."""

    def __init__(self, cases: Sequence[Case], seen_by: User | None = None) -> None:
        """`seen_by`: only the rows that they may see."""
        seat = seat_of(seen_by) if seen_by else None
        asked = kept((CaseRows, seat), lambda: Several(*_questions(seen_by), planned=True))
        families = sorted({case.family_id for case in cases})
        people, evidence, covered, needs, stays, assessed, planned, claimed = asked.ask(
            cases=[case.pk for case in cases], families=families
        )
        self.people = _under(map(Member._make, people))
        self.evidence: dict[int, list[Kept]] = _under(evidence)
        self.coverage = _under(map(Covered._make, covered))
        self.needs = _under(map(NamedNeed._make, needs))
        self.stays = _under(map(Staying._make, stays))
        self.assessed = _under(map(Dated._make, assessed))
        self.planned = _under(map(Dated._make, planned))
        self.claimed = _under(map(Counted._make, claimed))


def _under(rows: Iterable[T]) -> dict[int, list[T]]:
    """The rows as they come, under the key that each begins with."""
    found: dict[int, list[T]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)  # type: ignore[index]
    return found


def _questions(seen_by: User | None) -> tuple[Any, ...]:
    """In the order in which `CaseRows` takes them."""

    def rows(model: Any) -> Any:
        return model.objects.visible_to(seen_by) if seen_by else model.objects.all()

    def of_families(model: Any) -> Any:
        return rows(model).filter(family__in=FAMILIES).order_by("pk")

    def of_cases(model: Any, day: str) -> Any:
        return rows(model).filter(case__in=CASES).order_by(day)

    told = of_families(Evidence).annotate(name=KEY, recorded=Cast("recorded_on", TextField()))
    return (
        of_families(Person).annotate(name=KEY).values_list(*Member._fields),
        told.values_list(
            "family_id", "pk", "name", "person_id", "kind", "source", "recorded", "fact"
        ),
        of_families(Coverage).values_list(*Covered._fields),
        of_cases(Need, "pk").values_list(*NamedNeed._fields),
        _stays(rows),
        of_cases(Assessment, "completed_on").values_list("case_id", "completed_on"),
        of_cases(Plan, "agreed_on").exclude(agreed_on=None).values_list("case_id", "agreed_on"),
        _claimed(rows),
    )


def _stays(rows: Rows) -> Any:
    found = rows(Stay).filter(person__family__in=FAMILIES).order_by("since", "pk")
    return found.annotate(
        family_id=F("person__family"),
        part=Cast("share", FloatField()),
        born=F("person__born"),
        relation=F("person__relation"),
    ).values_list(*Staying._fields)


def _claimed(rows: Rows) -> Any:
    """Standing claims that counted someone of a family, in the order of the claims."""
    found = rows(ClaimedPerson).filter(person__family__in=FAMILIES, standing=True)
    return (
        found.order_by("claim", "pk")
        .annotate(
            family_id=F("person__family"),
            of_case=F("claim__case"),
            framework=F("claim__framework__slug"),
            route=F("claim__route"),
            decided_at=F("claim__decided_at"),
            prepared_at=F("claim__prepared_at"),
        )
        .values_list(*Counted._fields)
    )
