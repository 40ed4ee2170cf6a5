"""Needs that evidence shows and nobody has identified: said, and counted for nothing."""

from dataclasses import dataclass
from datetime import date

from outcomes.rules.entry import ask, entry, suits_subject
from outcomes.rules.facts import Facts, Person
from outcomes.rules.framework import Need, Plan, Test
from outcomes.rules.lines import OF_RULE, named
from sharing.rules import Verdict

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
    for need in needs:
        if need.nomination:
            continue
        people: list[Person | None] = [None] if need.subject == "family" else [*facts.people]
        for person in people:
            if may_be_met(need.entry, facts, person) and not identified(facts, need, person):
                found += suggest(facts, need, person, plan, today)
    return found


def may_be_met(test: Test, facts: Facts, person: Person | None) -> bool:
    """Whether any fact is there that the test could be met by. Most aren't, and asking costs."""
    about = person.id if person else None
    return any(
        part.rule in BY_NOTHING
        or any(facts.has(kind, about) for kind in OF_RULE.get(part.rule, set()) | named(part))
        for part in test.parts
    )


def identified(facts: Facts, need: Need, person: Person | None) -> bool:
    return any(
        n.need == need.code and (person is None or n.person in {None, person.id})
        for n in facts.needs
    )


def suggest(
    facts: Facts, need: Need, person: Person | None, plan: Plan, today: date
) -> list[Suggestion]:
    q = ask(facts, need, person, found=today, today=today, plan=plan)
    if suits_subject(q).verdict is not Verdict.MET:
        return []
    finding = entry(q).finding
    if not finding.is_met:
        return []
    return [Suggestion(need.code, person.id if person else None, finding.reasons)]
