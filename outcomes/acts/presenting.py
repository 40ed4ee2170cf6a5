"""Needs before there is a case: written down at triage, and carried into the case that opens."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from families.acts.keeping import must_keep
from families.models import Case, Family, Person
from outcomes.acts.needs import Naming, check_new, check_whose
from outcomes.judging.facts import measure_of
from outcomes.judging.in_force import measure_today
from outcomes.models import Need, PresentingNeed
from outcomes.rules.categories import category_of_need
from sharing.acting import act, locked, record
from sharing.models import User
from sharing.refusals import Refused


@act("need.note", on="family")
def note_need(
    *,
    family: Family,
    code: str,
    person: Person | None = None,
    identified_on: date | None = None,
    why: str = "",
    by: User,
) -> PresentingNeed:
    """Write down what someone of a family, or the family, seems to need, in the words of the
    framework that a case would have today. It waits until a case opens. Raises Refused as
    `identify_need` does."""
    measure = measure_today(family.authority)
    if measure is None or measure.need(code) is None:
        named = measure.slug if measure else "The framework"
        raise Refused(f"{named} has no need {code}", field="code")
    day = identified_on or timezone.localdate()
    check_whose(person, family.pk, day)
    Naming(measure, family=family.pk, owner=family.owner_id, by=by).check(code, person)
    waiting = PresentingNeed.objects.waiting().filter(family=family, code=code, person=person)
    check_new(waiting, "This need is written down already", by)
    noted = PresentingNeed(
        family=family,
        framework=measure.slug,
        code=code,
        person=person,
        identified_on=day,
        identified_by=by,
        why=why,
        category=category_of_need(measure, code),
        owner=by.agency or family.owner,
    )
    noted.check_and_save()
    record(noted, code=code)
    return noted


@act("need.take_back", on="noted")
def take_back_need(*, noted: PresentingNeed, by: User) -> PresentingNeed:
    """Say that it was written down by mistake. History keeps it; no case will have it. What one's
    own agency wrote, or of a record that one decides about (docs/decisions/0051)."""
    noted = locked(noted)
    if noted.taken_back_at is not None:
        record(noted, again=True)
        return noted
    must_keep(noted.family, by, of=noted.owner_id)
    if noted.need_id is not None:
        raise Refused("This is a need of the case now")
    noted.taken_back_at = timezone.now()
    noted.save()
    record(noted, code=noted.code)
    return noted


def carry_needs(*, case: Case, by: User) -> list[Need]:
    """Make what waits with the family needs of its case. Safe to run twice: what was carried does
    not wait any more, and what the case has already is not made again."""
    waiting = PresentingNeed.objects.waiting().filter(family=case.family_id)
    known = {need.code for need in measure_of(case).needs}
    return [carry_need(noted=noted, case=case, by=by) for noted in waiting if noted.code in known]


@act("need.carry", on="case")
def carry_need(*, noted: PresentingNeed, case: Case, by: User) -> Need:
    """One of them, with the words, the day and the name of whoever wrote it down."""
    noted = locked(noted)
    if noted.need is not None:
        record(noted, again=True)
        return noted.need
    need, _ = Need.objects.get_or_create(
        case=case,
        code=noted.code,
        person=noted.person,
        defaults={
            "identified_on": noted.identified_on,
            "identified_by": noted.identified_by,
            "why": noted.why,
            "category": noted.category,
            "owner": noted.owner,
        },
    )
    noted.need = need
    noted.save()
    record(need, code=need.code)
    return need


def release_needs(*, case: Case, by: User) -> list[PresentingNeed]:
    """Let what was carried into a case wait again, because the case was opened by mistake. The
    same need written down since waits already. Safe to run twice."""
    carried = PresentingNeed.objects.filter(need__case=case)
    waiting = PresentingNeed.objects.waiting().filter(family=case.family_id)
    known = {(noted.code, noted.person_id) for noted in waiting}
    released = []
    for noted in carried:
        if (noted.code, noted.person_id) not in known:
            known.add((noted.code, noted.person_id))
            released.append(release_need(noted=noted, case=case, by=by))
    return released


@act("need.release", on="case")
def release_need(*, noted: PresentingNeed, case: Case, by: User) -> PresentingNeed:
    """One of them."""
    noted = locked(noted)
    noted.need = None
    noted.save()
    record(noted, code=noted.code)
    return noted
