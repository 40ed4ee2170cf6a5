"""The meeting with people of other agencies: the shared screen, each one's own, and the clock."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from families.acts import Decision, decline_lead, offer_case, record_consents, record_service
from outcomes.acts import identify_need
from referrals import acts
from referrals.models import AllocationMeeting, Item
from referrals.room import slot_of
from sharing.models import Category, Post, Role
from sharing.refusals import Refused
from tests.cast import make_line, member
from tests.copies import copied
from tests.referrals import steps

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@copied
def item(cas, dot, ada) -> Item:
    """A family that waits; Cas of the school comes to the meeting. Nobody has agreed yet."""
    steps.waiting(cas, dot)
    day = timezone.localdate() + timedelta(days=2)
    acts.arrange_meeting(held_on=day, attendees=[cas.post], by=dot)
    return Item.objects.get()


@pytest.fixture
def says(item, borough, dot):
    """Someone of the family says yes, or no, to the school."""

    def said(name, *categories, state="given"):
        decisions = [Decision(borough.school, category, state) for category in categories]
        person = member(item.case.family, name)
        record_consents(
            person=person,
            decisions=decisions,
            given_by=member(item.case.family, "Kelly"),
            by=dot,
        )

    return said


def page(client, item, query=""):
    where = reverse("referrals:on-agenda", args=[item.meeting.key, item.key])
    return client.get(where + query)


def meeting(client, item, query=""):
    return client.get(item.meeting.get_absolute_url() + query).content.decode()


def needs(client, item, query):
    where = reverse("outcomes:meeting-needs", args=[item.key])
    return client.get(where + query, headers=HTMX)


def test_whom_one_in_the_room_may_not_know_is_not_on_the_shared_screen(item, dot, cas, as_user):
    """No reference, no gap, no word that something is missing; the hub's own screen has it."""
    hub, reference = as_user(dot), item.case.family.reference
    shared = meeting(hub, item, "?names=yes")
    assert "Shared screen" in shared
    for kept in (reference, "Kelly", "may not know", "0 of 1"):
        assert kept not in shared
    assert page(hub, item).status_code == 404
    assert needs(hub, item, "?screen=all").status_code == 404
    own = meeting(hub, item, "?screen=own")
    assert reference in own
    assert "Kelly" in own
    assert page(hub, item, "?screen=own").status_code == 200
    assert reference not in meeting(as_user(cas), item)
    assert page(as_user(cas), item).status_code == 404


def test_it_shows_whom_all_may_know_and_the_rest_as_if_it_were_not(item, dot, says, as_user):
    says("Kelly", Category.IDENTITY)
    shared = meeting(as_user(dot), item, "?names=yes")
    assert item.case.family.reference in shared
    assert "Kelly" in shared
    assert "1 person" in shared
    for kept in ("Jayden", "Osei", "School and rent point the same way", "Not recorded yet"):
        assert kept not in shared
    assert "Kelly" not in meeting(as_user(dot), item), "names are hidden until they are asked for"


def test_each_who_attends_has_their_own_view_on_their_own_device(item, cas, dot, says, as_user):
    says("Kelly", Category.IDENTITY)
    own = meeting(as_user(cas), item)
    assert "Kelly" in own
    assert "Shared screen" not in own
    assert "Share the screen" not in own
    assert "Jayden" not in own
    assert reverse("referrals:item", args=[item.key]) not in own, "the hub decides"
    assert "Start the clock" not in own
    assert "Jayden" in meeting(as_user(dot), item, "?screen=own")


def test_needs_are_shown_where_all_may_read_plans(item, dot, cas, says, as_user):
    jayden = member(item.case.family, "Jayden")
    identify_need(case=item.case, code="9b", by=dot)
    identify_need(case=item.case, code="1a", person=jayden, by=dot)
    says("Kelly", Category.IDENTITY)
    of_all, of_jayden = "housing", "Misses more than 10%"
    hub = as_user(dot)
    assert reverse("outcomes:meeting-needs", args=[item.key]) in meeting(hub, item)
    none = needs(hub, item, "?screen=all&names=yes").content.decode()
    assert of_jayden not in none
    assert "The whole family" not in none
    says("Kelly", Category.PLAN)
    some = needs(hub, item, "?screen=all&names=yes").content.decode()
    assert "The whole family" in some, of_all
    assert of_jayden not in some
    mine = needs(hub, item, "?screen=own").content.decode()
    assert of_jayden in mine
    assert "Jayden" in mine
    theirs = needs(as_user(cas), item, "?screen=own").content.decode()
    assert "The whole family" in theirs
    assert of_jayden not in theirs
    says("Jayden", Category.PLAN, Category.IDENTITY)
    assert of_jayden in needs(hub, item, "?screen=all&names=yes").content.decode()
    hidden = needs(hub, item, "?screen=all").content.decode()
    assert of_jayden in hidden
    assert "Jayden" not in hidden


