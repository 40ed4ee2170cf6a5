"""Whose referral it is: a family on record or a new one; then what they agreed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from families.acts import (
    Decision,
    NewHome,
    NewPerson,
    add_bond,
    add_contact,
    add_person,
    add_stay,
    record_consents,
    register_family,
    start_involvement,
)
from families.models import Consent, Family, Household, Involvement, Person
from referrals.acts.triage import open_referral
from referrals.models import Referral, ReferredPerson
from sharing.acting import act, record
from sharing.models import User
from sharing.refusals import Refused


@dataclass(frozen=True, slots=True)
class Registered:
    """A member of the new family, and the row of the referral that they come from, if any."""

    person: NewPerson
    row: ReferredPerson | None = None


@dataclass(frozen=True, slots=True)
class NewBond:
    """How two of the people are related, by their places in the list, from 0."""

    one: int
    kind: str
    other: int


@act("referral.attach", on="referral")
def attach_referral(
    *,
    referral: Referral,
    family: Family,
    same: Sequence[tuple[ReferredPerson, Person]] = (),
    add: Sequence[ReferredPerson] = (),
    by: User,
) -> Referral:
    """Say that this is a family on record: the hub's team becomes involved. `same` says who is
    who; `add` are people of the referral who are not on the record yet.

    Raises Http404 for a family that the hub may not be offered, Refused where the referral has
    its family, and for people of another one.
    """
    if not Family.objects.for_matching(by).filter(pk=family.pk).exists():
        raise Http404
    referral = _without_family(referral, by)
    start_involvement(family=family, kind=Involvement.Kind.HUB_DUTY, team=by.team, by=by)
    home = family.households.filter(is_main=True).first()
    for row, person in same:
        if person.family_id != family.pk:
            raise Refused("That person is in another family")
        _link(referral, row, person)
    for row in add:
        _link(referral, row, _add(family, row, home, by))
    return _belongs(referral, family)


def _add(family: Family, row: ReferredPerson, home: Household | None, by: User) -> Person:
    person = add_person(family=family, person=as_new_person(row), by=by)
    if home is not None and not person.is_unborn:
        add_stay(person=person, household=home, by=by)
    return person


def as_new_person(row: ReferredPerson) -> NewPerson:
    """What the sender knew, as a start."""
    adult = row.relation == Person.Relation.PARENT
    return NewPerson(
        relation=row.relation or Person.Relation.OTHER_ADULT,
        given_name=row.given_name,
        family_name=row.family_name,
        born=row.born,
        expected=row.expected,
        sex=row.sex,
        called=row.called,
        is_focus=row.is_focus,
        parental_duties=adult,
    )


@act("referral.register", on="referral")
def register_referral(
    *,
    referral: Referral,
    name: str,
    people: Sequence[Registered],
    bonds: Sequence[NewBond] = (),
    home: NewHome | None = None,
    phone_of: int | None = None,
    by: User,
) -> Referral:
    """Register a family that is not on record, with its people, relationships and home.

    `phone_of` and the ends of `bonds` are places in `people`, from 0. Raises Refused where the
    referral has its family, and for a place that is not there.
    """
    referral = _without_family(referral, by)
    family = register_family(name=name, people=[p.person for p in people], home=home, by=by)
    members = list(family.people.order_by("pk"))
    for said, person in zip(people, members, strict=True):
        if said.row is not None:
            _link(referral, said.row, person)
    for bond in bonds:
        if not (0 <= bond.one < len(members) and 0 <= bond.other < len(members)):
            raise Refused("A relationship names someone who is not in the list")
        add_bond(one=members[bond.one], other=members[bond.other], kind=bond.kind, by=by)
    if phone_of is not None and referral.phone:
        if not 0 <= phone_of < len(members):
            raise Refused("Say whose number it is", field="phone_of")
        add_contact(person=members[phone_of], value=referral.phone, by=by)
    return _belongs(referral, family)


def _without_family(referral: Referral, by: User) -> Referral:
    referral = open_referral(referral, by)
    if referral.family_id is not None:
        raise Refused("This referral has its family already")
    return referral


def _link(referral: Referral, row: ReferredPerson, person: Person) -> None:
    if row.referral_id != referral.pk:
        raise Refused("That person is in another referral")
    row.person = person
    row.save()


def _belongs(referral: Referral, family: Family) -> Referral:
    referral.family = family
    referral.save()
    record(referral, family=family)
    return referral


@act("referral.record_words", on="referral")
def record_words(
    *,
    referral: Referral,
    decider: Person,
    people: Sequence[Person],
    decisions: Sequence[Decision],
    how: str = Consent.How.PHONE,
    words: str = "",
    decided_on: date | None = None,
    by: User,
) -> Referral:
    """Write down what someone said about sharing, for themselves and the children they decide for,
    all of it or none. For the hub, which has the referral: its sender, who may read it too, writes
    what is said to them on the family's own record."""
    if not Referral.objects.at_hub_of(by).filter(pk=referral.pk).exists():
        raise Http404
    if referral.family_id is None or not people:
        raise Refused("Say first whom this is about", field="people")
    for person in people:
        if person.family_id != referral.family_id:
            raise Http404
        record_consents(
            person=person,
            decisions=decisions,
            given_by=decider,
            how=how,
            words=words,
            decided_on=decided_on,
            by=by,
        )
    record(referral, people=[person.pk for person in people])
    return referral
