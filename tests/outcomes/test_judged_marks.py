"""Equal progress judged beside the number is marked as that on every page, claim, sheet, export
and endpoint, and in the frozen copy after the plan that allowed it is gone."""

import json
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from families.acts import start_involvement
from families.models import Involvement
from outcomes import acts
from outcomes.exports import results_table
from outcomes.judging.judged import marks_of_claim
from outcomes.models import LocalPlan, Need
from sharing.models import Role
from tests.copies import copied
from tests.outcomes.ready import TODAY, make_ready, missing, on, tell

MARK = "Judged equal to met, not measured"
WORDS = "Ada Example judged this equal to met"


def say(made, by, person, word):
    acts.record_evidence(
        family=made.family, person=person, kind="judgement", fact=word, source="key_worker", by=by
    )


@copied
def judged_equal(borough, dot, ada, hal):
    """Ready but for Jayden's attendance, which an illness keeps under 90%; judged equal."""
    made = make_ready(borough, dot, ada, last_term=False)
    plan = LocalPlan.objects.get(version=4)
    plan.overlay |= {"discretion": ["1a"]}
    plan.discretion_roles = [Role.KEY_WORKER]
    plan.save()
    with on(TODAY):
        for term, start, end in (
            ("2025-autumn", "2025-09-02", "2025-12-19"),
            ("2026-spring", "2026-01-05", "2026-03-27"),
        ):
            fact = {"term": term, "from": start, "to": end, "possible": 100}
            tell(made, ada, made.jayden, "attendance", "school", **fact, **missing(30))
        need = Need.objects.get(case=made.case, code="1a")
        start_involvement(
            family=made.family, kind=Involvement.Kind.TEAM_AROUND, post=hal.post, by=ada
        )
        asked = acts.ask_to_agree(
            need=need, reason="In hospital school on Mondays.", approver=hal.post,
            on=date(2025, 12, 1), by=ada,
        )  # fmt: skip
        acts.answer_judgement(judgement=asked, agrees=True, answer="I rang the ward.", by=hal)
        acts.judge_case(case=made.case, by=ada)
    return made


@copied
def approved(judged_equal, ivy, jim):
    with on(TODAY):
        made = acts.propose_claim(case=judged_equal.case, by=ivy)
        return acts.approve_claim(claim=made, by=jim)


@pytest.fixture
def judged(judged_equal):
    with on(TODAY):
        yield judged_equal


@pytest.fixture
def claim(approved, judged):
    return approved


def page(as_user, user, name, *args):
    answer = as_user(user).get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_family_s_own_pages_say_so(judged, ada, as_user):
    for name in ("families:family", "outcomes:progress"):
        assert page(as_user, ada, name, judged.family.reference).count(MARK) == 1, name


def test_the_sheet_says_so_before_a_claim_and_after(judged, ivy, jim, as_user):
    before = page(as_user, ivy, "outcomes:result", judged.case.key)
    assert before.count(MARK) == 1
    assert WORDS in before
    assert "3 of 3 needs, 1 judged equal" in before
    claim = acts.propose_claim(case=judged.case, by=ivy)
    assert page(as_user, ivy, "outcomes:result", judged.case.key).count(MARK) == 1
    assert page(as_user, jim, "outcomes:claim", claim.key).count(MARK) == 1


def test_the_auditor_reads_it(claim, fay, ivy, as_user):
    sample = acts.draw_sample(auditor=fay.post, size=1, closes_on=TODAY, by=ivy)
    shown = page(as_user, fay, "outcomes:sampled", sample.claims.get().key)
    assert shown.count(MARK) == 1
    assert WORDS in shown


def test_a_claim_keeps_it_when_the_plan_no_longer_allows_it(claim, ivy, as_user, api_as):
    LocalPlan.objects.update(overlay={})
    claim.refresh_from_db()
    assert list(marks_of_claim(claim).values()).count("equivalent") == 1
    assert page(as_user, ivy, "outcomes:claim", claim.key).count(MARK) == 1
    (found,) = api_as(ivy).get("/api/claims/").data["results"]
    assert {line["code"]: line["judgement"] for line in found["lines"]} == {
        "1a": "equivalent", "7c": "", "10a": "",
    }  # fmt: skip


def test_the_endpoint_of_judgements_says_so(judged, ada, api_as):
    needs = api_as(ada).get("/api/judgements/").data["results"][0]["needs"]
    assert {need["code"]: need["judgement"] for need in needs} == {
        "1a": "equivalent", "7c": "", "10a": "",
    }  # fmt: skip
    assert {need["verdict"] for need in needs} == {"met"}


def test_the_export_counts_it_apart(judged, ivy):
    table = results_table(ivy)
    ((_, row),) = table.rows
    assert dict(zip(table.heading, row, strict=True)) | {"Reference": "", "Family": ""} == {
        "Reference": "", "Family": "", "Standing": "Ready", "Needs met": 3,
        "Of them judged equal, not measured": 1, "Needs": 3, "Not known": 0, "Earliest": "Now",
    }  # fmt: skip


def test_the_second_opinion_says_so(judged, claim, tmp_path, capsys):
    facts, plan = tmp_path / "facts.json", tmp_path / "plan.json"
    facts.write_text(json.dumps(claim.facts), encoding="utf-8")
    plan.write_text(json.dumps({"discretion": ["1a"]}), encoding="utf-8")
    call_command("judge", "nsfof-2022", facts, plan=str(plan), as_of=TODAY.isoformat())
    found = {n["need"]: n["judgement"] for n in json.loads(capsys.readouterr().out)["needs"]}
    assert found == {"1a": True, "7c": False, "10a": False}


def test_a_worker_s_word_on_what_nothing_measures_has_a_mark_of_its_own(judged, ada, as_user):
    found = date(2025, 11, 3)
    acts.identify_need(case=judged.case, code="5a", identified_on=found, by=ada)
    word = {"need": "5a", "on": "2025-12-01", "result": "progress", "by": "Dee Example"}
    say(judged, ada, None, word | {"reason": "Course done"})
    acts.judge_case(case=judged.case, by=ada)
    shown = page(as_user, ada, "families:family", judged.family.reference)
    assert shown.count("By a worker’s word: nothing measures it") == 1
    assert shown.count(MARK) == 1
