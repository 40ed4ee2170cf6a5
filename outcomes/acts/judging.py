"""Verdicts on a case: computed whenever something may have changed, written only when they did."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from families.models import Case
from outcomes.frameworks.loader import framework
from outcomes.judging.facts import overlay_of, sha256_of
from outcomes.judging.fingerprints import Terms
from outcomes.judging.weighing import Weighed, Weighing, hold, hold_free, read_standing
from outcomes.models import CaseStatus, Need, NeedStatus, Standing
from outcomes.rules.facts import Facts
from outcomes.rules.judge import Verdicts, judge
from outcomes.rules.plans import read_plan
from outcomes.rules.quick_reading import iso_day
from outcomes.rules.turning import plainly
from sharing.acting import act, record
from sharing.history import change_all, save_all
from sharing.models import User
from sharing.rules import Finding, Verdict
from sharing.wall import stand

log = logging.getLogger(__name__)
ORDER = (Verdict.MET, Verdict.NOT_KNOWN, Verdict.NOT_MET, Verdict.NOT_APPLICABLE)


def verdicts_on(case: Case, facts: Facts, on: date | None = None) -> Verdicts:
    """What the case's framework and its authority's plan say of these facts on the day (today)."""
    on = on or timezone.localdate()
    return judge(framework(case.framework), facts, read_plan(overlay_of(case, on)), as_of=on)


def judge_case(*, case: Case, by: User) -> CaseStatus | None:
    """Judge a case as of today. Safe to run twice: an unchanged verdict writes nothing.

    Returns the judgement that stands, or None for a case without any need. Whoever else would judge
    it waits, and then reads what is there by then.
    """
    stand()
    with transaction.atomic():
        hold(case)
        weighed = Weighing([case], Terms(timezone.localdate())).of(case)
        if weighed is None:
            return None
        if not weighed.holds:
            write_judgements(turned=[weighed], case=case, by=by)
        elif by.is_system:  # no one else writes outside an act
            _remember([weighed.stands()])
        return case.statuses.current().get()


@dataclass(frozen=True, slots=True)
class Judged:
    """How many cases of some were judged again, how many changed, how many could not be judged."""

    judged: int = 0
    written: int = 0
    failed: int = 0


def judge_cases(*, keys: Sequence[int], by: User) -> Judged:
    """The same for many at once, in one transaction, by a few questions in all.

    Those that someone else is judging are left to them. One that can't be judged is logged, and
    does not stop the others.
    """
    terms = Terms(timezone.localdate())
    with transaction.atomic():
        cases = Case.objects.filter(pk__in=hold_free(keys)).select_related("family", "owner")
        found = list(_weigh_each(cases.order_by("pk"), terms))
        weighed = [one for one in found if one is not None]
        read_standing(weighed)
        turned: list[Weighed] = []
        holding: list[Weighed] = []
        for one in weighed:
            (holding if one.holds else turned).append(one)
        _remember([one.stands() for one in holding])
        if turned:
            write_judgements(turned=turned, by=by)
    return Judged(len(found), len(turned), len(found) - len(weighed))


def _weigh_each(cases: Iterable[Case], terms: Terms) -> Iterator[Weighed | None]:
    weighing = Weighing(cases := list(cases), terms)
    for case in cases:
        try:
            yield weighing.of(case)
        except Exception:
            log.exception("Case %s could not be judged", case.pk)
            yield None


@act("case.judge", on="case")
def write_judgements(*, turned: Sequence[Weighed], case: Case | None = None, by: User) -> None:
    """Keep the verdicts with their reasons; the ones before are replaced, never erased.

    `case`: the only one. The system may write many at once, and then leaves the same rows, versions
    and lines as one by one.
    """
    if case is None and not by.is_system:
        raise PermissionDenied("Many cases at once are judged by the system only")
    keys = [weighed.case.pk for weighed in turned]
    held = (
        Case.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk")
    )
    list(held.values_list("pk"))
    now = CaseStatus.objects.current().filter(case__in=keys)
    before = list(now.order_by("case_id").values_list("pk", flat=True))
    Standing.objects.filter(status__in=before).delete()
    change_all(CaseStatus, before, replaced_at=timezone.now())
    _write(turned)


def _write(turned: Sequence[Weighed]) -> None:
    statuses = [_status(weighed) for weighed in turned]
    save_all(statuses)
    named = Need.objects.filter(case__in=[weighed.case for weighed in turned])
    keys: Any = named.values_list("pk", "case", "code", "person__key")
    needs = {(case, code, who and str(who)): key for key, case, code, who in keys}
    save_all([row for status in statuses for row in _needs(status, needs)])
    _remember([one.stands(status) for one, status in zip(turned, statuses, strict=True)])
    for status in statuses:
        record(status, eligible=status.eligible, result=status.result)


def _status(weighed: Weighed) -> CaseStatus:
    best = best_result(weighed.steady.found)
    return CaseStatus(
        case=weighed.case,
        eligible=weighed.table["eligible"]["verdict"],
        result=best.verdict.value,
        payment=weighed.table["payment"]["verdict"],
        earliest=best.earliest and plainly(best.earliest),
        verdicts=weighed.table,
        facts_sha256=sha256_of(weighed.facts.to_dict()),
        owner=weighed.case.owner,
    )


def best_result(verdicts: Verdicts) -> Finding:
    """The route that is nearest to a result."""
    findings = [r.finding for r in verdicts.results if r.route.beside is None]
    return min(findings, key=lambda finding: ORDER.index(finding.verdict))


def _needs(status: CaseStatus, needs: dict[Any, int]) -> Iterator[NeedStatus]:
    """One row of each need in the judgement; `needs`: the keys of those that were named."""
    for said in status.verdicts["needs"]:
        yield NeedStatus(
            status=status,
            need_id=needs[status.case_id, said["need"], said["person"]],
            verdict=said["verdict"],
            reasons=said["reasons"],
            missing=said["missing"],
            owner_id=status.owner_id,
            **{name: said[name] and iso_day(said[name]) for name in ("since", "until", "earliest")},
        )


def _remember(standing: Sequence[Standing]) -> None:
    """Beside each judgement, of which rows it was made and until when it stands."""
    fields = ("rows", "found", "until", "soonest")
    Standing.objects.bulk_create(
        standing, update_conflicts=True, unique_fields=["status"], update_fields=fields
    )
