"""Audit: a sample that anyone can draw again, an auditor's findings, and the answers to them."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.utils import timezone

from families.access import shut_to
from families.acts import start_involvement
from families.models import Involvement
from outcomes.models import AuditFinding, AuditSample, Claim, ClaimLine, SampledClaim
from outcomes.rules import sampling
from sharing.acting import act, locked, record
from sharing.models import Agency, Post, Role, User
from sharing.refusals import Refused
from sharing.rules.days import long_day

#: An auditor's sight of a family ends: a sample is open for at most this long.
LONGEST = timedelta(days=92)


@act("sample.draw")
def draw_sample(
    *, auditor: Post, size: int, closes_on: date, seed: str = "", by: User
) -> AuditSample:
    """Draw approved claims by a seed, and let the auditor see them until the last day.

    The population's hash and the seed are kept: whoever has both draws the same claims again.

    `size`: 1 to the number of approved claims. `closes_on`: today to 92 days on. Raises Refused
    outside of these, and for a post that is no auditor’s.
    """
    agency = by.agency
    if agency is None or auditor.role != Role.AUDITOR:
        raise Refused("Choose an auditor", field="auditor")
    today = timezone.localdate()
    if not today <= closes_on <= today + LONGEST:
        latest = long_day(today + LONGEST)
        raise Refused(f"Choose a last day up to {latest}", field="closes_on")
    claims = _population(agency, by, auditor.user)
    if not 1 <= size <= len(claims):
        raise Refused(f"Choose from 1 to {len(claims)} claims", field="size")
    drawn = sampling.draw(sorted(claims), size=size, seed=seed or secrets.token_hex(8))
    sample = AuditSample(
        reference=_reference(today),
        agency=agency,
        auditor=auditor,
        opens_on=today,
        closes_on=closes_on,
        seed=drawn.seed,
        population=len(claims),
        population_sha256=drawn.population_hash,
        size=drawn.size,
        drawn_by=by,
    )
    sample.check_and_save()
    record(sample, size=size, population=len(claims))
    for position, reference in enumerate(drawn.chosen, start=1):
        _open_to_auditor(sample, claims[reference], position, by)
    return sample


def _population(agency: Agency, *readers: User) -> dict[str, Claim]:
    """The agency's approved claims, but those of families that are shut to whoever draws or checks:
    the auditor could not open them, and how many there are would say that they are (P4)."""
    approved = Claim.objects.approved().filter(owner=agency)
    for user in readers:
        approved = approved.exclude(shut_to(user, "case__family"))
    return {claim.reference: claim for claim in approved.select_related("case__family")}


def _reference(today: date) -> str:
    """Like 2027-09, and 2027-09-2 for the second one of a month."""
    month = f"{today:%Y-%m}"
    before = AuditSample.objects.filter(reference__startswith=month).count()
    return f"{month}-{before + 1}" if before else month


def _open_to_auditor(sample: AuditSample, claim: Claim, position: int, by: User) -> None:
    sampled = SampledClaim(sample=sample, claim=claim, position=position, owner=claim.owner)
    sampled.check_and_save()
    start_involvement(
        family=claim.case.family,
        kind=Involvement.Kind.AUDIT,
        post=sample.auditor,
        until=sample.closes_on,
        reason=f"Audit sample {sample.reference}",
        by=by,
    )


@act("finding.record", on="sampled")
def record_finding(
    *, sampled: SampledClaim, line: ClaimLine, result: str, text: str = "", by: User
) -> AuditFinding:
    """Say of one need of a sampled claim: agree, a question, or not valid.

    Raises Refused for a need of another claim, and for a question or “not valid” without words.
    """
    if line.claim_id != sampled.claim_id:
        raise Refused("That need belongs to another claim", field="line")
    if result != AuditFinding.Result.AGREE and not text.strip():
        raise Refused("Say it in words, so that the coordinator can answer", field="text")
    finding = AuditFinding(
        sampled=sampled, line=line, result=result, text=text, found_by=by, owner=sampled.owner
    )
    finding.check_and_save()
    record(finding, result=result)
    return finding


@act("finding.answer", on="finding")
def answer_finding(*, finding: AuditFinding, answer: str, by: User) -> AuditFinding:
    """Answer the auditor, once; another question gets another answer.

    Raises Refused a second time, and without words.
    """
    finding = locked(finding)
    if finding.answered_at is not None:
        raise Refused("This has been answered already")
    if not answer.strip():
        raise Refused("Write your answer", field="answer")
    finding.answer, finding.answered_by, finding.answered_at = answer, by, timezone.now()
    finding.check_and_save()
    record(finding)
    return finding
