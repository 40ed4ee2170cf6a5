"""The family's record as it stood at the end of a day: the story so far, and what held then.

A read of versions (families/reading/as_at.py), every part through visible_to as of today. People
are named as they are today: a former name is not for everyone who may know the person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from coordination.family_page.chronology import HAPPENED, Found, rows_for
from families.identity import Identity
from families.models import Case, Consent, Person, Plan
from families.reading.as_at import as_at
from families.reading.bundle import Part
from families.rules.consent import state_on
from outcomes.frameworks.loader import framework
from outcomes.models import Need
from sharing.models import User


@dataclass(frozen=True, slots=True)
class Stood:
    """What held at the end of the day. `people`, `yes` and `no` are names as they are today."""

    on: date
    people: tuple[str, ...]
    lead: str
    case: Case | None
    plan: Plan | None
    yes: tuple[str, ...]
    no: tuple[str, ...]
    needs: tuple[str, ...]


def found_on(identity: Identity, user: User, day: date) -> Found:
    """What the story of that day is told of: what had happened, and was written down, by then."""
    people = Person.objects.visible_to(user).order_by("born", "pk")
    parts = rows_for(user) | {"people": Part(people)}
    found = {name: as_at(part, identity.pk, day) for name, part in parts.items()}
    for name, moment in HAPPENED.items():
        found[name] = [row for row in found[name] if getattr(row, moment) is not None]
    return found


def stood(identity: Identity, user: User, found: Found, day: date) -> Stood:
    """The lines beside the story, of the same rows."""
    case = next((row for row in found["cases"] if row.closed_on is None), None)
    led = case is not None and case.stage == Case.Stage.ACTIVE
    of_case = [row for row in (*found["plans"], *found["needs"]) if case and row.case_id == case.pk]
    agreed = [row for row in of_case if isinstance(row, Plan) and row.agreed_on]
    names = _names(identity, user)
    alive = [row for row in found["people"] if row.died is None or row.died > day]
    return Stood(
        on=day,
        people=tuple(names[row.pk] for row in alive),
        lead=(getattr(case, "lead_name", "") or "") if led else "",
        case=case,
        plan=max(agreed, key=lambda plan: plan.version, default=None),
        yes=_who_said(names, found["consents"], day, ("given",)),
        no=_who_said(names, found["consents"], day, ("refused", "withdrawn")),
        needs=tuple(
            _need(names, row)
            for row in of_case
            if isinstance(row, Need) and row.person_id in (None, *names)
        ),
    )


def _names(identity: Identity, user: User) -> dict[int, str]:
    people = Person.objects.visible_to(user).filter(family=identity.pk)
    return {person.pk: person.short_name for person in people}


def _who_said(
    names: dict[int, str], consents: list[Consent], day: date, states: tuple[str, ...]
) -> tuple[str, ...]:
    """Who had decided so about anything, and had not decided otherwise about it since."""
    said = {
        row.person_id
        for row in consents
        if row.replaced_at is None and state_on(row.state, row.until, day) in states
    }
    return tuple(names[pk] for pk in names if pk in said)


def _need(names: dict[int, str], need: Any) -> str:
    known = framework(need.framework).need(need.code)
    text = known.text if known else need.code
    return f"{names[need.person_id]}: {text}" if need.person_id in names else text
