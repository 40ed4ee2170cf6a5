"""Outcomes by API: the same acts, the same refusals, the same nothing for who may not know."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from coordination.news import deliver
from coordination.readers import READERS
from outcomes import acts
from outcomes.models import AuditSample, Coverage, Evidence, Need
from tests import cast
from tests.copies import copied
from tests.outcomes.claimed import approved_claim


@pytest.fixture
def jayden(family):
    return cast.member(family, "Jayden")


@copied
def claim(case, ivy, jim):
    return approved_claim(case, ivy, jim, "C-1001")


@copied
def sampled(claim, fay, ivy):
    until = timezone.localdate() + timedelta(days=9)
    return acts.draw_sample(auditor=fay.post, size=1, closes_on=until, by=ivy).claims.get()


def test_a_need_is_named_and_listed(case, jayden, ada, api_as):
    api = api_as(ada)
    said = {"case": case.key, "code": "1a", "person": jayden.key, "why": "Mondays"}
    answer = api.post("/api/needs/", said, format="json")
    assert answer.status_code == 200, answer.content
    assert answer.data["key"] == str(Need.objects.get().key)
    assert api.get("/api/needs/").data["results"][0]["code"] == "1a"


def test_the_same_need_again_is_a_conflict_with_its_reason(case, jayden, ada, api_as):
    said = {"case": case.key, "code": "1a", "person": jayden.key}
    api_as(ada).post("/api/needs/", said, format="json")
    answer = api_as(ada).post("/api/needs/", said, format="json")
    assert answer.status_code == 409
    assert "named already" in answer.content.decode()


def test_a_fact_and_who_looked(family, jayden, ada, api_as):
    fact = {"term": "2026-summer", "possible": 120, "authorised": 1, "unauthorised": 0}
    said = {"family": family.reference, "person": jayden.key, "source": "school"}
    answer = api_as(ada).post(
        "/api/evidence/", said | {"kind": "attendance", "fact": fact}, format="json"
    )
    assert answer.status_code == 200, answer.content
    assert Evidence.objects.get().fact == fact
    looked = {"kind": "offence", "status": "none_found", "since": "2026-01-01"}
    answer = api_as(ada).post("/api/coverage/", said | looked | {"source": "police"}, format="json")
    assert answer.status_code == 200, answer.content
    assert Coverage.objects.get().person == jayden


def test_a_fact_out_of_shape_says_where(family, jayden, ada, api_as):
    said = {"family": family.reference, "person": jayden.key, "source": "school"}
    answer = api_as(ada).post(
        "/api/evidence/", said | {"kind": "attendance", "fact": {"term": "soon"}}, format="json"
    )
    assert answer.status_code == 409
    assert "term" in answer.content.decode()


def test_a_judgement_tells_its_reasons_to_who_may_see_the_evidence(
    case, jayden, ada, ivy, borough, api_as
):
    acts.identify_need(case=case, code="7c", person=jayden, by=ada)
    acts.record_evidence(
        family=case.family, person=jayden, kind="offence", source="police", owner=borough.police,
        fact={"on": "2026-09-01", "outcome": "caution", "role": "offender"}, by=ada,
    )  # fmt: skip
    deliver(READERS)
    workers = api_as(ada).get("/api/judgements/").data["results"][0]["needs"][0]
    assert (workers["verdict"], workers["kept_back"], workers["reasons"]) == ("not_met", True, [])
    coordinators = api_as(ivy).get("/api/judgements/").data["results"][0]["needs"][0]
    assert not coordinators["kept_back"]
    assert coordinators["reasons"]


def test_another_agency_that_helps_is_not_told_that_anything_is_kept_back(
    case, borough, with_cas, ada, api_as, as_user
):
    """No flag, no reasons for one need and none for another, no word on the page (P18)."""
    jayden, cas = cast.member(case.family, "Jayden"), with_cas.post.user
    giver, taker = borough.early_help, borough.school
    borough.agreement.lines.filter(to_agency=taker).delete()
    for category in ("identity", "plan", "claim_evidence", "education"):
        cast.make_line(borough.agreement, giver, taker, category, consent_needed=False)
    for code in ("7c", "1a"):
        acts.identify_need(case=case, code=code, person=jayden, by=ada)
    acts.record_evidence(
        family=case.family, person=jayden, kind="offence", source="police", owner=borough.police,
        fact={"on": "2026-09-01", "outcome": "caution", "role": "offender"}, by=ada,
    )  # fmt: skip
    deliver(READERS)
    needs = api_as(cas).get("/api/judgements/").data["results"][0]["needs"]
    assert {need["code"]: need["verdict"] for need in needs} == {"7c": "not_met", "1a": "not_known"}
    assert [(need["kept_back"], need["reasons"]) for need in needs] == [(False, [])] * 2
    address = reverse("outcomes:progress", args=[case.family.reference])
    assert as_user(cas).get(address).status_code == 404
    own = as_user(ada).get(address).context
    theirs = replace(own["identity"], ours=False)  # a case of ours in another agency's family
    for identity, told in ((own["identity"], True), (theirs, False)):
        rows = "".join(
            render_to_string("outcomes/progress/need.html", {"need": need, "identity": identity})
            for need in own["progress"].needs
        )
        assert "Jayden" in rows
        for hint in ("Kept from you", "you may not see"):
            assert (hint in rows) is told


def test_a_claim_needs_a_result_first(case, ivy, api_as):
    answer = api_as(ivy).post("/api/claims/propose/", {"case": case.key}, format="json")
    assert answer.status_code == 409
    assert answer.json()["reasons"]


def test_a_decided_claim_is_not_decided_again(claim, ivy, api_as):
    for act, said in (("approve", {}), ("reject", {"why": "No"})):
        answer = api_as(ivy).post(f"/api/claims/{claim.key}/{act}/", said, format="json")
        assert answer.status_code == 409


def test_claims_show_their_frozen_lines(claim, ivy, api_as):
    shown = api_as(ivy).get(f"/api/claims/{claim.key}/").data
    assert shown["lines"][0]["reasons"] == ["94% over two terms"]
    assert shown["facts_sha256"] == "0" * 64


def test_an_auditor_checks_and_a_coordinator_answers(claim, sampled, fay, ivy, api_as):
    auditor = api_as(fay)
    assert [c["key"] for c in auditor.get("/api/claims/").data["results"]] == [str(claim.key)]
    line = claim.lines.get().key
    said = {"line": line, "result": "question", "text": "Which term?"}
    found = auditor.post(f"/api/sampled/{sampled.key}/finding/", said, format="json")
    assert found.status_code == 200, found.content
    answer = f"/api/findings/{found.data['key']}/answer/"
    assert auditor.post(answer, {"answer": "x"}, format="json").status_code == 403
    told = api_as(ivy).post(answer, {"answer": "Summer"}, format="json")
    assert (told.status_code, told.data["answer"]) == (200, "Summer")


def test_a_sample_is_drawn(claim, fay, ivy, api_as):
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    said = {"auditor": fay.post.key, "size": 1, "closes_on": until, "seed": "x"}
    answer = api_as(ivy).post("/api/samples/", said, format="json")
    assert answer.status_code == 200, answer.content
    assert AuditSample.objects.get().seed == "x"


@pytest.mark.parametrize("name", ["needs", "evidence", "coverage", "judgements", "claims",
                                  "samples", "sampled", "findings"])  # fmt: skip
@pytest.mark.parametrize("who", ["ben", "eve", "gus", "kay", "max"])
def test_who_has_no_business_here_gets_an_empty_list(name, who, sampled, jayden, api_as, request):
    answer = api_as(request.getfixturevalue(who)).get(f"/api/{name}/")
    assert answer.status_code == 200
    assert answer.data["results"] == []


def test_another_familys_need_can_not_be_named(case, jayden, ben, api_as):
    said = {"case": case.key, "code": "1a", "person": jayden.key}
    answer = api_as(ben).post("/api/needs/", said, format="json")
    assert answer.status_code == 400
    assert not Need.objects.exists()
