"""A verdict, and the first day on which time alone could turn it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from outcomes.rules.facts import Facts
from outcomes.rules.framework import Framework, Plan
from outcomes.rules.judge import Verdicts, judge
from outcomes.rules.turning import BEGIN, END, Day, Watch, unmarked

MOVING = re.compile(f"{BEGIN}[^{END}]*{END}")
NEVER = date.max


@dataclass(frozen=True, slots=True)
class Steady:
    """What was found on a day, and how long it stands while no fact changes.

    `sha256`: of all that was found but the days in it that move along with today. Two with the same
    one say the same. `until`: the first day on which something could be found that says otherwise.
    `soonest`: the first of the days told that move along; it must not be shown once it is past.
    """

    sha256: str
    until: date
    soonest: date


def steady(framework: Framework, facts: Facts, plan: Plan | None = None, *, as_of: date) -> Steady:
    """Raises `BadFile` as `judge` does."""
    watch = Watch(as_of)
    found = judge(framework, facts, plan, as_of=Day.of(as_of, watch))
    table = found.to_dict()
    text = json.dumps(table, sort_keys=True, ensure_ascii=False)
    still = MOVING.sub("", text)
    sha256 = hashlib.sha256(still.encode()).hexdigest()
    return Steady(sha256, watch.until, soonest(found) if len(still) < len(text) else NEVER)


def soonest(found: Verdicts) -> date:
    """A need or a route that could be met by a day counted from today is told that day."""
    findings = [n.finding for n in found.needs] + [r.finding for r in found.results]
    days = [f.earliest for f in findings if isinstance(f.earliest, Day)]
    return min((day.plain for day in days), default=NEVER)


def still(table: Any) -> Any:
    """A table of verdicts without the days that move along, for tests to compare."""
    return json.loads(MOVING.sub("", json.dumps(table, ensure_ascii=False)))


__all__ = ["NEVER", "Steady", "steady", "still", "unmarked"]
