"""Is there a result: the way of working, and all that the route asks (decisions 19, 20 and 24)?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from outcomes.rules.asked import ASKED, Asking, way_of_working
from outcomes.rules.dates import say_months
from outcomes.rules.facts import CaseFacts, Facts
from outcomes.rules.framework import Framework, Plan, Route
from outcomes.rules.progress import NeedFinding, watched
from sharing.rules import Finding, Verdict, all_of, met, not_applicable


@dataclass(frozen=True, slots=True)
class RouteFinding:
    route: Route
    finding: Finding


def result(
    route: Route,
    framework: Framework,
    facts: Facts,
    needs: Sequence[NeedFinding],
    plan: Plan,
    today: date,
) -> RouteFinding:
    """One route. It applies when one of its parts does; the way of working alone is no result."""
    a = Asking(route=route, framework=framework, facts=facts, needs=needs, plan=plan, today=today)
    asked = [ASKED[name](a) for name in route.asks]
    if all(f.verdict is Verdict.NOT_APPLICABLE for f in asked):
        return RouteFinding(route, all_of(*asked).because(*(r for f in asked for r in f.reasons)))
    finding = all_of(way_of_working(a), *asked)
    if finding.is_met and route.asks == ("every_need_held",):
        return RouteFinding(route, met(all_held(a), since=finding.since))
    return RouteFinding(route, finding)


def all_held(a: Asking) -> str:
    number = len(a.counting)
    needed = "1 need is" if number == 1 else f"All {number} needs are"
    held = say_months(a.plan.months_for("*", a.route.watch_months))
    return f"{needed} met, and held for {held} after closing."


def watch_ends(found: NeedFinding, route: Route, case: CaseFacts, plan: Plan) -> Finding:
    """What the result still asks of one met need; not applicable when nothing is being watched."""
    watches = "every_need_held" in route.asks
    if not watches or not found.outcome.is_met or case.closed is None:
        return not_applicable("Not being watched.")
    months = plan.months_for(found.need.code, route.watch_months)
    return watched(found, closed=case.closed, months=months, today=date.min)
