"""What a sharing lead's home says about agreements, and what the clock does to them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from coordination.home.worklist import tasks
from families import acts as families
from families.models import Person
from sharing import acts
from sharing.models import Agreement, Category, Line
from tests import cast
from tests.cast import make_user
from tests.sharing.agreements_made import a_draft, days, in_force, sign, someone_to_sign

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def sue(borough):
    return someone_to_sign(borough)


def said(user):
    return [(task.title, task.state, task.kind) for task in tasks(user)]


@pytest.mark.parametrize(
    ("left", "kind"), [(91, None), (90, "info"), (30, "wait"), (7, "bad"), (1, "bad")]
)
def test_the_end_is_said_90_30_and_7_days_before(left, kind, borough, lou, sue):
    in_force(borough, lou, sue, ends_on=days(left))
    state = f"In {left} day{'' if left == 1 else 's'}"
    wanted = [("Lantern Trust and Early Help ends", state, kind)] if kind else []
    assert said(lou) == wanted


def test_a_review_that_passed_is_said_until_it_is_done(borough, lou, sue, time_machine):
    in_force(borough, lou, sue, review_on=days(0))
    assert said(lou) == [("Review: Lantern Trust and Early Help", "Today", "bad")]
    time_machine.move_to(datetime(2031, 1, 1, 12, tzinfo=UTC))
    assert "late" in said(lou)[0][1]


def test_others_are_not_told(borough, lou, sue, ada):
    in_force(borough, lou, sue, ends_on=days(5))
    police_lead = make_user("Pip", borough.police, "sharing_lead")
    for user in (ada, sue, police_lead):
        assert said(user) == []


def test_a_draft_waits_for_the_second_signature_and_then_to_be_activated(
    borough, lou, sue, as_user
):
    agreement = a_draft(borough, lou)
    assert said(sue) == said(lou) == []
    sign(agreement, lou)
    assert said(lou) == []
    page = as_user(sue).get(reverse("home")).content.decode()
    assert "Read and sign: Lantern Trust and Early Help" in page
    sign(agreement, sue)
    assert said(sue) == []
    page = as_user(lou).get(reverse("home")).content.decode()
    assert "Activate: Lantern Trust and Early Help" in page
    acts.activate_agreement(agreement=agreement, by=lou)
    assert said(lou) == []


@pytest.mark.parametrize("act", [acts.suspend_agreement, acts.end_agreement])
def test_every_party_hears_for_two_weeks_that_it_stopped(
    act, borough, lou, sue, as_user, time_machine
):
    time_machine.move_to(datetime(2027, 5, 3, 12, tzinfo=UTC))
    act(agreement=in_force(borough, lou, sue), reason="A letter went astray", by=lou)
    for user in (lou, sue):
        page = as_user(user).get(reverse("home")).content.decode()
        assert "A letter went astray" in page
    time_machine.move_to(datetime(2027, 5, 17, 12, tzinfo=UTC))
    assert not [title for title, *_ in said(sue)]


@pytest.mark.parametrize(
    ("last_day", "before", "after"),
    [
        # British Summer Time: midnight is 23:00 UTC
        (date(2027, 7, 31), (2027, 7, 31, 22, 59, 59), (2027, 7, 31, 23, 0, 1)),
        # the night the clocks go forward, and the night they go back
        (date(2027, 3, 27), (2027, 3, 27, 23, 59, 59), (2027, 3, 28, 0, 0, 1)),
        (date(2027, 3, 28), (2027, 3, 28, 22, 59, 59), (2027, 3, 28, 23, 0, 1)),
        (date(2027, 10, 30), (2027, 10, 30, 22, 59, 59), (2027, 10, 30, 23, 0, 1)),
        (date(2027, 10, 31), (2027, 10, 31, 23, 59, 59), (2027, 11, 1, 0, 0, 1)),
        (date(2028, 2, 29), (2028, 2, 29, 23, 59, 59), (2028, 3, 1, 0, 0, 1)),
    ],
)
def test_the_last_day_ends_at_midnight_in_london(last_day, before, after, borough, time_machine):
    Agreement.objects.update(ends_on=last_day)
    time_machine.move_to(datetime(*before, tzinfo=UTC))
    assert Line.objects.in_force().exists()
    time_machine.move_to(datetime(*after, tzinfo=UTC))
    assert not Line.objects.in_force().exists()


def test_the_first_day_begins_at_midnight_in_london(borough, time_machine):
    Agreement.objects.update(starts_on=date(2027, 7, 1), ends_on=None)
    time_machine.move_to(datetime(2027, 6, 30, 22, 59, 59, tzinfo=UTC))
    assert not Line.objects.in_force().exists()
    time_machine.move_to(datetime(2027, 6, 30, 23, 0, 1, tzinfo=UTC))
    assert Line.objects.in_force().exists()


@pytest.fixture
def page_of_the_family(family, with_cas, ada, borough) -> str:
    """Which the school opens while the agreement lasts: Kelly has said yes."""
    yes = [families.Decision(borough.school, Category.IDENTITY, "given")]
    families.record_consents(person=cast.member(family, "Kelly"), decisions=yes, by=ada)
    return reverse("families:family", args=[family.reference])


def test_a_session_over_midnight_loses_sight_at_the_next_click(
    page_of_the_family, cas, as_user, time_machine
):
    """The same browser, signed in once: a second before midnight and a second after."""
    Agreement.objects.update(ends_on=date(2027, 7, 31))
    time_machine.move_to(datetime(2027, 7, 31, 23, 50, tzinfo=LONDON))
    client = as_user(cas)
    time_machine.move_to(datetime(2027, 7, 31, 23, 59, 59, tzinfo=LONDON))
    assert client.get(page_of_the_family).status_code == 200
    time_machine.move_to(datetime(2027, 8, 1, 0, 0, 1, tzinfo=LONDON))
    assert client.get(page_of_the_family).status_code == 404
    assert client.get(reverse("home")).status_code == 200
    assert not Person.objects.visible_to(cas).exists()


def test_suspending_bites_at_the_next_click_of_an_open_session(
    page_of_the_family, cas, lou, borough, as_user
):
    client = as_user(cas)
    assert client.get(page_of_the_family).status_code == 200
    acts.suspend_agreement(agreement=borough.agreement, reason="An incident", by=lou)
    assert client.get(page_of_the_family).status_code == 404
