"""Who this family is, at a glance: the band over every page of one family.

Read in one query (families/reading/bundle.py), every part through visible_to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Value
from django.utils import timezone

from families.access import REACH
from families.models import (
    Address,
    Case,
    Consent,
    Household,
    Involvement,
    Merge,
    Person,
    Plan,
    Seen,
    Stay,
    Visit,
    VisitWarning,
)
from families.reading.bundle import Part, gather
from families.rules.ages import say_age
from families.rules.naming import family_name
from sharing.models import Category, User
from sharing.questions.answering import today

#: From this age someone is asked about sharing themselves (access.md, P2).
ASKED_FROM = 13

#: Where someone lives for good before what ends, the newest first.
AT_HOME = ("-share", F("until").desc(nulls_first=True), "-since", "pk")


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the family, as pages show them."""

    pk: int
    key: UUID
    name: str
    full_name: str
    role: str
    relation: str
    sex: str
    age: int | None
    age_words: str
    focus: bool
    child: bool
    unborn: bool
    parental: bool
    born: date | None
    expected: date | None
    homes: tuple[str, ...]
    part_time: str
    last_seen: date | None
    asked: bool

    @property
    def small(self) -> str:
        """The line under the name on a chip."""
        if self.unborn:
            return (
                f"Due {self.expected.day} {self.expected:%b}" if self.expected else "Not born yet"
            )
        return "Part-time" if self.part_time else self.role

    @property
    def decides(self) -> bool:
        """Old enough to be asked about sharing."""
        return not self.unborn and (self.age is None or self.age >= ASKED_FROM)

    @property
    def line(self) -> str:
        return f"{self.full_name}, {self.age_words}"


@dataclass(frozen=True, slots=True)
class Home:
    """One home and who stays there. `address` is empty where it may not be known; `masked` where
    it is confidential and the viewer is named: it is shown on demand, and each look written down.
    `written_by`: the agency that wrote the address shown.
    """

    key: UUID
    label: str
    address: str
    postcode: str
    address_key: str
    written_by: int | None
    kept_back: bool
    masked: str
    not_safe: bool
    main: bool
    people: tuple[Member, ...]

    @property
    def title(self) -> str:
        return self.address or self.label


@dataclass(frozen=True, slots=True)
class Helper:
    """Someone, or a team, with a live link to the family."""

    key: UUID
    kind: str
    kind_words: str
    name: str
    title: str
    team: str
    agency: str
    agency_id: int
    phone: str
    post_id: int | None
    post_key: str
    reason: str
    since: date
    until: date | None
    expires_at: datetime | None
    purpose: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What a family's pages say of a merge to who may open both records: the other's reference."""

    key: UUID
    waits: bool
    other: str
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """The band: name, warnings, lead worker, main home, consent, next review, last seen."""

    pk: int
    key: UUID
    reference: str
    name: str
    owner_id: int
    ours: bool
    members: tuple[Member, ...]
    homes: tuple[Home, ...]
    warnings: tuple[VisitWarning, ...]
    helpers: tuple[Helper, ...]
    case: Case | None
    ended_on: date | None
    consents: tuple[Consent, ...]
    plan: Plan | None
    last_visit: datetime | None
    categories: frozenset[str]
    merged: Merged | None = None

    @property
    def title(self) -> str:
        return self.name if self.name == self.reference else f"{self.name} family"

    @property
    def lead(self) -> Helper | None:
        """Who leads, or was asked to; of a family that is not helped now, who led it. Who led it
        before keeps a link until somebody else is asked, and is not the one to ring."""
        leads = (h for h in self.helpers if h.kind == Involvement.Kind.LEAD_WORKER)
        case = self.case
        return next((h for h in leads if case is None or h.post_id == case.lead_id), None)

    def open_in_emergency(self, user: User) -> datetime | None:
        """When the record shuts again to someone who only opened it in an emergency."""
        teams = {user.team.name} if user.team else set()
        mine = [
            h
            for h in self.helpers
            if (user.post and h.post_id == user.post.pk) or (not h.post_id and h.team in teams)
        ]
        if any(h.kind != Involvement.Kind.EMERGENCY for h in mine):
            return None
        return max((h.expires_at for h in mine if h.expires_at), default=None)

    def member(self, pk: int | None) -> Member | None:
        return next((m for m in self.members if m.pk == pk), None)

    def by_key(self, key: str) -> Member | None:
        return next((m for m in self.members if str(m.key) == key), None)


def identify(user: User, **which: Any) -> Identity | None:
    """The family named by `pk` or `reference`, or None where it may not be known."""
    family, found = gather(user, parts_for, **which)
    if family is None:
        return None
    ours = user.agency is not None and family.owner_id == user.agency.pk
    day = today()
    last = _last_seen(found["seen"])
    latest = next(iter(found["cases"]), None)
    ended_on = latest and latest.closed_on
    reach = REACH[user.role].categories
    asked = {consent.person_id for consent in found["consents"]}
    members = tuple(_member(p, found, day, last.get(p.pk), p.pk in asked) for p in found["people"])
    return Identity(
        pk=family.pk,
        key=family.key,
        reference=family.reference,
        name=family_name(
            family.name,
            ours=ours,
            surnames=(person.family_name for person in found["people"]),
            reference=family.reference,
        ),
        owner_id=family.owner_id,
        ours=ours,
        members=members,
        homes=tuple(home for home in _homes(found, members, reach) if ours or home.people),
        warnings=tuple(found["warnings"]),
        helpers=tuple(_helper(row) for row in found["helpers"]),
        case=None if ended_on else latest,
        ended_on=ended_on,
        consents=tuple(found["consents"]),
        plan=next(iter(found["plans"]), None),
        last_visit=max((row.happened_at for row in found["visits"]), default=None),
        categories=reach,
        merged=next((_merged(row) for row in (*found["merges"], *found["merges_into"])), None),
    )


def parts_for(user: User) -> dict[str, Part]:
    """What the band is made of, each as far as this person may see it."""
    people = Person.objects.visible_to(user).filter(died=None).order_by("born", "pk")
    seen = Seen.objects.visible_to(user).filter(visit__outcome=Visit.Outcome.MET)
    visits = Visit.objects.visible_to(user).filter(outcome=Visit.Outcome.MET)
    merges = Merge.objects.standing().visible_to(user).order_by("-pk")
    helper = {
        "post_key": "post__key",
        "who_name": "post__user__full_name",
        "who_title": "post__title",
        "who_phone": "post__user__phone",
        "post_team": "post__team__name",
        "post_agency": "post__agency__name",
        "post_agency_id": "post__agency_id",
        "team_name": "team__name",
        "team_agency": "team__agency__name",
        "team_agency_id": "team__agency_id",
    }
    latest = seen.order_by("person_id", "-visit__happened_at").distinct("person_id")
    return {
        "people": Part(people),
        "stays": Part(Stay.objects.visible_to(user).current().order_by(*AT_HOME)),
        "households": Part(Household.objects.visible_to(user).order_by("-is_main", "pk")),
        "addresses": Part(Address.objects.visible_to(user).order_by()),
        "warnings": Part(VisitWarning.objects.visible_to(user).filter(ended_on=None)),
        "helpers": Part(Involvement.objects.visible_to(user).live().order_by("pk"), extras=helper),
        "cases": Part(  # the open one, else the one that ended last
            Case.objects.visible_to(user).meant().order_by("-closed_on", "-pk"), most=1
        ),
        "consents": Part(
            Consent.objects.visible_to(user).standing(), extras={"agency_name": "agency__name"}
        ),
        "plans": Part(Plan.objects.visible_to(user).agreed()),
        "seen": Part(latest, extras={"happened_at": "visit__happened_at"}),
        "visits": Part(visits.order_by("-happened_at"), most=1),
        "merges": Part(merges, extras={"other": "folded__reference", "goes_on": Value(True)}),
        "merges_into": Part(
            merges, "folded_id", extras={"other": "kept__reference", "goes_on": Value(False)}
        ),
    }


def _merged(row: Any) -> Merged:
    """Of a merge as the family's part brings it."""
    return Merged(row.key, row.waits, row.other, row.goes_on)


