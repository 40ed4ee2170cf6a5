"""A verdict, and the first day on which time alone could turn it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from outcomes.rules.facts import Facts
from outcomes.rules.framework import Framework, Plan
from outcomes.rules.judge import Verdicts, judge
from outcomes.rules.turning import Day, Watch, undated

NEVER = date.max


@dataclass(frozen=True, slots=True)
class Steady:
    """What was found on a day, and how long it stands while no fact changes.

    `sha256`: of all that was found, where days counted from today stand as they were counted. Two
    with the same one say the same. `until`: the first day on which the rules could find otherwise;
    the last of all days where none is known. `soonest`: the first of the days told, of those that
    move along, on which something could be met; it must not be shown once it is past.
    """

    sha256: str
    until: date
    soonest: date


def steady(framework: Framework, facts: Facts, plan: Plan | None = None, *, as_of: date) -> Steady:
    """Raises `BadFile` as `judge` does."""
    watch = Watch(as_of)
    found = judge(framework, facts, plan, as_of=Day.of(as_of, watch))
    table = found.to_dict()
    text = undated(json.dumps(table, sort_keys=True, ensure_ascii=False))
    return Steady(hashlib.sha256(text.encode()).hexdigest(), watch.until, soonest(found, as_of))


def soonest(found: Verdicts, today: date) -> date:
    """A need or a route that could be met by a day counted from today is told that day. One that
    could be met at once is told today on every day, and is no more past tomorrow than it was."""
    findings = [n.finding for n in found.needs] + [r.finding for r in found.results]
    days = [f.earliest for f in findings if isinstance(f.earliest, Day)]
    return min((day.plain for day in days if day.plain > today), default=NEVER)
