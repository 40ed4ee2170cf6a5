"""Is a result paid, how much, and what bars it (decisions 25 and 26)?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from outcomes.rules.dates import say_day
from outcomes.rules.eligibility import CHILD
from outcomes.rules.facts import EarlierClaim, Facts
from outcomes.rules.framework import Framework, Plan, Route
from outcomes.rules.results import RouteFinding
from sharing.rules import Finding, all_of, any_of, met, not_met

NOTHING = Decimal("0.00")


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
    """The first route that is met is the one that pays."""
    paying = next((r for r in routes if r.finding.is_met), None)
    reached = paying.finding if paying else any_of(*(r.finding for r in routes))
    chosen = (paying or routes[0]).route
    terms = pays(chosen, plan, today)
    finding = all_of(eligible, reached, unclaimed(framework, facts, plan), terms)
    if not finding.is_met or paying is None:
        return Payment(finding, None, NOTHING)
    return Payment(finding, chosen.code, amount_of(chosen, plan))


def amount_of(route: Route, plan: Plan) -> Decimal:
    """Pounds; a local payer's own terms replace the version's."""
    amount = plan.pays.amounts.get(route.code, NOTHING) if plan.pays else route.amount
    return amount.quantize(NOTHING)


def pays(route: Route, plan: Plan, today: date) -> Finding:
    amount = amount_of(route, plan)
    until = plan.pays.until if plan.pays else route.until
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
