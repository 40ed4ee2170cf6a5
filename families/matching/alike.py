"""Who on record could be someone who is named to us: in a referral, or by another council."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from families.matching.spelling import Folded, folded
from families.models import Case, Family, Person
from families.rules.matching import Known, Name, Sought, Strength
from families.rules.sameness import Named, Register, SameFamily, same_families
from sharing.models import User


def named_in(rows: Iterable[Any]) -> list[Named]:
    """Those of these rows, of a record or of a referral, who are named at all, by their keys."""
    return [
        Named(row.pk, Sought(Name(row.given_name, row.family_name), row.born))
        for row in rows
        if row.given_name or row.family_name
    ]


def register_of(named: Sequence[Named], people: QuerySet[Any]) -> Register:
    """Of these people, those who share a birthday or a last name with someone named: in one query
    or two."""
    if not named:
        return Register()
    births = {n.sought.born for n in named if n.sought.born}
    names = {folded(n.sought.name.family or n.sought.name.given) for n in named}
    near = Q(born__in=births) | Q(last__in=names) | Q(family_name="", first__in=names)
    found = (
        people.filter(died=None)
        .alias(last=Folded("family_name"), first=Folded("given_name"))
        .filter(near)
        .only("family", "given_name", "family_name", "known_as", "born")
        .prefetch_related("former_names")
        .order_by("pk")
    )
    return Register.of([(person.family_id, _known(person)) for person in found])


def _known(person: Person) -> Known:
    names = [Name(person.given_name, person.family_name)]
    if person.known_as:
        names.append(Name(person.known_as, person.family_name))
    names += [Name(old.given_name, old.family_name) for old in person.former_names.all()]
    return Known(person.pk, tuple(names), person.born)


@dataclass(frozen=True, slots=True)
class Same:
    """Someone who is offered beside someone on our record, and why they may be the same."""

    one: Person
    other: Person
    is_sure: bool
    reasons: str


@dataclass(frozen=True, slots=True)
class Here:
    """A record of our own that may be of the family that another council offers."""

    family: Family
    title: str
    same: tuple[Same, ...]
    helped_now: bool

    @property
    def words(self) -> str:
        """Two records of one name are told apart."""
        reference = self.family.reference
        return self.title if self.title == reference else f"{self.title}, {reference}"


def on_our_record(people: Iterable[Person], user: User) -> list[Here]:
    """Records that `user` works with and that may be of these people, likeliest first.

    Only of those: what may not be known here looks like no record (access.md, P4), and what was
    opened in an emergency is no ground for joining anything.
    """
    offered = {person.pk: person for person in people}
    named = named_in(offered.values())
    ours = Family.objects.visible_to(user).known_without_emergency(user)
    known = Person.objects.visible_to(user).filter(family__in=ours)
    found = same_families(named, register_of(named, known))
    running = Case.objects.filter(family=OuterRef("pk"), closed_on=None)
    families = ours.annotate(helped_now=Exists(running)).in_bulk([one.family for one in found])
    persons = known.in_bulk([pair.person for one in found for pair in one.pairs])
    return [_here(one, families[one.family], offered, persons, user) for one in found]


def _here(
    found: SameFamily, family: Any, offered: dict[int, Person], ours: dict[int, Any], user: User
) -> Here:
    same = tuple(
        Same(
            offered[pair.row],
            ours[pair.person],
            pair.strength is Strength.EXACT,
            " ".join(pair.reasons),
        )
        for pair in found.pairs
    )
    return Here(family, family.named_for(user), same, family.helped_now)
