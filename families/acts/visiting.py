"""Visits: who was there, what was noted, what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.utils import timezone

from families.acts.again import made_before
from families.acts.booking import held_as_booked
from families.acts.planning import NewAction, add_action, locked_case
from families.models import Case, Note, Person, Seen, Visit
from sharing.acting import act, record
from sharing.models import Category, User
from sharing.refusals import Refused


@dataclass(frozen=True, slots=True)
class SeenPerson:
    """Someone who was there; a child may have been seen alone."""

    person: Person
    alone: bool = False


@dataclass(frozen=True, slots=True)
class NewNote:
    """What was noted under one heading; its category says who else may read it."""

    heading: str
    text: str
    category: str = Category.CASE_NOTES
    person: Person | None = None


@act("visit.record", on="case")
def record_visit(
    *,
    case: Case,
    happened_at: datetime,
    place: str,
    outcome: str = Visit.Outcome.MET,
    seen: Sequence[SeenPerson] = (),
    notes: Sequence[NewNote] = (),
    actions: Sequence[NewAction] = (),
    form_key: UUID | None = None,
    by: User,
) -> Visit:
    """Record a visit. The same form sent twice makes one visit, and nothing is doubled."""
    case = locked_case(case)
    if made := made_before(Visit.objects, form_key, case=case, by=by, recorded_by_id=by.pk):
        record(made, again=True)
        return cast(Visit, made)
    if happened_at > timezone.now():
        raise Refused("A visit can't be in the future", field="happened_at")
    if outcome == Visit.Outcome.MET and not seen:
        raise Refused("Say who was there", field="seen")
    if len({s.person.pk for s in seen}) < len(seen):
        raise Refused("Someone is named twice", field="seen")
    visit = Visit(
        case=case,
        happened_at=happened_at,
        place=place,
        outcome=outcome,
        form_key=form_key,
        recorded_by=by,
        owner=by.agency or case.owner,
    )
    visit.check_and_save()
    record(visit, outcome=outcome)
    _write_down(visit, seen, notes)
    held_as_booked(visit, by)
    for action in actions:
        add_action(case=case, action=action, visit=visit, by=by)
    return visit


def _write_down(visit: Visit, seen: Sequence[SeenPerson], notes: Sequence[NewNote]) -> None:
    family = visit.case.family_id
    rows: list[Seen | Note] = [Seen(visit=visit, owner=visit.owner, **_fields(s)) for s in seen]
    rows += [Note(visit=visit, owner=visit.owner, **_fields(n)) for n in notes if n.text.strip()]
    for row in rows:
        if row.person is not None and row.person.family_id != family:
            raise Refused("Only people of this family can be named", field="seen")
        row.full_clean(validate_constraints=False)  # nothing else hangs on a visit this new
        row.save()


def _fields(row: SeenPerson | NewNote) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__slots__}