def _last_seen(rows: Iterable[Any]) -> dict[int, date]:
    return {
        row.person_id: timezone.localtime(datetime.fromisoformat(row.happened_at)).date()
        for row in rows
    }


def _member(
    person: Person, found: dict[str, list[Any]], day: date, seen: date | None, asked: bool
) -> Member:
    labels = {home.pk: home.label for home in found["households"]}
    stays = [stay for stay in found["stays"] if stay.person_id == person.pk]
    part = next((stay.days or "Part of the week" for stay in stays if stay.share < 1), "")
    return Member(
        pk=person.pk,
        key=person.key,
        name=person.short_name,
        full_name=person.full_name,
        role=person.called or person.get_relation_display(),
        relation=person.relation,
        sex="unborn" if person.is_unborn else person.sex,
        age=person.age(day),
        age_words=say_age(person.born, day, person.expected),
        focus=person.is_focus,
        child=person.is_child,
        unborn=person.is_unborn,
        parental=person.parental_duties,
        born=person.born,
        expected=person.expected,
        homes=tuple(labels[s.household_id] for s in stays if s.household_id in labels),
        part_time=part,
        last_seen=seen,
        asked=asked,
    )


def _homes(
    found: dict[str, list[Any]], members: tuple[Member, ...], reach: frozenset[str]
) -> tuple[Home, ...]:
    """An address is told to be kept back only to whose role reads addresses at all."""
    addresses = {address.pk: address for address in found["addresses"]}
    known = {member.pk: member for member in members}
    first = {stay.person_id: stay.household_id for stay in reversed(found["stays"])}
    homes = []
    for row in found["households"]:
        address = addresses.get(row.address_id)
        shown = None if address is None or address.confidential else address
        living = [member for pk, member in known.items() if first.get(pk) == row.pk]
        if row.is_main:
            living += [member for pk, member in known.items() if pk not in first]
        homes.append(
            Home(
                key=row.key,
                label=row.label,
                address=shown.lines if shown else "",
                postcode=shown.postcode if shown else "",
                address_key=str(shown.key) if shown else "",
                written_by=shown.owner_id if shown else None,
                kept_back=bool(row.address_id and address is None and Category.CONTACT in reach),
                masked=str(address.key) if address and not shown else "",
                not_safe=address is not None and address.not_safe,
                main=row.is_main,
                people=tuple(sorted(living, key=_eldest_first)),
            )
        )
    return tuple(homes)


def _eldest_first(member: Member) -> tuple[bool, bool, date, int]:
    return (member.unborn, member.child, member.born or date.min, member.pk)


def _helper(row: Any) -> Helper:
    by_post = row.post_id is not None
    return Helper(
        key=row.key,
        kind=row.kind,
        kind_words=row.get_kind_display(),
        name=row.who_name if by_post else row.team_name,
        title=(row.who_title or "") if by_post else "",
        team=(row.post_team or "") if by_post else row.team_name,
        agency=row.post_agency if by_post else row.team_agency,
        agency_id=row.post_agency_id if by_post else row.team_agency_id,
        phone=(row.who_phone or "") if by_post else "",
        post_id=row.post_id,
        post_key=row.post_key or "",
        reason=row.reason,
        since=row.since,
        until=row.until,
        expires_at=row.expires_at,
        purpose=row.purpose,
    )
