"""Decisions about sharing, attempts to ask, and judgements of who can decide."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.http import Http404
from django.utils import timezone

from families import acts
from families.models import Attempt, Competence, Consent, Person
from sharing.models import Category, JournalEntry, Purpose
from sharing.refusals import Refused

PART = [acts.Part(Category.IDENTITY)]
GROUND = "Could say who sees what, and that no means no"


@pytest.fixture
def people(family):
    return {p.short_name: p for p in family.people.all()}


def yes(borough, category=Category.IDENTITY, state="given", **more):
    return [acts.Decision(borough.school, category, state, **more)]


def judge(person, borough, by, **changes):
    given = {"agency": borough.school, "parts": PART, "able": True, "ground": GROUND} | changes
    return acts.judge_competence(person=person, by=by, **given)


def refused(**given):
    with pytest.raises(Refused) as no:
        acts.record_consents(**given)
    assert not Consent.objects.filter(decided_on__gt=timezone.localdate()).exists()
    return no.value.field, str(no.value.reasons[0])


def test_one_person_may_say_yes_for_one_purpose_and_no_for_another(people, borough, ada):
    both = [
        *yes(borough),
        *yes(borough, state="refused", purpose=Purpose.RESULTS),
    ]
    acts.record_consents(person=people["Kelly"], decisions=both, by=ada)
    standing = Consent.objects.standing().values_list("purpose", "state")
    assert set(standing) == {("support", "given"), ("results", "refused")}


def test_evidence_and_days_are_kept_and_a_later_decision_erases_nothing(people, borough, ada):
    kelly, today = people["Kelly"], timezone.localdate()
    acts.record_consents(
        person=kelly,
        decisions=yes(borough),
        words="Ring me first",
        evidence="Signed form, family folder",
        until=today + timedelta(days=30),
        review_on=today + timedelta(days=20),
        by=ada,
    )
    acts.record_consents(person=kelly, decisions=yes(borough, state="refused"), by=ada)
    first, second = Consent.objects.order_by("pk")
    assert (first.words, first.evidence) == ("Ring me first", "Signed form, family folder")
    assert (first.until, first.review_on) == (
        today + timedelta(days=30),
        today + timedelta(days=20),
    )
    assert first.replaced_at
    assert first.state == "given"
    assert (second.until, second.replaced_at) == (None, None)
    with pytest.raises(ProtectedError):
        kelly.delete()


def test_a_yes_runs_out_by_itself_and_closes(people, borough, ada, with_cas, cas):
    acts.record_consents(
        person=people["Kelly"],
        decisions=yes(borough),
        until=timezone.localdate() + timedelta(days=1),
        by=ada,
    )
    assert Person.objects.visible_to(cas).exists()
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert Consent.objects.get().state_today == "expired"
        assert not Person.objects.visible_to(cas).exists()


def test_a_child_of_13_decides_once_judged_able_for_this_decision(people, borough, ada):
    jayden = people["Jayden"]
    field, reason = refused(person=jayden, decisions=yes(borough), by=ada)
    assert field == "given_by"
    assert "Say first whether Jayden can decide this" in reason
    judge(jayden, borough, ada)
    acts.record_consents(person=jayden, decisions=yes(borough), by=ada)
    field, _ = refused(person=jayden, decisions=yes(borough, Category.PLAN), by=ada)
    assert field == "given_by", "able to decide one thing is not able to decide another"
    field, reason = refused(person=jayden, decisions=yes(borough), given_by=people["Kelly"], by=ada)
    assert "judged able" in reason
    assert Consent.objects.get().until is None


def test_a_later_judgement_stands_and_the_earlier_is_kept(people, borough, ada):
    jayden = people["Jayden"]
    judge(jayden, borough, ada)
    judge(jayden, borough, ada, able=False)
    assert [row.able for row in Competence.objects.last_of(jayden.pk)] == [False]
    assert Competence.objects.count() == 2
    acts.record_consents(person=jayden, decisions=yes(borough), given_by=people["Kelly"], by=ada)
    assert Consent.objects.get().until == jayden.turns_18_on - timedelta(days=1)


def test_a_mixed_decision_is_split(people, borough, ada):
    judge(people["Jayden"], borough, ada)
    both = [*yes(borough), *yes(borough, Category.PLAN)]
    _, reason = refused(person=people["Jayden"], decisions=both, by=ada)
    assert "able to decide a part of this" in reason


@pytest.mark.parametrize(
    ("who", "changes", "field"),
    [
        ("Kelly", {}, None),
        ("Baby", {}, "judged_on"),
        ("Jayden", {"parts": []}, "parts"),
        ("Jayden", {"ground": "Yes"}, "ground"),
        ("Jayden", {"judged_on": timezone.localdate() + timedelta(days=1)}, "judged_on"),
        ("Jayden", {"judged_on": timezone.localdate().replace(year=1999, day=1)}, "judged_on"),
    ],
)
def test_a_judgement_that_cannot_be(people, borough, ada, who, changes, field):
    with pytest.raises(Refused) as no:
        judge(people[who], borough, ada, **changes)
    assert no.value.field == field
    assert not Competence.objects.exists()


def test_nobody_decides_for_a_partner_the_unborn_or_the_dead(people, borough, ada):
    kelly, today = people["Kelly"], timezone.localdate()
    for name in ("Marcus", "Baby"):
        field, _ = refused(person=people[name], decisions=yes(borough), given_by=kelly, by=ada)
        assert field == "given_by"
    Person.objects.filter(pk=people["Marcus"].pk).update(died=today)
    marcus = Person.objects.get(pk=people["Marcus"].pk)
    field, reason = refused(person=marcus, decisions=yes(borough), by=ada)
    assert (field, "has died" in reason) == ("given_by", True)


def test_a_parent_who_left_is_asked_about(people, family, borough, ada):
    kelly, jayden = people["Kelly"], people["Jayden"]
    kelly.stays.update(until=timezone.localdate() - timedelta(days=1), since="2020-01-01")
    given = {"person": jayden, "decisions": yes(borough), "given_by": kelly, "by": ada}
    field, _ = refused(**given)
    assert field == "sure"
    acts.record_consents(**given, sure=True)
    assert Consent.objects.get().given_by == kelly


def test_a_withdrawal_after_18_is_their_own(people, borough, ada):
    jayden = people["Jayden"]
    given = acts.record_consents(
        person=jayden, decisions=yes(borough), given_by=people["Kelly"], by=ada
    )
    with time_machine.travel(f"{jayden.turns_18_on} 12:00 +00:00", tick=False):
        no = acts.withdraw_consent(consent=given[0], words="Not any more", by=ada)
    assert (no.given_by, no.state, no.until) == (jayden, "withdrawn", None)


def test_an_attempt_is_written_down_and_journalled(people, borough, ada):
    acts.record_attempt(
        person=people["Marcus"], outcome="not_in", agency=borough.school, note="After four", by=ada
    )
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.note, attempt.recorded_by) == ("not_in", "After four", ada)
    assert JournalEntry.objects.filter(verb="consent.attempt", family_id=attempt.person.family_id)
    for name, day in (("Baby", None), ("Marcus", timezone.localdate() + timedelta(days=1))):
        with pytest.raises(Refused) as no:
            acts.record_attempt(person=people[name], outcome="asked", tried_on=day, by=ada)
        assert no.value.field == "tried_on"


def test_how_a_family_was_asked_stays_with_the_agency_that_asked(
    people, borough, ada, with_cas, cas
):
    kelly = people["Kelly"]
    acts.record_consents(
        person=kelly, decisions=[*yes(borough), *yes(borough, Category.PLAN)], by=ada
    )
    to_police = [acts.Decision(borough.police, Category.IDENTITY, "refused")]
    acts.record_consents(person=kelly, decisions=to_police, by=ada)
    acts.record_attempt(person=kelly, outcome="thinking", by=ada)
    assert {c.agency for c in Consent.objects.visible_to(cas)} == {borough.school}
    assert not Attempt.objects.visible_to(cas).exists()
    assert Consent.objects.visible_to(ada).count() == 3
    assert Attempt.objects.visible_to(ada).exists()


def test_only_those_who_may(people, borough, cas, with_cas, eve, ben):
    with pytest.raises(PermissionDenied):
        acts.record_attempt(person=people["Kelly"], outcome="asked", by=cas)
    with pytest.raises(PermissionDenied):
        judge(people["Jayden"], borough, eve)
    with pytest.raises(Http404):
        judge(people["Jayden"], borough, ben)
