"""Verdicts on a case: computed whenever something may have changed, written only when they did."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from families.models import Case
from outcomes.facts import facts_of, overlay_of, sha256_of
from outcomes.frameworks.loader import framework
from outcomes.models import CaseStatus, Need, NeedStatus
from outcomes.rules.facts import Facts
from outcomes.rules.judge import Verdicts, judge
from outcomes.rules.plans import read_plan
from sharing.journal import act, record
from sharing.models import User
from sharing.rules import Finding, Verdict

ORDER = (Verdict.MET, Verdict.NOT_KNOWN, Verdict.NOT_MET, Verdict.NOT_APPLICABLE)


def verdicts_on(case: Case, facts: Facts, on: date | None = None) -> Verdicts:
    """What the case's framework and its authority's plan say of these facts on the day (today)."""
    on = on or timezone.localdate()
    return judge(framework(case.framework), facts, read_plan(overlay_of(case, on)), as_of=on)


def judge_case(*, case: Case, by: User) -> CaseStatus | None:
    """Judge a case as of today. Safe to run twice: an unchanged verdict writes nothing.

    Returns the judgement that stands, or None for a case without any need.
    """
    facts = facts_of(case)
    if not facts.needs:
        return None
    verdicts = verdicts_on(case, facts)
    current = case.statuses.current().first()
    if current is not None and _same(current.verdicts, verdicts.to_dict()):
        return current
    return write_judgement(case=case, verdicts=verdicts, facts=facts, by=by)


def _same(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """The same verdicts; on which day they were asked for does not matter."""
    return {**before, "as_of": ""} == {**now, "as_of": ""}


@act("case.judge", on="case")
def write_judgement(*, case: Case, verdicts: Verdicts, facts: Facts, by: User) -> CaseStatus:
    """Keep the verdicts with their reasons; the ones before are replaced, never erased."""
    case = Case.objects.select_for_update(of=("self",)).select_related("family").get(pk=case.pk)
    for old in case.statuses.current():
        old.replaced_at = timezone.now()
        old.save()
    best = best_result(verdicts)
    status = CaseStatus(
        case=case,
        eligible=verdicts.eligible.verdict.value,
        result=best.verdict.value,
        payment=verdicts.payment.finding.verdict.value,
        earliest=best.earliest,
        verdicts=verdicts.to_dict(),
        facts_sha256=sha256_of(facts.to_dict()),
        owner=case.owner,
    )
    status.full_clean()
    status.save()
    _write_needs(status, verdicts)
    record(status, eligible=status.eligible, result=status.result)
    return status


def best_result(verdicts: Verdicts) -> Finding:
    """The route that is nearest to a result."""
    findings = [r.finding for r in verdicts.results if r.route.beside is None]
    return min(findings, key=lambda finding: ORDER.index(finding.verdict))


def _write_needs(status: CaseStatus, verdicts: Verdicts) -> None:
    needs = {
        (need.code, str(need.person.key) if need.person else None): need
        for need in Need.objects.filter(case=status.case).select_related("person")
    }
    for verdict in verdicts.needs:
        finding = verdict.finding
        NeedStatus.objects.create(
            status=status,
            need=needs[verdict.need, verdict.person],
            verdict=finding.verdict.value,
            reasons=list(finding.reasons),
            missing=list(finding.missing),
            since=finding.since,
            until=finding.until,
            earliest=finding.earliest,
            owner=status.owner,
        )
