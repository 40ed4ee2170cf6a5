"""What people decide about sharing. A new decision never erases an old one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from families.acts.keeping import Keeping, must_keep
from families.models import Attempt, Competence, Consent, Family, Person, Stay
from families.rules.consent import ADULT_AT, Asked, Party, last_day, objection, wrong_days
from sharing.acting import act, is_a_step, locked, record
from sharing.models import Agency, Line, Purpose, User
from sharing.refusals import Refused

CHILDREN = (Person.Relation.CHILD, Person.Relation.SIBLING, Person.Relation.UNBORN)
NOT_ABOUT_THEM = (
    "You write down what is said about your own agency. Ask the lead worker to write down the rest"
)


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes or no to one agency knowing one category for one purpose."""

    agency: Agency
    category: str
    state: str
    purpose: str = Purpose.SUPPORT


@dataclass(frozen=True, slots=True)
class Part:
    """What a judgement of competence is about: one category for one purpose."""

    category: str
    purpose: str = Purpose.SUPPORT


@act("consent.record", on="person")
def record_consents(
    *,
    person: Person,
    decisions: Sequence[Decision],
    given_by: Person | None = None,
    how: str = Consent.How.FACE_TO_FACE,
    words: str = "",
    decided_on: date | None = None,
    until: date | None = None,
    review_on: date | None = None,
    evidence: str = "",
    sure: bool = False,
    by: User,
) -> list[Consent]:
    """Write down what someone decided, themselves or through a parent, for each agency and kind.

    A parent's yes lasts to the day before the 18th birthday (access.md, P2). `sure` says that a
    parent who no longer lives with the family still decides.
    """
    if any(decision.state == Consent.State.GIVEN for decision in decisions):
        must_keep(
            person.family, by, urgent=True
        )  # a yes opens the record; a no is anybody's to write down
    about = [(d.agency, d.category, d.purpose) for d in decisions]
    _theirs_to_write(person.family, about, by)
    decider, day = given_by or person, decided_on or timezone.localdate()
    if decider.family_id != person.family_id:
        raise Refused("Only someone in this family can decide", field="given_by")
    person = locked(person)
    able = _judged_able(person, decisions, by)
    _may_decide(decider, person, day, able=able, sure=sure)
    if not decisions:
        raise Refused("Say yes or no to at least one")
    said = Consent(
        given_by=decider, how=how, words=words, decided_on=day,
        until=_last_day(decider, person, day, until, review_on), review_on=review_on,
        evidence=evidence, recorded_by=by,
    )  # fmt: skip
    return [_replace(person, decision, said) for decision in decisions]


def party(person: Person, day: date) -> Party:
    """What the rule must know of someone on the day."""
    stays = Stay.objects.filter(person=person)
    return Party(
        pk=person.pk,
        name=person.short_name,
        born=person.born,
        unborn=person.is_unborn,
        died=person.died,
        child=person.relation in CHILDREN,
        parental=person.parental_duties,
        left=stays.exists() and not stays.current(day).exists(),
    )


def _may_decide(
    decider: Person, person: Person, day: date, *, able: bool | None, sure: bool
) -> None:
    today = timezone.localdate()
    asked = Asked(party(decider, day), party(person, day), day, today, able, sure)
    if no := objection(asked):
        raise Refused(no.reason, field=no.field)


def _theirs_to_write(family: Family, about: Sequence[tuple[Agency, str, str]], by: User) -> None:
    """Another agency writes down what is said about itself: what it may know, and what it tells
    the agency that keeps the record. What was said to others it can't read, nor say anew."""
    if by.is_system or is_a_step() or Keeping(family, by).decides(or_lead=False, urgent=True):
        return
    tells = Line.objects.in_force().filter(
        from_agency=by.agency, to_agency=family.owner_id, consent_needed=True
    )
    told = set(tells.values_list("to_agency", "category", "purpose"))
    for agency, category, purpose in about:
        if agency != by.agency and (agency.pk, category, purpose) not in told:
            raise Refused(NOT_ABOUT_THEM)


def _judged_able(person: Person, decisions: Sequence[Decision], by: User) -> bool | None:
    """The last judgement, where it is the same for every part of what is decided. Of another
    agency's, only those who keep the record are told by being refused."""
    rows = Competence.objects.last_of(person.pk)
    keeps = Keeping(person.family, by).decides(or_lead=False, urgent=True)
    if not (by.is_system or is_a_step() or keeps):
        rows = rows.filter(owner=by.agency)
    found = {(row.agency_id, row.category, row.purpose): row.able for row in rows}
    parts = {found.get((d.agency.pk, d.category, d.purpose)) for d in decisions}
    if len(parts) > 1:
        raise Refused(
            f"{person.short_name} was judged able to decide a part of this. Save that by itself"
        )
    return parts.pop() if parts else None


