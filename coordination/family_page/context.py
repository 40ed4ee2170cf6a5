"""The family page's read model: one query beside the band's, every part through visible_to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, zip_longest
from typing import Any

from django.db.models import Case, Exists, OuterRef, When
from django.utils import timezone

from coordination.family_page import gaps, involved, picture
from families.identity import Identity, Member
from families.models import Action, Bond, ContactPoint, Note, ServiceInvolved, Visit
from families.models.person import of_the_known
from families.reading.band import how_many
from families.reading.bundle import Part, gather
from families.rules.ages import turns_18_on
from families.rules.drawing import Drawing
from outcomes.models import Evidence
from outcomes.telling.glance import Glance, glance, glance_parts
from outcomes.telling.sayings import BAD, GOOD, INFO, WAIT, dated, say
from sharing.models import User
from sharing.questions.addresses import to
from sharing.rules.days import day_and_month

MOST_FACTS = 6
#: What kind of fact it is, in words and as a mark, by its tone; a day to come has its own.
LABELS = {
    BAD: ("Worry", "warning"),
    WAIT: ("To watch", "clock"),
    GOOD: ("Strength", "heart"),
    INFO: ("Good to know", "document"),
}
COMING_UP = ("Coming up", "calendar")
#: Days ahead from which a birthday or a birth is worth a line.
SOON = 120


@dataclass(frozen=True, slots=True)
class Fact:
    """One cited fact: its tone, the sentence, where it comes from and of which day."""

    tone: str
    text: str
    source: str
    on: date
    person: int | None = None
    url: str = ""
    is_coming: bool = False

    @property
    def label(self) -> str:
        return self._mark[0]

    @property
    def icon(self) -> str:
        return self._mark[1]

    @property
    def _mark(self) -> tuple[str, str]:
        return COMING_UP if self.is_coming else LABELS[self.tone]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the family page below the band."""

    chips: list[dict[str, Any]]
    facts: tuple[Fact, ...]
    promises: tuple[Action, ...]
    gaps: tuple[gaps.Gap, ...]
    grid: involved.Grid
    own_rings: tuple[involved.Ring, ...]
    rings: tuple[involved.Ring, ...]
    drawing: Drawing | None
    relations: tuple[picture.Relation, ...]
    agencies: int
    ledger: Glance | None
    why: str


def overview(identity: Identity, user: User, person: Member | None = None) -> Overview:
    """The page for one viewer; `person` narrows it to one member."""
    _, found = gather(user, parts_for, pk=identity.pk)
    for name in ("services", "contacts"):
        found[name] = _of_members(identity, found[name])
    chosen = [m for m in identity.members if person in (None, m)]
    facts = facts_of(identity, found)
    if person is not None:
        facts = [fact for fact in facts if fact.person in (None, person.pk)]
    grid = involved.grid(identity, chosen, found["services"], user)
    return Overview(
        chips=chips(identity, person),
        facts=tuple(fairest(facts)),
        promises=tuple(a for a in found["actions"] if user.post and a.doer_post_id == user.post.pk),
        gaps=tuple(gaps.gaps_of(identity, chosen, found, user)),
        grid=grid,
        own_rings=tuple(involved.own_rings(chosen, found["contacts"])),
        rings=tuple(involved.rings(chosen, found["services"])),
        drawing=picture.drawing(identity, found["bonds"]),
        relations=tuple(picture.relations(identity, found["bonds"])),
        agencies=len({helper.agency_id for helper in identity.helpers}),
        ledger=glance(identity, user, found, person),
        why=to("families:why", identity.reference),
    )


def _of_members(identity: Identity, rows: list[Any]) -> list[Any]:
    """Of who may be known: of somebody else, a column, a day or a number's note would tell."""
    return [row for row in rows if identity.member(row.person_id)]


def parts_for(user: User) -> dict[str, Part]:
    """The tables below the band."""
    notes = Note.objects.visible_to(user).filter(
        of_the_known(user), heading__in=(Note.Heading.WORRIES, Note.Heading.STRENGTHS)
    )
    told = Visit.objects.visible_to(user).filter(pk=OuterRef("visit"))
    when = {
        "happened_at": "visit__happened_at",
        "visit_key": Case(When(Exists(told), then="visit__key")),
    }
    return {
        "services": Part(
            ServiceInvolved.objects.visible_to(user), extras={"owner_name": "owner__name"}
        ),
        "contacts": Part(ContactPoint.objects.visible_to(user).order_by("pk")),
        "bonds": Part(Bond.objects.visible_to(user).order_by("pk")),
        "actions": Part(Action.objects.visible_to(user).to_do()),
        "evidence": Part(
            Evidence.objects.visible_to(user).order_by("-recorded_on", "-pk"),
            extras={"owner_name": "owner__name"},
        ),
        "notes": Part(notes.order_by("-visit__happened_at", "-pk"), extras=when),
        **glance_parts(user),
    }


