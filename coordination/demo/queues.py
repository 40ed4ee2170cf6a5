"""What waits today, done as it is really done: the next meeting, this morning's decisions."""

from __future__ import annotations

from django.utils import timezone

from coordination.demo.cast import Cast
from coordination.demo.days import meeting_day
from referrals import acts
from referrals.models import AllocationMeeting, Referral, TriageDecision

Outcome, Reason = TriageDecision.Outcome, TriageDecision.Reason
#: The hub alone: the shared screen shows only what all of the room may know, and families that wait
#: have nobody else at work with them yet.
ROOM = ("tom.adeyemi", "elsie.farrow")
#: Family named in the referral, and how it was decided.
TODAY = (
    ("Fairweather", Outcome.ONE_AGENCY, Reason.ONE_NEED, "School nursing: sleep and meals"),
    ("Costello", Outcome.NO_MORE, Reason.DECLINED, "Parents’ group at the children’s centre"),
    ("Abernathy", Outcome.MASH, Reason.SAFETY, ""),
)
WHY = "One service meets this, and the family would rather go there."


def arrange_next_meeting(cast: Cast) -> AllocationMeeting:
    """The next Thursday, with the families that wait and the people who come."""
    chair = cast.user("helen.marsh")
    attendees = [chair.post, *(cast.post(username) for username in ROOM)]
    return acts.arrange_meeting(
        held_on=meeting_day(timezone.localdate()),
        attendees=[post for post in attendees if post is not None],
        chair=chair,
        by=chair,
    )


def decide_this_morning(cast: Cast) -> None:
    """Three of the board, by Tom Adeyemi."""
    tom = cast.user("tom.adeyemi")
    for name, outcome, reason, offer in TODAY:
        waiting = Referral.objects.on_the_board().filter(people__family_name=name)
        for referral in waiting.distinct():
            acts.take_referral(referral=referral, by=tom)
            acts.decide_referral(
                referral=referral, outcome=outcome, reason=reason, why=WHY, offer=offer, by=tom
            )
