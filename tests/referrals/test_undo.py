"""Taking back a decision, and when the hub leaves a family or comes back to it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from coordination.news import deliver
from coordination.readers import READERS
from families.acts import offer_case, open_case, place_restriction
from families.models import Case, Family, Involvement
from outcomes.acts import note_need
from outcomes.models import Need, PresentingNeed
from referrals import acts
from referrals.models import Item, Referral, TriageDecision
from sharing.refusals import Refused
from tests.copies import copied
from tests.referrals import steps

pytestmark = pytest.mark.django_db
LEAVING = (
    {"outcome": "no_more", "reason": "declined", "offer": "Parents’ group"},
    {"outcome": "one_agency", "reason": "one_need", "offer": "School nursing"},
    {"outcome": "mash", "reason": "safety"},
)


def decided(referral, by, **said):
    given = {"outcome": "lead_worker", "reason": "several_needs", "why": "One plan is needed."}
    return acts.decide_referral(referral=referral, by=by, **(given | said))


def undo(decision, by):
    return acts.undo_decision(decision=decision, by=by)


def now(referral) -> Referral:
    return Referral.objects.with_result().get(pk=referral.pk)


@copied
def referral(cas, dot) -> Referral:
    return steps.registered(steps.sent(cas), dot)


# The hub and the family


@pytest.mark.parametrize("said", LEAVING, ids=lambda s: s["outcome"])
def test_the_hub_leaves_a_family_that_it_does_not_help(said, referral, cas, dot, hal, as_user):
    note_need(family=referral.family, code="9b", by=dot)
    page = referral.family.get_absolute_url()
    assert as_user(dot).get(page).status_code == 200
    decided(referral, dot, **said)
    for officer in (dot, hal):
        assert not Family.objects.visible_to(officer).exists()
        assert not PresentingNeed.objects.visible_to(officer).exists()
        assert as_user(officer).get(page).status_code == 404
    sheet = as_user(dot).get(referral.get_absolute_url()).content.decode()
    assert "no longer on duty" in sheet
    assert referral.family.reference not in sheet
    sent = as_user(cas).get(reverse("referrals:sent")).content.decode()
    assert now(referral).told_result in sent


@pytest.mark.parametrize("said", LEAVING, ids=lambda s: s["outcome"])
def test_the_hub_stays_with_a_family_that_is_being_helped(said, referral, dot, ada):
    case = open_case(family=referral.family, by=dot)
    offer_case(case=case, lead=ada.post, by=dot)
    decided(referral, dot, **said)
    assert Family.objects.visible_to(dot).get() == referral.family


def test_the_hub_stays_while_it_finds_a_lead_or_asks_for_more(referral, dot):
    decided(referral, dot, outcome="more_detail", reason="too_little")
    assert Family.objects.visible_to(dot).exists()
    decided(referral, dot)
    assert Family.objects.visible_to(dot).exists()


def test_the_hub_stays_while_another_referral_about_the_family_waits(referral, cas, dot):
    again = steps.sent(cas)
    acts.attach_referral(referral=again, family=referral.family, by=dot)
    decided(referral, dot, **LEAVING[0])
    assert Family.objects.visible_to(dot).exists()
    decided(again, dot, **LEAVING[0])
    assert not Family.objects.visible_to(dot).exists()


def test_another_referral_opens_the_family_again_with_what_was_written_down(referral, cas, dot):
    note_need(family=referral.family, code="9b", by=dot)
    decided(referral, dot, **LEAVING[0])
    again = steps.sent(cas)
    acts.attach_referral(referral=again, family=referral.family, by=dot)
    assert Family.objects.visible_to(dot).get() == referral.family
    assert PresentingNeed.objects.visible_to(dot).get().code == "9b"


# Undo


def test_an_undone_lead_worker_is_as_if_nobody_had_decided(referral, cas, dot, ivy):
    meeting = acts.arrange_meeting(
        held_on=timezone.localdate() + timedelta(days=3), attendees=[cas.post], by=dot
    )
    decision = decided(referral, dot)
    assert meeting.items.exists()
    assert Family.objects.known_to(ivy).exists()
    for _ in range(2):
        undo(decision, dot)
    assert now(referral).state == "sent"
    assert now(referral).told_outcome is None
    assert not Item.objects.exists()
    case = Case.objects.get()
    assert (case.stage, case.closing_reason) == ("closed", Case.WITHDRAWN)
    assert not Involvement.objects.live().exclude(kind="hub_duty").exists()
    assert not acts.arrange_meeting(held_on=meeting.held_on, by=dot).items.exists()
    again = decided(referral, dot)
    assert Case.objects.get(closed_on=None) == again.case


def test_needs_that_reached_the_case_wait_again_and_reach_the_next(referral, dot):
    note_need(family=referral.family, code="9b", by=dot)
    decision = decided(referral, dot)
    while deliver(READERS):
        continue
    assert Need.objects.filter(case=decision.case).exists()
    undo(decision, dot)
    while deliver(READERS):
        continue
    assert PresentingNeed.objects.waiting().get().code == "9b"
    second = decided(referral, dot)
    while deliver(READERS):
        continue
    assert Need.objects.get(case=second.case).code == "9b"


@pytest.mark.parametrize("said", LEAVING, ids=lambda s: s["outcome"])
def test_undone_the_hub_is_on_duty_again(said, referral, dot, hal):
    decision = decided(referral, dot, **said)
    undo(decision, dot)
    assert now(referral).state == "sent"
    for officer in (dot, hal):
        assert Family.objects.visible_to(officer).get() == referral.family


def test_an_undone_question_lets_the_clock_go_on_as_if_it_had_not_stopped(referral, dot):
    decision = decided(referral, dot, outcome="more_detail", reason="too_little")
    assert now(referral).paused_at
    undo(decision, dot)
    put_back = now(referral)
    assert (put_back.state, put_back.paused_at, put_back.paused_minutes) == ("sent", None, 0)


def test_undone_it_still_waits_for_the_answer_it_waited_for(referral, dot):
    decided(referral, dot, outcome="more_detail", reason="too_little", why="Who lives there?")
    stopped = now(referral).paused_at
    decision = decided(referral, dot, **LEAVING[0])
    undo(decision, dot)
    put_back = now(referral)
    assert (put_back.state, put_back.paused_at) == ("more_detail", stopped)
    assert put_back.told_question == "Who lives there?"


def test_only_who_decided_undoes_and_only_the_front_door(referral, cas, dot, hal):
    decision = decided(referral, dot)
    with pytest.raises(Refused, match="Only Dot"):
        undo(decision, hal)
    with pytest.raises(PermissionDenied):
        undo(decision, cas)
    assert now(referral).state == "decided"


def test_a_decision_is_undone_for_ten_minutes(referral, dot):
    decision = decided(referral, dot)
    before = timezone.now() - timedelta(minutes=11)
    TriageDecision.objects.filter(pk=decision.pk).update(decided_at=before)
    with pytest.raises(Refused, match="10 minutes"):
        undo(decision, dot)


def by_page(as_user, api_as, cas, referral):
    as_user(cas).get(reverse("referrals:sent"))


def by_list(as_user, api_as, cas, referral):
    api_as(cas).get("/api/referrals/")


def by_key(as_user, api_as, cas, referral):
    api_as(cas).get(f"/api/referrals/{referral.key}/")


@pytest.mark.parametrize("reads", [by_page, by_list, by_key])
def test_what_the_sender_has_read_is_not_undone(reads, referral, cas, dot, as_user, api_as):
    reads(as_user, api_as, cas, referral)
    decision = decided(referral, dot)
    reads(as_user, api_as, dot, referral)
    assert acts.why_not_undo(decision, dot) == ""
    reads(as_user, api_as, cas, referral)
    with pytest.raises(Refused, match="sender has read"):
        undo(decision, dot)
    assert now(referral).state == "decided"


def test_what_someone_was_asked_or_a_meeting_talked_about_is_not_undone(referral, dot, ada):
    acts.arrange_meeting(held_on=timezone.localdate(), by=dot)
    decision = decided(referral, dot)
    acts.decide_item(item=Item.objects.get(), outcome="more_facts", reason="School?", by=dot)
    with pytest.raises(Refused, match="meeting"):
        undo(decision, dot)
    offer_case(case=decision.case, lead=ada.post, by=dot)
    with pytest.raises(Refused, match="asked to lead"):
        undo(decision, dot)


def test_an_answered_question_and_an_earlier_decision_are_not_undone(referral, cas, dot):
    asked = decided(referral, dot, outcome="more_detail", reason="too_little")
    decided(referral, dot, **LEAVING[2])
    with pytest.raises(Refused, match="after this"):
        undo(asked, dot)
    other = steps.sent(cas)
    question = decided(other, dot, outcome="more_detail", reason="too_little")
    acts.send_referral(referral=other, by=cas)
    with pytest.raises(Refused, match="answered"):
        undo(question, dot)


def test_a_case_that_was_there_before_stays(referral, dot):
    case = open_case(family=referral.family, by=dot)
    undo(decided(referral, dot), dot)
    assert Case.objects.get() == case
    assert case.closed_on is None


def test_undone_on_the_page_and_by_program(referral, dot, hal, as_user, api_as):
    decision = decided(referral, dot)
    page = referral.get_absolute_url()
    press = reverse("referrals:undo", args=[decision.key])
    assert press in as_user(dot).get(page).content.decode()
    assert press not in as_user(hal).get(page).content.decode()
    refused = as_user(hal).post(press)
    assert refused.status_code == 422
    assert "Only Dot" in refused.content.decode()
    assert as_user(dot).post(press).url == page
    assert press not in as_user(dot).get(page).content.decode()
    second = decided(referral, dot, **LEAVING[0])
    assert api_as(hal).post(f"/api/decisions/{second.key}/undo/").status_code == 409
    assert api_as(dot).post(f"/api/decisions/{second.key}/undo/").json()["undone_at"]


# Several at once


def keys(*referrals):
    return [referral.key for referral in referrals]


def test_several_are_taken_and_a_no_stops_no_other(cas, dot, hal, as_user):
    free, hals, gone = (steps.sent(cas) for _ in range(3))
    acts.take_referral(referral=hals, by=hal)
    decided(gone, hal, **LEAVING[2])
    page = reverse("referrals:several")
    said = {"referrals": keys(hals, free, gone), "holder": dot.post.key}
    answer = as_user(dot).post(page, said)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "2 were left as they are" in text
    assert "Hal Example has this one" in text
    assert "This is decided already" in text
    assert "You look after 1 referral." in text
    assert now(free).held_by == dot
    assert now(hals).held_by == hal
    assert now(gone).held_by == hal


def test_a_supervisor_gives_several_to_a_colleague(cas, dot, hal, as_user):
    free, dots = (steps.sent(cas) for _ in range(2))
    acts.take_referral(referral=dots, by=dot)
    page = reverse("referrals:several")
    assert dots.reference in as_user(hal).get(page).content.decode()
    third = steps.sent(cas)
    said = {"referrals": keys(free, third), "holder": dot.post.key}
    answer = as_user(hal).post(page, said)
    assert answer.url == reverse("referrals:triage")
    assert {now(r).held_by for r in (free, dots, third)} == {dot}


def test_none_or_something_else_chosen_is_said_at_its_field(cas, dot, ada, as_user):
    referral = steps.sent(cas)
    page = reverse("referrals:several")
    nothing = as_user(dot).post(page, {"holder": dot.post.key})
    assert "Choose at least one" in nothing.content.decode()
    odd = {"referrals": ["WF-1", "7" * 8], "holder": dot.post.key}
    assert "is not on the board" in as_user(dot).post(page, odd).content.decode()
    outside = {"referrals": keys(referral), "holder": ada.post.key}
    assert as_user(dot).post(page, outside).status_code == 422
    assert now(referral).held_by is None


def test_nobody_is_given_what_they_may_not_know(referral, dot, hal):
    place_restriction(family=referral.family, reason="Staff", named=[hal], by=hal)
    with pytest.raises(Refused, match="Choose someone else"):
        acts.assign_referral(referral=referral, holder=dot.post, by=hal)


def test_a_sender_with_the_same_role_gives_nobody_anything(cas, dot, borough, db):
    from tests.cast import make_user  # noqa: PLC0415 (one person, for this test alone)

    head = make_user("Hedda", borough.school, "supervisor")
    referral = steps.sent(cas)
    for attempt in (
        lambda: acts.assign_referral(referral=referral, holder=dot.post, by=head),
        lambda: acts.take_referral(referral=referral, by=head),
    ):
        with pytest.raises(Http404):
            attempt()


def test_given_by_program(cas, dot, hal, api_as):
    referral = steps.sent(cas)
    address = f"/api/referrals/{referral.key}/assign/"
    answer = api_as(hal).post(address, {"holder": str(dot.post.key)}, format="json")
    assert answer.json()["held_by"] == "Dot Example"
