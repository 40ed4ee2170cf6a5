"""Naming a need, in the words of the case's framework."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from families.access import SharedQuerySet
from families.models import Case, Person
from families.writing import WouldBeTold
from outcomes.judging.facts import measure_of
from outcomes.models import Need
from outcomes.rules.categories import category_of_need
from outcomes.rules.framework import Framework
from sharing.acting import act, record
from sharing.models import User
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
    """Say that a person, or the family, has a need. It counts once evidence bears it out.

    Raises Refused for a need that the framework lacks, for people of another family, for a day
    to come, where it is named already, and alike where they are not told of such needs.
    """
    measure = measure_of(case)
    if measure.need(code) is None:
        raise Refused(f"{case.framework} has no need {code}", field="code")
    day = identified_on or timezone.localdate()
    check_whose(person, case.family_id, day)
    Naming(measure, family=case.family_id, owner=case.owner_id, by=by).check(code, person)
    named = Need.objects.filter(case=case, code=code, person=person)
    check_new(named, "This need is named already", by)
    need = Need(
        case=case,
        code=code,
        person=person,
        identified_on=day,
        identified_by=by,
        why=why,
        category=category_of_need(measure, code),
        owner=by.agency or case.owner,
    )
    need.check_and_save()
    record(need, code=code)
    return need


def check_whose(person: Person | None, family: int, day: date) -> None:
    """Refuses someone of another family, and a day to come."""
    if person is not None and person.family_id != family:
        raise Refused("Only people of this family can be named", field="person")
    if day > timezone.localdate():
        raise Refused("A need can't be found in the future", field="identified_on")


class Naming:
    """Which needs somebody may name in one family.

    A need is there once, so a second naming says that there is a first: only whoever may read such
    needs of the case's own agency names one (docs/decisions/0049).
    """

    def __init__(self, measure: Framework, *, family: int, owner: int, by: User) -> None:
        self.measure, self.owner = measure, owner
        self.told = WouldBeTold(by, family)

    def may(self, code: str, person: int | None = None) -> bool:
        return self.told.of(category_of_need(self.measure, code), owner=self.owner, person=person)

    def codes(self, people: Iterable[int]) -> list[str]:
        """Those that they may name of the family or of one of these people."""
        whose = (None, *people)
        found = (need.code for need in self.measure.needs)
        return [code for code in found if any(self.may(code, one) for one in whose)]

    def check(self, code: str, person: Person | None) -> None:
        if not self.may(code, person.pk if person else None):
            raise Refused(NOT_TOLD, field="code")


def check_new(same: SharedQuerySet, already: str, by: User) -> None:
    """Refuses where it is there; what `by` may not read is not said to be."""
    if same.exists():
        raise Refused(already if same.visible_to(by).exists() else NOT_TOLD, field="code")
