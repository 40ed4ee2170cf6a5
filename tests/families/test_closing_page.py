"""Ending an episode of support: why, in the field's terms."""

from __future__ import annotations

import pytest
from django.utils import timezone

from families.models import Case
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
