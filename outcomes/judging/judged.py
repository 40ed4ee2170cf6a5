"""The mark of a verdict by judgement: for ever beside the verdict, wherever it is told.

It is read from the verdicts as they were written, frozen ones too, and so is never lost with the
plan that allowed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from outcomes.frameworks.loader import framework
from outcomes.models import Claim
from outcomes.rules.framework import Need as Published
from outcomes.rules.plans import plan_of

EQUIVALENT, WORD = "equivalent", "word"
#: A need by its code and the key of its person.
Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """A need's part of a judgement, as `CaseStatus.verdicts` keeps it."""

    verdict: str = ""
    judgement: bool = False
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    earliest: date | None = None


def judged_needs(verdicts: Mapping[str, Any]) -> dict[tuple[str, str | None], Judged]:
    """By the need's code and the key of its person."""
    return {
        (row["need"], row["person"]): Judged(
            verdict=row["verdict"],
            judgement=bool(row.get("judgement")),
            reasons=tuple(row["reasons"]),
            missing=tuple(row["missing"]),
            **{name: _day(row.get(name)) for name in ("since", "until", "earliest")},
        )
        for row in verdicts.get("needs", ())
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def judgement_of(need: Published | None, judged: bool) -> str:
    """Which judgement a verdict is by: `equivalent`, a worker's `word`, or none (empty)."""
    if not judged:
        return ""
    return "word" if need is not None and not need.measured else "equivalent"


def marks_of(
    verdicts: Mapping[str, Any], overlay: Mapping[str, Any] | None = None
) -> dict[Key, str]:
    """The mark of each need of one judgement; `overlay`: the local plan with needs of its own."""
    if not verdicts:
        return {}
    needs = (*framework(verdicts["framework"]).needs, *plan_of(overlay or {}).local_needs)
    texts = {need.code: need for need in needs}
    judged = judged_needs(verdicts)
    return {key: judgement_of(texts.get(key[0]), row.judgement) for key, row in judged.items()}


def marks_of_claim(claim: Claim) -> dict[Key, str]:
    """The marks as the claim froze them."""
    return marks_of(claim.verdicts, claim.plan)


def equivalents(verdicts: Mapping[str, Any], overlay: Mapping[str, Any] | None = None) -> int:
    """How many needs were judged equal to met beside the number."""
    return sum(mark == EQUIVALENT for mark in marks_of(verdicts, overlay).values())
