"""A case's facts as one object: what a page shows, a claim freezes and `judge` reads.

The contract is docs/facts.md; dates are days, ids are any strings unique in the file.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Literal, TypeVar

from families.rules.ages import age_on, turns
from outcomes.rules.evidence import (
    KINDS,
    TERM,
    Attendance,
    Evidence,
    Offence,
    Sentence,
    Spell,
)
from outcomes.rules.quick_reading import UNUSUAL, made
from outcomes.rules.reading import (
    BadFile,
    list_of,
    read,
    refuse_unknown,
    say,
    table_of,
    write,
)
from outcomes.rules.turning import plainly, turns_on
from sharing.rules.settled import settled

E = TypeVar("E", bound=Evidence)
T = TypeVar("T")
Status = Literal["counted", "none_found", "not_known", "no_access", "not_applicable"]
SURE_OF_BIRTH = timedelta(days=42)  # after the expected date, with no birth recorded


def backwards(start: date, end: date | None) -> tuple[str, str] | None:
    return ("to", "a date on or after `from`") if end is not None and end < start else None


@settled(kw_only=True)
class Support:
    """What was actually given, and how intensely (L1 to L3)."""

    kind: str
    start: date
    end: date | None = None
    intensity: Literal["L1", "L2", "L3"] | None = None

    def flaw(self) -> tuple[str, str] | None:
        return backwards(self.start, self.end)


@settled(kw_only=True)
class EarlierClaim:
    framework: str
    people: tuple[str, ...]
    on: date
    route: str | None = None


@settled(kw_only=True)
class CaseFacts:
    """Our own record of the case: what is absent here did not happen."""

    opened: date
    closed: date | None = None
    lead_since: date | None = None
    assessment_completed: date | None = None
    plan_agreed: date | None = None
    support: tuple[Support, ...] = ()
    already_funded: bool = False
    earlier_claims: tuple[EarlierClaim, ...] = ()

    def flaw(self) -> tuple[str, str] | None:
        if self.closed is not None and self.closed < self.opened:
            return "closed", "a date on or after `opened`"
        return None


@settled(kw_only=True)
class Stay:
    """Living with the family, for a share (0 to 1) of the week."""

    start: date
    end: date | None = None
    share: float = field(default=1.0, metadata={"bounds": {"minimum": 0, "maximum": 1}})

    def flaw(self) -> tuple[str, str] | None:
        if not 0 <= self.share <= 1:
            return "share", "a share of the week, 0 to 1"
        return backwards(self.start, self.end)


@settled(kw_only=True)
class Person:
    id: str
    born: date | None = None
    expected: date | None = None
    relation: Literal[
        "parent", "step_parent", "partner", "grandparent", "other_adult", "child", "sibling",
        "unborn",
    ]  # fmt: skip
    household: tuple[Stay, ...] | None = None
    parental_duties: bool = False

    def age(self, on: date) -> int | None:
        """Whole years; None for the unborn and where no birthday is known."""
        if self.born is None:
            return None
        age, until = age_until(self.born, plainly(on))
        turns_on(on, until)
        return age

    def is_unborn(self, on: date) -> bool:
        if self.born is not None:
            return self.born > on
        return self.expected is not None or self.relation == "unborn"

    def birth_overdue(self, on: date) -> bool:
        """More than 42 days past the expected date with no birth recorded."""
        return (
            self.expected is not None and self.is_unborn(on) and on - SURE_OF_BIRTH > self.expected
        )

    def lives_there(self, on: date) -> bool:
        """Any share of the week is living there; saying nothing of the household is, too."""
        if self.household is None:
            return True
        return any(
            s.start <= on and (s.end is None or on <= s.end) and s.share for s in self.household
        )


@lru_cache(maxsize=10_000)
def age_until(born: date, on: date) -> tuple[int | None, date]:
    """The age on a day, and the day on which it is another."""
    age = age_on(born, on)
    return age, born if age is None else turns(born, age + 1)


@settled(kw_only=True)
class IdentifiedNeed:
    """What a worker identified; without a person it is the family's."""

    need: str
    person: str | None = None
    identified: date


