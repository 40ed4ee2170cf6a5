"""The family diagram and its table twin, from the same people and bonds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from families.identity import Identity, Member
from families.models import Bond
from families.rules.drawing import Drawing
from families.rules.genogram import Somebody, Tie, draw
from sharing.rules.listing import listed


@dataclass(frozen=True, slots=True)
class Relation:
    """A row of the table: who, where, and related to whom."""

    member: Member
    home: str
    related: str


def drawing(identity: Identity, bonds: Iterable[Bond]) -> Drawing | None:
    """None where there is nobody to draw."""
    if not identity.members:
        return None
    home_of = {
        member.pk: index for index, home in enumerate(identity.homes) for member in home.people
    }
    people = [
        Somebody(
            id=member.pk,
            name=member.name,
            note=_note(member),
            sex=member.sex,
            age="" if member.unborn else "?" if member.age is None else str(member.age),
            focus=member.focus,
            relation=member.relation,
            home=home_of.get(member.pk, 0),
            order=_order(member),
        )
        for member in identity.members
    ]
    ties = [Tie(b.one_id, b.other_id, b.kind, str(b.since.year) if b.since else "") for b in bonds]
    return draw(people, ties, [home.title for home in identity.homes])


def _note(member: Member) -> str:
    if member.unborn:
        return member.small.replace("Due", "due")
    return member.part_time or ("" if member.child else member.role)


def _order(member: Member) -> int:
    if member.unborn:
        return 10**8
    return member.born.toordinal() if member.born else 10**7


def relations(identity: Identity, bonds: Iterable[Bond]) -> list[Relation]:
    """What the diagram shows, in words."""
    bonds = list(bonds)
    names = {member.pk: member.name for member in identity.members}
    rows = []
    for member in identity.members:
        parts = [
            _word(
                "Parent of",
                [
                    names.get(b.other_id)
                    for b in bonds
                    if b.one_id == member.pk and b.kind == "parent_of"
                ],
            ),
            _word(
                "Child of",
                [
                    names.get(b.one_id)
                    for b in bonds
                    if b.other_id == member.pk and b.kind == "parent_of"
                ],
            ),
        ]
        for bond in bonds:
            other = _other(bond, member.pk)
            if other and bond.kind != Bond.Kind.PARENT_OF and other in names:
                parts.append(f"{_kind(bond, member.pk)} {names[other]}")
        home = ", ".join(member.homes)
        rows.append(Relation(member, home, ". ".join(p for p in parts if p)))
    return rows


def _word(word: str, names: list[str | None]) -> str:
    found = [name for name in names if name]
    return f"{word} {listed(found)}" if found else ""


def _other(bond: Bond, pk: int) -> int | None:
    if bond.one_id == pk:
        return bond.other_id
    return bond.one_id if bond.other_id == pk else None


def _kind(bond: Bond, pk: int) -> str:
    words = {
        Bond.Kind.MARRIED: "Married to",
        Bond.Kind.LIVING_TOGETHER: "Lives with",
        Bond.Kind.APART: "Apart from",
        Bond.Kind.SIBLING: "Brother or sister of",
        Bond.Kind.TWIN: "Twin of",
    }
    if bond.kind == Bond.Kind.CARES_FOR:
        return "Cares for" if bond.one_id == pk else "Cared for by"
    return words[Bond.Kind(bond.kind)]
