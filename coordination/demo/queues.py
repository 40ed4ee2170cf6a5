"""What waits today, done as it is really done: the next meeting, this morning's decisions."""

from __future__ import annotations

from django.utils import timezone

from coordination.demo.cast import Cast
from coordination.demo.days import meeting_day
from coordination.demo.referred import AGAIN
from families.acts import decline_lead, offer_case
from families.models import Case
from outcomes.acts import note_need
from referrals import acts
from referrals.known import offers_for
from referrals.models import AllocationMeeting, Referral, TriageDecision

Outcome, Reason = TriageDecision.Outcome, TriageDecision.Reason
#: The hub, a health visitor and a social worker: the shared screen shows what all of them may know.
ROOM = ("tom.adeyemi", "elsie.farrow", "noor.hassan", "hana.novak")
#: Family named in the referral, and how it was decided.
TODAY = (
    ("Fairweather", Outcome.ONE_AGENCY, Reason.ONE_NEED, "School nursing: sleep and meals"),
    ("Costello", Outcome.NO_MORE, Reason.DECLINED, "Parents’ group at the children’s centre"),
    ("Abernathy", Outcome.MASH, Reason.SAFETY, ""),
)
#: What the hub wrote down after ringing: code, whether of a child, and what tells so.
NEEDS = (
    (
        ("1a", True, "Away on 11 of the last 40 mornings."),
        ("9b", False, "Two letters from the landlord about the rent."),
        ("5a", False, "Mum says they shout every evening."),
    ),
    (("9b", False, "The boiler is broken, and nobody answers."),),
)
SAID_NO = "Three court reports are due this month. They need more time than I have now."
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


def let_one_say_no(cast: Cast) -> None:
    """A family that waits longest was offered to a worker, who said why they can't."""
    tom, asked = cast.user("tom.adeyemi"), cast.user("amal.aziz")
    waiting = Case.objects.visible_to(tom).filter(stage=Case.Stage.WAITING)
    case = waiting.order_by("opened_on", "pk").first()
    if case is not None and asked.post is not None:
        offer_case(case=case, lead=asked.post, by=tom)
        decline_lead(case=case, reason=SAID_NO, by=asked)


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


def write_down_needs(cast: Cast) -> None:
    """Two families that were helped before are found again, and what they need is written down."""
    tom = cast.user("tom.adeyemi")
    mine = Referral.objects.on_the_board().filter(held_by=tom, family=None).order_by("sent_at")
    known = [(referral, offers_for(referral, tom)) for referral in mine]
    found = [(referral, offers[0]) for referral, offers in known if offers]
    for (referral, offer), needs in zip(found[1 : len(AGAIN)], NEEDS, strict=False):
        family = offer.family
        people = {person.pk: person for person in family.people.all()}
        same = [(one.row, people[one.person_id]) for one in offer.same]
        acts.attach_referral(referral=referral, family=family, same=same, by=tom)
        child = family.people.filter(relation="child").order_by("-born").first()
        for code, of_a_child, why in needs:
            person = child if of_a_child else None
            note_need(family=family, code=code, person=person, why=why, by=tom)
