"""Needs that evidence shows and nobody has identified: said, and counted for nothing."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from outcomes.rules.entry import look_back, suits_subject
from outcomes.rules.facts import Facts, Person
from outcomes.rules.framework import Need, Plan
from outcomes.rules.lines import read_by
from outcomes.rules.registry import run

#: Entry tests that may be met where no such fact is on record.
BY_NOTHING = {"nominated", "workless", "expecting_or_new"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    need: str
    person: str | None
    reasons: tuple[str, ...]


def suggestions(facts: Facts, needs: tuple[Need, ...], plan: Plan, today: date) -> list[Suggestion]:
    """As if each were identified today."""
    day = max(today, facts.case.opened)
    everyone = [
        Someone(p, facts.kinds_about(p.id), p.age(day), p.is_unborn(day)) for p in facts.people
    ]
    family = [Someone(None, facts.kinds_about(None))]
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


@dataclass(frozen=True, slots=True)
class Someone:
    """A person, or the family, and what tells at once that most needs aren't theirs."""

    person: Person | None
    kinds: frozenset[str]
    age: int | None = None
    unborn: bool = False


def may_be_met(need: Need, people: list[Someone]) -> list[Someone]:
    """Of whom any fact is there that could bear the need out. Of most there is none, and asking
    costs."""
    kinds = may_be_met_by(need)
    return people if kinds is None else [one for one in people if not kinds.isdisjoint(one.kinds)]


def suits(need: Need, one: Someone) -> bool:
    """Whether it is a need of people like this one."""
    if one.person is None:
        return True
    return suits_subject(need, one.person.relation, one.age, one.unborn).is_met


def is_named(person: Person | None, named: set[str | None]) -> bool:
    """Whether the need is this person's or the family's already; any, for one of the family."""
    return bool(named) if person is None else None in named or person.id in named


@lru_cache(maxsize=1_000)
def may_be_met_by(need: Need) -> frozenset[str] | None:
    """The kinds of fact by any of which its entry test could be met; None: by none at all too."""
    parts = need.entry.parts
    if any(part.rule in BY_NOTHING for part in parts):
        return None
    return frozenset(kind for part in parts for kind in read_by(part))