def test_a_reason_is_read_by_those_who_may_read_the_plan(item, cas, dot, says, as_user, api_as):
    says("Kelly", Category.IDENTITY)
    acts.decide_item(item=item, outcome="more_facts", reason="Ask about the rent", by=dot)
    minutes = reverse("referrals:minutes", args=[item.meeting.key])

    def read_by(user, query=""):
        return "Ask about the rent" in as_user(user).get(minutes + query).content.decode()

    assert read_by(dot)
    assert not read_by(dot, "?screen=all")
    assert not read_by(cas)
    assert api_as(cas).get(f"/api/items/{item.key}/").json()["reason"] == ""
    says("Kelly", Category.PLAN)
    assert read_by(cas)
    assert read_by(dot, "?screen=all")
    assert api_as(cas).get(f"/api/items/{item.key}/").json()["reason"] == "Ask about the rent"


def test_after_a_shared_decision_the_screen_stays_shared(item, cas, dot, ada, says, as_user):
    other = steps.registered(steps.sent(cas), dot)
    acts.decide_referral(
        referral=other, outcome="lead_worker", reason="several_needs", why="One", by=dot
    )
    says("Kelly", Category.IDENTITY)
    said = {"outcome": "allocated", "lead": ada.post.key}
    answer = as_user(dot).post(reverse("referrals:item", args=[item.key]), said)
    minutes = as_user(dot).get(answer.url).content.decode()
    assert item.case.family.reference in minutes
    assert other.family.reference not in minutes
    assert other.family.reference in as_user(dot).get(answer.url.split("?")[0]).content.decode()


def test_what_is_not_on_the_shared_screen_is_not_decided_from_it(item, dot, as_user):
    said = {"outcome": "more_facts", "reason": "School?"}
    address = reverse("referrals:item", args=[item.key])
    assert as_user(dot).post(address, said).status_code == 404
    assert as_user(dot).post(f"{address}?screen=own", said).status_code == 302


# The clock


def test_each_family_has_its_minutes_from_the_start_or_the_last_decision(item, dot, as_user):
    hub, own = as_user(dot), "?screen=own"
    start = reverse("referrals:start-meeting", args=[item.meeting.key]) + own
    assert start in meeting(hub, item, own)
    assert hub.post(start).url == item.meeting.get_absolute_url() + own
    shown = meeting(hub, item, own)
    assert "8 min left" in shown
    assert "data-until" in shown
    assert start not in shown
    begun = AllocationMeeting.objects.get()
    hub.post(start)
    assert AllocationMeeting.objects.get().started_at == begun.started_at
    later = begun.started_at + timedelta(minutes=11)
    assert slot_of(begun, [item], later).text == "3 min late"
    Item.objects.update(decided_at=later)
    after = later + timedelta(minutes=1)
    assert slot_of(begun, Item.objects.all(), after).text == "7 min left"
    assert slot_of(begun, [], after).text == "4 min late"  # whoever is not told of that family


def test_how_long_is_said_when_the_meeting_is_arranged(dot, as_user):
    day = timezone.localdate() + timedelta(days=2)
    on = {"held_on_day": day.day, "held_on_month": day.month, "held_on_year": day.year}
    arrange = reverse("referrals:arrange")
    assert as_user(dot).post(arrange, on | {"minutes_each": "0"}).status_code == 422
    as_user(dot).post(arrange, on | {"minutes_each": "12"})
    assert AllocationMeeting.objects.get().minutes_each == 12
    as_user(dot).post(arrange, on)
    assert AllocationMeeting.objects.get().minutes_each == 12


def test_only_the_hub_starts_it_and_no_clock_runs_in_a_closed_meeting(item, cas, dot, api_as):
    with pytest.raises(PermissionDenied):
        acts.start_meeting(meeting=item.meeting, by=cas)
    assert slot_of(item.meeting, [item], timezone.now()) is None
    answer = api_as(dot).post(f"/api/meetings/{item.meeting.key}/start/").json()
    assert answer["started_at"]
    closed = acts.close_meeting(meeting=item.meeting, by=dot)
    assert slot_of(closed, [item], timezone.now()) is None


