"""Approved claims for tests about what comes after: written as rows, as they stand once frozen."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from families.models import Case
from outcomes.acts import load_frameworks
from outcomes.models import Claim, ClaimLine, Framework, Need
from sharing.models import User


def approved_claim(case: Case, prepared_by: User, decided_by: User, reference: str) -> Claim:
    """A claim for one need of the case, proposed by one person and approved by another."""
    load_frameworks()
    need, _ = Need.objects.get_or_create(
        case=case, code="1a", person=None, identified_by=prepared_by, owner=case.owner
    )
    claim = Claim.objects.create(
        case=case,
        reference=reference,
        framework=Framework.objects.get(slug="nsfof-2022"),
        route="outcomes",
        amount=Decimal(800),
        state=Claim.State.APPROVED,
        as_of=timezone.localdate(),
        prepared_by=prepared_by,
        decided_by=decided_by,
        decided_at=timezone.now(),
        facts={"evidence": [{"kind": "attendance", "term": "2026-summer", "source": "school",
                             "recorded": timezone.localdate().isoformat()}]},
        verdicts={},
        facts_sha256="0" * 64,
        framework_sha256="0" * 64,
        owner=case.owner,
    )  # fmt: skip
    ClaimLine.objects.create(
        claim=claim, need=need, title="School", verdict="met", reasons=["94% over two terms"],
        evidence=[{"source": "School", "what": "94%", "on": "2026-07-20"}], owner=case.owner,
    )  # fmt: skip
    return claim
