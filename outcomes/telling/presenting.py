"""The needs of a family as triage and the meeting read them: those that wait and those of its case.

Read for everyone who looks at once: on a shared screen a need is there only where all may see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from families.access import open_to_all
from families.identity import Identity
from families.models import Person
from outcomes.frameworks.loader import framework
from outcomes.judging.in_force import local_need
from outcomes.models import Need, PresentingNeed
from sharing.models import User

#: From so many together on, triage has a reason by that name.
SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Noted:
    """One need. `key` is there while it waits: it may still be taken back. `written_by`: the agency
    that wrote it down."""

    text: str
    headline: str
    who: str
    on: date
    why: str
    by: str
    written_by: int
    key: UUID | None = None


def needs_of(identity: Identity, lookers: Sequence[User]) -> list[Noted]:
    """What all of them may see, in the framework's order."""
    known = Q(person=None) | Q(person__in=open_to_all(Person, lookers))
    waiting = open_to_all(PresentingNeed, lookers).waiting().filter(known, family=identity.pk)
    named = open_to_all(Need, lookers).filter(known, case__family=identity.pk, case__closed_on=None)
    found = [
        _noted(row, row.case.framework, identity)
        for row in named.select_related("case", "identified_by")
    ]
    found += [
        _noted(row, row.framework, identity, row.key)
        for row in waiting.select_related("identified_by")
    ]
    return [one for one in found if one is not None]


def _noted(row: Any, slug: str, identity: Identity, key: UUID | None = None) -> Noted | None:
    """None where it is about someone whom the viewer may not know."""
    member = identity.member(row.person_id)
    if row.person_id and member is None:
        return None
    spec = framework(slug).need(row.code) or local_need(identity.pk, slug, row.code)
    headlines = {headline.code: headline.name for headline in framework(slug).headlines}
    return Noted(
        text=spec.text if spec else row.code,
        headline=headlines.get(spec.headline, "") if spec else "",
        who=member.name if member else "The whole family",
        on=row.identified_on,
        why=row.why,
        by=str(row.identified_by),
        written_by=row.owner_id,
        key=key,
    )


def reason_hint(number: int) -> str:
    """What the number of needs says about the main reason of a decision."""
    if number == 0:
        return "No need is written down yet."
    count = "1 need is" if number == 1 else f"{number} needs are"
    fits = " “Three or more needs together” fits." if number >= SEVERAL else ""
    return f"{count} written down.{fits}"
