"""Ending an episode of support: why, in the field's terms."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from families import acts
from families.models import BookedVisit, Case
from tests.cast import make_family
from tests.families.test_work_pages import day, url


@pytest.fixture
def browser(ada, as_user):
    return as_user(ada)


def test_closing_for_something_else_needs_words_of_ones_own(family, case, browser):
    today = day("closed_on", timezone.localdate())
    page = browser.post(url(family, "close"), {"reason": "other", **today})
    assert page.context["form"].errors["own"] == ["Say in a few words why our help ends"]
    browser.post(url(family, "close"), {"reason": "other", "own": "Gone to sea", **today})
    case.refresh_from_db()
    assert case.closing_reason == "Gone to sea"


def test_closing_keeps_the_record_readable(family, case, browser):
    today = day("closed_on", timezone.localdate())
    assert "Step-up to social care" in browser.get(url(family, "close")).content.decode()
    browser.post(url(family, "close"), {"reason": "watched", **today})
    case.refresh_from_db()
    assert case.stage == Case.Stage.CLOSED
    assert case.closing_reason == "Outcomes met, being watched"
    assert "Outcomes met, being watched" in browser.get(url(family, "story")).content.decode()
    assert browser.get(url(family, "family")).status_code == 200
    assert browser.get(url(family, "record-visit")).status_code == 404


def test_no_case_closes_before_it_began(family, case, browser):
    began = case.opened_on
    before = day("closed_on", began - timedelta(days=1))
    page = browser.post(url(family, "close"), {"reason": "met", **before})
    said = f"Our help began only on {began.day} {began:%B %Y}"
    assert page.context["form"].errors == {"closed_on": [said]}


def test_the_record_says_that_our_help_ended_and_expects_nobody(family, case, browser, ada):
    acts.book_visit(case=case, at=timezone.now() + timedelta(days=2), by=ada)
    assert "Our help ended" not in browser.get(url(family, "people")).content.decode()
    acts.close_case(case=case, reason="Gone to sea", by=ada)
    today = timezone.localdate()
    page = browser.get(url(family, "visits"))
    assert f"Our help ended on {today.day} {today:%B %Y}" in page.content.decode()
    assert not page.context["coming"]
    assert BookedVisit.objects.standing().count() == 1  # written down still


def test_a_case_opened_by_mistake_is_no_help_that_ended(dot, as_user):
    family = make_family(dot)
    acts.withdraw_case(case=acts.open_case(family=family, by=dot), by=dot)
    assert "Our help ended" not in as_user(dot).get(url(family, "people")).content.decode()
