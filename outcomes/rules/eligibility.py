"""May this family count under the version: its children and its needs (decisions 1, 4 and 6)?"""

from collections.abc import Sequence
from datetime import date

from outcomes.rules.evidence import Evidence
from outcomes.rules.facts import Facts, Person
from outcomes.rules.framework import Eligibility, Plan
from outcomes.rules.progress import NeedFinding
from sharing.rules import Finding, Verdict, all_of, any_of, met, not_known, not_met

CHILD = ("child", "sibling", "unborn")


def eligible(
    facts: Facts, needs: Sequence[NeedFinding], terms: Eligibility, plan: Plan, today: date
) -> Finding:
    """A dependent child or one expected, and enough needs that evidence bears out."""
    return all_of(has_child(facts, terms, today), enough_needs(needs, terms, plan))


def has_child(facts: Facts, terms: Eligibility, today: date) -> Finding:
    days = [facts.case.opened, *(n.identified for n in facts.needs)]
    found = [is_dependent(person, days, terms, today) for person in facts.people]
    young = any_of(*found)
    if young.verdict is Verdict.MET:
        return met(young.reasons[0])
    if young.verdict is Verdict.NOT_KNOWN:
        return young
    return not_met("There is no child in the family, and none expected.")


def is_dependent(person: Person, days: list[date], terms: Eligibility, today: date) -> Finding:
    """A child on the opening day or when a need was found; or one expected, within 42 days."""
    if person.is_unborn(max(days)):
        return is_expected(person, terms, today)
    if person.born is None:
        if person.relation in CHILD:
            return not_known("We don’t know a child’s birthday.", missing=["A date of birth"])
        return not_met("An adult.")
    ages = [person.age(day) for day in days]
    if any(age is None or age < terms.child_under for age in ages):
        return met(f"There is a child under {terms.child_under} in the family.")
    return not_met("An adult.")


def is_expected(person: Person, terms: Eligibility, today: date) -> Finding:
    """One more than 42 days late, with no birth recorded, is not known."""
    if not terms.unborn_counts:
        return not_met("A child is expected, which doesn’t count here.")
    if person.birth_overdue(today):
        said = "A baby was due more than 6 weeks ago, and no birth is recorded."
        return not_known(said, missing=["Whether the baby was born"])
    return met("A baby is expected.")


def enough_needs(needs: Sequence[NeedFinding], terms: Eligibility, plan: Plan) -> Finding:
    """Needs counted by code; headlines too where the version or the plan asks for it."""
    wanted = plan.min_headlines or terms.min_headlines
    sure = [n for n in needs if n.counts is Verdict.MET]
    perhaps = [n for n in needs if n.counts in {Verdict.MET, Verdict.NOT_KNOWN}]
    counting, headlines = count(sure, plan)
    most, most_headlines = count(perhaps, plan)
    asked = f"It needs {terms.min_needs}"
    asked += f" under {wanted} headlines." if wanted > 1 else "."
    said = f"{say_needs(counting)} under {headlines} headline{'' if headlines == 1 else 's'}."
    if counting >= terms.min_needs and headlines >= wanted:
        return met(said)
    if most >= terms.min_needs and most_headlines >= wanted:
        missing = [what for n in perhaps for what in n.entry.finding.missing]
        more = most - counting
        return not_known(f"{said} {more} more may count.", missing=missing)
    return not_met(said, asked)


def say_needs(number: int) -> str:
    if number == 1:
        return "1 need is borne out by evidence,"
    return f"{number} needs are borne out by evidence,"


def count(needs: Sequence[NeedFinding], plan: Plan) -> tuple[int, int]:
    """How many different needs and headlines, with each fact serving one headline only."""
    taken: dict[Evidence, str] = {}
    codes, headlines = set(), set()
    for found in sorted(needs, key=lambda n: (len(n.entry.used), n.need.code)):
        own, headline = found.entry.used, found.need.headline
        free = sorted((f for f in own if taken.get(f, headline) == headline), key=repr)
        if own and not free and not plan.same_fact_may_count_twice:
            continue
        if free:
            taken[free[0]] = headline
        codes.add(found.need.code)
        headlines.add(headline)
    return len(codes), len(headlines)