def chips(identity: Identity, person: Member | None) -> list[dict[str, Any]]:
    """Members by home, as links that filter the page."""
    base = to("families:family", identity.reference)
    everyone = {
        "name": "Everyone",
        "small": how_many(identity.members),
        "url": base,
        "current": person is None,
        "everyone": True,
    }
    groups: list[dict[str, Any]] = []
    for home in identity.homes:
        if home.people:
            members = [_chip(member, base, member == person) for member in home.people]
            groups.append({"title": home.title, "chips": members})
    if not groups:
        members = [_chip(member, base, member == person) for member in identity.members]
        groups.append({"title": "", "chips": members})
    groups[0]["chips"].insert(0, everyone)
    return groups


def _chip(member: Member, base: str, current: bool) -> dict[str, Any]:
    return {
        "name": member.name,
        "small": member.small,
        "url": f"{base}?person={member.key}",
        "current": current,
        "sex": member.sex,
        "age": member.age,
        "index": member.focus,
        "everyone": False,
    }


def facts_of(identity: Identity, found: dict[str, list[Any]]) -> list[Fact]:
    """Worries, then what is coming, then strengths; the newest of each kind about each person."""
    facts = [
        *_from_evidence(identity, found["evidence"]),
        *_coming(identity),
        *_from_notes(found["notes"]),
    ]
    order = {BAD: 0, WAIT: 1, GOOD: 2, INFO: 3}
    return sorted(facts, key=lambda fact: (order[fact.tone], -fact.on.toordinal()))


def fairest(facts: list[Fact]) -> list[Fact]:
    """As many as there is room for, in their order. Each kind has its turn, so that what worries
    people never hides what goes well."""
    kinds = [list(kind) for _, kind in groupby(facts, key=lambda fact: fact.tone)]
    in_turn = [fact for turn in zip_longest(*kinds) for fact in turn if fact is not None]
    chosen = in_turn[:MOST_FACTS]
    return [fact for fact in facts if fact in chosen]


def _from_evidence(identity: Identity, rows: Iterable[Evidence]) -> list[Fact]:
    newest: dict[tuple[int | None, str], Evidence] = {}
    for row in rows:
        key = (row.person_id, row.kind)
        day = dated(row.fact, row.recorded_on.isoformat())
        if key not in newest or day > dated(newest[key].fact, ""):
            newest[key] = row
    facts = []
    for row in newest.values():
        member = identity.member(row.person_id)
        if row.person_id and member is None:
            continue
        said = say(row.kind, row.fact, member.name if member else "The family")
        if said:
            on = date.fromisoformat(dated(row.fact, row.recorded_on.isoformat())[:10])
            source = row.owner_name  # type: ignore[attr-defined]
            why = to("outcomes:why-evidence", row.key)
            since = min(on, row.recorded_on)
            facts.append(Fact(said[0], said[1], source, since, row.person_id, why))
    return facts


def _coming(identity: Identity) -> list[Fact]:
    today = timezone.localdate()
    facts = []
    for member in identity.members:
        if member.unborn and member.expected:
            day = day_and_month(member.expected)
            late = member.expected < today
            text = f"A baby was due on {day}." if late else f"A baby is due on {day}."
            facts.append(Fact(WAIT, text, "Family record", today, member.pk, is_coming=True))
        elif member.born and 0 <= (turns_18_on(member.born) - today).days <= SOON:
            birthday = turns_18_on(member.born)
            on = day_and_month(birthday)
            text = f"{member.name} turns 18 on {on}, and then decides alone."
            facts.append(Fact(WAIT, text, "Birth date", today, member.pk, is_coming=True))
    return facts


def _from_notes(rows: Iterable[Note]) -> list[Fact]:
    facts = []
    seen: set[str] = set()
    for row in rows:
        if row.heading in seen:
            continue
        seen.add(row.heading)
        on = timezone.localtime(datetime.fromisoformat(row.happened_at)).date()  # type: ignore[attr-defined]
        tone = BAD if row.heading == Note.Heading.WORRIES else GOOD
        key = row.visit_key  # type: ignore[attr-defined]
        # a note may be told of a visit that is not: another agency's, of a kind of its own
        source, url = ("Visit", to("families:visit", key)) if key else ("Note", "")
        facts.append(Fact(tone, first_sentence(row.text), source, on, row.person_id, url))
    return facts


def first_sentence(text: str, most: int = 140) -> str:
    """Enough of a note to know whether to open it."""
    line = " ".join(text.split())
    end = next((i + 1 for i, letter in enumerate(line) if letter in ".!?" and i > 20), len(line))
    return line[:end] if end <= most else f"{line[:most].rsplit(' ', 1)[0]}…"
