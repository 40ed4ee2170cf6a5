"""Services involved: who knows which member, what was looked for, and what nobody has checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from families.access import opened_to
from families.identity import Identity, Member
from families.models import ContactPoint, ServiceInvolved
from sharing.models import Agency, Category, Purpose, User
from sharing.questions.addresses import to
from sharing.questions.prepared import AnyGiven, Statement, kept
from sharing.rules.listing import listed

Kind, State = ServiceInvolved.Kind, ServiceInvolved.State
#: Ages at which a service is looked for at all; outside them the cell does not apply.
AGES = {
    Kind.SCHOOL: (3, 19),
    Kind.POLICE: (10, 200),
    Kind.MENTAL_HEALTH: (4, 200),
    Kind.HOUSING: (16, 200),
}
#: What kind of agency tells of a service.
TOLD_BY = {
    Kind.SCHOOL: Agency.Kind.SCHOOL,
    Kind.HEALTH: Agency.Kind.HEALTH,
    Kind.MENTAL_HEALTH: Agency.Kind.HEALTH,
    Kind.HOUSING: Agency.Kind.HOUSING,
    Kind.SOCIAL_CARE: Agency.Kind.SOCIAL_CARE,
    Kind.POLICE: Agency.Kind.POLICE,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """now, past, none, not_checked or na; with its words and, to ask, an address."""

    state: str
    label: str
    text: str = ""
    url: str = ""

    @property
    def css(self) -> str:
        return {"now": "now", "not_checked": "unk", "na": "na"}.get(self.state, "")


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    as_of: date | None


@dataclass(frozen=True, slots=True)
class GridRow:
    member: Member
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GridHome:
    title: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The services table: columns, and rows by home."""

    columns: tuple[Column, ...]
    homes: tuple[GridHome, ...]

    @property
    def width(self) -> int:
        return len(self.columns) + 1


@dataclass(frozen=True, slots=True)
class Ring:
    """Whom to ring about whom."""

    name: str
    who: str
    phone: str
    whom: str
    why: str

    @property
    def tel(self) -> str:
        return self.phone.replace(" ", "")


def grid(identity: Identity, chosen: Sequence[Member], rows: list[Any], user: User) -> Grid:
    """Every member by every kind. For other agencies, only what is known to them: no gaps shown."""
    asked = may_be_asked(user) if identity.ours else frozenset()
    kinds = [k for k in Kind if identity.ours or any(row.kind == k for row in rows)]
    columns = tuple(
        Column(kind.label, max((r.as_of for r in rows if r.kind == kind), default=None))
        for kind in kinds
    )
    homes = []
    for home in identity.homes:
        lines = [
            GridRow(m, tuple(_cell(m, k, rows, identity.ours, k in asked) for k in kinds))
            for m in home.people
            if m in chosen
        ]
        if lines:
            homes.append(GridHome(home.title, tuple(lines)))
    return Grid(columns, tuple(homes))


def _cell(member: Member, kind: Any, rows: list[Any], ours: bool, asked: bool) -> Cell:
    mine = [r for r in rows if r.person_id == member.pk and r.kind == kind]
    now = [r for r in mine if r.state == State.NOW]
    if now:
        names = ", ".join(dict.fromkeys(r.name or r.owner_name for r in now))
        return Cell("now", kind.label, names, "#ring" if any(r.phone for r in now) else "")
    past = [r for r in mine if r.state == State.PAST]
    if past:
        until = next((r.until for r in past if r.until), None)
        return Cell("past", kind.label, f"To {until:%B %Y}" if until else past[0].name)
    if mine:
        return Cell("none", kind.label)
    if not ours or not _applies(member, kind):
        return Cell("na", kind.label)
    return Cell("not_checked", kind.label, "Not asked yet" if asked else "No agreement now")


def may_be_asked(user: User) -> frozenset[Any]:
    """The kinds of services that an agency may tell us of today, under an agreement in force."""
    opened = opened_to(user, Purpose.SUPPORT)
    lines = (*opened.freely.items(), *opened.with_consent.items())
    givers = {giver for giver, categories in lines if Category.SERVICES in categories}
    asked = kept((may_be_asked, user.agency and user.agency.pk), lambda: _kinds_of_those(user))
    telling = {kind for (kind,) in asked.ask(agencies=list(givers))}
    return frozenset(kind for kind, by in TOLD_BY.items() if by.value in telling)


def _kinds_of_those(user: User) -> Statement:
    """Of which kinds these agencies are, as far as they are of the viewer's authority."""
    rows = Agency.objects.visible_to(user).filter(pk__in=AnyGiven("agencies"))
    return Statement(rows.order_by().values_list("kind"), planned=True)


def _applies(member: Member, kind: Any) -> bool:
    low, high = AGES.get(kind, (0, 200))
    if member.unborn:
        return kind in (Kind.HEALTH, Kind.SOCIAL_CARE)
    return member.age is None or low <= member.age < high


def own_rings(chosen: Sequence[Member], points: Iterable[Any]) -> list[Ring]:
    """The family's own numbers. One that somebody else picks up is on no button."""
    found: dict[str, list[Any]] = {}
    for point in points:
        if point.kind == ContactPoint.Kind.PHONE and point.safe:
            found.setdefault(point.value, []).append(point)
    result = []
    for phone, of in found.items():
        whose = [m for m in chosen if any(p.person_id == m.pk for p in of)]
        if whose:
            name = listed(m.name for m in whose)
            note = next((p.note for p in of if p.note), "")
            result.append(Ring(name, note or "Their own number", phone, "", ""))
    return result


def rings(chosen: Sequence[Member], rows: Iterable[Any]) -> list[Ring]:
    """Each number once, with everyone it is for."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        if row.state == State.NOW and row.phone:
            found.setdefault((row.name or row.owner_name, row.phone), []).append(row)
    result = []
    for (name, phone), about in found.items():
        whom = [m.name for m in chosen if any(r.person_id == m.pk for r in about)]
        contact = next((r.contact for r in about if r.contact), "")
        if whom:
            why = to("families:why-service", about[0].key)
            result.append(Ring(name, contact, phone, ", ".join(whom), why))
    return result
