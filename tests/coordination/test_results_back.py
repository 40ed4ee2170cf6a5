"""Results come back to who did the work, the same day, with the reason as far as it is theirs."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coordination.news import deliver
from coordination.readers import READERS
from families import acts as families
from families.models import Involvement
from outcomes import acts
from outcomes.telling.returns import KEPT_BACK, results_back
from sharing.models import Category, Line, Post
from tests import cast
from tests.copies import copied
from tests.outcomes.ready import TODAY as JUDGED
from tests.outcomes.ready import make_ready, on, tell

HOME, TODAY = "/", JUDGED + timedelta(days=1)


@copied
def judged_before(borough, dot, ada):
    made = make_ready(borough, dot, ada)
    with on(JUDGED):
        acts.judge_case(case=made.case, by=ada)
    return made


@pytest.fixture
def ready(judged_before):
    """A closed family with every need met, judged the day before."""
    with on(TODAY):
        yield judged_before


def home(as_user, user):
    answer = as_user(user).get(HOME)
    assert answer.status_code == 200
    return answer.content.decode()


def kinds(user):
    return [(back.kind, back.day) for back in results_back(user)]


def test_what_was_there_from_the_first_is_no_news(ready, ada, as_user):
    assert results_back(ada) == []
    assert "What came of it" not in home(as_user, ada)


def test_what_slipped_back_is_told_the_same_day(ready, ada, as_user):
    tell(ready, ada, ready.kelly, "employment", "dwp", **{"from": "2025-05-02", "hours": 0})
    deliver(READERS)
    shown = home(as_user, ada)
    assert kinds(ada) == [("lost", TODAY)]
    assert shown.count("Slipped back") == 2  # among what needs them, and what came of it
    assert "Kelly: An adult is out of work" in shown
    assert "Not in work now." in shown
    assert reverse("outcomes:progress", args=[ready.family.reference]) in shown
    assert "See why" in as_user(ada).get(reverse("tasks")).content.decode()


def test_a_lead_of_another_agency_hears_of_whoever_may_be_known_and_no_reasons(
    ready, borough, dot, kim, as_user, api_as
):
    """Jayden may be known to the school that leads, Kelly not; one of the facts is the police’s."""
    cast.make_line(
        borough.agreement, borough.early_help, borough.school, Category.CLAIM_EVIDENCE,
        consent_needed=False,
    )  # fmt: skip
    Line.objects.filter(to_agency=borough.school, category=Category.PLAN).update(
        consent_needed=False
    )
    yes = [families.Decision(borough.school, Category.IDENTITY, "given")]
    families.record_consents(person=ready.jayden, given_by=ready.kelly, decisions=yes, by=dot)
    cast.let_help(ready.family, kim, dot)
    type(ready.case).objects.filter(pk=ready.case.pk).update(lead=kim.post)
    tell(ready, dot, ready.kelly, "employment", "dwp", **{"from": "2025-05-02", "hours": 0})
    acts.record_evidence(
        family=ready.family, person=ready.jayden, kind="offence", source="police",
        fact={"on": "2026-06-20", "outcome": "caution", "role": "offender"},
        owner=borough.police, by=dot,
    )  # fmt: skip
    deliver(READERS)
    (back,) = results_back(kim)
    assert back.what.startswith("Jayden: ")
    assert back.why == ""
    shown = home(as_user, kim) + api_as(kim).get("/api/results-back/").content.decode()
    assert "Slipped back" in shown
    assert "Kelly" not in shown
    assert KEPT_BACK not in shown
    assert "See why" not in as_user(kim).get(reverse("tasks")).content.decode()
    assert as_user(kim).get(back.url).status_code == 200, "their results are not hers to open"


def test_the_reason_stays_where_the_facts_may_not_be_seen(ready, borough, ada, ivy, as_user):
    offence = {"on": "2026-06-20", "outcome": "caution", "role": "offender"}
    acts.record_evidence(
        family=ready.family, person=ready.jayden, kind="offence", fact=offence, source="police",
        owner=borough.police, by=ada,
    )  # fmt: skip
    deliver(READERS)
    shown = home(as_user, ada)
    assert kinds(ada) == [("lost", TODAY)]
    assert KEPT_BACK in shown
    assert "proven offence" not in shown.casefold()
    assert "20 June" not in shown


def test_what_is_met_again_is_told_once_as_it_stands(ready, ada):
    job = {"from": "2025-05-02"}
    tell(ready, ada, ready.kelly, "employment", "dwp", **job, hours=0)
    deliver(READERS)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        tell(ready, ada, ready.kelly, "employment", "dwp", **job, hours=20)
        deliver(READERS)
        assert kinds(ada) == [("met", TODAY)]


def test_a_claim_comes_back_step_by_step(ready, ada, ivy, jim, as_user):
    claim = acts.propose_claim(case=ready.case, by=ivy)
    assert kinds(ada) == [("claimed", TODAY)]
    assert "Someone else decides on it now." in home(as_user, ada)
    acts.reject_claim(claim=claim, why="The last term is missing", by=jim)
    shown = home(as_user, ada)
    assert kinds(ada) == [("rejected", TODAY)]
    assert "Why: The last term is missing" in shown
    acts.approve_claim(claim=acts.propose_claim(case=ready.case, by=ivy), by=jim)
    assert [kind for kind, _ in kinds(ada)] == ["agreed", "rejected"]
    assert "£800 is claimed for it. The payer has not answered yet." in home(as_user, ada)


def approved(ready, ivy, jim):
    return acts.approve_claim(claim=acts.propose_claim(case=ready.case, by=ivy), by=jim)


def test_what_the_payer_paid_comes_back_once_two_people_say_so(ready, ada, ivy, jim, as_user):
    claim = approved(ready, ivy, jim)
    said = {"result": "paid", "on": TODAY, "reference": "P-1", "amount": 640, "why": "One child."}
    (answer,) = acts.record_answers(claims=[claim], **said, by=ivy)
    assert kinds(ada) == [("agreed", TODAY)]
    acts.agree_answers(answer=answer, by=jim)
    assert kinds(ada) == [("paid", TODAY)]
    assert "£640 was paid on 2 July 2026. £800 was approved. One child." in home(as_user, ada)
    acts.take_back_answer(answer=answer, why="Misread", by=jim)
    assert kinds(ada) == [("agreed", TODAY)]


def test_what_the_payer_refused_comes_back_with_the_reason(ready, ada, ivy, jim, as_user):
    claim = approved(ready, ivy, jim)
    said = {"result": "refused", "on": TODAY, "why": "Counted by the other council."}
    (answer,) = acts.record_answers(claims=[claim], **said, by=ivy)
    acts.agree_answers(answer=answer, by=jim)
    shown = home(as_user, ada)
    assert kinds(ada) == [("refused", TODAY)]
    assert "Refused by the payer" in shown
    assert "Why: Counted by the other council." in shown


def test_after_two_weeks_a_home_says_no_more_of_it(ready, ada, ivy):
    acts.propose_claim(case=ready.case, by=ivy)
    with on(TODAY + timedelta(days=14)):
        assert kinds(ada) == [("claimed", TODAY)]
    with on(TODAY + timedelta(days=15)):
        assert kinds(ada) == []


@pytest.mark.parametrize("who", ["ben", "cas", "eve", "fay", "gus", "ivy"])
def test_it_is_for_who_leads(who, ready, ivy, jim, as_user, request):
    acts.propose_claim(case=ready.case, by=jim)
    user = request.getfixturevalue(who)
    assert results_back(user) == []
    assert "What came of it" not in home(as_user, user)


def test_it_costs_the_home_few_queries(ready, ada, ivy, as_user):
    tell(ready, ada, ready.kelly, "employment", "dwp", **{"from": "2025-05-02", "hours": 0})
    deliver(READERS)
    browser = as_user(ada)
    browser.get(HOME)
    with CaptureQueriesContext(connection) as queries:
        assert b"Slipped back" in browser.get(HOME).content
    assert len(queries) <= 11


def test_the_supervisor_hears_what_came_of_the_team_s_work(ready, ada, hal, ivy, jim, as_user):
    Post.objects.filter(pk=hal.post.pk).update(team=ada.post.team)
    links = {"kind": Involvement.Kind.TEAM_AROUND, "post": hal.post}
    families.start_involvement(family=ready.family, **links, by=ada)
    hal = type(hal).objects.get(pk=hal.pk)
    acts.reject_claim(
        claim=acts.propose_claim(case=ready.case, by=ivy), why="A term is missing", by=jim
    )
    shown = home(as_user, hal)
    assert "What came of it" in shown
    assert "Why: A term is missing" in shown
    tell(ready, ada, ready.kelly, "employment", "dwp", **{"from": "2025-05-02"}, hours=0)
    deliver(READERS)
    assert home(as_user, hal).count("Slipped back") == 1  # the task is the lead worker's
