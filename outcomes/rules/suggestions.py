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
    found = []
    everyone = [(person, facts.kinds_about(person.id)) for person in facts.people]
    family = [(None, facts.kinds_about(None))]
    for need in needs:
        if need.nomination:
            continue
        kinds = may_be_met_by(need)
        for person, known in family if need.subject == "family" else everyone:
            # most can't be met by anything that is there, and asking costs
            may_be_met = kinds is None or not kinds.isdisjoint(known)
            if may_be_met and not identified(facts, need, person):
                found += suggest(facts, need, person, plan, today)
    return found


@lru_cache(maxsize=1_000)
def may_be_met_by(need: Need) -> frozenset[str] | None:
    """The kinds of fact by any of which its entry test could be met; None: by none at all too."""
    parts = need.entry.parts
    if any(part.rule in BY_NOTHING for part in parts):
        return None
    return frozenset(kind for part in parts for kind in read_by(part))


def identified(facts: Facts, need: Need, person: Person | None) -> bool:
    return any(
        n.need == need.code and (person is None or n.person in {None, person.id})
        for n in facts.needs
    )


def suggest(
    facts: Facts, need: Need, person: Person | None, plan: Plan, today: date
) -> list[Suggestion]:
    day = max(today, facts.case.opened)
    if not suits_subject(need, person, day).is_met:
        return []
    finding = run(need.entry, look_back(facts, need, person, day=day, today=today, plan=plan))
    if not finding.is_met:
        return []
    return [Suggestion(need.code, person.id if person else None, finding.reasons)]
