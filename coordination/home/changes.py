"""What is new since yesterday in the families that someone may see, for their home page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import DateField, DateTimeField, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from families.access import seat_of
from families.models import Consent, Family, Person, Visit
from outcomes.models import Evidence
from outcomes.telling.sayings import dated, say
from sharing.models import User
from sharing.questions.planned import Probe
from sharing.questions.prepared import Given, kept
from sharing.questions.several import Several

MOST = 6
#: Midnight of yesterday, and that day.
SINCE, START = Given("since", DateTimeField()), Given("start", DateField())


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is new since yesterday."""

    strong: str
    text: str
    source: str
    on: date
    url: str = ""
    family: int | None = None


def changes(user: User, days: int = 1) -> list[Change]:
    """New evidence, visits by others and decisions about sharing since yesterday morning."""
    start = timezone.localdate() - timedelta(days=days)
    since = timezone.make_aware(datetime.combine(start, datetime.min.time()))
    new = (_new_evidence, _new_visits, _new_consents)
    asked = kept((changes, seat_of(user)), lambda: Several(*(draw(user) for draw in new)))
    evidence, visits, consents = asked.ask(start=start, since=since)
    found = [*_facts(evidence, user), *_seen(visits, user), *_said_no(consents, user)]
    return sorted(found, key=lambda change: change.on, reverse=True)[:MOST]


def _that_one_may_name(user: User, rows: QuerySet[Any], family: str) -> QuerySet[Any]:
    """A row can be someone's to see where its person's name, or the family's, is not: a partner
    may have a yes to the plan and a no to who they are. Asked before the newest are taken, or what
    may not be told would push out what may."""
    named = Q(Probe(Family.objects.visible_to(user).filter(pk=OuterRef(family))))
    if getattr(rows.model.Sharing, "person", None):
        known = Person.objects.visible_to(user).filter(pk=OuterRef("person"))
        named &= Q(person=None) | Q(Probe(known))
    return rows.filter(named)


def _new_evidence(user: User) -> QuerySet[Evidence]:
    new = Evidence.objects.visible_to(user).filter(recorded_on__gte=START)
    rows = _that_one_may_name(user, new, "family").order_by("-recorded_on", "-pk")
    return rows.select_related("person", "family", "owner")[: 2 * MOST]


def _new_visits(user: User) -> QuerySet[Visit]:
    new = Visit.objects.visible_to(user).filter(recorded_at__gte=SINCE).exclude(recorded_by=user)
    rows = _that_one_may_name(user, new, "case__family")
    return rows.select_related("recorded_by", "case__family")[:MOST]


def _new_consents(user: User) -> QuerySet[Consent]:
    new = Consent.objects.visible_to(user).standing().filter(recorded_at__gte=SINCE)
    new = new.exclude(state=Consent.State.GIVEN).exclude(recorded_by=user)
    rows = _that_one_may_name(user, new, "family")
    return rows.select_related("person", "family", "agency")[:MOST]


def _facts(rows: Iterable[Evidence], user: User) -> Iterator[Change]:
    for row in rows:
        who = row.person.short_name if row.person else f"{row.family.named_for(user)} family"
        said = say(row.kind, row.fact, who)
        if said:
            url = reverse("families:family", args=[row.family.reference])
            day = date.fromisoformat(dated(row.fact, row.recorded_on.isoformat())[:10])
            source = f"{row.owner}, {row.family.named_for(user)}"
            on = min(day, row.recorded_on)
            yield Change(said[1], "", source, on, url, row.family_id)


def _seen(rows: Iterable[Visit], user: User) -> Iterator[Change]:
    for row in rows:
        words = (
            "No one was in." if row.outcome == Visit.Outcome.NO_ONE_IN else "A visit was recorded."
        )
        day = timezone.localtime(row.happened_at).date()
        url = reverse("families:visit", args=[row.key])
        source = f"{row.recorded_by}, {row.case.family.named_for(user)}"
        yield Change(words, "", source, day, url, row.case.family_id)


def _said_no(rows: Iterable[Consent], user: User) -> Iterator[Change]:
    for row in rows:
        words = f"{row.person.short_name} said no to {row.agency}."
        url = reverse("families:consent", args=[row.family.reference])
        lost = f"{row.agency} lost sight."
        source = row.family.named_for(user)
        yield Change(words, lost, source, row.decided_on, url, row.family_id)
