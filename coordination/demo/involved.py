"""Which services work with whom: now, in the past, or looked for and not found."""

from __future__ import annotations

from datetime import timedelta

from coordination.demo.days import days_before, moment
from coordination.demo.pen import Pen, Written
from coordination.demo.people import AGENCIES
from coordination.demo.sketch import Helper, Member, Relation
from families.models import ServiceInvolved

Kind, State = ServiceInvolved.Kind, ServiceInvolved.State
CONTACTS = {
    "larkmoor": "Owen Pryce", "kestrel": "Ruth Amadi", "college": "Sean Doherty",
    "nursery": "Mina Shah", "tannery": "Col Whitaker", "social_care": "Hana Novak",
}  # fmt: skip
CLINICS = ("Health visitor", "School nurse", "GP, Orchard Surgery")


def involve_services(pen: Pen, made: Written) -> None:
    """What is known by heart, else what is likely for someone of that age."""
    found = made.sketch.helpers or [
        helper
        for place, member in enumerate(made.sketch.people)
        if member.relation != Relation.UNBORN
        for helper in _likely(pen, made, place, member)
    ]
    for helper in found[:3] if pen.lean else found:
        _write(pen, made, helper)


def _likely(pen: Pen, made: Written, place: int, member: Member) -> list[Helper]:
    rng = pen.rng
    found = []
    if member.school:
        found.append(_of_agency(place, Kind.SCHOOL, State.NOW, member.school))
    child = (made.sketch.age(place, pen.on) or 99) < 18
    if child and rng.random() < 0.6:
        clinic = rng.choice(CLINICS)
        found.append(Helper(place, Kind.HEALTH, State.NOW, "health", clinic, phone="01632 960312"))
    if rng.random() < 0.3:
        state = rng.choice((State.NOW, State.PAST, State.NONE_FOUND))
        name = "CAMHS" if child else "Talking therapies"
        found.append(Helper(place, Kind.MENTAL_HEALTH, state, "health", name, phone="01632 960340"))
    if not child:
        state = rng.choice((State.NOW, State.NOW, State.NONE_FOUND))
        found.append(_of_agency(place, Kind.HOUSING, state, "tannery"))
    if rng.random() < 0.4:
        state = rng.choice((State.PAST, State.NONE_FOUND, State.NONE_FOUND))
        found.append(_of_agency(place, Kind.SOCIAL_CARE, state, "social_care"))
    if not child and rng.random() < 0.3:
        state = rng.choice((State.PAST, State.NONE_FOUND))
        found.append(Helper(place, Kind.POLICE, state, "police", phone="01632 960466"))
    return found


def _of_agency(place: int, kind: str, state: str, agency: str) -> Helper:
    name, _, phone = AGENCIES[agency]
    return Helper(place, kind, state, agency, name, CONTACTS.get(agency, ""), phone)


def _write(pen: Pen, made: Written, helper: Helper) -> None:
    as_of = days_before(pen.on, pen.rng.randint(1, 12))
    known = helper.state != State.NONE_FOUND
    began = days_before(pen.on, pen.rng.randint(200, 900)) if known else None
    past = helper.state == State.PAST
    rows = pen.rows.at(moment(as_of, 7), pen.system)
    row = rows.add(
        ServiceInvolved,
        person_id=made.people[helper.who],
        kind=helper.kind,
        state=helper.state,
        name=helper.name if known else "",
        contact=helper.contact if known else "",
        phone=helper.phone if known else "",
        since=began,
        until=began + timedelta(days=150) if past and began else None,
        as_of=as_of,
        owner_id=pen.cast.agency(helper.owner),
    )
    rows.did("service.record", ServiceInvolved, row, made.family, kind=helper.kind)
