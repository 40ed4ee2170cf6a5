"""What people decide about sharing. A new decision never erases an old one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from families.models import Consent, Person
from sharing.journal import act, record
from sharing.models import Agency, User
from sharing.refusals import Refused

#: From this age a young person may decide for themselves where they are judged competent.
MAY_DECIDE_AT = 13
ADULT_AT = 18


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes or no to one agency knowing one category."""

    agency: Agency
    category: str
    state: str


@act("consent.record", on="person")
def record_consents(
    *,
    person: Person,
    decisions: Sequence[Decision],
    given_by: Person | None = None,
    how: str = Consent.How.FACE_TO_FACE,
    words: str = "",
    decided_on: date | None = None,
    by: User,
) -> list[Consent]:
    """Write down what someone decided, themselves or through a parent, for each agency and kind.

    A parent's decision lasts to the day before the 18th birthday (access.md, P2).
    """
    decider = given_by or person
    day = decided_on or timezone.localdate()
    _may_decide(decider, person, day)
    if not decisions:
        raise Refused("Say yes or no to at least one")
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    said = Consent(given_by=decider, how=how, words=words, decided_on=day, recorded_by=by)
    return [_replace(person, decision, said) for decision in decisions]


def _may_decide(decider: Person, person: Person, day: date) -> None:
    if day > timezone.localdate():
        raise Refused("A decision can't be dated in the future", field="decided_on")
    if decider.family_id != person.family_id:
        raise Refused("Only someone in this family can decide", field="given_by")
    age = person.age(day)
    if decider.pk == person.pk:
        if age is not None and age < MAY_DECIDE_AT:
            raise Refused(f"{person.short_name} is {age}. Ask a parent to decide", field="given_by")
        return
    if age is not None and age >= ADULT_AT:
        raise Refused(f"{person.short_name} is an adult and decides alone", field="given_by")
    if not decider.parental_duties:
        raise Refused(f"{decider.short_name} has no parental responsibility here", field="given_by")


def _replace(person: Person, decision: Decision, said: Consent) -> Consent:
    """Write the decision as `said`; the one that stood until now is kept, and stands no more."""
    standing = person.consents.standing().filter(agency=decision.agency, category=decision.category)
    for old in standing:
        old.replaced_at = timezone.now()
        old.save()
    consent = Consent(
        person=person,
        agency=decision.agency,
        category=decision.category,
        state=decision.state,
        decided_on=said.decided_on,
        until=_last_day(said.given_by, person),
        given_by=said.given_by,
        how=said.how,
        words=said.words,
        recorded_by=said.recorded_by,
        owner=said.recorded_by.agency or person.owner,
    )
    consent.full_clean()
    consent.save()
    record(consent, state=consent.state, category=consent.category, agency=consent.agency_id)
    return consent


def _last_day(decider: Person, person: Person) -> date | None:
    if decider.pk == person.pk or person.turns_18_on is None:
        return None
    return person.turns_18_on - timedelta(days=1)


@act("consent.withdraw", on="consent")
def withdraw_consent(*, consent: Consent, words: str = "", by: User) -> Consent:
    """Change a yes to a no, from the next request on."""
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if consent.replaced_at or consent.state != Consent.State.GIVEN:
        raise Refused("This decision no longer stands")
    decision = Decision(consent.agency, consent.category, Consent.State.WITHDRAWN)
    said = Consent(
        given_by=consent.given_by,
        how=consent.how,
        words=words,
        decided_on=timezone.localdate(),
        recorded_by=by,
    )
    return _replace(consent.person, decision, said)
