"""Needs, evidence and verdicts as kept: unknown stays unknown, unchanged writes nothing."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured

from coordination.news import deliver
from coordination.readers import READERS
from outcomes import acts
from outcomes.judging.facts import facts_of
from outcomes.models import CaseStatus, Evidence, Framework, NeedStatus
from sharing.models import JournalEntry
from sharing.refusals import Refused
from tests import cast


@pytest.fixture
def jayden(family):
    return cast.member(family, "Jayden")


@pytest.fixture
def need(case, jayden, ada):
    return acts.identify_need(case=case, code="1a", person=jayden, by=ada)


def attended(family, jayden, by, *, term="2026-spring", absent=40):
    fact = {"term": term, "possible": 120, "authorised": 0, "unauthorised": absent}
    return acts.record_evidence(
        family=family, person=jayden, kind="attendance", fact=fact, source="school", by=by
    )


def test_a_need_without_evidence_is_not_known_and_says_what_is_missing(case, need, ada):
    acts.judge_case(case=case, by=ada)
    status = NeedStatus.objects.get()
    assert status.verdict == "not_known"
    assert status.missing


def test_a_case_without_needs_has_no_verdict(case, ada):
    assert acts.judge_case(case=case, by=ada) is None
    assert not CaseStatus.objects.exists()


def test_judging_twice_writes_nothing_more(case, need, ada):
    first = acts.judge_case(case=case, by=ada)
    entries = JournalEntry.objects.count()
    assert acts.judge_case(case=case, by=ada) == first
    assert (CaseStatus.objects.count(), JournalEntry.objects.count()) == (1, entries)


def test_the_news_of_evidence_turns_the_verdict(case, family, need, jayden, ada):
    deliver(READERS)
    before = CaseStatus.objects.current().get()
    attended(family, jayden, ada)
    attended(family, jayden, ada, term="2026-summer")
    deliver(READERS)
    after = CaseStatus.objects.current().get()
    assert after.pk != before.pk
    assert CaseStatus.objects.get(pk=before.pk).replaced_at is not None
    assert after.needs.get().verdict == "not_met"


def test_the_same_fact_is_held_once_and_a_correction_keeps_what_it_said(family, jayden, ada):
    row = attended(family, jayden, ada)
    assert attended(family, jayden, ada) == row
    assert row.history.count() == 1
    attended(family, jayden, ada, absent=4)
    assert Evidence.objects.get().fact["unauthorised"] == 4
    assert row.history.count() == 2


def test_a_fact_that_breaks_the_format_is_refused_at_its_field(family, jayden, ada):
    with pytest.raises(Refused) as no:
        acts.record_evidence(
            family=family,
            person=jayden,
            kind="attendance",
            fact={"term": "last year", "possible": 10, "authorised": 0, "unauthorised": 0},
            source="school",
            by=ada,
        )
    assert no.value.field == "term"


def test_a_need_must_be_in_the_framework_of_the_case_and_named_once(case, need, jayden, ada):
    with pytest.raises(Refused, match="no need 99z"):
        acts.identify_need(case=case, code="99z", by=ada)
    with pytest.raises(Refused, match="named already"):
        acts.identify_need(case=case, code="1a", person=jayden, by=ada)


def test_the_facts_hold_everyone_with_their_home(case, family):
    people = {person.relation: person for person in facts_of(case).people}
    assert set(people) == {"parent", "step_parent", "child", "unborn"}
    assert people["child"].lives_there(date.today())  # noqa: DTZ011
    assert people["unborn"].household is None


def test_a_published_framework_that_changed_is_refused(db):

    acts.load_frameworks()
    acts.load_frameworks()
    assert Framework.objects.filter(slug="nsfof-2022").count() == 1
    Framework.objects.update(sha256="0" * 64)
    with pytest.raises(ImproperlyConfigured, match="new version"):
        acts.load_frameworks()
