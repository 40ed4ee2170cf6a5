"""Families on record that a referral may be about: the hub's special read before it is involved.

Only Family.objects.for_matching says which families may be offered; nothing here goes round it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q

from families.matching.alike import named_in, register_of
from families.models import Case, Family, Person, Stay
from families.rules.matching import Strength
from families.rules.sameness import Named, Register, SameFamily, same_families
from referrals.models import Referral, ReferredPerson
from sharing.models import User
from sharing.wall import opened_to_read


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Someone in the referral beside the one on record that they may be."""

    row: ReferredPerson
    person_id: int
    sure: bool
    reasons: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A family to choose, with the reasons, and who of the referral is not in it."""

    family: Family
    sure: bool
    same: tuple[SamePerson, ...]
    others: tuple[ReferredPerson, ...]
    helped_now: bool
    helped_until: date | None


def offers_for(referral: Referral, user: User) -> list[Offer]:
    """The families this one may be, likeliest first."""
    rows = {row.pk: row for row in referral.people.all()}
    named = named_in(rows.values())
    found = same_families(named, _register(named, user))
    families = _families([offer.family for offer in found], user)
    return [_offer(offer, families[offer.family], rows) for offer in found]


def known_before(referrals: Iterable[Referral], user: User) -> dict[int, Strength]:
    """For a board: which of these referrals may be about a family on record, and how surely."""
    people = {r.pk: named_in(r.people.all()) for r in referrals if r.family_id is None}
    register = _register([one for rows in people.values() for one in rows], user)
    found = {pk: same_families(rows, register) for pk, rows in people.items()}
    return {pk: offers[0].strength for pk, offers in found.items() if offers}


def beside_a_kept_home(referrals: Iterable[Referral], user: User) -> set[int]:
    """Those of these referrals that are, or may be, about a family whose home is kept back."""
    about = {r.pk: {r.family_id} if r.family_id else set() for r in referrals}
    people = {r.pk: named_in(r.people.all()) for r in referrals if r.family_id is None}
    register = _register([one for rows in people.values() for one in rows], user)
    for pk, rows in people.items():
        about[pk] = {offer.family for offer in same_families(rows, register)}
    kept = homes_out_of_sight(set().union(*about.values()), user)
    return {pk for pk, families in about.items() if families & kept}


def _register(named: Sequence[Named], user: User) -> Register:
    """Past the wall: the hub is not involved yet."""
    people = Person.objects.filter(family__in=Family.objects.for_matching(user))
    with opened_to_read():
        return register_of(named, people)


def _families(ids: Sequence[int], user: User) -> dict[int, Family]:
    meant = ~Q(cases__closing_reason=Case.WITHDRAWN)
    running = Case.objects.filter(family=OuterRef("pk"), closed_on=None)
    families = Family.objects.for_matching(user).filter(pk__in=ids)
    found = families.annotate(
        helped_now=Exists(running), helped_until=Max("cases__closed_on", filter=meant)
    )
    with opened_to_read():
        return {family.pk: family for family in found}


def on_record(offer: Offer, user: User) -> dict[int, Person]:
    """The people of an offered family whom it says are the same, by their row of the referral."""
    known = Family.objects.for_matching(user).filter(pk=offer.family.pk)
    people = Person.objects.filter(family__in=known, pk__in=[one.person_id for one in offer.same])
    with opened_to_read():
        found = people.in_bulk()
    return {one.row.pk: found[one.person_id] for one in offer.same if one.person_id in found}


def homes_out_of_sight(families: Iterable[int], user: User) -> set[int]:
    """Those of these families of whom someone lives at an address that is kept back from this
    person. The hub may not work with them (yet, or any more)."""
    stays = Stay.objects.out_of_sight_of(user).filter(person__family__in=list(families))
    with opened_to_read():
        return set(stays.values_list("person__family", flat=True))


def leave_schools_out(referral: Referral) -> None:
    """Of what is read of a referral that is, or may be, about such a family: a child's school tells
    where they live (access.md, P5). The sender stays, as the hub answers them."""
    for row in referral.people.all():
        row.school = ""  # in this answer: nobody saves these


def _offer(offer: SameFamily, family: Family, rows: dict[int, ReferredPerson]) -> Offer:
    same = tuple(
        SamePerson(
            rows[pair.row], pair.person, pair.strength is Strength.EXACT, " ".join(pair.reasons)
        )
        for pair in offer.pairs
    )
    paired = {one.row.pk for one in same}
    return Offer(
        family=family,
        sure=offer.exact > 0,
        same=same,
        others=tuple(row for pk, row in rows.items() if pk not in paired),
        helped_now=family.helped_now,  # type: ignore[attr-defined]
        helped_until=family.helped_until,  # type: ignore[attr-defined]
    )
