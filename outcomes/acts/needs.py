"""Naming a need, in the words of the case's framework."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from families.access import SharedQuerySet
from families.models import Case, Family, Person
from families.writing import would_read
from outcomes.judging.facts import measure_of
from outcomes.models import Need
from outcomes.rules.categories import category_of_need
from sharing.journal import act, record
from sharing.models import Agency, User
from sharing.refusals import Refused

NOT_TOLD = "Your agency is not told of such needs here. That takes an agreement, and their yes"


@act("need.identify", on="case")
def identify_need(
    *,
    case: Case,
    code: str,
    person: Person | None = None,
    identified_on: date | None = None,
    why: str = "",
    by: User,
) -> Need:
    """Say that a person, or the family, has a need. It counts once evidence bears it out."""
    measure = measure_of(case)
    if measure.need(code) is None:
        raise Refused(f"{case.framework} has no need {code}", field="code")
    if person is not None and person.family_id != case.family_id:
        raise Refused("Only people of this family can be named", field="person")
    day = identified_on or timezone.localdate()
    if day > timezone.localdate():
        raise Refused("A need can't be found in the future", field="identified_on")
    category = category_of_need(measure, code)
    check_told(family=case.family, category=category, owner=case.owner, person=person, by=by)
    named = Need.objects.filter(case=case, code=code, person=person)
    check_new(named, "This need is named already", by)
    need = Need(
        case=case,
        code=code,
        person=person,
        identified_on=day,
        identified_by=by,
        why=why,
        category=category,
        owner=by.agency or case.owner,
    )
    need.full_clean()
    need.save()
    record(need, code=code)
    return need


def check_told(
    *, family: Family, category: str, owner: Agency, person: Person | None, by: User
) -> None:
    """A need is there once, so a second naming says that there is a first: only whoever may read
    such needs of the case's own agency names one (docs/decisions/0049)."""
    if not would_read(by, family=family, category=category, owner=owner, person=person):
        raise Refused(NOT_TOLD, field="code")


def check_new(same: SharedQuerySet, already: str, by: User) -> None:
    """Refuses where it is there; what `by` may not read is not said to be."""
    if same.exists():
        raise Refused(already if same.visible_to(by).exists() else NOT_TOLD, field="code")
