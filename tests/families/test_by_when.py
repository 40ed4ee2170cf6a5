"""By when something is done: asked for like every other day, and nothing typed is dropped."""

from datetime import timedelta

import pytest
from django.utils import timezone

from families import acts
from families.models import Action, Plan, Visit
from sharing.refusals import Refused
from tests.cast import member
from tests.families.test_work_pages import browser, day, plan_data, url, visit_data

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


def test_nothing_new_is_due_in_the_past(family, browser):
    """Said at the field. What was promised at a visit may be late by the day it is written down."""
    gone = timezone.localdate() - timedelta(days=3)
    kelly = f"person:{member(family, 'Kelly').key}"
    action = {"what": "Ring school", "doer": kelly, **day("due_on", gone)}
    of_visit = {"actions-0-what": "Ring", "actions-0-doer": kelly, **day("actions-0-due_on", gone)}
    today = visit_data(family) | of_visit
    plan = plan_data(family) | day("goals-0-due_on_1", gone)
    for name, data, field, said in (
        ("add-action", action, "id_due_on", "Enter a date on or after"),
        ("record-visit", today, "id_actions-0-due_on", "Enter the day of the visit or a later day"),
        ("agree-plan", plan, "id_goals-0-due_on_1", "Enter today or a later day"),
    ):
        answer = browser.post(url(family, name), data)
        page = answer.content.decode()
        assert answer.status_code == 422, name
        assert said in page.partition(f'id="{field}_error"')[2][:300], name
        assert f'value="{gone.day}"' in page, "nothing typed is dropped"
    assert not Action.objects.exists()
    browser.post(url(family, "record-visit"), today | day("happened_on", gone))
    assert Visit.objects.get().actions.get().due_on == gone


def test_a_late_line_goes_on_late_in_the_next_plan(family, case, browser, ada):
    browser.post(url(family, "agree-plan"), plan_data(family))
    gone = timezone.localdate() - timedelta(days=3)
    Action.objects.update(due_on=gone)
    late = day("goals-0-due_on_1", gone)
    changed = plan_data(family, **{"goals-0-what_1": "Something else"}) | late
    assert browser.post(url(family, "agree-plan"), changed).status_code == 422
    assert browser.post(url(family, "agree-plan"), plan_data(family) | late).status_code == 302
    assert Plan.objects.agreed().get().goals.get().actions.get().due_on == gone
    said_by_a_program = acts.NewAction("Something else", gone, doer_post=ada.post)
    with pytest.raises(Refused) as no:
        acts.add_action(case=case, action=said_by_a_program, by=ada)
    assert no.value.field == "due_on"
