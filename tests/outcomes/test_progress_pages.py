"""The family's results tab: verdicts with reasons, never more than the viewer may see."""

from datetime import date

import pytest
from django.urls import reverse

from coordination.news import deliver
from coordination.readers import READERS
from families import acts as families
from families.acts import Decision
from outcomes import acts
from outcomes.judging.everyone import judge_all
from outcomes.models import CaseStatus, Evidence
from sharing.models import JournalEntry
from tests import cast
from tests.outcomes.plans_made import OWN, published


@pytest.fixture
def jayden(family):
    return cast.member(family, "Jayden")


@pytest.fixture
def page(family):
    return reverse("outcomes:progress", args=[family.reference])


@pytest.fixture
def school(case, jayden, ada):
    return acts.identify_need(case=case, code="1a", person=jayden, by=ada)


@pytest.fixture
def crime(case, jayden, ada):
    """A need that rests on what the police wrote, for managers only."""
    return acts.identify_need(case=case, code="7c", person=jayden, by=ada)


def offence(jayden, by, owner):
    return acts.record_evidence(
        family=jayden.family,
        person=jayden,
        kind="offence",
        fact={"on": "2026-09-01", "outcome": "caution", "role": "offender"},
        source="police",
        owner=owner,
        by=by,
    )


def read(as_user, user, page):
    answer = as_user(user).get(page)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_need_it_says_how_to_start(page, ada, as_user):
    assert "No needs named yet" in read(as_user, ada, page)


def test_what_is_not_known_says_what_is_missing_and_whom_to_ask(page, school, ada, as_user):
    assert "In a moment" in read(as_user, ada, page)
    deliver(READERS)
    shown = read(as_user, ada, page)
    assert "Not known" in shown
    assert "Ask the school" in shown
    assert "Not known is not zero" in shown


def test_evidence_is_shown_with_its_source(page, school, jayden, ada, as_user):
    fact = {"term": "2026-summer", "possible": 120, "authorised": 6, "unauthorised": 0}
    acts.record_evidence(
        family=jayden.family, person=jayden, kind="attendance", fact=fact, source="school", by=ada
    )
    shown = read(as_user, ada, page)
    assert "School: In school 95.0%, summer 2026" in shown


def test_a_fact_for_managers_turns_the_verdict_and_is_kept_from_the_worker(
    page, crime, jayden, ada, borough, as_user
):
    offence(jayden, ada, borough.police)
    deliver(READERS)
    assert not Evidence.objects.visible_to(ada).exists()
    shown = read(as_user, ada, page)
    assert "Part of this rests on facts that you may not see" in shown
    assert "Not met" in shown
    assert "caution" not in shown.lower()
    assert "proven offence" not in shown.lower()


def test_what_evidence_suggests_is_said_only_to_who_may_see_the_evidence(
    page, school, jayden, ada, borough, as_user
):
    offence(jayden, ada, borough.police)
    deliver(READERS)
    assert CaseStatus.objects.current().get().verdicts["suggested"]
    assert "Needs that nobody has named" not in read(as_user, ada, page)


def test_what_evidence_suggests_can_be_named(page, school, jayden, ada, as_user):
    offence(jayden, ada, None)
    deliver(READERS)
    shown = read(as_user, ada, page)
    assert "Needs that nobody has named" in shown
    assert f"person={jayden.key}" in shown


def test_the_workers_word_stands_beside_the_data(page, case, jayden, school, ada, as_user):
    word = {"need": "1a", "on": "2026-09-01", "result": "progress", "by": "Key worker"}
    acts.record_evidence(
        family=jayden.family, person=jayden, kind="judgement", fact=word | {"reason": "Mornings"},
        source="key_worker", by=ada,
    )  # fmt: skip
    deliver(READERS)
    assert "These two differ" in read(as_user, ada, page)


def test_opening_it_is_written_down(page, ada, as_user):
    read(as_user, ada, page)
    look = JournalEntry.objects.filter(kind=JournalEntry.Kind.SAW).last()
    assert (look.by, look.data) == (ada, {"page": "results"})


@pytest.mark.parametrize("who", ["ben", "eve", "gus", "fay", "kay", "max"])
def test_who_has_no_business_here_finds_nothing(who, page, as_user, request):
    assert as_user(request.getfixturevalue(who)).get(page).status_code == 404


@pytest.fixture
def secret_offence(crime, jayden, ada, borough):
    return offence(jayden, ada, borough.police)


def test_the_coordinator_sees_the_claims_evidence(page, secret_offence, ivy, as_user):
    deliver(READERS)
    shown = read(as_user, ivy, page)
    assert "Caution (offender)" in shown
    assert "Name a need" not in shown


def test_the_school_may_not_see_how_the_family_is_judged(page, school, with_cas, cas, ada, as_user):
    kelly = cast.member(with_cas.family, "Kelly")
    said = [Decision(cas.agency, category, "given") for category in ("identity", "plan")]
    families.record_consents(person=kelly, decisions=said, by=ada)
    deliver(READERS)
    overview = reverse("families:family", args=[with_cas.family.reference])
    assert page not in read(as_user, cas, overview)
    assert as_user(cas).get(page).status_code == 404


def test_time_alone_turns_a_verdict_once(school, case, jayden, ada):
    assert judge_all().looked == 1
    entries = JournalEntry.objects.count()
    assert judge_all().looked == 1
    assert JournalEntry.objects.count() == entries


def test_a_case_closed_long_ago_is_left_alone(school, case):
    type(case).objects.filter(pk=case.pk).update(
        opened_on=date(2020, 1, 1), closed_on=date(2021, 1, 1), stage="closed", lead=None
    )
    assert judge_all().looked == 0


def test_each_need_says_how_sure_its_rule_is_and_where_it_is_from(page, school, ada, as_user):
    shown = read(as_user, ada, page)
    assert "Our reading of what was published" in shown
    assert reverse("outcomes:framework", args=["ffp-2025"]) + "#need-1a" in shown


def test_a_need_of_our_own_leads_to_the_local_plans(page, case, ada, ivy, jim, as_user):
    published(ivy, jim, case.framework, local_needs=[OWN])
    acts.identify_need(case=case, code="L1", by=ada)
    shown = read(as_user, ada, page)
    assert f'href="{reverse("outcomes:local-plans")}">A need of our own' in shown
    assert "#need-L1" not in shown
