"""The two keys: who sees which row, and what takes it away at once."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from guardian.shortcuts import assign_perm

from families import acts
from families.access import known_families
from families.models import (
    Action,
    Address,
    Assessment,
    Case,
    Consent,
    Family,
    FamilyAccess,
    Household,
    Involvement,
    Note,
    Person,
    Seen,
    Visit,
)
from sharing.models import Agreement, Category, Line, Post, Purpose
from tests import cast


def sees(user, model=Family, **narrow) -> bool:
    return model.objects.visible_to(user).filter(**narrow).exists()


def say(person, agency, category, state, by, **how):
    return acts.record_consents(
        person=person, decisions=[acts.Decision(agency, category, state)], by=by, **how
    )[0]


def test_the_lead_worker_sees_the_family_and_its_people(family, ada):
    assert sees(ada)
    assert Person.objects.visible_to(ada).count() == 4


@pytest.mark.parametrize("name", ["ben", "eve", "gone", "lou", "max", "kay", "fay", "pat"])
def test_nobody_without_an_involvement_sees_anything(name, family, request):
    stranger = request.getfixturevalue(name)
    assert not sees(stranger)
    assert not sees(stranger, Person)


def test_a_grant_of_guardian_alone_opens_nothing(family, ben):
    assign_perm("families.view_family", ben, family)
    assert not sees(ben)


def test_the_projection_equals_the_grants_of_guardian(family, ada, dot, gone, with_cas, cas):
    by_rows = {
        post.user_id
        for post in Post.objects.filter(pk__in=FamilyAccess.objects.values("principal"))
    }
    granted = set(family.familyuserpermission_set.values_list("user_id", flat=True))
    assert by_rows == granted == {ada.pk, cas.pk}
    groups = set(family.familygrouppermission_set.values_list("group_id", flat=True))
    teams = {
        -p for p in FamilyAccess.objects.filter(principal__lt=0).values_list("principal", flat=True)
    }
    assert groups == set(Group.objects.filter(team__in=teams).values_list("pk", flat=True))


def test_another_agency_needs_the_persons_own_consent(family, with_cas, cas, borough, ada):
    kelly, marcus = cast.member(family, "Kelly"), cast.member(family, "Marcus")
    assert not sees(cas, Person)
    say(kelly, borough.school, Category.IDENTITY, "given", ada)
    assert set(Person.objects.visible_to(cas)) == {kelly}
    say(marcus, borough.school, Category.IDENTITY, "refused", ada)
    assert set(Person.objects.visible_to(cas)) == {kelly}


RECORD = (Family, Household, Involvement, Case)


def test_one_yes_opens_the_record_and_another_persons_no_does_not_close_it(
    family, with_cas, cas, borough, ada
):
    kelly, marcus = cast.member(family, "Kelly"), cast.member(family, "Marcus")
    say(marcus, borough.school, Category.IDENTITY, "refused", ada)
    assert not any(sees(cas, model) for model in RECORD)
    yes = say(kelly, borough.school, Category.IDENTITY, "given", ada)
    assert all(sees(cas, model) for model in RECORD)
    acts.withdraw_consent(consent=yes, by=ada)
    assert not any(sees(cas, model) for model in RECORD)


def test_one_no_closes_what_is_about_everyone(family, with_cas, cas, borough, ada):
    kelly, marcus = cast.member(family, "Kelly"), cast.member(family, "Marcus")
    cast.make_line(
        borough.agreement, borough.early_help, borough.school, Category.CONTACT, consent_needed=True
    )
    cast.make_line(borough.agreement, borough.early_help, borough.school, Category.CASE_NOTES)
    case = family.open_case
    acts.complete_assessment(case=case, what_is_happening="Several things", by=ada)
    acts.add_action(case=case, action=acts.NewAction("Ring", doer_post=ada.post), by=ada)
    visit = acts.record_visit(
        case=case,
        happened_at=timezone.now(),
        place="home",
        seen=[acts.SeenPerson(kelly), acts.SeenPerson(marcus)],
        notes=[acts.NewNote("home", "Warm"), acts.NewNote("worries", "Tired", person=marcus)],
        by=ada,
    )
    everyones = (Address, Assessment, Action, Visit)
    asked = (Category.IDENTITY, Category.CONTACT, Category.PLAN, Category.CASE_NOTES)
    for category in asked:
        say(kelly, borough.school, category, "given", ada)
    assert all(sees(cas, model) for model in everyones)
    assert [n.heading for n in Note.objects.visible_to(cas)] == ["home"]
    assert {s.person for s in Seen.objects.visible_to(cas)} == {kelly}
    for category in asked:
        say(marcus, borough.school, category, "refused", ada)
    assert not any(sees(cas, model) for model in everyones)
    assert not sees(cas, Note)
    assert {s.person for s in Seen.objects.visible_to(cas)} == {kelly}
    assert all(sees(cas, model) for model in RECORD)
    assert sees(ada, Note, visit=visit)


def test_a_yes_is_for_one_purpose(family, with_cas, cas, borough, ada):
    yes = say(cast.member(family, "Kelly"), borough.school, Category.IDENTITY, "given", ada)
    assert sees(cas)
    Consent.objects.filter(pk=yes.pk).update(purpose=Purpose.RESULTS)
    assert not sees(cas)
    assert not sees(cas, Person)


def test_withdrawal_bites_at_once_and_the_old_yes_is_kept(family, with_cas, cas, borough, ada):
    kelly = cast.member(family, "Kelly")
    consent = say(kelly, borough.school, Category.IDENTITY, "given", ada)
    acts.withdraw_consent(consent=consent, by=ada)
    assert not sees(cas, Person)
    assert list(kelly.consents.order_by("pk").values_list("state", flat=True)) == [
        "given",
        "withdrawn",
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"state": Agreement.State.SUSPENDED},
        {"state": Agreement.State.DRAFT},
        {"ends_on": date(2020, 6, 1)},
        {"starts_on": date(2999, 1, 1)},
    ],
)
def test_an_agreement_not_in_force_opens_nothing(change, family, with_cas, cas, borough, ada):
    say(cast.member(family, "Kelly"), borough.school, Category.IDENTITY, "given", ada)
    Agreement.objects.update(**change)
    assert not sees(cas, Person)


def test_an_agency_that_leaves_or_is_switched_off_loses_sight(family, with_cas, cas, borough, ada):
    say(cast.member(family, "Kelly"), borough.school, Category.IDENTITY, "given", ada)
    borough.school.is_active = False
    borough.school.save()
    assert not sees(type(cas).objects.get(pk=cas.pk), Person)


def test_a_parents_yes_lapses_when_the_child_turns_18(family, with_cas, cas, borough, ada):
    kelly, jayden = cast.member(family, "Kelly"), cast.member(family, "Jayden")
    say(jayden, borough.school, Category.IDENTITY, "given", ada, given_by=kelly)
    midnight = jayden.turns_18_on
    with time_machine.travel(f"{midnight - timedelta(days=1)} 22:30 +00:00", tick=False):
        assert sees(cas, Person, pk=jayden.pk)
    with time_machine.travel(f"{midnight} 01:30 +00:00", tick=False):
        assert not sees(cas, Person, pk=jayden.pk)


def test_police_facts_reach_the_manager_only(family, borough, ada, hal, pat, dot):
    acts.start_involvement(family=family, kind=Involvement.Kind.TEAM_AROUND, post=hal.post, by=ada)
    visit = Visit.objects.create(case=family.open_case, recorded_by=pat, owner=borough.police)
    Note.objects.create(
        visit=visit, heading="worries", text="x", category=Category.OFFENDING, owner=borough.police
    )
    assert sees(hal, Note)
    assert not sees(ada, Note)
    assert not sees(dot, Note)


def test_a_restriction_hides_the_family_from_everyone_not_named(family, ada, hal, dot):
    acts.start_involvement(family=family, kind=Involvement.Kind.TEAM_AROUND, post=hal.post, by=ada)
    acts.place_restriction(
        family=family,
        reason="Staff family",
        named=[hal],
        review_on=timezone.localdate() + timedelta(days=90),
        by=hal,
    )
    assert sees(hal)
    assert not sees(ada)
    assert not sees(dot)


def test_a_declared_conflict_closes_the_record_at_once(family, ada):
    acts.declare_conflict(family=family, tie="cousin", by=ada)
    assert not sees(ada)
    assert not known_families(ada).exists()


def test_a_confidential_address_is_for_its_named_people(family, ada, dot, hal):
    acts.start_involvement(family=family, kind=Involvement.Kind.TEAM_AROUND, post=hal.post, by=ada)
    home = acts.NewHome("Safe home", "Refuge", "MB9 9CC", confidential=True)
    acts.add_household(family=family, home=home, by=dot)
    assert sees(dot, Address, confidential=True)
    assert not sees(hal, Address, confidential=True)
    assert not sees(ada, Address, confidential=True)


def test_a_coordinator_sees_results_but_no_case_notes(family, ivy, ada):
    acts.record_visit(
        case=family.open_case,
        happened_at=timezone.now(),
        place="home",
        seen=[acts.SeenPerson(cast.member(family, "Kelly"))],
        notes=[acts.NewNote("home", "Warm and tidy")],
        by=ada,
    )
    assert sees(ivy)
    assert not sees(ivy, Visit)
    assert not sees(ivy, Note)


def test_an_involvement_counts_only_within_its_days(family, ben, ada):
    today = timezone.localdate()
    acts.start_involvement(
        family=family,
        kind=Involvement.Kind.TEAM_AROUND,
        post=ben.post,
        since=today - timedelta(days=9),
        until=today - timedelta(days=1),
        by=ada,
    )
    assert not sees(ben)


def test_a_person_acts_in_one_post_at_a_time(family, ada, borough):
    other = Post.objects.create(
        user=ada, agency=borough.charity, role="practitioner", starts_on=cast.LONG_AGO
    )
    assert sees(ada)
    assert not sees(ada.acting_as(other))


def test_the_later_decision_stands_and_only_one_can(family, borough, ada):
    kelly = cast.member(family, "Kelly")
    for state in ("given", "refused", "given"):
        say(kelly, borough.school, Category.HEALTH, state, ada)
    assert Consent.objects.standing().get(person=kelly, category=Category.HEALTH).state == "given"


def test_lines_are_for_one_purpose(family, with_cas, cas, borough, ada):
    say(cast.member(family, "Kelly"), borough.school, Category.IDENTITY, "given", ada)
    Line.objects.filter(to_agency=borough.school).update(purpose="audit")
    assert not sees(cas, Person)


def test_a_consent_can_say_no_family_but_its_persons(family, dot, ada, borough):
    """What a list by consent asks is held to the person by the database, and moves with them."""
    kelly, other = cast.member(family, "Kelly"), cast.make_family(dot, name="Second")
    consent = say(kelly, borough.school, Category.IDENTITY, "given", ada)
    assert consent.family == family
    with transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(family=other)
        with pytest.raises(IntegrityError, match="consent_says_the_persons_family"):
            connection.check_constraints()
        transaction.set_rollback(True)
    kelly.family = other
    kelly.save()
    consent.refresh_from_db()
    assert consent.family == other
