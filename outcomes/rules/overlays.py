"""What is wrong with an authority's settings over a framework, each at the setting to blame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from outcomes.rules.evidence import KINDS
from outcomes.rules.framework import Framework, Plan
from outcomes.rules.plans import read_plan
from outcomes.rules.reading import BadFile

EVERYONE = "*"
MOST_MONTHS = 60
MOST_POUNDS = Decimal(100_000)
CODE = re.compile(r"[A-Za-z0-9.]{1,10}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and the setting to blame: `sustain_months.1a`."""

    field: str
    reason: str


def faults_of(overlay: dict[str, Any], framework: Framework) -> list[Fault]:
    """Every fault; one only where the format itself is broken."""
    try:
        plan = read_plan(overlay)
    except BadFile as bad:
        return [Fault(bad.path, f"{bad.expected[:1].upper()}{bad.expected[1:]}")]
    except InvalidOperation:
        return [Fault("pays", "Enter an amount in pounds, like 800 or 800.00")]
    own = [need.code for need in plan.local_needs]
    codes = {need.code for need in framework.needs} | set(own)
    return [
        *_numbers(plan, framework),
        *_months(plan, codes),
        *_sources(plan),
        *_discretion(plan, codes),
        *_local(plan, framework),
        *_pays(plan, framework),
    ]


def _numbers(plan: Plan, framework: Framework) -> Iterator[Fault]:
    if plan.min_attendance is not None and not 1 <= plan.min_attendance <= 100:
        yield Fault("min_attendance", "Enter a percentage from 1 to 100")
    headlines = len(framework.headlines)
    if plan.min_headlines is not None and not 1 <= plan.min_headlines <= headlines:
        yield Fault("min_headlines", f"Enter a number from 1 to {headlines}")
    if plan.crime_reduction is not None and not 1 <= plan.crime_reduction <= 100:
        yield Fault("crime_reduction", "Enter a percentage from 1 to 100")


def _months(plan: Plan, codes: set[str]) -> Iterator[Fault]:
    for code, months in plan.sustain_months.items():
        if code != EVERYONE and code not in codes:
            yield Fault(f"sustain_months.{code}", f"There is no need {code} in this framework")
        elif not 0 <= months <= MOST_MONTHS:
            yield Fault(f"sustain_months.{code}", f"Enter months from 0 to {MOST_MONTHS}")


def _sources(plan: Plan) -> Iterator[Fault]:
    for kind, sources in plan.sources.items():
        if kind not in KINDS:
            yield Fault(f"sources.{kind}", f"There is no kind of fact called {kind}")
        elif not sources:
            yield Fault(f"sources.{kind}", "Choose whose word counts, or leave it as published")


def _discretion(plan: Plan, codes: set[str]) -> Iterator[Fault]:
    if strange := [code for code in plan.discretion if code not in codes]:
        yield Fault("discretion", f"There is no need {', '.join(strange)} in this framework")


def _local(plan: Plan, framework: Framework) -> Iterator[Fault]:
    published = {need.code for need in framework.needs}
    headlines = {headline.code for headline in framework.headlines}
    seen: set[str] = set()
    for place, need in enumerate(plan.local_needs):
        where = f"local_needs[{place}]"
        if not CODE.fullmatch(need.code):
            reason = "Enter up to 10 letters, numbers and full stops, like L1"
            yield Fault(f"{where}.code", reason)
        elif need.code in published:
            yield Fault(f"{where}.code", f"{need.code} is a need of the framework. Choose another")
        elif need.code in seen:
            yield Fault(f"{where}.code", f"There is a need {need.code} already. Choose another")
        if need.headline not in headlines:
            yield Fault(f"{where}.headline", "Choose a headline of this framework")
        seen.add(need.code)


def _pays(plan: Plan, framework: Framework) -> Iterator[Fault]:
    if plan.pays is None:
        return
    routes = {route.code for route in framework.routes}
    for route, amount in plan.pays.amounts.items():
        where = f"pays.{route}"
        if route not in routes:
            yield Fault(where, f"There is no way to a result called {route} in this framework")
        elif not amount.is_finite() or amount > MOST_POUNDS:
            yield Fault(where, f"Enter an amount from 0 to {MOST_POUNDS:,} pounds")
        elif amount != round(amount, 2):
            yield Fault(where, "Enter pounds and pence, like 800.00")


def faults_of_days(first: date, last: date | None) -> list[Fault]:
    if last is not None and last < first:
        return [Fault("valid_until", "The last day is before the first day. Check both")]
    return []
