"""The auditor's and the coordinator's pages of a sample."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outcomes import acts
from outcomes.models import AuditFinding, AuditSample, Claim, ClaimLine, EqualJudgement
from tests import cast
from tests.copies import copied
from tests.outcomes.claimed import approved_claim


@copied
def sampled(case, fay, ivy, jim):
    approved_claim(case, ivy, jim, "C-1001")
    closes_on = timezone.localdate() + timedelta(days=30)
    sample = acts.draw_sample(auditor=fay.post, size=1, closes_on=closes_on, by=ivy)
    return sample.claims.get()


def test_the_coordinator_draws_a_sample_on_the_page(case, fay, ivy, jim, as_user):
    approved_claim(case, ivy, jim, "C-1001")
    day = timezone.localdate() + timedelta(days=10)
    said = {"auditor": fay.post.pk, "size": 1, "seed": ""}
    said |= {"closes_on_day": day.day, "closes_on_month": day.month, "closes_on_year": day.year}
    answer = as_user(ivy).post(reverse("outcomes:draw"), said, follow=True)
    assert "Claim C-1001" in answer.content.decode()
    assert AuditSample.objects.get().seed


def test_one_claim_in_ten_is_offered_rounded_up(case, fay, ivy, jim, as_user):
    page = as_user(ivy).get(reverse("outcomes:draw")).content.decode()
    assert "no approved claim yet" in page
    for number in range(11):
        approved_claim(case, ivy, jim, f"C-10{number:02}")
    form = as_user(ivy).get(reverse("outcomes:draw")).context["form"]
    assert form["size"].value() == 2
    assert "that is 2" in form["size"].help_text


def test_a_refused_draw_keeps_what_was_typed(case, fay, ivy, jim, as_user):
    approved_claim(case, ivy, jim, "C-1001")
    said = {"auditor": fay.post.pk, "size": 7, "seed": "spring"}
    year = timezone.localdate().year + 1
    said |= {"closes_on_day": 1, "closes_on_month": 1, "closes_on_year": year}
    answer = as_user(ivy).post(reverse("outcomes:draw"), said)
    assert answer.status_code == 422
    assert "spring" in answer.content.decode()


def test_the_case_history_shows_frozen_lines_and_the_story_without_names(sampled, fay, as_user):
    page = as_user(fay).get(reverse("outcomes:sampled", args=[sampled.key])).content.decode()
    assert "94% over two terms" in page
    assert "The lead worker accepted" in page
    assert "Kelly" not in page
    assert "Orchard Rise" not in page


def test_whose_a_frozen_reason_is_stays_without_a_name_too(sampled, case, fay, as_user):
    jayden = cast.member(case.family, "Jayden")
    sampled.claim.lines.update(reasons=[f"{jayden.key}: Attendance was 94.0%."])
    page = as_user(fay).get(reverse("outcomes:sampled", args=[sampled.key])).content.decode()
    assert "Someone in the family: Attendance was 94.0%." in page
    assert str(jayden.key) not in page
    assert "Jayden" not in page


def test_what_no_claimed_need_rests_on_stays_out_of_the_history(sampled, fay, as_user):
    other = {"kind": "domestic_abuse", "on": "2026-03-04", "source": "police", "role": "victim"}
    sampled.claim.facts["evidence"].append(other | {"incident": True})
    sampled.claim.save()
    page = as_user(fay).get(reverse("outcomes:sampled", args=[sampled.key])).content.decode()
    assert "buse" not in page
    assert "From Police" not in page


def test_layers_can_be_switched_off(sampled, fay, as_user):
    url = reverse("outcomes:sampled", args=[sampled.key])
    page = as_user(fay).get(url, {"show": "evidence"}).content.decode()
    assert "From School. Mon 20 Jul" in page
    assert "The lead worker accepted" not in page


def test_the_auditor_records_a_finding_and_the_coordinator_answers(sampled, fay, ivy, as_user):
    line = sampled.claim.lines.get()
    url = reverse("outcomes:finding", args=[sampled.key])
    refused = as_user(fay).post(url, {"line": line.key, "result": "question", "text": ""})
    assert refused.status_code == 422
    as_user(fay).post(url, {"line": line.key, "result": "question", "text": "Which register?"})
    finding = AuditFinding.objects.get()
    assert "Which register?" in as_user(ivy).get(reverse("outcomes:audits")).content.decode()
    answer = reverse("outcomes:answer-finding", args=[finding.key])
    as_user(ivy).post(answer, {"answer": "The second one"})
    history = as_user(fay).get(reverse("outcomes:sampled", args=[sampled.key]))
    assert "The second one" in history.content.decode()


def test_the_coordinator_sees_what_the_auditor_opened(sampled, fay, ivy, as_user):
    as_user(fay).get(reverse("outcomes:sampled", args=[sampled.key]))
    page = as_user(ivy).get(reverse("outcomes:sample", args=[sampled.sample.key]))
    assert "Opened 1 time by the auditor" in page.content.decode()


def test_the_coordinators_own_looks_are_not_counted_as_the_auditors(sampled, ivy, as_user):
    as_user(ivy).get(reverse("outcomes:sampled", args=[sampled.key]))
    page = as_user(ivy).get(reverse("outcomes:sample", args=[sampled.sample.key]))
    assert "Opened" not in page.content.decode()


def test_a_claim_is_checked_when_something_is_said_of_each_need(sampled, fay, ada, as_user):
    school = sampled.claim.lines.get()
    need = acts.identify_need(case=sampled.claim.case, code="9b", by=ada)
    home = ClaimLine.objects.create(
        claim=sampled.claim, need=need, title="Home", verdict="met", owner=school.owner
    )
    for line, on_home, of_sample, on_list in (
        (school, "1 result to check", "1 of 2 needs checked", "0 of 1 checked"),
        (home, "", "Checked", "1 of 1 checked"),
    ):
        acts.record_finding(sampled=sampled, line=line, result="agree", by=fay)
        assert on_home in as_user(fay).get("/").content.decode()
        sample = as_user(fay).get(reverse("outcomes:sample", args=[sampled.sample.key]))
        assert of_sample in sample.content.decode()
        assert on_list in as_user(fay).get(reverse("outcomes:audits")).content.decode()
    assert "to check in your sample" not in as_user(fay).get("/").content.decode()


def test_what_came_after_the_claim_is_not_in_its_history(sampled, case, fay, ada, as_user):
    acts.identify_need(case=case, code="9b", by=ada)
    sampled.claim.decided_at = timezone.now() - timedelta(hours=1)
    sampled.claim.save()
    page = as_user(fay).get(reverse("outcomes:sampled", args=[sampled.key])).content.decode()
    assert "A need was identified" not in page


def test_no_judgement_after_the_claim_is_read_by_the_api(sampled, case, fay, ada, api_as):
    def read(name: str) -> list[str]:
        return [row["key"] for row in api_as(fay).get(f"/api/{name}/").json()["results"]]

    def new() -> dict[str, str]:
        acts.judge_case(case=case, by=ada)
        asked = EqualJudgement.objects.create(
            need=sampled.claim.lines.get().need, reason="x", judged_by=ada, approver=fay,
            state="taken_back", answer="x", answered_at=timezone.now(), owner=case.owner,
        )  # fmt: skip
        status = case.statuses.get(replaced_at=None)
        return {"judgements": str(status.key), "equal-judgements": str(asked.key)}

    after = new()
    assert {name: read(name) for name in after} == {name: [] for name in after}
    for name, key in after.items():
        assert api_as(fay).get(f"/api/{name}/{key}/").status_code == 404
    Claim.objects.update(prepared_at=timezone.now())
    assert {name: read(name) for name in after} == {name: [key] for name, key in after.items()}


@pytest.mark.parametrize("name", ["ada", "eve", "dot", "kay", "max"])
def test_nobody_else_finds_the_sample(name, sampled, request, as_user):
    client = as_user(request.getfixturevalue(name))
    assert client.get(reverse("outcomes:sampled", args=[sampled.key])).status_code == 404
    assert client.get(reverse("outcomes:sample", args=[sampled.sample.key])).status_code == 404


def test_another_auditor_finds_nothing(sampled, borough, as_user):
    client = as_user(cast.make_user("Zed", borough.audit, "auditor"))
    assert client.get(reverse("outcomes:sampled", args=[sampled.key])).status_code == 404
