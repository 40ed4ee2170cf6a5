"""Requests for help: a year of decided ones, the hub's board as it stands, and past meetings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coordination.demo import texts
from coordination.demo.days import days_before, moment, office_hours, working_day
from coordination.demo.links import PARTNERS
from coordination.demo.pen import Pen, Written
from coordination.demo.rows import Signer
from coordination.demo.sketch import Member, Relation
from families.models import Case
from families.rules.working_days import is_working_day
from referrals.models import (
    AllocationMeeting,
    Check,
    Item,
    Referral,
    ReferredPerson,
    TriageDecision,
)

State, Outcome, Reason = Referral.State, TriageDecision.Outcome, TriageDecision.Reason
SENDERS = PARTNERS | {"health": "noor.hassan", "schools": "ruth.amadi"}


@dataclass(frozen=True, slots=True)
class Card:
    """One referral on the board: who, from whom, how many working hours ago, and how far."""

    given: str
    family: str
    years: int
    source: str
    hours: int
    held_by: str = ""
    asked: tuple[str, ...] = ()
    answered: int = 0
    knows: str = Referral.Knows.AGREES
    phone: str = "07700 900305"
    paused: bool = False


BOARD = (
    Card("Rafi", "Marchetti", 2, "health", 5, knows="", phone=""),
    Card("Tobi", "Oyelaran", 15, "", 7),
    Card("Mollie", "Vickers", 11, "health", 14),
    Card("Kane", "Tomlin", 16, "police", 27, knows=Referral.Knows.UNSURE),
    Card("Ashleigh", "Moss", 6, "tannery", 54, "tom.adeyemi", ("health", "kestrel", "police"), 1),
    Card("Simran", "Sandhu", 9, "kestrel", 39, "jo.kerr", ("health", "tannery", "social_care"), 2),
    Card("Petra", "Dimitrova", 1, "health", 32, "tom.adeyemi", ("social_care", "health"), 0),
    Card("Corey", "Bright", 13, "larkmoor", 24, "tom.adeyemi", ("kestrel", "tannery", "health"), 3),
    Card("Ismail", "Yusufzai", 8, "nursery", 36, "elsie.farrow", ("health", "social_care"), 2),
    Card("Lottie", "Hargreaves", 14, "larkmoor", 61, "elsie.farrow", paused=True),
    Card("Dominic", "Achebe", 17, "college", 11),
    Card("Alfie", "Fairweather", 5, "kestrel", 22),
    Card("Ruby", "Costello", 10, "", 30),
    Card("Nico", "Abernathy", 7, "nursery", 9),
)
#: About families on record. queues.py says of the last two which family it is, and what they need.
AGAIN = (
    Card("", "", 0, "larkmoor", 20, "tom.adeyemi", ("kestrel", "health"), 2),
    Card("", "", 0, "kestrel", 18, "tom.adeyemi", ("health",), 1),
    Card("", "", 0, "tannery", 16, "tom.adeyemi", ("kestrel",), 1),
)
ANSWERS = ("Nothing known.", "Known since spring. Two appointments missed.", "74% since January.")
WHO_HELPS = ("", "Gran, at weekends.", "The school nurse.")


def refer_cases(pen: Pen, families: list[Written]) -> None:
    """How each case began: who asked, and what the hub decided."""
    for made in families:
        if made.case is None:
            continue
        sent = moment(working_day(made.opened - timedelta(days=3)), pen.rng.randint(8, 16))
        people = [member for member in made.sketch.people if member.relation != Relation.UNBORN]
        referral = _refer(pen, made.sketch.source, sent, people, made)
        _decide(pen, referral, made.family, moment(made.opened, 12), Outcome.LEAD_WORKER)


def refer_elsewhere(pen: Pen, number: int) -> None:
    """Requests over the year that ended with something else than a lead worker."""
    rng = pen.rng
    others = ((Outcome.ONE_AGENCY, 4), (Outcome.NO_MORE, 3), (Outcome.MASH, 1))
    for _ in range(number):
        sent = office_hours(rng, working_day(days_before(pen.on, rng.randint(4, 360))))
        outcome = rng.choices([o for o, _ in others], [w for _, w in others])[0]
        given, family = rng.choice(BOARD).given, rng.choice(BOARD).family
        child = Member(given, family, Relation.CHILD, days_before(pen.on, rng.randint(900, 5500)))
        source = rng.choice(("larkmoor", "kestrel", "health", "police", "tannery", ""))
        referral = _refer(pen, source, sent, [child], None)
        day = min(working_day(sent.date() + timedelta(days=2)), pen.on - timedelta(days=1))
        _decide(pen, referral, None, moment(max(day, sent.date()), 17), outcome)


def fill_board(pen: Pen, known: list[Written]) -> None:
    """The board as it stands this morning, with families that were helped before."""
    for card in BOARD:
        born = days_before(pen.on, card.years * 365 + 200)
        child = Member(card.given, card.family, Relation.CHILD, born, is_focus=True)
        mother = Member("", card.family, Relation.PARENT, called="Mum")
        _put_up(pen, card, [child, mother])
    since = pen.on - timedelta(days=360)  # who closed before is in the archive
    closed = [made.sketch for made in known if made.sketch.closed and made.sketch.closed > since]
    helped = [sketch for sketch in closed if sketch.children(pen.on)]
    for before, again in zip(helped, AGAIN, strict=False):
        people = [member for member in before.people if member.relation != Relation.UNBORN]
        _put_up(pen, again, people)
    _draft(pen)


def _put_up(pen: Pen, card: Card, people: list[Member]) -> None:
    sent = working_hours_back(pen.on, card.hours)
    referral = _refer(pen, card.source, sent, people, None, card)
    rows = pen.rows
    if card.held_by:
        holder = pen.signer(card.held_by, 1 if card.held_by == "jo.kerr" else 0)
        rows.at(sent + timedelta(minutes=40), holder)
        rows.change(Referral, referral, held_by_id=holder.user)
        rows.did("referral.take", Referral, referral, None)
        for place, agency in enumerate(card.asked):
            _check(pen, referral, agency, answered=place < card.answered)
    if card.paused:
        rows.at(sent + timedelta(hours=3), pen.signer(card.held_by))
        rows.change(Referral, referral, state=State.MORE_DETAIL, paused_at=rows.moment)
        _write_decision(pen, referral, None, Outcome.MORE_DETAIL, Reason.TOO_LITTLE)


def working_hours_back(on: date, hours: int) -> datetime:
    """So many working hours before the day began (all 24 hours of working days count)."""
    day, left = on - timedelta(days=1), hours
    while left > 24 or not is_working_day(day):
        left -= 24 if is_working_day(day) else 0
        day -= timedelta(days=1)
    return moment(day, 0) + timedelta(hours=24 - left)


def _refer(
    pen: Pen,
    source: str,
    sent: datetime,
    people: list[Member],
    made: Written | None,
    card: Card | None = None,
) -> int:
    rng = pen.rng
    sender = pen.signer(SENDERS[source]) if source else Signer(pen.public, agency=None)
    owner = sender.agency or pen.hub
    rows = pen.rows.at(sent - timedelta(minutes=25), sender)
    told = made.sketch.told if made else None
    referral = rows.add(
        Referral,
        reference=_reference(pen),
        state=State.SENT,
        from_agency_id=sender.agency,
        sent_by_id=sender.user,
        to_agency_id=pen.hub,
        phone=card.phone if card else rng.choice(("07700 900311", "01632 960541")),
        knows=card.knows if card else Referral.Knows.AGREES,
        what_seen=(told.seen if told else "") or rng.choice(texts.SEEN),
        what_wanted=(told.wanted if told else "") or rng.choice(texts.WANTED),
        who_helps=rng.choice(WHO_HELPS),
        everyone_named=rng.random() < 0.7,
        sent_at=sent,
        owner_id=owner,
    )
    _name(pen, referral, owner, people, made)
    rows.at(sent, sender).did("referral.send", Referral, referral, made.family if made else None)
    return referral


def _name(pen: Pen, referral: int, owner: int, people: list[Member], made: Written | None) -> None:
    for member in people:
        known = made.people[made.sketch.people.index(member)] if made else None
        pen.rows.add(
            ReferredPerson,
            referral_id=referral,
            given_name=member.given,
            family_name=member.family,
            born=member.born,
            sex=member.sex,
            relation=member.relation,
            called=member.called,
            is_focus=member.is_focus,
            person_id=known,
            owner_id=owner,
        )


def _reference(pen: Pen) -> str:
    while True:
        reference = f"R-{pen.rng.randint(10_000, 99_999)}"
        if reference not in pen.references:
            pen.references.add(reference)
            return reference


def _decide(pen: Pen, referral: int, family: int | None, at: datetime, outcome: str) -> None:
    officer = pen.signer(pen.rng.choice(("tom.adeyemi", "elsie.farrow")))
    rows = pen.rows.at(at, officer)
    rows.change(Referral, referral, state=State.DECIDED, held_by_id=officer.user, family_id=family)
    reason = {
        Outcome.LEAD_WORKER: Reason.SEVERAL_NEEDS,
        Outcome.MASH: Reason.SAFETY,
        Outcome.NO_MORE: Reason.DECLINED,
    }.get(Outcome(outcome), Reason.ONE_NEED)
    _write_decision(pen, referral, family, outcome, reason)


def _write_decision(pen: Pen, referral: int, family: int | None, outcome: str, reason: str) -> None:
    rng = pen.rng
    why = {
        Outcome.LEAD_WORKER: "School, home and health point the same way. One person will help.",
        Outcome.MORE_DETAIL: "We need to know who lives with the children before we decide.",
    }.get(Outcome(outcome), "") or rng.choice(texts.LESS)
    offers = outcome in (Outcome.NO_MORE, Outcome.ONE_AGENCY)
    decision = pen.rows.add(
        TriageDecision,
        referral_id=referral,
        outcome=outcome,
        reason=reason,
        why=why,
        offer=rng.choice(texts.OFFERS) if offers else "",
        decided_by_id=pen.rows.signer.user,
        owner_id=pen.hub,
    )
    pen.rows.did("referral.decide", TriageDecision, decision, family, outcome=outcome)


def _check(pen: Pen, referral: int, agency: str, *, answered: bool) -> None:
    row = pen.rows.add(
        Check,
        referral_id=referral,
        agency_id=pen.cast.agency(agency),
        asked_by_id=pen.rows.signer.user,
        owner_id=pen.hub,
    )
    pen.rows.did("check.ask", Check, row, None)
    if answered and pen.rows.moment:
        at, signer = pen.rows.moment, pen.rows.signer
        pen.rows.at(at + timedelta(minutes=50), signer)
        pen.rows.change(Check, row, answered_at=pen.rows.moment, answer=pen.rng.choice(ANSWERS))
        pen.rows.did("check.answer", Check, row, None)
        pen.rows.at(at, signer)


def _draft(pen: Pen) -> None:
    """What Owen Pryce began yesterday and did not finish."""
    owen = pen.signer("owen.pryce")
    rows = pen.rows.at(moment(pen.on - timedelta(days=1), 8, 40), owen)
    draft = rows.add(
        Referral,
        reference=_reference(pen),
        state=State.DRAFT,
        from_agency_id=owen.agency,
        sent_by_id=owen.user,
        to_agency_id=pen.hub,
        knows=Referral.Knows.AGREES,
        what_seen="Has come in hungry since half-term, on most Mondays.",
        owner_id=owen.agency,
    )
    rows.add(
        ReferredPerson,
        referral_id=draft,
        given_name="Skye",
        family_name="Brannigan",
        born=days_before(pen.on, 4400),
        relation=Relation.CHILD,
        is_focus=True,
        owner_id=owen.agency,
    )
    rows.did("referral.draft", Referral, draft, None)


def hold_meetings(pen: Pen, families: list[Written]) -> None:
    """The Thursdays on which these families were allocated, or were not."""
    days: dict[date, list[Written]] = defaultdict(list)
    for made in families:
        decided = made.sketch.lead or made.sketch.stage == Case.Stage.NOT_ALLOCATED
        if made.case is not None and decided:
            days[made.allocated].append(made)
    chair = pen.signer("helen.marsh")
    for day in sorted(days):
        rows = pen.rows.at(moment(day - timedelta(days=7), 15), chair)
        meeting = rows.add(AllocationMeeting, agency_id=pen.hub, held_on=day, chair_id=chair.user)
        rows.did("meeting.arrange", AllocationMeeting, meeting, None)
        for username in ("helen.marsh", "tom.adeyemi", "farah.siddiqui", "callum.reid"):
            post = pen.signer(username).post
            through = AllocationMeeting.attendees.through
            rows.add(through, allocationmeeting_id=meeting, post_id=post)
        for position, made in enumerate(days[day], start=1):
            _item(pen, meeting, made, position)
        rows.at(moment(day, 11, 30), chair)
        closed = AllocationMeeting.State.CLOSED
        rows.change(AllocationMeeting, meeting, state=closed, closed_at=rows.moment)
        rows.did("meeting.close", AllocationMeeting, meeting, None)


def _item(pen: Pen, meeting: int, made: Written, position: int) -> None:
    chair = pen.signer("helen.marsh")
    rows = pen.rows.at(moment(made.allocated, 10, 5), chair)
    lead = pen.signer(made.sketch.lead).post if made.sketch.lead else None
    item = rows.add(
        Item,
        meeting_id=meeting,
        case_id=made.case,
        position=position,
        outcome=Item.Outcome.ALLOCATED if lead else Item.Outcome.NOT_ALLOCATED,
        lead_id=lead,
        not_allocated="" if lead else Item.NotAllocated.SOCIAL_CARE,
        reason="Has room, and covers the ward." if lead else "Social care leads for now.",
        look_again_on=None if lead else pen.on + timedelta(days=14),
        decided_by_id=chair.user,
        decided_at=rows.moment,
        owner_id=pen.hub,
    )
    rows.did("meeting.decide", Item, item, made.family)
