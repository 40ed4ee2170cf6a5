"""A verdict, and the first day on which time alone could turn it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import date

from outcomes.rules.facts import Facts
from outcomes.rules.framework import Framework, Plan
from outcomes.rules.judge import Verdicts, judge
from outcomes.rules.turning import Day, Watch, plainly, undated, unmarked
from sharing.rules import Finding

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
    found: Verdicts = field(repr=False, compare=False)

    @property
    def verdicts(self) -> Verdicts:
        """What `judge` says on that day, without judging again."""
        found = self.found
        return replace(
            found,
            as_of=plainly(found.as_of),
            eligible=plain(found.eligible),
            needs=tuple(
                replace(need, finding=plain(need.finding), entry=plain(need.entry))
                for need in found.needs
            ),
            suggested=tuple(replace(s, reasons=read(s.reasons)) for s in found.suggested),
            results=tuple(replace(r, finding=plain(r.finding)) for r in found.results),
            payment=replace(found.payment, finding=plain(found.payment.finding)),
        )


def steady(framework: Framework, facts: Facts, plan: Plan | None = None, *, as_of: date) -> Steady:
    """Raises `BadFile` as `judge` does."""
    watch = Watch(as_of)
    found = judge(framework, facts, plan, as_of=Day.of(as_of, watch))
    table = found.to_dict()
    text = undated(json.dumps(table, sort_keys=True, ensure_ascii=False))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Steady(sha256, watch.until, soonest(found, as_of), found)


def soonest(found: Verdicts, today: date) -> date:
    """A need or a route that could be met by a day counted from today is told that day. One that
    could be met at once is told today on every day, and is no more past tomorrow than it was."""
    findings = [n.finding for n in found.needs] + [r.finding for r in found.results]
    days = [f.earliest for f in findings if isinstance(f.earliest, Day)]
    return min((day.plain for day in days if day.plain > today), default=NEVER)


def plain(finding: Finding) -> Finding:
    """With days and words as on any day that notices nothing."""
    return Finding(
        finding.verdict,
        read(finding.reasons),
        read(finding.missing),
        *(day and plainly(day) for day in (finding.since, finding.until, finding.earliest)),
    )


def read(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(unmarked(word) for word in words)