def _last_day(
    decider: Person, person: Person, day: date, until: date | None, review_on: date | None
) -> date | None:
    who, about = party(decider, day), party(person, day)
    limit = last_day(who, about, day, None)
    if no := wrong_days(day, until, review_on, timezone.localdate(), limit):
        raise Refused(no.reason, field=no.field)
    return last_day(who, about, day, until)


def _replace(person: Person, decision: Decision, said: Consent) -> Consent:
    """Write the decision as `said`; the one that stood until now is kept, and stands no more."""
    standing = person.consents.standing().filter(
        agency=decision.agency, category=decision.category, purpose=decision.purpose
    )
    for old in standing:
        old.replaced_at = timezone.now()
        old.save()
    consent = Consent(
        person=person,
        family_id=person.family_id,
        agency=decision.agency,
        category=decision.category,
        purpose=decision.purpose,
        state=decision.state,
        decided_on=said.decided_on,
        until=said.until if decision.state == Consent.State.GIVEN else None,
        review_on=said.review_on,
        given_by=said.given_by,
        how=said.how,
        words=said.words,
        evidence=said.evidence,
        recorded_by=said.recorded_by,
        owner=said.recorded_by.agency or person.owner,
    )
    consent.check_and_save()
    record(
        consent,
        state=consent.state,
        category=consent.category,
        agency=consent.agency_id,
        purpose=consent.purpose,
    )
    return consent


@act("consent.withdraw", on="consent")
def withdraw_consent(*, consent: Consent, words: str = "", by: User) -> Consent:
    """Change a yes to a no, from the next request on. Nobody has to say why.

    Raises Refused where it is no yes that stands.
    """
    consent = locked(consent)
    if consent.replaced_at or consent.state != Consent.State.GIVEN:
        raise Refused("This decision no longer stands")
    person = consent.person
    decision = Decision(consent.agency, consent.category, Consent.State.WITHDRAWN, consent.purpose)
    grown = (person.age() or 0) >= ADULT_AT
    said = Consent(
        given_by=person if grown else consent.given_by,
        how=consent.how,
        words=words,
        decided_on=timezone.localdate(),
        recorded_by=by,
    )
    return _replace(person, decision, said)


@act("consent.attempt", on="person")
def record_attempt(
    *,
    person: Person,
    outcome: str,
    agency: Agency | None = None,
    tried_on: date | None = None,
    note: str = "",
    by: User,
) -> Attempt:
    """Write down that someone tried to ask, and has no answer yet.

    Raises Refused for a day to come, or on which they could not be spoken with.
    """
    day = tried_on or timezone.localdate()
    _day_of_theirs(person, day, "tried_on")
    attempt = Attempt(
        person=person,
        agency=agency,
        outcome=outcome,
        tried_on=day,
        note=note,
        recorded_by=by,
        owner=by.agency or person.owner,
    )
    attempt.check_and_save()
    record(attempt, outcome=outcome, agency=agency and agency.pk)
    return attempt


@act("competence.judge", on="person")
def judge_competence(
    *,
    person: Person,
    agency: Agency,
    parts: Sequence[Part],
    able: bool,
    ground: str,
    judged_on: date | None = None,
    by: User,
) -> list[Competence]:
    """Write down whether a young person can make this decision: it is a judgement of what they
    understand, not of their age, and holds for this decision only (rulebook 6.6).

    Raises Refused for an adult, for no part, for a ground of fewer than three words, and for a
    day on which they could not be spoken with.
    """
    _theirs_to_write(person.family, [(agency, p.category, p.purpose) for p in parts], by)
    day = judged_on or timezone.localdate()
    _day_of_theirs(person, day, "judged_on")
    age = person.age(day)
    grown = age >= ADULT_AT if age is not None else person.relation not in CHILDREN
    if grown:
        raise Refused(f"{person.short_name} is an adult and decides alone")
    if not parts:
        raise Refused("Say which decision this is about", field="parts")
    if len(ground.split()) < 3:
        raise Refused("Say in a few words what they understood", field="ground")
    judged = Competence(able=able, ground=ground, judged_on=day, judged_by=by)
    return [_judge(person, agency, part, judged) for part in parts]


def _judge(person: Person, agency: Agency, part: Part, said: Competence) -> Competence:
    row = Competence(
        person=person,
        agency=agency,
        category=part.category,
        purpose=part.purpose,
        able=said.able,
        ground=said.ground,
        judged_on=said.judged_on,
        judged_by=said.judged_by,
        owner=said.judged_by.agency or person.owner,
    )
    row.check_and_save()
    record(row, able=row.able, category=row.category, agency=agency.pk)
    return row


def _day_of_theirs(person: Person, day: date, field: str) -> None:
    """A day on which this person could be spoken with."""
    if person.is_unborn:
        raise Refused(f"{person.short_name} is not born yet", field=field)
    if day > timezone.localdate():
        raise Refused("This can't be dated in the future", field=field)
    if person.born and day < person.born:
        raise Refused(f"{person.short_name} was not born on that day", field=field)
    if person.died and day > person.died:
        raise Refused(f"{person.short_name} had died by that day", field=field)
