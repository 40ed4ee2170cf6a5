"""Who opened a family's record, from the journal: counted by person, the latest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max
from django.utils import timezone

from families.models import Family
from sharing.models import JournalEntry, User
from sharing.wall import opened_to_read

#: How far back a list of lookers goes.
BACK = timedelta(days=90)
#: What shields someone, by the first word of its verb. Whoever asks about a look may not know the
#: record: they are told that a part of it was opened or changed, and not that there is a home that
#: is kept back, a limit or a tie (as the family's own log tells it, coordination/told.py).
SHIELDING = frozenset({
    "address", "breakglass", "competence", "conflict", "document", "emergency", "own_home",
    "possibleconflict", "restriction", "sharing", "sharingdecision", "tie",
})  # fmt: skip


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
    with opened_to_read():
        rows = list(looked.order_by().values("by").annotate(times=Count("pk"), last=Max("at")))
    people = {user.pk: user for user in User.objects.filter(pk__in=[row["by"] for row in rows])}
    allowed = set(named)
    found = [
        Looker(str(people[row["by"]]), row["times"], row["last"], row["by"] in allowed)
        for row in rows
    ]
    return sorted(found, key=lambda looker: looker.last, reverse=True)


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that someone opened, did, or was turned away from, when."""

    at: datetime
    verb: str
    kind: str

    @property
    def did(self) -> bool:
        return self.kind == JournalEntry.Kind.DID

    @property
    def words(self) -> str:
        """`visit.record` as "record visit", `visit.see` as "visit"; a family is "the record"."""
        noun, _, done = self.verb.partition(".")
        if noun in SHIELDING:
            return "change the record" if self.did else "a part of the record"
        noun = "the record" if noun == "family" else noun
        return noun if done == "see" else f"{done} {noun}".replace("_", " ")

    @property
    def how(self) -> str:
        return {"did": "Did", "refused": "Was turned away"}.get(self.kind, "Opened")


def looks_of(
    user: int, family: int, since: datetime, until: datetime, *, refused: bool = False
) -> list[Look]:
    """What one person opened and did with one family between two moments, in order."""
    entries = JournalEntry.objects.filter(family_id=family, by=user, at__gte=since, at__lte=until)
    if not refused:
        entries = entries.exclude(kind=JournalEntry.Kind.REFUSED)
    with opened_to_read():
        return [Look(entry.at, entry.verb, entry.kind) for entry in entries.order_by("pk")[:200]]


@dataclass(frozen=True, slots=True)
class Named:
    """A family by its reference, and whether the reader works with it and may open it."""

    reference: str
    is_known: bool


def named_for_reviewing(user: User, families: Iterable[int]) -> dict[int, Named]:
    """What a supervisor is told of families whose unusual looks they ask about: a reference, as
    for ties (docs/decisions/0017). A sharing lead is told no family at all."""
    with opened_to_read():  # asking who looked is their duty also where they do not work with them
        here = Family.objects.for_deciding_ties(user).filter(pk__in=set(families))
        references = dict(here.values_list("pk", "reference"))
    known = set(
        Family.objects.visible_to(user).filter(pk__in=references).values_list("pk", flat=True)
    )
    return {pk: Named(reference, pk in known) for pk, reference in references.items()}
