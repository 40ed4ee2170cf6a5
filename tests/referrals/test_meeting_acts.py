"""The allocation meeting: agenda, decisions, minutes."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from families import acts as family_acts
from families.models import Case, Family, Involvement
from referrals import acts
from referrals.models import AllocationMeeting, Capacity, Item
from referrals.room import room_of, summary_for, workers_for
from referrals.rules.suggestions import Wish
from sharing.refusals import Refused
from tests.copies import copied
from tests.referrals import steps

pytestmark = pytest.mark.django_db


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


@copied
def item(cas, dot, ada, ben) -> Item:
    """A family that waits, on the agenda of next week's meeting."""
    steps.waiting(cas, dot)
    acts.arrange_meeting(held_on=in_days(7), by=dot)
    return Item.objects.get()


def decide(item, by, **said):
    return acts.decide_item(item=item, by=by, **said)


def test_who_waits_is_on_the_agenda_and_the_same_day_is_one_meeting(item, dot):
    assert item.case.stage == "waiting"
    acts.arrange_meeting(held_on=in_days(7), by=dot)
    assert (AllocationMeeting.objects.count(), Item.objects.count()) == (1, 1)


def test_no_meeting_is_in_the_past_and_only_the_hub_arranges(dot, ada):
    with pytest.raises(Refused):
        acts.arrange_meeting(held_on=in_days(-1), by=dot)
    with pytest.raises(PermissionDenied):
        acts.arrange_meeting(held_on=in_days(1), by=ada)


def test_allocated_asks_the_worker_who_then_accepts(item, dot, ada):
    decide(item, dot, outcome="allocated", lead=ada.post, reason="Gran knows her")
    case = Case.objects.get()
    assert (case.stage, case.lead) == ("offered", ada.post)
    assert Family.objects.visible_to(ada).exists()
    family_acts.accept_lead(case=case, by=ada)
    assert Case.objects.get().stage == "active"


def test_decided_twice_is_decided_once(item, dot, ada, ben):
    decide(item, dot, outcome="allocated", lead=ada.post)
    decide(item, dot, outcome="allocated", lead=ada.post)
    with pytest.raises(Refused, match="decided already"):
        decide(item, dot, outcome="allocated", lead=ben.post)
    leads = Involvement.objects.filter(kind="lead_worker")
    assert leads.count() == 1


@pytest.mark.parametrize(
    "lacking",
    [
        {"outcome": "allocated"},
        {"outcome": "deferred"},
        {"outcome": "more_facts", "reason": " "},
        {"outcome": "not_allocated", "look_again_on": in_days(30)},
        {"outcome": "not_allocated", "not_allocated": "moved"},
        {"outcome": "deferred", "look_again_on": date(2020, 1, 1)},
        {"outcome": "deferred", "look_again_on": date(9999, 1, 1)},
    ],
)
def test_each_decision_needs_its_part(lacking, item, dot):
    with pytest.raises(Refused):
        decide(item, dot, **lacking)
    assert Item.objects.get().outcome == ""


def test_only_a_key_worker_is_asked(item, dot, ivy):
    with pytest.raises(Refused, match="not a key worker"):
        decide(item, dot, outcome="allocated", lead=ivy.post)


def test_put_off_comes_back_on_its_day_and_not_before(item, dot):
    decide(item, dot, outcome="deferred", look_again_on=in_days(20), reason="On holiday")
    acts.close_meeting(meeting=item.meeting, by=dot)
    sooner = acts.arrange_meeting(held_on=in_days(14), by=dot)
    later = acts.arrange_meeting(held_on=in_days(21), by=dot)
    assert not sooner.items.exists()
    assert later.items.get().case == item.case


def test_a_day_that_was_typed_wrong_is_put_right(item, dot):
    decide(item, dot, outcome="deferred", look_again_on=in_days(200), reason="On holiday")
    decide(item, dot, outcome="deferred", look_again_on=in_days(20), reason="On holiday")
    assert Item.objects.get().look_again_on == in_days(20)


