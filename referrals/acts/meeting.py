"""The allocation meeting: its day, its agenda, each decision, and its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from families.acts import leave_unallocated, offer_case, start_involvement
from families.acts.keeping import must_keep
from families.models import Case, Involvement
from families.rules.looking_again import why_not_on
from referrals.models import AllocationMeeting, Item
from sharing.acting import act, locked, record
from sharing.models import Post, Team, User
from sharing.refusals import Refused

Outcome = Item.Outcome
PUT_OFF = (Outcome.DEFERRED, Outcome.NOT_ALLOCATED)


def next_meeting(by: User) -> AllocationMeeting | None:
    """The next one of this person's hub, today's among them."""
    planned = AllocationMeeting.objects.filter(
        agency=by.agency,
        state=AllocationMeeting.State.PLANNED,
        held_on__gte=timezone.localdate(),
    )
    return planned.order_by("held_on").first()


@act("meeting.arrange")
def arrange_meeting(
    *,
    held_on: date,
    attendees: Sequence[Post] = (),
    chair: User | None = None,
    minutes_each: int | None = None,
    by: User,
) -> AllocationMeeting:
    """Fix a day and who comes. Families that wait are on its agenda; the same day again is one.

    `minutes_each`: for one family; pages and the API take 1 to 60. Raises Refused for a day that
    is past, for a meeting that is closed, and for who is not of the hub.
    """
    if held_on < timezone.localdate():
        raise Refused("A meeting can't be arranged in the past", field="held_on")
    if no := why_not_arrange(by):
        raise Refused(no)
    meeting, new = AllocationMeeting.objects.get_or_create(
        agency=by.agency, held_on=held_on, defaults={"chair": chair or by}
    )
    if meeting.state == AllocationMeeting.State.CLOSED:
        raise Refused("The meeting of that day is closed", field="held_on")
    if minutes_each is not None and minutes_each != meeting.minutes_each:
        meeting.minutes_each = minutes_each
        meeting.check_and_save()
    meeting.attendees.add(*attendees)
    record(meeting, again=not new, attendees=[post.pk for post in attendees])
    for case in waiting_for(meeting, by):
        put_on_agenda(meeting, case, by)
    return meeting


def why_not_arrange(by: User) -> str:
    at_hub = by.agency is not None and by.on_hub_duty
    return "" if at_hub else "Only the family hub arranges this meeting"


def waiting_for(meeting: AllocationMeeting, by: User) -> list[Case]:
    """Open cases without a lead, on no agenda to come, whose day to look again has come."""
    later = Item.objects.filter(case=OuterRef("pk"), look_again_on__gt=meeting.held_on)
    due = Q(stage=Case.Stage.WAITING) | Q(
        stage=Case.Stage.NOT_ALLOCATED, look_again_on__lte=meeting.held_on
    )
    cases = Case.objects.visible_to(by).filter(due, closed_on=None, owner=meeting.agency)
    listed = Item.objects.undecided().filter(case=OuterRef("pk"))
    return list(cases.exclude(Exists(listed)).exclude(Exists(later)).order_by("opened_on", "pk"))


def put_on_agenda(meeting: AllocationMeeting, case: Case, by: User) -> Item:
    """One place for each family. People from outside the hub know it until the day of the meeting;
    what they see of it, agreements and consent decide as always."""
    item, new = Item.objects.get_or_create(
        meeting=meeting,
        case=case,
        defaults={"owner": meeting.agency, "position": meeting.items.count() + 1},
    )
    if new:
        record(item)
    hub = Q(team__duty=Team.Duty.HUB, agency=meeting.agency)
    for post in meeting.attendees.exclude(hub):
        start_involvement(
            family=case.family,
            kind=Involvement.Kind.PANEL,
            post=post,
            until=meeting.held_on,
            reason="Allocation meeting",
            by=by,
        )
    return item


def runs(meeting: AllocationMeeting, by: User) -> bool:
    """Whether somebody is of the hub whose meeting this is: others come, and do not run it."""
    return by.on_hub_duty and by.agency == meeting.agency


@act("meeting.start", on="meeting")
def start_meeting(*, meeting: AllocationMeeting, by: User) -> AllocationMeeting:
    """Start the clock that gives each family its time. Started twice is started once.

    Raises Refused for a meeting that is closed, and for who is not of the hub.
    """
    meeting = locked(meeting)
    if meeting.started_at is not None:
        record(meeting, again=True)
        return meeting
    if meeting.state == AllocationMeeting.State.CLOSED:
        raise Refused("This meeting is closed")
    if not runs(meeting, by):
        raise Refused("Only the family hub starts this meeting")
    meeting.started_at = timezone.now()
    meeting.save()
    record(meeting)
    return meeting


@act("meeting.decide", on="item")
def decide_item(
    *,
    item: Item,
    outcome: str,
    lead: Post | None = None,
    reason: str = "",
    not_allocated: str = "",
    look_again_on: date | None = None,
    by: User,
) -> Item:
    """Decide about one family: ask a worker, bring it back, ask for facts, or do not allocate."""
    item = locked(item, "meeting", "case__family", "lead")
    said = {
        "outcome": outcome,
        "lead": lead if outcome == Outcome.ALLOCATED else None,
        "reason": reason,
        "not_allocated": not_allocated if outcome == Outcome.NOT_ALLOCATED else "",
        "look_again_on": look_again_on if outcome in PUT_OFF else None,
    }
    if item.decided_by == by and all(getattr(item, name) == part for name, part in said.items()):
        record(item, again=True)
        return item
    if item.meeting.state == AllocationMeeting.State.CLOSED:
        raise Refused("This meeting is closed")
    must_keep(item.case.family, by)
    if item.outcome in (Outcome.ALLOCATED, Outcome.NOT_ALLOCATED):
        raise Refused("This is decided already")
    _demand(outcome, lead, reason, not_allocated, look_again_on)
    for name, part in said.items():
        setattr(item, name, part)
    item.decided_by, item.decided_at = by, timezone.now()
    if item.lead is not None:
        offer_case(case=item.case, lead=item.lead, by=by)
    elif item.not_allocated and look_again_on is not None:
        leave_unallocated(case=item.case, look_again_on=look_again_on, by=by)
    item.check_and_save()
    record(item, outcome=outcome)
    return item


def _demand(
    outcome: str, lead: Post | None, reason: str, not_allocated: str, look_again_on: date | None
) -> None:
    """What each decision needs. Raises Refused where it is not there."""
    if outcome == Outcome.ALLOCATED and lead is None:
        raise Refused("Choose who could lead", field="lead")
    if outcome == Outcome.MORE_FACTS and not reason.strip():
        raise Refused("Say which facts you need", field="reason")
    if outcome == Outcome.NOT_ALLOCATED and not not_allocated:
        raise Refused("Say why nobody leads", field="not_allocated")
    if outcome in PUT_OFF:
        if look_again_on is None:
            raise Refused("Say when to look again", field="look_again_on")
        if wrong := why_not_on(look_again_on, timezone.localdate()):
            raise Refused(wrong, field="look_again_on")


@act("meeting.close", on="meeting")
def close_meeting(*, meeting: AllocationMeeting, by: User) -> AllocationMeeting:
    """End it. What was not decided waits for the next meeting, if one is fixed."""
    meeting = locked(meeting)
    if meeting.state == AllocationMeeting.State.CLOSED:
        record(meeting, again=True)
        return meeting
    if not runs(meeting, by):
        raise Refused("Only the family hub closes this meeting")
    meeting.state, meeting.closed_at = AllocationMeeting.State.CLOSED, timezone.now()
    meeting.save()
    record(meeting)
    following = next_meeting(by)
    if following is not None:
        for case in waiting_for(following, by):
            put_on_agenda(following, case, by)
    return meeting
