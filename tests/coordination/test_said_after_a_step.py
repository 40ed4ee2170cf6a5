"""What a page says after a step ends with the sign-in: who takes the tablet next is not told it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families import acts
from outcomes.models import Need
from tests.conftest import signed_in
from tests.families.test_work_pages import day


def a_need_is_named(browser: Client, family: Any, ada: Any) -> str:
    """And of which kind it is: what no partner may read, and no cookie may hold."""
    page = reverse("outcomes:identify-need", args=[family.reference])
    on = day("identified_on", timezone.localdate())
    browser.post(page, {"code": "8a", "person": "family", "why": "She told me", **on})
    assert Need.objects.get().code == "8a"
    return "abuse"


def an_action_is_done(browser: Client, family: Any, ada: Any) -> str:
    new = acts.NewAction("Ring the probation officer", doer_post=ada.post)
    action = acts.add_action(case=family.open_case, action=new, by=ada)
    assert browser.post(reverse("families:complete-action", args=[action.key])).status_code == 302
    return "probation"


@pytest.mark.parametrize("step", [a_need_is_named, an_action_is_done])
def test_the_next_person_is_not_told(step, family, ada, ben, as_user):
    browser = as_user(ada)
    word = step(browser, family, ada)
    assert word not in browser.cookies.output()
    Session.objects.all().delete()  # half an hour later
    assert word not in signed_in(browser, ben).get(reverse("home")).content.decode()


def test_whoever_took_the_step_is_told(family, ada, as_user):
    browser = as_user(ada)
    word = an_action_is_done(browser, family, ada)
    assert f"Done: Ring the {word} officer" in browser.get(reverse("help")).content.decode()
