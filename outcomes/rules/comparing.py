"""One case judged under two plans: what differs, and the sentences that say why.

`compare_plans` is all that a run over many families calls for each of them, wherever the facts come
from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from outcomes.rules.claims import PutForward, may_put_forward
from outcomes.rules.facts import Facts
from outcomes.rules.framework import Framework, Plan
from outcomes.rules.judge import NeedVerdict, Verdicts, judge
from sharing.rules import Finding, Verdict

#: What a change is of.
ELIGIBLE, CLAIM, AMOUNT, DAY, NEED = "eligible", "claim", "amount", "day", "need"
COUNTS = (Verdict.MET, Verdict.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Difference:
    """`before` and `after`: verdicts, pounds or days as text. Of no need in particular: None."""

    what: str
    before: str
    after: str
    why_before: tuple[str, ...] = ()
    why_after: tuple[str, ...] = ()
    need: str = ""
    person: str | None = None

    @property
    def way(self) -> str:
        """In which direction it goes: what is counted together."""
        if self.what in {ELIGIBLE, CLAIM}:
            return "gain" if self.after in [one.value for one in COUNTS] else "lose"
        if self.what == AMOUNT:
            return "more" if Decimal(self.after) > Decimal(self.before) else "less"
        if self.what == DAY:
            return "earlier" if self.after < self.before else "later"
        return f"{self.before}-{self.after}"


def compare_plans(
    framework: Framework, facts: Facts, now: Plan, then: Plan, *, as_of: date
) -> list[Difference]:
    """What the second plan would judge otherwise than the first. Raises `BadFile` as `judge` does.

    An eligible case and a possible claim count as one thing each, whatever verdict hinders them.
    """
    before = judge(framework, facts, now, as_of=as_of)
    after = judge(framework, facts, then, as_of=as_of)
    claim_before = may_put_forward(before, framework, facts, now)
    claim_after = may_put_forward(after, framework, facts, then)
    return [
        *_eligible(before.eligible, after.eligible),
        *_claim(claim_before, claim_after),
        *_first_day(before, after),
        *_needs(before.needs, after.needs),
    ]


def _eligible(before: Finding, after: Finding) -> list[Difference]:
    if (before.verdict in COUNTS) == (after.verdict in COUNTS):
        return []
    return [_differs(ELIGIBLE, before, after)]


def _claim(before: PutForward, after: PutForward) -> list[Difference]:
    if before.finding.is_met != after.finding.is_met:
        return [_differs(CLAIM, before.finding, after.finding)]
    if after.finding.is_met and before.amount != after.amount:
        return [Difference(AMOUNT, f"{before.amount:.2f}", f"{after.amount:.2f}")]
    return []


def _first_day(before: Verdicts, after: Verdicts) -> list[Difference]:
    """The first day of a result that is not here yet, where both plans can name one."""
    days = [_earliest(verdicts) for verdicts in (before, after)]
    if None in days or days[0] == days[1]:
        return []
    return [Difference(DAY, str(days[0]), str(days[1]))]


def _earliest(verdicts: Verdicts) -> date | None:
    if any(route.finding.is_met for route in verdicts.results):
        return None
    days = [route.finding.earliest for route in verdicts.results]
    return min((day for day in days if day is not None), default=None)


def _needs(before: Sequence[NeedVerdict], after: Sequence[NeedVerdict]) -> list[Difference]:
    return [
        _differs(NEED, old.finding, new.finding, need=new.need, person=new.person)
        for old, new in zip(before, after, strict=True)
        if old.finding.verdict != new.finding.verdict
    ]


def _differs(
    what: str, before: Finding, after: Finding, need: str = "", person: str | None = None
) -> Difference:
    """The sentences that only one of them has; all of them where they say the same."""
    only_before = tuple(r for r in before.reasons if r not in after.reasons)
    only_after = tuple(r for r in after.reasons if r not in before.reasons)
    return Difference(
        what,
        before.verdict.value,
        after.verdict.value,
        only_before or before.reasons,
        only_after or after.reasons,
        need,
        person,
    )
