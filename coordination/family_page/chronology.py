"""The family's story: what happened, from every storey, in one line, each part as far as visible.

Today's is one query, as sub-selects of the family's row. As at an earlier day it is read from the
versions of the same rows, and tells what the record held then (docs/decisions/0038).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from coordination.family_page.context import first_sentence
from families.identity import Identity, Member
from families.models import (
    Action,
    Assessment,
    Case,
    Consent,
    EarlierEntry,
    Note,
    Plan,
    Seen,
    Visit,
)
from families.models.person import of_the_known
from families.reading.bundle import Part, gather
from outcomes.frameworks.loader import framework
from outcomes.models import Claim, Evidence, Need
from outcomes.telling.sayings import dated, say
from referrals.models import Referral
from sharing.authority import may
from sharing.models import User
from sharing.rules.listing import listed

MOST = 100
#: Where a row may stand before its event has happened: what says that it has.
HAPPENED = {"plans": "agreed_on", "actions": "done_on", "referrals": "sent_at"}


Rows = Iterable[Any]
Found = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: a sentence, a day, and the page that shows it, to whoever may do
    what that page is for (`verb`)."""

    on: date
    kind: str
    icon: str
    title: str
    text: str = ""
    url: str = ""
    link: str = ""
    person: int | None = None
    verb: str = ""

    def linked_for(self, user: User) -> Event:
        """Without its link for those to whom the page would be refused."""
        return self if not self.verb or may(user, self.verb) else replace(self, url="", link="")


@dataclass(frozen=True, slots=True)
class Month:
    title: str
    events: tuple[Event, ...]


def story(
    identity: Identity,
    user: User,
    kind: str = "",
    person: Member | None = None,
    found: Found | None = None,
) -> list[Month]:
    """The newest hundred events, by month; of one kind, or about one person, where asked. From
    today's rows, or from those that were `found` as at a day."""
    if found is None:
        _, found = gather(user, parts_for, pk=identity.pk)
    for row in found["consents"]:
        row.words = row.words_for(user)
    events = [
        event.linked_for(user)
        for name, tell in TELLERS.items()
        for event in tell(identity, found[name], found)
    ]
    events = [
        event
        for event in events
        if (not kind or event.kind == kind)
        and (person is None or event.person in (None, person.pk))
    ]
    events.sort(key=lambda event: event.on, reverse=True)
    return [
        Month(f"{day:%B %Y}", tuple(rows))
        for day, rows in groupby(events[:MOST], key=lambda event: event.on.replace(day=1))
    ]


def parts_for(user: User) -> dict[str, Part]:
    """Every kind of event that has happened."""
    return {
        name: replace(part, rows=part.rows.exclude(**{HAPPENED[name]: None}))
        if name in HAPPENED
        else part
        for name, part in rows_for(user).items()
    }


def rows_for(user: User) -> dict[str, Part]:
    """What events are made of, newest first and no more than can be shown."""
    by_visit = {"visit_id_": "visit_id"}
    return {
        "cases": Part(
            Case.objects.visible_to(user).order_by("-pk"),
            extras={"lead_name": "lead__user__full_name"},
        ),
        "visits": Part(
            Visit.objects.visible_to(user).order_by("-happened_at"),
            extras={"by_name": "recorded_by__full_name"},
        ),
        "seen": Part(Seen.objects.visible_to(user).order_by("pk"), extras=by_visit),
        "notes": Part(
            Note.objects.visible_to(user).filter(of_the_known(user)).order_by("pk"),
            extras=by_visit,
        ),
        "plans": Part(Plan.objects.visible_to(user)),
        "assessments": Part(Assessment.objects.visible_to(user).order_by("-pk")),
        "actions": Part(Action.objects.visible_to(user).order_by("-done_on")),
        "consents": Part(
            Consent.objects.visible_to(user).order_by("-pk"), extras={"agency_name": "agency__name"}
        ),
        "referrals": Part(
            Referral.objects.visible_to(user), extras={"from_name": "from_agency__name"}
        ),
        "needs": Part(
            Need.objects.visible_to(user).order_by("-pk"), extras={"framework": "case__framework"}
        ),
        "evidence": Part(
            Evidence.objects.visible_to(user).order_by("-recorded_on", "-pk"),
            extras={"owner_name": "owner__name"},
        ),
        "earlier": Part(EarlierEntry.objects.visible_to(user).order_by("-pk"), most=1),
        "claims": Part(Claim.objects.visible_to(user).order_by("-pk")),
    }


def _cases(identity: Identity, rows: Rows, _: Found) -> Iterator[Event]:
    for row in rows:
        yield Event(row.opened_on, "story", "people", "We started to help this family")
        if row.lead_since and row.lead_name:
            yield Event(row.lead_since, "story", "person", f"{row.lead_name} became lead worker")
        if row.closed_on:
            why = row.closing_reason if identity.ours else ""  # its own agency tells how it went
            yield Event(row.closed_on, "story", "done", "Our help ended", why)


