"""May a result be put forward, for how much, and whom does it count (decisions 24 to 26)?"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from outcomes.rules.eligibility import CHILD
from outcomes.rules.facts import Facts, Person
from outcomes.rules.framework import Framework, Plan
from outcomes.rules.judge import Verdicts
from outcomes.rules.payment import unclaimed
from sharing.rules import Finding, all_of, any_of


@dataclass(frozen=True, slots=True)
class PutForward:
    """Whether a claim may be put forward, by which route, and for how many pounds."""

    finding: Finding
    route: str
    amount: Decimal


def may_put_forward(
    verdicts: Verdicts, framework: Framework, facts: Facts, plan: Plan
) -> PutForward:
    """Eligible, with a result, nobody here counted before; whether it pays is another matter."""
    reached = any_of(*(route.finding for route in verdicts.results))
    finding = all_of(verdicts.eligible, reached, unclaimed(framework, facts, plan))
    met = next((r.route.code for r in verdicts.results if r.finding.is_met), "")
    return PutForward(finding, verdicts.payment.route or met, verdicts.payment.amount)


def counted_people(people: Iterable[Person]) -> list[Person]:
    """Each child, and each adult with parental duties: they count once in a programme."""
    return [p for p in people if p.relation in CHILD or p.parental_duties]


def programme_of(framework: Framework) -> str:
    """One name for all versions in which a person counts only once together."""
    return min(framework.counts_with, default=framework.slug)
