"""What the rules say of every case, and the claims and audits that followed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from coordination.demo.days import moment
from coordination.demo.pen import Pen, Written
from families.models import Case
from outcomes.acts import verdicts_on
from outcomes.acts.judging import best_result
from outcomes.judging.facts import facts_of, sha256_of
from outcomes.models import CaseStatus, Need, NeedStatus
from outcomes.rules.facts import Facts, known_on
from outcomes.rules.judge import Verdicts
from sharing.rules import Verdict

#: What a lean family's need is said to be, as it went; a benchmark is not judged.
SAID = {"good": Verdict.MET, "bad": Verdict.NOT_MET, "unknown": Verdict.NOT_KNOWN}
#: A need that some meet and lose again, and how long ago it was judged before.
SLIPS, BEFORE = "7c", timedelta(days=120)


def judge_all(pen: Pen, families: list[Written]) -> None:
    """Judge each case by the real rules, as it would have been this morning."""
    ids = [made.case for made in families if made.case is not None and made.needs]
    cases = Case.objects.filter(pk__in=ids).select_related("family__authority").order_by("pk")
    for case in cases:
        facts = facts_of(case)
        verdicts = verdicts_on(case, facts, pen.on)
        _judge_before(pen, case, facts, verdicts)
        _write(pen, case, facts, verdicts, pen.on)
    pen.rows.save()


def _judge_before(pen: Pen, case: Case, facts: Facts, now: Verdicts) -> None:
    """What was said of a case in which a need slips, where it was something else than today."""
    day = pen.on - BEFORE
    earlier = known_on(facts, day)
    if not any(need.need == SLIPS for need in earlier.needs):
        return
    verdicts = verdicts_on(case, earlier, day)
    if _told(verdicts) != _told(now):
        _write(pen, case, earlier, verdicts, day, replaced_at=moment(pen.on, 0))


def _told(verdicts: Verdicts) -> list[tuple[str, str | None, Verdict]]:
    return [(need.need, need.person, need.finding.verdict) for need in verdicts.needs]


def _write(
    pen: Pen, case: Case, facts: Facts, verdicts: Verdicts, on: date, **replaced: Any
) -> None:
    best = best_result(verdicts)
    rows = pen.rows.at(moment(on, 0), pen.system)
    status = rows.add(
        CaseStatus,
        case_id=case.pk,
        eligible=verdicts.eligible.verdict.value,
        result=best.verdict.value,
        payment=verdicts.payment.finding.verdict.value,
        earliest=best.earliest,
        verdicts=verdicts.to_dict(),
        facts_sha256=sha256_of(facts.to_dict()),
        owner_id=case.owner_id,
        **replaced,
    )
    said = {"eligible": verdicts.eligible.verdict.value, "result": best.verdict.value}
    rows.did("case.judge", CaseStatus, status, case.family_id, **said)
    needs = {
        (need.code, str(need.person.key) if need.person else None): need.pk
        for need in Need.objects.filter(case=case).select_related("person")
    }
    for verdict in verdicts.needs:
        finding = verdict.finding
        rows.add(
            NeedStatus,
            status_id=status,
            need_id=needs[verdict.need, verdict.person],
            verdict=finding.verdict.value,
            reasons=list(finding.reasons),
            missing=list(finding.missing),
            since=finding.since,
            until=finding.until,
            earliest=finding.earliest,
            owner_id=case.owner_id,
        )


def say_status(pen: Pen, made: Written) -> None:
    """A status in the shape of a judged one, for a family that is only there to be counted."""
    if made.case is None or not made.needs:
        return
    verdicts = [SAID[need.course] for need in made.sketch.needs]
    result = Verdict.MET if set(verdicts) == {Verdict.MET} else Verdict.NOT_MET
    rows = pen.rows.at(moment(pen.on, 0), pen.system)
    status = rows.add(
        CaseStatus,
        case_id=made.case,
        eligible=Verdict.MET.value,
        result=result.value,
        payment=result.value,
        verdicts={},
        facts_sha256="",
        owner_id=pen.hub,
    )
    for (need, _), verdict in zip(made.needs, verdicts, strict=True):
        rows.add(
            NeedStatus, status_id=status, need_id=need, verdict=verdict.value, owner_id=pen.hub
        )
