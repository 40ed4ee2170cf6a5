"""Writing tells no more than reading: no answer to a need, a fact or a plan that a partner sends
turns on what is on record and kept from them (docs/decisions/0049)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from families import acts as families
from families.models import Plan
from outcomes import acts
from outcomes.models import Evidence, Need, PresentingNeed
from sharing.models import Category, Line, Role
from tests import cast
from tests.outcomes.plans_made import leaving_to_judgement

#: Of one person, guarded by what it tells: help with mental health.
CLOSER = "3b"


@pytest.fixture
def kelly(family):
    return cast.member(family, "Kelly")


@pytest.fixture
def sid(family, borough, ada):
    """A manager of the school, who helps; the school is told who they are, and no more."""
    manager = cast.make_user("Sid", borough.school, Role.SUPERVISOR)
    cast.let_help(family, manager, ada)
    Line.objects.filter(to_agency=borough.school).exclude(category=Category.IDENTITY).delete()
    Line.objects.filter(to_agency=borough.school).update(consent_needed=False)
    return manager


def let_know(borough, category):
    agreement, giver, taker = borough.agreement, borough.early_help, borough.school
    cast.make_line(agreement, giver, taker, category, consent_needed=False)


def naming(api, case, kelly, code=CLOSER):
    sent = {"case": str(case.key), "code": code, "person": str(kelly.key)}
    return api.post("/api/needs/", sent, format="json")


def writing_down(api, family, kelly):
    sent = {"family": family.reference, "code": CLOSER, "person": str(kelly.key)}
    return api.post("/api/presenting-needs/", sent, format="json")


def judging(api, family, kelly):
    fact = {"need": CLOSER, "on": "2026-01-05", "result": "progress", "by": "Sid", "reason": "Seen"}
    sent = {"family": family.reference, "person": str(kelly.key), "kind": "judgement"}
    sent |= {"fact": fact, "source": "key_worker"}
    return api.post("/api/evidence/", sent, format="json")


def planning(api, case, kelly):
    day = timezone.localdate() + timedelta(days=30)
    sent = {"goals": [{"words": "Sleep"}], "agreed_with": [str(kelly.key)], "review_on": str(day)}
    return api.post(f"/api/cases/{case.key}/agree-plan/", sent, format="json")


def test_naming_a_need_does_not_ask_out_whether_it_is_named(case, kelly, ada, sid, api_as):
    before = naming(api_as(sid), case, kelly)
    acts.identify_need(case=case, code=CLOSER, person=kelly, by=ada)
    after = naming(api_as(sid), case, kelly)
    assert (before.status_code, before.content) == (after.status_code, after.content)
    assert b"already" not in after.content
    assert Need.objects.count() == 1


def test_nor_does_writing_one_down_before_there_is_a_case(family, kelly, dot, sid, api_as):
    before = writing_down(api_as(sid), family, kelly)
    acts.note_need(family=family, code=CLOSER, person=kelly, by=dot)
    after = writing_down(api_as(sid), family, kelly)
    assert (before.status_code, before.content) == (after.status_code, after.content)
    assert b"already" not in after.content
    assert PresentingNeed.objects.count() == 1


def test_who_may_read_such_needs_names_them(case, kelly, sid, borough, api_as):
    let_know(borough, Category.MENTAL_HEALTH)
    assert naming(api_as(sid), case, kelly).status_code == 200
    assert b"named already" in naming(api_as(sid), case, kelly).content


def test_what_is_said_of_a_need_is_guarded_alike_named_or_not(family, case, kelly, sid, api_as):
    before = judging(api_as(sid), family, kelly)
    assert before.status_code == 200, before.content
    assert before.data["category"] == Category.MENTAL_HEALTH
    assert Evidence.objects.get().category == Category.MENTAL_HEALTH


def test_a_plan_that_may_not_be_read_is_not_replaced(case, kelly, ada, sid, borough, api_as):
    before = planning(api_as(sid), case, kelly)
    day = timezone.localdate() + timedelta(days=30)
    theirs = families.agree_plan(
        case=case, goals=[families.NewGoal("Ours")], agreed_with=[kelly], review_on=day, by=ada
    )
    after = planning(api_as(sid), case, kelly)
    assert (before.status_code, before.content) == (after.status_code, after.content)
    theirs.refresh_from_db()
    assert theirs.state == Plan.State.AGREED
    let_know(borough, Category.PLAN)
    assert planning(api_as(sid), case, kelly).data["version"] == 2


def test_having_it_judged_does_not_ask_out_whether_there_is_a_need(case, kelly, ada, sid, api_as):
    def judged():
        return api_as(sid).post(f"/api/cases/{case.key}/judge/", {}, format="json")

    before = judged()
    acts.identify_need(case=case, code=CLOSER, person=kelly, by=ada)
    after = judged()
    assert (before.status_code, before.content) == (after.status_code, after.content)
    assert "judgement" not in after.data
    assert "judgement" in api_as(ada).post(f"/api/cases/{case.key}/judge/", {}, format="json").data


def test_whether_a_judgement_waits_is_not_asked_out(case, borough, ada, hal, sid, api_as):
    """Its need is told to the school; what was judged of it is not."""
    kelly = cast.member(case.family, "Kelly")
    let_know(borough, Category.MENTAL_HEALTH)
    second = cast.make_user("Head", borough.school, Role.SUPERVISOR)
    cast.let_help(case.family, second, ada)
    need = acts.identify_need(case=case, code=CLOSER, person=kelly, by=ada)
    assert Need.objects.visible_to(sid).filter(pk=need.pk).exists()

    def judging_equal():
        sent = {"need": str(need.key), "reason": "Seen", "approver": str(second.post.key)}
        return api_as(sid).post("/api/equal-judgements/ask/", sent, format="json")

    with leaving_to_judgement(case, need.code, Role.KEY_WORKER, Role.SUPERVISOR):
        before = judging_equal()
        asked = acts.ask_to_agree(need=need, reason="Seen", approver=hal.post, by=ada)
        after = judging_equal()
        assert (before.status_code, before.content) == (after.status_code, after.content)
        assert b"not told the results" in after.content
        let_know(borough, Category.CLAIM_EVIDENCE)
        assert b"waits for an answer already" in judging_equal().content
        acts.take_back_judgement(judgement=asked, answer="A slip", by=ada)
        assert judging_equal().status_code == 200
