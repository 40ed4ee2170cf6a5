"""Samples that can be drawn again, auditors who see them and nothing else, findings and answers."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from families.models import Family, Involvement, Note, Person, Visit
from outcomes import acts
from outcomes.models import AuditFinding, AuditSample, Claim, ClaimLine, SampledClaim
from sharing.models import Role
from sharing.refusals import Refused
from tests import cast
from tests.copies import copied
from tests.outcomes.claimed import approved_claim


@copied
def claims(case, dot, ada, ben, ivy, jim):
    """Two approved claims: of Ada's family, and of one that Ben leads."""
    other = cast.let_lead(cast.make_family(dot, name="Moss"), ben, dot)
    return [
        approved_claim(one, ivy, jim, reference)
        for one, reference in ((case, "C-1001"), (other, "C-1002"))
    ]


@pytest.fixture
def in_a_month():
    return timezone.localdate() + timedelta(days=30)


@pytest.fixture
def sample(claims, fay, ivy, in_a_month):
    return acts.draw_sample(auditor=fay.post, size=1, closes_on=in_a_month, seed="winter", by=ivy)


def test_the_same_seed_draws_the_same_claims(claims, fay, ivy, in_a_month):
    drawn = [
        acts.draw_sample(auditor=fay.post, size=1, closes_on=in_a_month, seed="winter", by=ivy)
        for _ in range(2)
    ]
    first, second = (list(sample.claims.values_list("claim", flat=True)) for sample in drawn)
    assert first == second
    assert drawn[0].population_sha256 == drawn[1].population_sha256


def test_the_auditor_sees_the_sampled_claim_and_not_the_other(claims, sample, fay):
    sampled = sample.claims.get().claim
    assert set(SampledClaim.objects.visible_to(fay)) == {sample.claims.get()}
    assert set(Claim.objects.visible_to(fay)) == {sampled}
    assert ClaimLine.objects.visible_to(fay).count() == 1


def test_the_auditor_sees_no_person_note_or_visit(sample, fay):
    for model in (Family, Person, Visit, Note):
        assert not model.objects.visible_to(fay).exists()


def test_when_the_window_ends_everything_is_gone(sample, fay, in_a_month):
    with time_machine.travel(f"{in_a_month + timedelta(days=1)} 09:00 +00:00", tick=False):
        for model in (AuditSample, SampledClaim, Claim, ClaimLine):
            assert not model.objects.visible_to(fay).exists()


def test_without_an_audit_line_the_auditor_of_another_agency_sees_nothing(sample, fay, borough):
    borough.agreement.lines.filter(purpose="audit").delete()
    assert not Claim.objects.visible_to(fay).exists()


def test_drawing_needs_an_auditor_a_near_day_and_enough_claims(claims, fay, ada, ivy, in_a_month):
    with pytest.raises(Refused, match="auditor"):
        acts.draw_sample(auditor=ada.post, size=1, closes_on=in_a_month, by=ivy)
    with pytest.raises(Refused, match="1 to 2"):
        acts.draw_sample(auditor=fay.post, size=3, closes_on=in_a_month, by=ivy)
    late = in_a_month + timedelta(days=365)
    with pytest.raises(Refused, match="last day"):
        acts.draw_sample(auditor=fay.post, size=1, closes_on=late, by=ivy)
    assert not Involvement.objects.filter(kind=Involvement.Kind.AUDIT).exists()


def test_a_key_worker_draws_no_sample(claims, fay, ada, in_a_month):
    with pytest.raises(PermissionDenied):
        acts.draw_sample(auditor=fay.post, size=1, closes_on=in_a_month, by=ada)


def test_a_question_needs_words_and_gets_one_answer(sample, fay, ivy):
    sampled = sample.claims.get()
    line = sampled.claim.lines.get()
    with pytest.raises(Refused, match="in words"):
        acts.record_finding(sampled=sampled, line=line, result="question", by=fay)
    finding = acts.record_finding(
        sampled=sampled, line=line, result="question", text="Which register?", by=fay
    )
    acts.answer_finding(finding=finding, answer="The second one", by=ivy)
    with pytest.raises(Refused, match="answered already"):
        acts.answer_finding(finding=finding, answer="No, the first", by=ivy)


def test_a_finding_is_about_a_need_of_its_own_claim(claims, sample, fay):
    sampled = sample.claims.get()
    other = ClaimLine.objects.exclude(claim=sampled.claim).get()
    with pytest.raises(Refused, match="another claim"):
        acts.record_finding(sampled=sampled, line=other, result="agree", by=fay)


def test_another_auditor_finds_nothing_to_find(sample, borough):
    stranger = cast.make_user("Zed", borough.audit, "auditor")
    sampled = sample.claims.get()
    with pytest.raises(Http404):
        acts.record_finding(
            sampled=sampled, line=sampled.claim.lines.get(), result="agree", by=stranger
        )


def test_what_another_auditor_found_of_the_same_claim_is_not_told(
    claims, fay, ivy, borough, in_a_month
):
    """Nor what was found in a sample of one's own that is over, by a later one of the family."""
    gia = cast.make_user("Gia", borough.audit, Role.AUDITOR)
    samples = [
        acts.draw_sample(auditor=who.post, size=1, closes_on=day, seed="winter", by=ivy)
        for who, day in ((fay, in_a_month), (gia, in_a_month), (gia, timezone.localdate()))
    ]
    for sample, who in zip(samples, (fay, gia, gia), strict=True):
        sampled = sample.claims.get()
        line = ClaimLine.objects.visible_to(who).get(claim=sampled.claim)
        acts.record_finding(sampled=sampled, line=line, result="agree", by=who)

    def seen(user) -> list[AuditSample]:
        return [one.sampled.sample for one in AuditFinding.objects.visible_to(user).order_by("pk")]

    assert (seen(ivy), seen(fay), seen(gia)) == (samples, samples[:1], samples[1:])
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert seen(gia) == samples[1:2]
