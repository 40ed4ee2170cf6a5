"""What a rule is asked: these facts, this need, this person, on this day, under this plan."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from outcomes.rules.dates import Run, joined, say_day
from outcomes.rules.evidence import KINDS, Asb, Evidence, Moment, Offence, Spell
from outcomes.rules.facts import Facts, Person
from outcomes.rules.framework import NO_PLAN, Need, Plan
from outcomes.rules.spoken import begin
from outcomes.rules.subjects import may_be_of
from sharing.rules.settled import settled

E = TypeVar("E", bound=Evidence)
NOBODY = "There is nobody in the family whom this can be about."
KNOWN = {"counted", "none_found"}
LABELS = {
    "asb": "anti-social behaviour", "attendance": "attendance", "benefit": "benefits",
    "debt": "debt", "domestic_abuse": "domestic abuse", "eet": "education or work",
    "employment": "work", "health": "health", "housing": "housing",
    "missing": "missing episodes", "offence": "offences", "placement": "school place",
    "exclusion": "exclusions", "sentence": "sentences", "social_care": "social care",
    "substance": "drugs or alcohol", "suspension": "suspensions",
    "work_programme": "the Work Programme",
}  # fmt: skip


@settled(kw_only=True)
class Question:
    """`day` is the judging day, or the day that an entry test looks back from.

    `after`: a regression; nothing up to that day helps. `today`: the judging day, always.
    """

    facts: Facts
    need: Need
    given: Mapping[str, Any]
    person: Person | None
    day: date
    today: date
    entry_day: date
    plan: Plan = NO_PLAN
    after: date | None = None

    @property
    def months(self) -> int:
        """How long the outcome must hold by itself."""
        return self.plan.months_for(self.need.code, self.need.months or 0)

    def of(self, kind: type[E]) -> list[E]:
        """This person's items (for a need of the family, those of all whom it can be about), by
        accepted sources."""
        person = self.person.id if self.person and kind.about != "family" else None
        items = self.facts.of(kind, person)
        if self.person is None and kind.about == "person" and not self.need.is_of_anyone:
            whose = {p.id for p in self.facts.people if self.concerns(p)}
            items = [i for i in items if i.person in whose]
        accepted = self.plan.sources.get(kind.kind)
        if accepted is not None:
            items = [i for i in items if i.source in accepted]
        newest = items[-1].dated if items else None
        if newest is not None and newest <= self.day:  # so are all before it
            return items
        return [i for i in items if i.dated is None or i.dated <= self.day]

    def about(self, given: Mapping[str, Any]) -> "Question":
        """The same of another test: `replace`, several times as fast."""
        return Question(
            facts=self.facts,
            need=self.need,
            given=given,
            person=self.person,
            day=self.day,
            today=self.today,
            entry_day=self.entry_day,
            plan=self.plan,
            after=self.after,
        )

    def covered(self, kind: str) -> list[Run]:
        """Days for which this kind is known to be complete, from all accepted sources together."""
        accepted = self.plan.sources.get(kind)
        runs = []
        for c in self.facts.coverage:
            about = c.person is None or (self.person is not None and c.person == self.person.id)
            about = about or KINDS[kind].about == "family"
            counts = accepted is None or c.source in accepted
            if c.kind == kind and c.status in KNOWN and about and counts:
                runs.append((c.start, c.end or self.today))
        return runs + self.covered_for_each(kind)

    def covered_for_each(self, kind: str, people: Iterable[Person] | None = None) -> list[Run]:
        """For a need of the whole family: days on which each whom it can concern is covered."""
        if self.person is not None:
            return []
        shared: list[Run] | None = None
        for person in self.facts.people if people is None else people:
            if person.is_unborn(self.day) or (people is None and not self.concerns(person)):
                continue
            own = joined(replace(self, person=person).covered(kind))
            shared = own if shared is None else both(shared, own)
        return shared or []

    def concerns(self, person: Person) -> bool:
        """Whether this need, had by the family, can be about that person, on the day it was found:
        a child's offence is none of an adult's."""
        return may_be_of(self.need, person, self.entry_day)


def both(one: Iterable[Run], other: Iterable[Run]) -> list[Run]:
    """Days that are in both."""
    other = list(other)
    cut = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return [(start, end) for start, end in cut if start <= end]


def covers(runs: Iterable[Run], first: date, last: date) -> bool:
    return any(start <= first and last <= end for start, end in joined(runs))


def is_proven(offence: Offence) -> bool:
    """A formal outcome, in or out of court, for the person as offender."""
    return offence.role == "offender" and offence.outcome not in {"nfa", "pending"}


def events(q: Question, kinds: Iterable[type[Moment]]) -> list[Moment]:
    """The events of these kinds that count: proven offences, incidents, asked-for roles."""
    found: list[Moment] = []
    for kind in kinds:
        for item in q.of(kind):
            if isinstance(item, Offence) and not is_proven(item):
                continue
            if isinstance(item, Asb) and q.given.get("intervention") and not item.intervention:
                continue
            found.append(item)
    return sorted(found, key=lambda item: item.on)


def ended(item: Spell) -> str:
    """A record that says its last day says that it was over after it."""
    return f"On record only to {say_day(item.end)}." if item.end else "On record as over."


def not_recorded(q: Question, *kinds: str, first: date | None = None) -> tuple[str, ...]:
    """What is missing, for whom to ask."""
    since = f" from {say_day(first)} to {say_day(q.day)}" if first else ""
    return tuple(f"{begin(LABELS.get(kind, kind))}{since}" for kind in kinds)
