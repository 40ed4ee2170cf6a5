"""Verdicts and findings: how every rule in the product answers, with its reasons."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import NoReturn

from sharing.rules.settled import settled


class Verdict(StrEnum):
    """What a rule concluded. Missing evidence is `NOT_KNOWN`, never `NOT_MET`."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"
    NOT_APPLICABLE = "not_applicable"


@settled()
class Finding:
    """A verdict with reasons fit for the page, the claim and the auditor."""

    verdict: Verdict
    reasons: tuple[str, ...]
    missing: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    earliest: date | None = None

    def __bool__(self) -> NoReturn:
        raise TypeError("A finding is not yes or no: compare its verdict")

    @property
    def is_met(self) -> bool:
        return self.verdict is Verdict.MET

    def because(self, *reasons: str) -> "Finding":
        """The same finding with further reasons after its own."""
        return replace(self, reasons=unique((*self.reasons, *reasons)))


def met(*reasons: str, since: date | None = None, until: date | None = None) -> Finding:
    return Finding(Verdict.MET, reasons, since=since, until=until)


def not_met(*reasons: str, earliest: date | None = None, until: date | None = None) -> Finding:
    return Finding(Verdict.NOT_MET, reasons, until=until, earliest=earliest)


def not_known(*reasons: str, missing: Iterable[str] = ()) -> Finding:
    """What is missing is said once more as a list, for those who will go and ask for it."""
    return Finding(Verdict.NOT_KNOWN, reasons, tuple(missing))


def not_applicable(*reasons: str) -> Finding:
    return Finding(Verdict.NOT_APPLICABLE, reasons)


def all_of(*findings: Finding) -> Finding:
    """Met when every applicable part is met; one part not met decides, even beside unknown ones."""
    order = (Verdict.NOT_MET, Verdict.NOT_KNOWN, Verdict.MET)
    verdict = _first(order, findings)
    parts = [f for f in findings if f.verdict is verdict]
    if verdict is Verdict.MET:
        return Finding(verdict, _reasons(parts), since=_latest(f.since for f in parts))
    if verdict is Verdict.NOT_MET:
        return Finding(
            verdict,
            _reasons(parts),
            missing=_missing(findings),
            since=_begun([f for f in findings if f.verdict in order]),
            until=_latest(f.until for f in parts) if all(f.until for f in parts) else None,
            earliest=_all_dates([f for f in findings if f.verdict in order[:2]]),
        )
    return Finding(verdict, _reasons(parts), _missing(parts))


def any_of(*findings: Finding) -> Finding:
    """Met when one part is met; not met only when every applicable part is known not to be."""
    verdict = _first((Verdict.MET, Verdict.NOT_KNOWN, Verdict.NOT_MET), findings)
    parts = [f for f in findings if f.verdict is verdict]
    if verdict is Verdict.MET:
        return Finding(verdict, _reasons(parts), since=_earliest(f.since for f in parts))
    if verdict is Verdict.NOT_MET:
        return replace(_soonest(parts), reasons=_reasons(parts), missing=())
    return Finding(verdict, _reasons(parts), _missing(parts))


def unique(words: Iterable[str]) -> tuple[str, ...]:
    """Without repeats, in the order first said."""
    return tuple(dict.fromkeys(words))


def _first(order: tuple[Verdict, ...], findings: tuple[Finding, ...]) -> Verdict:
    found = {f.verdict for f in findings}
    return next((v for v in order if v in found), Verdict.NOT_APPLICABLE)


def _reasons(findings: Iterable[Finding]) -> tuple[str, ...]:
    return unique(reason for f in findings for reason in f.reasons)


def _missing(findings: Iterable[Finding]) -> tuple[str, ...]:
    return unique(what for f in findings for what in f.missing)


def _latest(days: Iterable[date | None]) -> date | None:
    return max((d for d in days if d), default=None)


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((d for d in days if d), default=None)


def _soonest(unmet: list[Finding]) -> Finding:
    """The one that could be met first, with its own days; of several, one that has begun."""
    return min(unmet, key=lambda f: (f.earliest or date.max, f.since or date.max))


def _begun(parts: list[Finding]) -> date | None:
    """The day on which all of them held; none while one that isn't met hasn't begun to hold."""
    if any(f.since is None and f.verdict is not Verdict.MET for f in parts):
        return None
    return _latest(f.since for f in parts)


def _all_dates(findings: list[Finding]) -> date | None:
    """The day on which all could be met; none when one of them gives no day."""
    if any(f.earliest is None for f in findings):
        return None
    return _latest(f.earliest for f in findings)
