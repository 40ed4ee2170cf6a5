"""Is there a result: the way of working, every need met, and held after closing (19, 20, 24)?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from outcomes.rules.dates import say_day, say_months
from outcomes.rules.facts import CaseFacts
from outcomes.rules.framework import Plan, Route
from outcomes.rules.progress import NeedFinding, watched
from sharing.rules import Finding, Verdict, all_of, met, not_applicable, not_met


@dataclass(frozen=True, slots=True)
class RouteFinding:
    route: Route
    finding: Finding


def result(
    route: Route, case: CaseFacts, needs: Sequence[NeedFinding], plan: Plan, today: date
) -> RouteFinding:
    """Every need that counts, those found later too."""
    counting = [n for n in needs if n.outcome.verdict is not Verdict.NOT_APPLICABLE]
    if not counting:
        return RouteFinding(route, not_met("No need counts yet."))
    watches = [
        watched(
            n,
            closed=case.closed,
            months=plan.months_for(n.need.code, route.watch_months),
            today=today,
        )
        for n in counting
    ]
    finding = all_of(way_of_working(case), *watches)
    if finding.is_met:
        number = len(counting)
        needed = "1 need is" if number == 1 else f"All {number} needs are"
        held = say_months(plan.months_for("*", route.watch_months))
        said = f"{needed} met, and held for {held} after closing."
        return RouteFinding(route, met(said, since=finding.since))
    return RouteFinding(route, finding)


def way_of_working(case: CaseFacts) -> Finding:
    """Our own record: what is missing did not happen."""
    steps = (
        (case.lead_since, "A lead worker"),
        (case.assessment_completed, "A whole family assessment"),
        (case.plan_agreed, "An agreed plan"),
        (min((s.start for s in case.support), default=None), "Support given"),
    )
    return all_of(*(step(on, what) for on, what in steps))


def step(on: date | None, what: str) -> Finding:
    if on is None:
        return not_met(f"{what}: not on our record.")
    return met(f"{what}: {say_day(on)}.")


def watch_ends(found: NeedFinding, route: Route, case: CaseFacts, plan: Plan) -> Finding:
    """What the result still asks of one met need; not applicable when the need isn't met."""
    if not found.outcome.is_met or case.closed is None:
        return not_applicable("Not being watched.")
    months = plan.months_for(found.need.code, route.watch_months)
    return watched(found, closed=case.closed, months=months, today=date.min)
