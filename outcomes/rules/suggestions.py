"""Needs that evidence shows and nobody has identified: said, and counted for nothing."""

from datetime import date
from functools import lru_cache

from outcomes.rules.entry import look_back
from outcomes.rules.evidence import KINDS, Spell
from outcomes.rules.facts import Facts, Person
from outcomes.rules.framework import Need, Plan, Test
from outcomes.rules.lines import read_by
from outcomes.rules.registry import run
from outcomes.rules.states import state_of
from outcomes.rules.subjects import suits_subject
from sharing.rules.settled import settled

#: A kind of which something is on record, or with it a state that is, in an area of health.
OnRecord = str | tuple[str, str | None, str]
#: Entry tests that may be met where no such fact is on record.
BY_NOTHING = {"nominated", "workless", "expecting_or_new"}


@settled()
class Suggestion:
    need: str
    person: str | None
    reasons: tuple[str, ...]


def suggestions(facts: Facts, needs: tuple[Need, ...], plan: Plan, today: date) -> list[Suggestion]:
    """As if each were identified today."""
    day = max(today, facts.case.opened)
    everyone = [
        Someone(p, told_of(facts, p.id), p.age(day), p.is_unborn(day)) for p in facts.people
    ]
    family = [Someone(None, told_of(facts, None))]
    found = []
    for need in needs:
        if need.nomination:
            continue
        named = {n.person for n in facts.needs if n.need == need.code}
        for one in may_be_met(need, family if need.subject == "family" else everyone):
            if not is_named(one.person, named) and suits(need, one):
                q = look_back(facts, need, one.person, day=day, today=today, plan=plan)
                finding = run(need.entry, q)
                if finding.is_met:
                    about = one.person.id if one.person else None
                    found.append(Suggestion(need.code, about, finding.reasons))
    return found


@settled()
class Someone:
    """A person, or the family, and what tells at once that most needs aren't theirs."""

    person: Person | None
    told: frozenset[OnRecord]
    age: int | None = None
    unborn: bool = False


def may_be_met(need: Need, people: list[Someone]) -> list[Someone]:
    """Of whom any fact is there that could bear the need out. Of most there is none, and asking
    costs."""
    wanted = may_be_met_by(need)
    return people if wanted is None else [one for one in people if not wanted.isdisjoint(one.told)]


def suits(need: Need, one: Someone) -> bool:
    """Whether it is a need of people like this one."""
    if one.person is None:
        return True
    return suits_subject(need, one.person.relation, one.age, one.unborn).is_met


def is_named(person: Person | None, named: set[str | None]) -> bool:
    """Whether the need is this person's or the family's already; any, for one of the family."""
    return bool(named) if person is None else None in named or person.id in named


@lru_cache(maxsize=1_000)
def may_be_met_by(need: Need) -> frozenset[OnRecord] | None:
    """Of any of which something must be told for its entry test to be met; None: of nothing."""
    parts = need.entry.parts
    if any(part.rule in BY_NOTHING for part in parts):
        return None
    return frozenset(what for part in parts for what in wanted_by(part))


def wanted_by(test: Test) -> set[OnRecord]:
    if test.rule != "state_recorded":
        return {*read_by(test)}
    areas = test.given.get("areas") or [None]
    return {(test.given["kind"], area, state) for area in areas for state in test.given["states"]}


def told_of(facts: Facts, person: str | None) -> frozenset[OnRecord]:
    """What is on record of a person or, where it is the family's, of anyone: kinds and states."""
    told: set[OnRecord] = set()
    for kind in facts.kinds_about(person):
        told.add(kind)
        if issubclass(of := KINDS[kind], Spell):
            own = None if of.about == "family" else person
            for item in facts.of(of, own):
                told |= {
                    (kind, area, state_of(item)) for area in (None, getattr(item, "area", None))
                }
    return frozenset(told)
