"""Registering a family: its people, homes, bonds and how to reach them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from families.acts.involvement import start_involvement
from families.acts.keeping import Keeping, left_with
from families.models import (
    Address,
    Bond,
    ContactPoint,
    Family,
    Household,
    Involvement,
    Person,
    Stay,
    VisitWarning,
)
from families.rules.relating import Relative, why_not_related
from sharing.acting import act, record
from sharing.models import Agency, Team, User
from sharing.refusals import Refused


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A member as first known. A single name is a given name; `expected` is an unborn child's."""

    relation: str
    given_name: str = ""
    family_name: str = ""
    known_as: str = ""
    born: date | None = None
    expected: date | None = None
    sex: str = ""
    called: str = ""
    is_focus: bool = False
    parental_duties: bool = False
    language: str = ""
    died: date | None = None


@dataclass(frozen=True, slots=True)
class NewHome:
    """A home; a confidential one is seen by whoever adds it until others are named."""

    label: str
    lines: str = ""
    postcode: str = ""
    ward: str = ""
    confidential: bool = False
    is_main: bool = True


def fresh_reference(prefix: str, taken: type, digits: int = 5) -> str:
    """A free reference like WF-20417: drawn by chance, so that it tells neither order nor count."""
    while True:
        reference = f"{prefix}-{secrets.randbelow(9 * 10 ** (digits - 1)) + 10 ** (digits - 1)}"
        if not taken._default_manager.filter(reference=reference).exists():  # type: ignore[attr-defined]
            return reference


@act("family.register")
def register_family(
    *, name: str, people: Sequence[NewPerson], home: NewHome | None = None, by: User
) -> Family:
    """Take a family on to the register; the registering team is on duty for it.

    Raises Refused without people, and for who is of no agency, or of a partner and not on hub
    duty.
    """
    if by.agency is None:
        raise Refused("You need a post in an agency to register a family")
    if by.at_partner and not by.on_hub_duty:  # the record would be their agency's to keep
        raise Refused("The family hub registers families. Ask it for help for this one")
    if not people:
        raise Refused("Add at least one person")
    family = Family(
        reference=fresh_reference("WF", Family),
        name=name,
        authority=by.agency.authorities.get(),
        owner=by.agency,
    )
    family.check_and_save()
    record(family, people=len(people))
    if by.team is not None:
        start_involvement(family=family, kind=Involvement.Kind.HUB_DUTY, **_on_duty(by), by=by)
    household = add_household(family=family, home=home or NewHome("Home 1"), by=by)
    for person in people:
        added = add_person(family=family, person=person, by=by)
        if not added.is_unborn and added.died is None:
            add_stay(person=added, household=household, by=by)
    return family


@act("person.add", on="family")
def add_person(*, family: Family, person: NewPerson, by: User) -> Person:
    """Add a member, born or expected."""
    if person.born and person.born > timezone.localdate():
        raise Refused("A birthday can't be in the future. Give the due date instead", field="born")
    added = Person(family=family, owner=_agency(by), **asdict(person))
    added.check_and_save()
    record(added)
    return added


@act("household.add", on="family")
def add_household(*, family: Family, home: NewHome, by: User) -> Household:
    """Add a home of the family, with its address where it is known."""
    address = None
    if home.lines:
        address = Address(
            family=family,
            lines=home.lines,
            postcode=home.postcode,
            ward=home.ward,
            confidential=home.confidential,
            owner=_agency(by),
        )
        address.check_and_save()
        if home.confidential:
            address.named.add(by, *left_with(family, by))
    main_taken = family.households.filter(is_main=True).exists()
    household = Household(
        family=family,
        label=home.label,
        address=address,
        is_main=home.is_main and not main_taken,
        owner=_agency(by),
    )
    household.check_and_save()
    record(household)
    return household


@act("stay.add", on="person")
def add_stay(
    *,
    person: Person,
    household: Household,
    since: date | None = None,
    until: date | None = None,
    share: Decimal | int = 1,
    days: str = "",
    by: User,
) -> Stay:
    """Say that someone lives in a home, for all or a part (0 to 1) of the week. Who moves into one
    for good and all week moves out of the others."""
    if household.family_id != person.family_id:
        raise Refused("That home belongs to another family", field="household")
    stay = Stay(
        person=person,
        household=household,
        since=since or timezone.localdate(),
        until=until,
        share=share,
        days=days,
        owner=_agency(by),
    )
    stay.check_and_save()
    ended = _moved_out(stay, by) if stay.share == 1 and until is None else []
    record(stay, ended=ended)
    return stay


def _moved_out(stay: Stay, by: User) -> list[int]:
    """The homes that someone left end the day before: nobody shall ring at a door that they fled.
    What another agency wrote is ended by whoever decides about the record only (decision 51)."""
    keeping = Keeping(stay.person.family, by)
    before = Stay.objects.visible_to(by).current(stay.since).filter(person=stay.person)
    left = [
        one for one in before.exclude(household=stay.household) if keeping.decides(of=one.owner_id)
    ]
    for one in left:
        one.until = max(one.since, stay.since - timedelta(days=1))
        one.check_and_save()
    return [one.pk for one in left]


@act("bond.add", on="one")
def add_bond(
    *,
    one: Person,
    other: Person,
    kind: str,
    since: date | None = None,
    until: date | None = None,
    by: User,
) -> Bond:
    """Say how two members are related. `one` is the parent, carer or first partner.

    Raises Refused for people of two families, for what can’t be between these two, and where it
    is written the other way round.
    """
    if one.family_id != other.family_id:
        raise Refused("Both people must be in this family", field="other")
    if wrong := why_not_related(kind, _relative(one), _relative(other), timezone.localdate()):
        raise Refused(wrong, field="other")
    turned = Bond.objects.visible_to(by).filter(one=other, other=one, kind=kind)
    if kind != Bond.Kind.CARES_FOR and turned.exists():
        said = Bond.Kind(kind).label.lower()
        raise Refused(
            f"It is written down the other way round: {other.short_name}, {said} {one.short_name}",
            field="other",
        )
    bond = Bond(one=one, other=other, kind=kind, since=since, until=until, owner=_agency(by))
    bond.check_and_save()
    record(bond)
    return bond


@act("contact.add", on="person")
def add_contact(
    *, person: Person, value: str, kind: str = "phone", safe: bool = True, note: str = "", by: User
) -> ContactPoint:
    """Add a way to reach someone."""
    point = ContactPoint(
        person=person, kind=kind, value=value, safe=safe, note=note, owner=_agency(by)
    )
    point.check_and_save()
    record(point)
    return point


@act("warning.note", on="family")
def note_warning(*, family: Family, text: str, by: User) -> VisitWarning:
    """Note what a worker must know before they knock."""
    warning = VisitWarning(family=family, text=text, owner=_agency(by))
    warning.check_and_save()
    record(warning)
    return warning


def _relative(person: Person) -> Relative:
    return Relative(person.short_name, person.relation, person.born, person.is_unborn)


def _on_duty(by: User) -> dict[str, Any]:
    """Their team; who manages the archive does, as its team is let in to archived records alone."""
    archive = by.team is not None and by.team.duty == Team.Duty.RECORDS
    return {"post": by.post} if archive else {"team": by.team}


def _agency(by: User) -> Agency:
    if by.agency is None:
        raise Refused("You need a post in an agency to do this")
    return by.agency
