"""A need judged equal to met takes two people, and is no fact before the second agrees."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from coordination.home.guarding import GUARDED, found
from coordination.news import deliver
from coordination.readers import READERS
from families.acts import end_involvement, place_restriction
from families.models import Involvement
from outcomes import acts
from outcomes.models import CaseStatus, EqualJudgement, Evidence, LocalPlan
from outcomes.rules.terms import completed
from sharing.models import JournalEntry, Role
from sharing.refusals import Refused
from tests import cast
from tests.outcomes.plans_made import leaving_to_judgement

REASON = "In hospital school on Mondays."
MARK = "Judged equal to met, not measured"


@pytest.fixture
def need(case, ada):
    jayden = cast.member(case.family, "Jayden")
    for one in completed(timezone.localdate())[-2:]:
        missed = {"term": one.term, "possible": 100, "authorised": 0, "unauthorised": 30}
        acts.record_evidence(
            family=case.family, person=jayden, kind="attendance", fact=missed, source="school",
            by=ada,
        )  # fmt: skip
    made = acts.identify_need(case=case, code="1a", person=jayden, by=ada)
    with leaving_to_judgement(case, "1a"):
        yield made


@pytest.fixture
def asked(need, hal, ada):
    return acts.ask_to_agree(need=need, reason=REASON, approver=hal.post, by=ada)


def answer(judgement, by, agrees=True, why="I read the hospital’s letter."):
    return acts.answer_judgement(judgement=judgement, agrees=agrees, answer=why, by=by)


def verdict(case):
    (row,) = CaseStatus.objects.current().get(case=case).verdicts["needs"]
    return row


def test_it_counts_for_nothing_until_the_named_person_agrees(asked, case, ada, hal):
    acts.judge_case(case=case, by=ada)
    assert verdict(case)["verdict"] != "met"
    assert not Evidence.objects.filter(kind="judgement").exists()
    answer(asked, hal)
    deliver(READERS)
    row = verdict(case)
    assert (row["verdict"], row["judgement"]) == ("met", True)
    fact = Evidence.objects.get(kind="judgement").fact
    assert fact == {
        "need": "1a", "on": timezone.localdate().isoformat(), "result": "equivalent",
        "by": str(ada), "approver": str(hal), "reason": REASON,
    }  # fmt: skip
    assert JournalEntry.objects.filter(by=hal, verb="judgement.answer").count() == 2


def test_a_no_leaves_the_need_as_it_was_measured(asked, case, ada, hal):
    answer(asked, hal, agrees=False, why="She can attend on other days.")
    deliver(READERS)
    assert verdict(case)["verdict"] != "met"
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == ("declined", "She can attend on other days.")
    with pytest.raises(Refused, match="answered already"):
        answer(asked, hal)


def test_nobody_holds_such_a_fact_alone(need, case, ada, hal, api_as):
    fact = {"need": "1a", "on": "2026-01-05", "result": "equivalent", "by": "A", "approver": "B"}
    fact |= {"reason": REASON}
    with pytest.raises(Refused, match="Someone else must agree"):
        acts.record_evidence(
            family=case.family, kind="judgement", fact=fact, source="key_worker", by=ada
        )
    sent = {"family": case.family.reference, "kind": "judgement", "fact": fact}
    reply = api_as(ada).post("/api/evidence/", sent | {"source": "key_worker"}, format="json")
    assert reply.status_code == 409
    assert not Evidence.objects.filter(kind="judgement").exists()


def test_only_whoever_was_named_answers(asked, borough, ada, hal, ivy):
    hana = cast.make_user("Hana", borough.early_help, Role.SUPERVISOR, borough.hub)
    with pytest.raises(Refused, match=f"{hal} was asked, not you"):
        answer(asked, hana)
    for someone in (ada, ivy):
        with pytest.raises(PermissionDenied):
            answer(asked, someone)
    assert EqualJudgement.objects.get().state == "asked"


def test_a_reason_is_needed_either_way(asked, hal):
    for agrees in (True, False):
        with pytest.raises(Refused) as no:
            answer(asked, hal, agrees=agrees, why=" ")
        assert no.value.field == "answer"


def test_who_cannot_be_the_second_person(need, borough, ada, ben, cas):
    nobody = cast.make_user("Nina", borough.early_help, Role.SUPERVISOR, None)
    twin = cast.make_user("Twin", borough.early_help, Role.SUPERVISOR, borough.hub)
    twin.full_name = ada.full_name
    twin.save()
    for second, told in (
        (ada, "Someone else must agree"),
        (ben, "a manager of your own agency"),
        (cas, "a manager of your own agency"),
        (nobody, "can’t open the record"),
        (twin, "the same name"),
    ):
        with pytest.raises(Refused, match=told) as no:
            acts.ask_to_agree(need=need, reason=REASON, approver=second.post, by=ada)
        assert no.value.field == "approver"


def test_one_judgement_of_a_need_waits_at_a_time(asked, need, ada, hal):
    with pytest.raises(Refused, match="waits for an answer already"):
        acts.ask_to_agree(need=need, reason=REASON, approver=hal.post, by=ada)
    acts.take_back_judgement(judgement=asked, answer="Hal is away.", by=ada)
    again = acts.ask_to_agree(need=need, reason=REASON, approver=hal.post, by=ada)
    assert [row.state for row in EqualJudgement.objects.order_by("pk")] == ["taken_back", "asked"]
    with pytest.raises(Refused, match="Only whoever judged"):
        acts.take_back_judgement(judgement=again, answer="Mine", by=hal)


def test_a_day_to_come_and_no_reason_are_refused(need, ada, hal):
    tomorrow = timezone.localdate() + timedelta(days=1)
    for said, field in (({"on": tomorrow}, "on"), ({"reason": " "}, "reason")):
        with pytest.raises(Refused) as no:
            acts.ask_to_agree(
                **{"need": need, "reason": REASON, "approver": hal.post} | said, by=ada
            )
        assert no.value.field == field


def test_a_plan_that_no_longer_leaves_it_to_judgement_stops_the_second_person(asked, hal):
    LocalPlan.objects.filter(version=99).update(overlay={})
    with pytest.raises(Refused, match="doesn’t leave this need"):
        answer(asked, hal)
    assert EqualJudgement.objects.get().state == "asked"
    answer(asked, hal, agrees=False)


def test_the_database_keeps_two_people_apart(asked, ada):
    asked.approver = ada
    with pytest.raises(IntegrityError, match="two_people_judge"), transaction.atomic():
        asked.save()


def test_the_named_manager_s_home_says_so_and_whoever_judged_hears_a_no(asked, ada, hal, as_user):
    def told(user):
        return [row.title for row in found(user, GUARDED)]

    assert told(hal).count("Do you agree with a judgement?") == 1
    assert "named you" in as_user(hal).get("/").content.decode()
    assert told(ada) == []
    answer(asked, hal, agrees=False, why="She can attend on other days.")
    assert "Do you agree with a judgement?" not in told(hal)
    html = as_user(ada).get("/").content.decode()
    assert "Your judgement was not agreed" in html
    assert "She can attend on other days." in html


def test_who_may_no_longer_open_the_record_is_asked_nothing(asked, case, hal, borough):
    place_restriction(
        family=case.family, reason="Known to the team", named=[case.lead.user],
        review_on=timezone.localdate() + timedelta(days=30), by=hal,
    )  # fmt: skip
    assert not [row for row in found(hal, GUARDED) if "agree" in row.title]
    with pytest.raises(Http404):
        answer(asked, hal)


def test_the_page_says_what_is_not_decided_and_both_names_once_it_is(
    asked, case, ada, hal, as_user
):
    results = reverse("outcomes:progress", args=[case.family.reference])
    page = reverse("outcomes:answer-judgement", args=[asked.key])
    ledger = reverse("families:family", args=[case.family.reference])
    assert "Not decided" in as_user(ada).get(ledger).content.decode()
    html = as_user(ada).get(results).content.decode()
    assert "Not decided" in html
    assert f"waits for {hal}" in html
    assert MARK not in html
    html = as_user(hal).get(page).content.decode()
    assert REASON in html
    assert "Yes, I agree" in html
    empty = as_user(hal).post(page, {"agrees": "yes", "answer": ""})
    assert empty.status_code == 422
    assert "Say why" in empty.content.decode()
    as_user(hal).post(page, {"agrees": "yes", "answer": "I read <b>it</b>."})
    deliver(READERS)
    assert "Not decided" not in as_user(ada).get(ledger).content.decode()
    html = as_user(ada).get(results).content.decode()
    assert html.count(MARK) == 1
    assert f"Agreed</span></span> by {hal}" in " ".join(html.split())
    assert "I read &lt;b&gt;it&lt;/b&gt;." in html
    assert "answered already" in as_user(hal).get(page).content.decode()


@pytest.mark.parametrize(
    ("name", "status"),
    [("ada", 200), ("hal", 200), ("ivy", 200), ("cas", 404), ("eve", 404), ("kay", 404)],
)
def test_who_reads_a_judgement(name, status, asked, as_user, request):
    detail = reverse("outcomes:equal-judgement", args=[asked.key])
    assert as_user(request.getfixturevalue(name)).get(detail).status_code == status


def test_the_same_by_program(need, ada, hal, eve, api_as):
    sent = {"need": str(need.key), "reason": REASON, "approver": str(hal.post.key)}
    reply = api_as(ada).post("/api/equal-judgements/ask/", sent, format="json")
    assert (reply.status_code, reply.json()["state"]) == (200, "asked")
    one = f"/api/equal-judgements/{reply.json()['key']}/"
    assert api_as(eve).get(one).status_code == 404
    assert api_as(ada).post(f"{one}answer/", {"agrees": True}, format="json").status_code == 403
    assert api_as(hal).post(f"{one}answer/", {"agrees": True}, format="json").status_code == 400
    agreed = api_as(hal).post(f"{one}answer/", {"agrees": True, "answer": "Yes"}, format="json")
    assert (agreed.json()["state"], agreed.json()["approver"]) == ("agreed", str(hal))


def test_only_managers_with_a_live_link_are_offered(need, case, ada, hal, as_user):
    page = reverse("outcomes:record-evidence", args=[case.family.reference]) + "?kind=equal"
    assert str(hal.post.key) in as_user(ada).get(page).content.decode()
    for link in Involvement.objects.filter(family=case.family, team=hal.post.team):
        end_involvement(involvement=link, by=ada)
    html = as_user(ada).get(page).content.decode()
    assert str(hal.post.key) not in html
    assert "No manager can open this record" in html


def test_as_of_an_earlier_day_it_is_known_only_from_the_answer_on(need, case, ada, hal):
    early = date(2020, 1, 1)
    asked = acts.ask_to_agree(need=need, reason=REASON, approver=hal.post, on=early, by=ada)
    answer(asked, hal)
    row = Evidence.objects.get(kind="judgement")
    assert (row.fact["on"], row.recorded_on) == ("2020-01-01", timezone.localdate())
