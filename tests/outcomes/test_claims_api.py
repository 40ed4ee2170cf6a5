"""A case's facts and its claims by program: the same acts, the same sight."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outcomes import acts
from outcomes.models import Claim
from outcomes.rules.facts import read_facts
from sharing.models import JournalEntry
from tests.copies import copied
from tests.outcomes.ready import TODAY, make_ready, on


@pytest.fixture
def today():
    with on(TODAY):
        yield


@pytest.fixture
def ready(judged, today):
    return judged


@copied
def proposed(judged, ivy):
    with on(TODAY):
        return acts.propose_claim(case=judged.case, by=ivy)


@pytest.fixture
def claim(proposed, ready):
    return proposed


def test_a_worker_gets_facts_that_judge_reads(ready, ada, api_as):
    answer = api_as(ada).get(f"/api/cases/{ready.case.key}/facts/")
    assert answer.status_code == 200
    facts = read_facts(answer.json())
    assert len(facts.evidence) == 9
    assert {need.need for need in facts.needs} == {"1a", "7c", "10a"}
    assert JournalEntry.objects.filter(by=ada, verb="case.facts").exists()


def test_facts_hold_only_what_the_viewer_may_see(ready, ivy, eve, fay, api_as):
    seen = api_as(ivy).get(f"/api/cases/{ready.case.key}/facts/").json()
    assert len(seen["people"]) == 2
    assert (seen["evidence"], seen["coverage"]) == ([], [])
    for user in (eve, fay):
        assert api_as(user).get(f"/api/cases/{ready.case.key}/facts/").status_code == 404


def test_judging_gives_the_judgement_that_stands(ready, ada, ivy, api_as):
    (status,) = api_as(ivy).get("/api/judgements/").json()["results"]
    assert (status["result"], status["payment"]) == ("met", "met")
    again = api_as(ada).post(f"/api/cases/{ready.case.key}/judge/")
    assert again.json()["judgement"] == status["key"]


def test_a_case_without_needs_is_not_judged(case, ada, dot, eve, api_as):
    judge = f"/api/cases/{case.key}/judge/"
    assert [api_as(user).post(judge).status_code for user in (ada, dot, eve)] == [409, 403, 404]


def test_proposing_and_approving(ready, ivy, jim, api_as):
    body = {"case": ready.case.key}
    answer = api_as(ivy).post("/api/claims/propose/", body, format="json")
    assert (answer.status_code, answer.json()["amount"]) == (200, "800.00")
    assert all(line["evidence"] for line in answer.json()["lines"])
    assert "facts" not in answer.json()
    assert api_as(ivy).post("/api/claims/propose/", body, format="json").status_code == 409
    approve = f"/api/claims/{answer.json()['key']}/approve/"
    assert "You prepared this" in api_as(ivy).post(approve).json()["reasons"][0]
    assert api_as(jim).post(approve).json()["state"] == "approved"


def test_rejecting_needs_a_reason(claim, jim, api_as):
    reject = f"/api/claims/{claim.key}/reject/"
    assert api_as(jim).post(reject, {}, format="json").status_code == 400
    done = api_as(jim).post(reject, {"why": "Too early"}, format="json")
    assert (done.json()["state"], done.json()["why"]) == ("rejected", "Too early")


@pytest.mark.parametrize("name", ["eve", "gus", "kay", "fay", "cas", "max", "ben"])
def test_others_get_nothing(name, claim, ready, api_as, request):
    api = api_as(request.getfixturevalue(name))
    assert api.get("/api/claims/").json()["results"] == []
    assert api.get(f"/api/claims/{claim.key}/").status_code == 404
    for act in ("approve", "reject"):
        answer = api.post(f"/api/claims/{claim.key}/{act}/", {"why": "No"}, format="json")
        assert answer.status_code == 404
    body = {"case": ready.case.key}
    assert api.post("/api/claims/propose/", body, format="json").status_code in (400, 403)
    assert Claim.objects.get().state == "proposed"


def test_the_lead_reads_the_claim_and_decides_nothing(claim, ada, api_as):
    assert len(api_as(ada).get(f"/api/claims/{claim.key}/").json()["lines"]) == 3
    assert api_as(ada).post(f"/api/claims/{claim.key}/approve/").status_code == 403


def test_evidence_that_a_worker_may_not_see_is_not_in_the_claim_either(
    ready, borough, ivy, ada, as_user, api_as
):
    row = ready.family.evidence.get(kind="offence")
    type(row).objects.filter(pk=row.pk).update(owner=borough.police)
    claim = acts.propose_claim(case=ready.case, by=ivy)
    lines = {
        user.username: {line["code"]: line["evidence"] for line in answer.json()["lines"]}
        for user in (ada, ivy)
        for answer in [api_as(user).get(f"/api/claims/{claim.key}/")]
    }
    assert lines["ivy"]["7c"]
    assert lines["ada"]["1a"]
    assert lines["ada"]["7c"] == []
    html = as_user(ada).get(claim.get_absolute_url()).content.decode()
    assert "Caution" not in html
    assert "kept from you" in html


def test_longer_lists_cost_no_more_queries(claim, borough, dot, ada, ivy, api_as):
    """What verdicts rest on is gathered for all cases at once."""
    client = api_as(ivy)
    lists = ("/api/judgements/", "/api/claims/", "/api/local-plans/")

    def asked():
        found = []
        for address in lists:
            client.get(address)  # what is drawn once has its own price
            with CaptureQueriesContext(connection) as queries:
                rows = client.get(address).json()["results"]
            found.append((len(rows), len(queries)))
        return found

    few = asked()
    for _ in range(2):
        case = make_ready(borough, dot, ada).case
        acts.judge_case(case=case, by=ada)
        acts.propose_claim(case=case, by=ivy)
    many = asked()
    assert [rows for rows, _ in few] == [1, 1, 1]
    assert [rows for rows, _ in many] == [3, 3, 1]
    assert [cost for _, cost in many] == [cost for _, cost in few]
    assert max(cost for _, cost in many) <= 19