def _visits(identity: Identity, rows: Rows, found: Found) -> Iterator[Event]:
    names = {member.pk: member.name for member in identity.members}
    for row in rows:
        there = [
            names[s.person_id]
            for s in found["seen"]
            if s.visit_id == row.pk and s.person_id in names
        ]
        notes = [note.text for note in found["notes"] if note.visit_id == row.pk]
        met = row.outcome == Visit.Outcome.MET
        title = f"Visit: {', '.join(there)}" if there else "Visit" if met else "Visit: no one in"
        text = first_sentence(notes[0]) if notes else f"Recorded by {row.by_name}"
        on = timezone.localtime(row.happened_at).date()
        yield Event(
            on,
            "story",
            "home" if met else "none",
            title,
            text,
            _url("families:visit", row.key),
            "Open",
        )


def _plans(identity: Identity, rows: Rows, _: Found) -> Iterator[Event]:
    for row in rows:
        url = f"{reverse('families:plan', args=[identity.reference])}?version={row.key}"
        number = f", version {row.version}" if identity.ours else ""  # no gap tells others (P18)
        yield Event(
            row.agreed_on,
            "story",
            "document",
            f"Plan agreed{number}",
            "",
            url,
            "Open",
        )


def _assessments(identity: Identity, rows: Rows, _: Found) -> Iterator[Event]:
    for row in rows:
        yield Event(
            row.completed_on,
            "story",
            "document",
            "Whole-family assessment finished",
            first_sentence(row.what_is_happening),
        )


def _actions(identity: Identity, rows: Rows, _: Found) -> Iterator[Event]:
    for row in rows:
        yield Event(row.done_on, "story", "tick", f"Done: {row.what}", person=row.doer_person_id)


def _consents(identity: Identity, rows: Rows, _: Found) -> Iterator[Event]:
    """One line for what someone decided on one day, with the agencies that it was about."""
    agencies: dict[tuple[Any, ...], set[str]] = {}
    for row in rows:
        given = row.state == Consent.State.GIVEN
        key = (row.decided_on, row.person_id, given, row.words)
        agencies.setdefault(key, set()).add(row.agency_name)
    for (on, person, given, words), names in agencies.items():
        if member := identity.member(person):
            said = f"{member.name} said {'yes' if given else 'no'} to {listed(sorted(names))}"
            yield Event(on, "story", "agreement", said, words, person=person)


def _referrals(identity: Identity, rows: Rows, _: Found) -> Iterator[Event]:
    for row in rows:
        who = row.from_name or "Someone"
        on = timezone.localtime(row.sent_at).date()
        yield Event(
            on,
            "story",
            "speech",
            f"{who} asked for help for this family",
            url=_url("referrals:triage-referral", row.reference),
            link="Open",
            verb="referral.take",
        )


def _needs(identity: Identity, rows: Rows, _: Found) -> Iterator[Event]:
    for row in rows:
        member = identity.member(row.person_id)
        if row.person_id and member is None:
            continue
        need = framework(row.framework).need(row.code)
        whose = f"{member.name}: " if member else ""
        yield Event(
            row.identified_on,
            "evid",
            "flag",
            f"Need named. {whose}{need.text if need else row.code}",
            first_sentence(row.why) if row.why else "",
            person=row.person_id,
        )


def _evidence(identity: Identity, rows: Rows, _: Found) -> Iterator[Event]:
    for row in rows:
        member = identity.member(row.person_id)
        if row.person_id and member is None:
            continue
        said = say(row.kind, row.fact, member.name if member else "The family")
        if said:
            on = date.fromisoformat(dated(row.fact, row.recorded_on.isoformat())[:10])
            yield Event(
                min(on, row.recorded_on),
                "evid",
                "document",
                said[1],
                f"From {row.owner_name}",
                person=row.person_id,
            )


def _earlier(identity: Identity, rows: Rows, _: Found) -> Iterator[Event]:
    """That another council's record came with the family; what it says has a page of its own."""
    for row in rows:
        url = reverse("families:earlier", args=[identity.reference])
        title = f"What {row.told_by} wrote came with the family"
        yield Event(row.brought_on, "story", "document", title, "", url, "Read it")


def _claims(identity: Identity, rows: Rows, _: Found) -> Iterator[Event]:
    for row in rows:
        url = _url("outcomes:claim", row.key)
        on = timezone.localtime(row.prepared_at).date()
        yield Event(
            on,
            "evid",
            "trend",
            f"Result {row.reference}: {row.get_state_display().lower()}",
            "",
            url,
            "Open" if url else "",
        )


def _url(name: str, key: Any) -> str:
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return ""


TELLERS: dict[str, Callable[[Identity, Rows, Found], Iterator[Event]]] = {
    "cases": _cases,
    "visits": _visits,
    "plans": _plans,
    "assessments": _assessments,
    "actions": _actions,
    "consents": _consents,
    "referrals": _referrals,
    "needs": _needs,
    "evidence": _evidence,
    "earlier": _earlier,
    "claims": _claims,
}
