"""Who opened a family's record, from the journal: counted by person, the latest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max
from django.utils import timezone

from sharing.models import JournalEntry, User

#: How far back a list of lookers goes.
BACK = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Looker:
    """One person, how often they looked, and when last."""

    name: str
    times: int
    last: datetime
    named: bool


def lookers(
    family: int, *, before: datetime | None = None, named: Iterable[int] = ()
) -> list[Looker]:
    """Whoever opened a page of this family in the 90 days before a moment (now)."""
    until = before or timezone.now()
    looked = JournalEntry.objects.filter(
        family_id=family, kind=JournalEntry.Kind.SAW, at__gte=until - BACK, at__lte=until
    )
    rows = looked.order_by().values("by").annotate(times=Count("pk"), last=Max("at"))
    people = {user.pk: user for user in User.objects.filter(pk__in=[row["by"] for row in rows])}
    allowed = set(named)
    found = [
        Looker(str(people[row["by"]]), row["times"], row["last"], row["by"] in allowed)
        for row in rows
    ]
    return sorted(found, key=lambda looker: looker.last, reverse=True)


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that someone opened or did, when."""

    at: datetime
    verb: str
    did: bool

    @property
    def words(self) -> str:
        """`visit.record` as "visit record", until something says it better."""
        return self.verb.replace(".", " ").replace("_", " ")


def looks_of(user: int, family: int, since: datetime, until: datetime) -> list[Look]:
    """What one person opened and did with one family between two moments, in order."""
    entries = JournalEntry.objects.filter(
        family_id=family, by=user, at__gte=since, at__lte=until
    ).exclude(kind=JournalEntry.Kind.REFUSED)
    return [
        Look(entry.at, entry.verb, entry.kind == JournalEntry.Kind.DID)
        for entry in entries.order_by("pk")[:200]
    ]
