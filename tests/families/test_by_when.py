"""By when something is done: asked for like every other day, and nothing typed is dropped."""

import pytest

from families.models import Plan
from tests.families.test_work_pages import browser, plan_data, url

__all__ = ["browser"]  # a fixture
pytestmark = pytest.mark.django_db


def test_by_when_is_three_boxes_and_a_line_with_a_day_alone_is_not_lost(family, browser):
    for name in ("agree-plan", "record-visit", "add-action"):
        page = browser.get(url(family, name)).content.decode()
        assert 'type="date"' not in page
        assert "By when" in page
    no_words = {"goals-0-what_1": "", "goals-0-doer_1": ""}
    answer = browser.post(url(family, "agree-plan"), plan_data(family) | no_words)
    assert answer.status_code == 422
    assert "Say what will be done" in answer.content.decode()
    wrong = plan_data(family) | {"goals-0-due_on_1_day": "31", "goals-0-due_on_1_month": "6"}
    answer = browser.post(url(family, "agree-plan"), wrong)
    assert "There is no 31 June 2030" in answer.content.decode()
    assert not Plan.objects.exists()
