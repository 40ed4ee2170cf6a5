"""Is a result paid, how much, and what bars it (decisions 25 and 26)?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from outcomes.rules.dates import say_day
from outcomes.rules.eligibility import CHILD
from outcomes.rules.facts import EarlierClaim, Facts
from outcomes.rules.framework import Framework, Plan
from outcomes.rules.results import RouteFinding
from sharing.rules import Finding, all_of, any_of, met, not_met

NOTHING = Decimal("0.00")
Way = tuple[RouteFinding, ...]  # a route, or one with another beside it


@dataclass(frozen=True, slots=True)
class Payment:
    finding: Finding
    route: str | None
    amount: Decimal


def payment(
    framework: Framework,
    facts: Facts,
    eligible: Finding,
    routes: Sequence[RouteFinding],
    plan: Plan,
    today: date,
) -> Payment:
    """The way to a result that pays most; of two that pay the same, the one that stands first. A
    result that pays nothing here doesn't hide another that may."""
    opened = facts.case.opened
    alone: list[Way] = [(r,) for r in routes if r.route.beside is None]
    paying = [way for way in ways(routes, plan, opened) if amount_of(way, plan, opened)]
    open_to = [way for way in alone if way in paying] or alone
    reached = [way for way in paying or alone if all(part.finding.is_met for part in way)]
    chosen = max(reached, key=lambda way: amount_of(way, plan, opened), default=open_to[0])
    finding = all_of(
        eligible,
        any_of(*(part.finding for way in ([chosen] if reached else open_to) for part in way)),
        unclaimed(framework, facts, plan),
        pays(chosen, plan, opened, today),
    )
    if not finding.is_met:
        return Payment(finding, None, NOTHING)
    if not reached:
        return Payment(not_met("There is no result that applies."), None, NOTHING)
    code = "+".join(part.route.code for part in chosen)
    return Payment(finding, code, amount_of(chosen, plan, opened))


def ways(routes: Sequence[RouteFinding], plan: Plan, opened: date) -> list[Way]:
    """Each route alone; one that pays only beside another stands with it, and before it, where it
    pays anything."""
    by_code = {r.route.code: r for r in routes}
    beside = [
        (by_code[r.route.beside], r)
        for r in routes
        if r.route.beside and amount_of((r,), plan, opened)
    ]
    return [*beside, *((r,) for r in routes if not r.route.beside)]


def amount_of(way: Way, plan: Plan, opened: date) -> Decimal:
    """Pounds; a local payer's own terms replace the version's."""
    pounds = (
        plan.pays.amounts.get(part.route.code, NOTHING)
        if plan.pays
        else part.route.amount_for(opened)
        for part in way
    )
    return sum(pounds, NOTHING).quantize(NOTHING)


def pays(way: Way, plan: Plan, opened: date, today: date) -> Finding:
    amount = amount_of(way, plan, opened)
    until = plan.pays.until if plan.pays else way[0].route.until
    if not amount:
        return not_met("Nothing is paid for this result.")
    if until is not None and today > until:
        return not_met(f"Nothing is paid for results after {say_day(until)}.")
    return met(f"It pays £{amount:,.2f}.")


def unclaimed(framework: Framework, facts: Facts, plan: Plan) -> Finding:
    """Nobody is paid for twice: tested on people, not on the family's number."""
    if facts.case.already_funded:
        return not_met("This family’s help is already paid for by another fund.")
    for claim in facts.case.earlier_claims:
        same = claim.framework in framework.counts_with or plan.block_across_programmes
        if same and shares_people(claim, facts):
            return not_met(f"Someone here counted in an earlier claim on {say_day(claim.on)}.")
    return met("No earlier claim for anyone here.")


def shares_people(claim: EarlierClaim, facts: Facts) -> bool:
    """One child, or one adult with parental duties."""
    return any(
        person.relation in CHILD or person.parental_duties
        for person in facts.people
        if person.id in claim.people
    )
