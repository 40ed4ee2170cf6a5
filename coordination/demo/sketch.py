"""A family in outline: who they are, how their case went. What is written later follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from families.models import Person

Relation = Person.Relation


@dataclass
class Home:
    """A place where some of them live."""

    label: str
    lines: str
    postcode: str
    ward: str


@dataclass
class Member:
    """One person. `stays` are homes by their place, with the share of the week and its days."""

    given: str
    family: str
    relation: str
    born: date | None = None
    sex: str = ""
    called: str = ""
    expected: date | None = None
    known_as: str = ""
    language: str = ""
    is_focus: bool = False
    stays: tuple[tuple[int, float, str], ...] = ((0, 1.0, ""),)
    school: str = ""
    phone: str = ""
    #: yes, no, some (all but the police), withdrawn, or empty: not asked yet.
    consent: str = "yes"

    @property
    def is_parent(self) -> bool:
        return self.relation in (Relation.PARENT, Relation.STEP_PARENT)


@dataclass
class FoundNeed:
    """A need, whose (by place; None is the family's), and how it went: good, bad or unknown."""

    code: str
    who: int | None
    course: str = "good"


@dataclass
class Helper:
    """A service's link with one member: now, past, or looked for and not found."""

    who: int
    kind: str
    state: str
    owner: str
    name: str = ""
    contact: str = ""
    phone: str = ""


@dataclass
class ByHeart:
    """What is known by heart of a family in a story; others have it drawn from the pools."""

    wanted: str = ""
    seen: str = ""
    warnings: tuple[tuple[str, int], ...] = ()
    goals: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    #: days to the next review, and days since an earlier case was opened and closed
    review_in: int | None = None
    earlier: tuple[int, int] | None = None


@dataclass
class Sketch:
    """A family. `stage` is a case's stage, or empty where there has been no case."""

    reference: str
    name: str
    people: list[Member]
    homes: list[Home]
    stage: str = ""
    opened: date | None = None
    closed: date | None = None
    lead: str = ""
    needs: list[FoundNeed] = field(default_factory=list)
    bonds: list[tuple[int, int, str]] = field(default_factory=list)
    source: str = "larkmoor"
    told: ByHeart = field(default_factory=ByHeart)
    helpers: list[Helper] = field(default_factory=list)
    #: restricted, conflict:<username>
    marks: tuple[str, ...] = ()
    closing_reason: str = ""
    #: attendance of the last so many terms has not come in
    terms_missing: int = 0

    @property
    def parents(self) -> list[int]:
        return [place for place, person in enumerate(self.people) if person.is_parent]

    def children(self, on: date) -> list[int]:
        """Members under 18 on the day, born."""
        return [
            place
            for place, person in enumerate(self.people)
            if person.born and person.born <= on and _age(person.born, on) < 18
        ]

    def age(self, place: int, on: date) -> int | None:
        born = self.people[place].born
        return _age(born, on) if born and born <= on else None


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
