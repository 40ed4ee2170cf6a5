"""Families on the register: people, homes, bonds, and what is to be known before one knocks."""

from __future__ import annotations

from datetime import date, timedelta

from coordination.demo.asked import ask_everyone
from coordination.demo.days import days_before, moment, office_hours
from coordination.demo.pen import Pen, Written
from coordination.demo.sketch import Member, Sketch
from families.models import (
    Address,
    Bond,
    Conflict,
    ContactPoint,
    Family,
    Household,
    Person,
    Restriction,
    Stay,
    VisitWarning,
)


def register(pen: Pen, sketch: Sketch) -> Written:
    """The family, everyone in it and where they live."""
    registered = (sketch.opened or days_before(pen.on, pen.rng.randint(20, 360))) - timedelta(
        days=2
    )
    officer = pen.signer(pen.rng.choice(("tom.adeyemi", "elsie.farrow")))
    rows = pen.rows.at(office_hours(pen.rng, registered), officer)
    family = rows.add(
        Family,
        reference=sketch.reference,
        name=sketch.name,
        authority_id=pen.cast.authority.pk,
        owner_id=pen.hub,
    )
    rows.did("family.register", Family, family, family, people=len(sketch.people))
    made = Written(sketch, family)
    made.homes = [_home(pen, made, place) for place in range(len(sketch.homes))]
    made.people = [_person(pen, made, member, registered) for member in sketch.people]
    for one, other, kind in sketch.bonds:
        rows.add(
            Bond,
            one_id=made.people[one],
            other_id=made.people[other],
            kind=kind,
            owner_id=pen.hub,
        )
    _warnings(pen, made)
    _marks(pen, made, registered)
    ask_everyone(pen, made, registered + timedelta(days=1))
    return made


def _home(pen: Pen, made: Written, place: int) -> int:
    home = made.sketch.homes[place]
    address = pen.rows.add(
        Address,
        family_id=made.family,
        lines=home.lines,
        postcode=home.postcode,
        ward=home.ward,
        owner_id=pen.hub,
    )
    return pen.rows.add(
        Household,
        family_id=made.family,
        label=home.label,
        address_id=address,
        is_main=place == 0,
        owner_id=pen.hub,
    )


def _person(pen: Pen, made: Written, member: Member, since: date) -> int:
    rows, hub = pen.rows, pen.hub
    person = rows.add(
        Person,
        family_id=made.family,
        given_name=member.given,
        family_name=member.family,
        known_as=member.known_as,
        sex=member.sex,
        born=member.born,
        expected=member.expected,
        relation=member.relation,
        called=member.called,
        is_focus=member.is_focus,
        parental_duties=member.is_parent,
        language=member.language,
        owner_id=hub,
    )
    began = since - timedelta(days=700)
    for home, share, days in member.stays:
        first = max(began, member.born) if member.born else since
        rows.add(
            Stay,
            person_id=person,
            household_id=made.homes[home],
            since=first,
            share=share,
            days=days,
            owner_id=hub,
        )
    if member.phone:
        rows.add(ContactPoint, person_id=person, value=member.phone, owner_id=hub)
    return person


def _warnings(pen: Pen, made: Written) -> None:
    for text, days in made.sketch.told.warnings:
        noted = days_before(pen.on, days)
        pen.rows.at(moment(noted, 15), pen.signer(made.sketch.lead or "tom.adeyemi"))
        row = pen.rows.add(VisitWarning, family_id=made.family, text=text, owner_id=pen.hub)
        pen.rows.did("warning.note", VisitWarning, row, made.family)


def _marks(pen: Pen, made: Written, since: date) -> None:
    """A restriction, and a colleague's own tie."""
    for mark in made.sketch.marks:
        word, _, username = mark.partition(":")
        if word == "conflict":
            signer = pen.signer(username)
            rows = pen.rows.at(moment(since, 16), signer)
            row = rows.add(
                Conflict,
                user_id=signer.user,
                family_id=made.family,
                tie="Sister",
                declared_by_id=signer.user,
                owner_id=pen.hub,
            )
            rows.did("conflict.declare", Conflict, row, made.family)
        if word == "restricted":
            _restrict(pen, made, since, ("helen.marsh", made.sketch.lead))


def _restrict(pen: Pen, made: Written, since: date, named: tuple[str, ...]) -> None:
    manager = pen.signer("helen.marsh")
    rows = pen.rows.at(moment(since, 16, 30), manager)
    row = rows.add(
        Restriction,
        family_id=made.family,
        kind=Restriction.Kind.STAFF,
        reason="The sister of someone who works here",
        keeper_id=manager.user,
        placed_by_id=manager.user,
        placed_on=since,
        reviewed_on=pen.on - timedelta(days=88),
        review_on=pen.on + timedelta(days=2),
        owner_id=pen.hub,
    )
    for username in filter(None, named):
        user = pen.signer(username).user
        rows.add(Restriction.named.through, restriction_id=row, user_id=user)
    rows.did("restriction.place", Restriction, row, made.family)