def test_nobody_is_left_unallocated_for_longer_than_a_year(item, dot):
    with pytest.raises(Refused, match="within the next 12 months"):
        family_acts.leave_unallocated(case=item.case, look_again_on=in_days(367), by=dot)


def test_not_allocated_has_a_reason_and_comes_back(item, dot):
    decide(item, dot, outcome="not_allocated", not_allocated="moved", look_again_on=in_days(30))
    assert Case.objects.get().stage == "not_allocated"
    assert not acts.arrange_meeting(held_on=in_days(8), by=dot).items.exists()
    assert acts.arrange_meeting(held_on=in_days(31), by=dot).items.exists()


def test_what_was_not_decided_goes_to_the_next_meeting(item, dot):
    following = acts.arrange_meeting(held_on=in_days(14), by=dot)
    assert not following.items.exists()
    acts.close_meeting(meeting=item.meeting, by=dot)
    acts.close_meeting(meeting=item.meeting, by=dot)
    assert following.items.get().case == item.case
    with pytest.raises(Refused, match="closed"):
        decide(item, dot, outcome="more_facts", reason="School?")


def test_the_meeting_is_for_the_hub_and_who_is_asked(item, dot, hal, pat, request):
    ada, cas, eve = map(request.getfixturevalue, ("ada", "cas", "eve"))
    assert AllocationMeeting.objects.visible_to(hal).exists()
    for other in (ada, cas, eve):
        assert not AllocationMeeting.objects.visible_to(other).exists()
        assert not Item.objects.visible_to(other).exists()
    acts.arrange_meeting(held_on=item.meeting.held_on, attendees=[pat.post], by=dot)
    assert AllocationMeeting.objects.visible_to(pat).exists()
    assert not Item.objects.visible_to(pat).exists(), "no agreement lets police read plans"


def test_the_shared_screen_shows_only_what_all_may_see(cas, dot, pat):
    acts.arrange_meeting(held_on=in_days(7), attendees=[pat.post], by=dot)
    steps.waiting(cas, dot)
    item = Item.objects.get()
    room = room_of(item.meeting, dot)
    assert {user.pk for user in room} == {dot.pk, pat.pk}
    assert summary_for(item, room).kept_back
    mine = summary_for(item, [dot])
    assert [member.name for member in mine.members] == ["Jayden", "Kelly"]
    assert mine.wish.ward == "Orchard"


def test_a_conflicted_officer_does_not_meet_the_family(item, dot, hal):
    family_acts.declare_conflict(family=item.case.family, tie="Cousin", by=hal)
    assert not Item.objects.visible_to(hal).exists()


def test_workers_come_with_their_load_and_reasons(item, dot, ada, ben):
    Capacity.objects.create(post=ada.post, families_at_most=1, wards=["Orchard"])
    Capacity.objects.create(post=ben.post, families_at_most=8, wards=["Orchard"])
    decide(item, dot, outcome="allocated", lead=ada.post)
    found = workers_for(Wish(ward="Orchard"), dot)
    by_name = {worker.post.user_id: worker for worker in found}
    assert by_name[ada.pk].led == 1
    assert by_name[ada.pk].when == "Full"
    assert found[0].post == ben.post
    assert found[0].fit.reasons == ("Covers Orchard ward",)


def test_a_restricted_family_is_in_nobodys_load(item, dot, hal, ada):
    decide(item, dot, outcome="allocated", lead=ada.post)
    family_acts.place_restriction(family=item.case.family, reason="Staff", named=[ada], by=hal)
    led = {worker.post.user_id: worker.led for worker in workers_for(Wish(), dot)}
    assert led[ada.pk] == 0


def test_ones_own_tie_takes_nothing_from_a_load(item, dot, ada):
    """Else whoever has a tie with a family reads off who leads it."""
    decide(item, dot, outcome="allocated", lead=ada.post)
    family_acts.declare_conflict(family=item.case.family, tie="Cousin", by=dot)
    led = {worker.post.user_id: worker.led for worker in workers_for(Wish(), dot)}
    assert led[ada.pk] == 1
