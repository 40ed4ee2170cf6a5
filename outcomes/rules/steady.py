"""A verdict, and the first day on which time alone could turn it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from outcomes.rules.facts import Facts
from outcomes.rules.framework import Framework, Plan
from outcomes.rules.judge import Verdicts, judge
from outcomes.rules.turning import Day, Watch, undated, unmarked
from sharing.rules import unique

NEVER = date.max


@dataclass(frozen=True, slots=True)
class Steady:
    """What was found on a day, and how long it stands while no fact changes.

    `sha256`: of all that was found, where days counted from today stand as they were counted. Two
    with the same one say the same. `until`: the first day on which the rules could find otherwise;
    the last of all days where none is known. `soonest`: the first of the days told, of those that
    move along, on which something could be met; it must not be shown once it is past. `found` and
    `text`, the same as JSON, hold the marks of days that move along.
    """

    sha256: str
    until: date
    soonest: date
    found: Verdicts = field(repr=False, compare=False)
    text: str = field(repr=False, compare=False)

    @property
    def table(self) -> dict[str, Any]:
        """What `judge` says on that day, as it is kept, without judging again."""
        return as_read(self.text)


def as_read(text: str) -> dict[str, Any]:
    """Verdicts as JSON without their marks. Of one day counted from today and one that is fixed two
    sentences can read alike on this day; each is said once."""
    return json.loads(unmarked(text), object_pairs_hook=_each_said_once)  # type: ignore[no-any-return]


def _each_said_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: list(unique(said)) if _sentences(said) else said for name, said in pairs}


def _sentences(said: Any) -> bool:
    return isinstance(said, list) and all(isinstance(one, str) for one in said)


def steady(framework: Framework, facts: Facts, plan: Plan | None = None, *, as_of: date) -> Steady:
    """Raises `BadFile` as `judge` does."""
    watch = Watch(as_of)
    found = judge(framework, facts, plan, as_of=Day.of(as_of, watch))
    text = json.dumps(found.to_dict(), sort_keys=True, ensure_ascii=False)
    sha256 = hashlib.sha256(undated(text).encode()).hexdigest()
    return Steady(sha256, watch.until, soonest(found, as_of), found, text)


def soonest(found: Verdicts, today: date) -> date:
    """A need or a route that could be met by a day counted from today is told that day. One that
    could be met at once is told today on every day, and is no more past tomorrow than it was."""
    findings = [n.finding for n in found.needs] + [r.finding for r in found.results]
    days = [f.earliest for f in findings if isinstance(f.earliest, Day)]
    return min((day.plain for day in days if day.plain > today), default=NEVER)