def test_a_closed_meeting_does_not_start(item, dot):
    acts.close_meeting(meeting=item.meeting, by=dot)
    with pytest.raises(Refused, match="closed"):
        acts.start_meeting(meeting=item.meeting, by=dot)


def test_the_hub_reads_who_said_no_to_leading_and_why(item, ada, cas, dot, says, as_user):
    offer_case(case=item.case, lead=ada.post, by=dot)
    decline_lead(case=item.case, reason="Her sister is my neighbour.", by=ada)
    says("Jayden", Category.IDENTITY, Category.PLAN)
    says("Kelly", Category.IDENTITY, Category.PLAN)
    said = "Her sister is my neighbour."
    own = page(as_user(dot), item, "?screen=own").content.decode()
    assert "Ada Example, " in own
    assert said in own
    for who, query in ((dot, "?screen=all&names=yes"), (cas, "?screen=own")):
        assert said not in page(as_user(who), item, query).content.decode()
    item.meeting.attendees.clear()
    hidden = page(as_user(dot), item, "?screen=all").content.decode()
    assert "Said no" in hidden
    assert said not in hidden
    assert said in page(as_user(dot), item, "?screen=all&names=yes").content.decode()


def test_a_program_of_the_hub_is_told_it_too(item, ada, cas, dot, says, api_as):
    says("Kelly", Category.IDENTITY, Category.PLAN)
    offer_case(case=item.case, lead=ada.post, by=dot)
    decline_lead(case=item.case, reason="No time", by=ada)

    def told(user):
        return api_as(user).get(f"/api/items/{item.key}/said-no/").json()

    assert [(no["by"], no["why"]) for no in told(dot)] == [("Ada Example", "No time")]
    assert told(cas) == []


def test_a_partners_manager_in_the_room_decides_about_nobody(item, cas, dot, ada, says):
    says("Kelly", Category.IDENTITY, Category.PLAN)
    says("Jayden", Category.IDENTITY, Category.PLAN)
    Post.objects.filter(user=cas).update(role=Role.SUPERVISOR)
    head = type(cas).objects.get(pk=cas.pk)
    said = {"outcome": "allocated", "lead": ada.post, "reason": "Near"}
    with pytest.raises(Refused, match="keep this record"):
        acts.decide_item(item=item, by=head, **said)
    assert acts.decide_item(item=item, by=dot, **said).lead == ada.post


def test_a_decision_is_meant(item, dot, ada, as_user):
    """Nothing is chosen beforehand, and the button alone decides nothing."""
    client = as_user(dot)
    screen = page(client, item, "?screen=own").content.decode()
    assert str(ada) in screen
    form = screen[screen.index("Decision on") :].split("</form>")[0]
    assert "checked" not in form
    assert "selected" not in form.replace('<option value="" selected>', "")
    send = reverse("referrals:item", args=[item.key]) + "?screen=own"
    pressed = client.post(send, {"lead": str(ada.post.key)})
    assert pressed.status_code == 422
    assert "Choose what the meeting decides" in pressed.content.decode()
    pressed = client.post(send, {"outcome": "allocated", "reason": "Near by"})
    assert "Choose who could lead" in pressed.content.decode()
    assert "Near by" in pressed.content.decode()
    item.refresh_from_db()
    assert not item.outcome


def test_who_helps_is_told_of_those_whom_all_may_know(item, borough, dot, cas, says, as_user):
    """Jayden may not be known at the school: nor that somebody has a service of his own."""
    sides, freely = (borough.early_help, borough.school), {"consent_needed": False}
    make_line(borough.agreement, *sides, Category.SERVICES, **freely)
    says("Kelly", Category.IDENTITY)
    for name, service in (("Kelly", "Rent Office"), ("Jayden", "The Larches")):
        person = member(item.case.family, name)
        record_service(person=person, kind="housing", state="now", name=service, by=dot)
    assert "The Larches" in meeting(as_user(dot), item, "?screen=own")
    for who, screen in ((cas, "?screen=own"), (dot, "?screen=all&names=yes")):
        told = meeting(as_user(who), item, screen)
        assert "Rent Office" in told
        assert "The Larches" not in told