@settled(kw_only=True)
class Coverage:
    """What is known to be complete; a null person means everyone."""

    kind: str
    person: str | None = None
    source: str
    start: date
    end: date | None = None
    status: Status

    def flaw(self) -> tuple[str, str] | None:
        if self.kind not in KINDS:
            return "kind", f"one of {', '.join(KINDS)}"
        return backwards(self.start, self.end)


@settled(kw_only=True)
class Term:
    term: str = field(metadata=TERM)
    start: date
    end: date

    def flaw(self) -> tuple[str, str] | None:
        return backwards(self.start, self.end)


@settled(kw_only=True)
class Facts:
    """Everything a verdict may rest on."""

    case: CaseFacts
    people: tuple[Person, ...]
    needs: tuple[IdentifiedNeed, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    terms: tuple[Term, ...] = ()
    # What rules ask for again and again, as they ask for it: see `of` and `once`.
    kept: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def person(self, id: str | None) -> Person | None:  # noqa: A002  the file's own word
        return next((p for p in self.people if p.id == id), None)

    def of(self, kind: type[E], person: str | None = None) -> list[E]:
        """Items of a kind, of one person where one is named, in order of their day. Not to be
        changed: they are kept."""
        items: list[E] | None = self.kept.get((kind, person))
        if items is None:
            items = list(self._apart().get((kind, person), ()))  # type: ignore[arg-type]
            if len(items) > 1:
                items.sort(key=lambda e: (e.dated or date.max, e.among_its_day, e.id or ""))
            self.kept[kind, person] = items
        return items

    def kinds_about(self, person: str | None) -> frozenset[str]:
        """The kinds of which there is any item of this person or, where it is the family's, any."""
        return frozenset(
            kind.kind
            for kind, who in self._apart()
            if who == (None if kind.about == "family" else person)
        )

    def once(self, what: Any, make: Callable[[], T]) -> T:
        """What is made of these facts alone, made only once; `what` tells it from all else."""
        if what not in self.kept:
            self.kept[what] = make()
        found: T = self.kept[what]
        return found

    def _apart(self) -> dict[tuple[type[Evidence], str | None], list[Evidence]]:
        """The items by their kind, and by their kind and person, as they come."""
        return self.once(None, self._by_kind)

    def _by_kind(self) -> dict[tuple[type[Evidence], str | None], list[Evidence]]:
        found: dict[tuple[type[Evidence], str | None], list[Evidence]] = defaultdict(list)
        for item in self.evidence:
            found[type(item), None].append(item)
            if item.person is not None:
                found[type(item), item.person].append(item)
        return dict(found)

    def to_dict(self) -> dict[str, Any]:
        """Exactly the file that `read_facts` reads."""
        table: dict[str, Any] = {
            "case": write(self.case),
            "people": [{"born": None} | write(p) for p in self.people],
            "needs": [write(n) for n in self.needs],
            "evidence": [{"kind": e.kind} | write(e) for e in self.evidence],
            "coverage": [{"person": None} | write(c) for c in self.coverage],
        }
        return table | ({"terms": [write(t) for t in self.terms]} if self.terms else {})


def read_facts(data: object) -> Facts:
    """Raises `BadFile` with the path and what was expected."""
    table = table_of(data, "facts")
    known = ("case", "people", "needs", "evidence", "coverage", "terms")
    refuse_unknown(table, known, "")
    for name in ("case", "people"):
        if name not in table:
            raise BadFile(name, "expected it, found nothing")
    facts = Facts(
        case=read(CaseFacts, table["case"], "case"),
        people=rows(table, "people", Person),
        needs=rows(table, "needs", IdentifiedNeed),
        evidence=tuple(
            quick_item(item) or read_item(item, f"evidence[{i}]")
            for i, item in enumerate(list_of(table.get("evidence", []), "evidence"))
        ),
        coverage=rows(table, "coverage", Coverage),
        terms=rows(table, "terms", Term),
    )
    check_ids(facts)
    check_people(facts)
    check_terms(facts)
    return facts


def rows(table: Mapping[str, object], name: str, kind: type[T]) -> tuple[T, ...]:
    found = list_of(table.get(name, []), name)
    return tuple(read(kind, item, f"{name}[{i}]") for i, item in enumerate(found))


def quick_item(data: Any) -> Evidence | None:
    """An item that is as it should be; None for any other."""
    try:
        item = made(KINDS[data["kind"]], data, beside="kind")
    except UNUSUAL:
        return None
    return item if item.person is not None or item.about != "person" else None


def read_item(data: object, path: str) -> Evidence:
    """The same with care."""
    table = table_of(data, path)
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadFile(f"{path}.kind", f"expected one of {', '.join(KINDS)}, found {say(kind)}")
    item = read(KINDS[kind], {k: v for k, v in table.items() if k != "kind"}, path)
    if item.about == "person" and item.person is None:
        raise BadFile(f"{path}.person", "expected the id of someone in people, found nothing")
    return item


def check_people(facts: Facts) -> None:
    """Every id that is named is someone's."""
    ids = {p.id for p in facts.people}
    about = {n.person for n in facts.needs} | {c.person for c in facts.coverage}
    if about | {e.person for e in facts.evidence} <= {*ids, None}:
        return
    named = [(f"needs[{i}].person", n.person) for i, n in enumerate(facts.needs)]
    named += [(f"evidence[{i}].person", e.person) for i, e in enumerate(facts.evidence)]
    named += [(f"coverage[{i}].person", c.person) for i, c in enumerate(facts.coverage)]
    for path, person in named:
        if person is not None and person not in ids:
            raise BadFile(path, f"expected the id of someone in people, found {say(person)}")


def check_ids(facts: Facts) -> None:
    """Ids are unique in the file."""
    ids = [p.id for p in facts.people] + [e.id for e in facts.evidence if e.id]
    if len(set(ids)) == len(ids):
        return
    seen: set[str] = set()
    named = [(f"people[{i}].id", p.id) for i, p in enumerate(facts.people)]
    named += [(f"evidence[{i}].id", e.id) for i, e in enumerate(facts.evidence) if e.id]
    for path, id_ in named:
        if id_ in seen:
            raise BadFile(path, f"expected an id used once, found {say(id_)} again")
        seen.add(id_)


def check_terms(facts: Facts) -> None:
    """A term has one first and one last day."""
    days: dict[str, Term] = {}
    for i, term in enumerate(facts.terms):
        if days.setdefault(term.term, term) != term:
            raise BadFile(
                f"terms[{i}].term", f"expected a term given once, found {term.term} again"
            )


def known_on(facts: Facts, day: date) -> Facts:
    """The facts as they stood: what is dated or recorded after that day does not exist."""
    case, now = facts.case, plainly(day)
    return replace(
        facts,
        case=replace(
            case,
            closed=by(case.closed, day),
            lead_since=by(case.lead_since, day),
            assessment_completed=by(case.assessment_completed, day),
            plan_agreed=by(case.plan_agreed, day),
            support=tuple(s for s in case.support if s.start <= day),
            earlier_claims=tuple(c for c in case.earlier_claims if c.on <= day),
        ),
        people=tuple(person_on(p, day) for p in facts.people),
        needs=tuple(n for n in facts.needs if n.identified <= day),
        evidence=tuple(e for item in facts.evidence if (e := item_on(item, day, now))),
        coverage=tuple(covered_on(c, day, now) for c in facts.coverage if c.start <= day),
    )


def covered_on(coverage: Coverage, day: date, now: date) -> Coverage:
    """Complete up to the day at most."""
    end = coverage.end
    if end is not None and end <= now:
        return coverage
    return replace(coverage, end=min(end or day, day))


def by(when: date | None, day: date) -> date | None:
    return when if when is not None and when <= day else None


def person_on(person: Person, day: date) -> Person:
    """A birth still to come is an expected one."""
    if person.born is None or person.born <= day:
        return person
    return replace(person, born=None, expected=person.expected or person.born)


def item_on(item: Evidence, day: date, now: date) -> Evidence | None:
    """`now`: the day as any other, for what is past, and is so on each later day too."""
    if item.recorded is not None and item.recorded > now and item.recorded > day:
        return None
    if isinstance(item, Attendance):
        return item  # whether its term is complete is the attendance rule's question
    dated = item.dated
    if dated is not None and dated > now and dated > day:
        return None
    planned = isinstance(item, Sentence)  # its last day is known from the first
    if isinstance(item, Spell) and not planned and item.end and item.end > now and item.end > day:
        return replace(item, end=None)
    if isinstance(item, Offence) and (known := item.outcome_on) and known > now and known > day:
        return replace(item, outcome="pending", outcome_on=None)
    return item
