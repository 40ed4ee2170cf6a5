"""A session that spans the midnight on which something ends: the next click obeys, in London time.

Python's clock says which day it is, and the wall is told that day with each request.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from coordination.news import deliver
from coordination.readers import READERS
from families import acts
from families.models import Consent, FamilyAccess, Involvement
from sharing import acts as sharing
from sharing.models import Agreement, Category, Post
from tests import cast

pytestmark = pytest.mark.matrix

LONDON = ZoneInfo("Europe/London")
#: The last day of something: in winter time, in summer time, and the nights the clocks change.
LAST_DAYS = (date(2027, 1, 14), date(2027, 7, 10), date(2027, 3, 28), date(2027, 10, 31))


def at(day: date, hour: int, minute: int = 0) -> time_machine.travel:
    """That moment by the clock on the wall in London."""
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)
    return time_machine.travel(moment, tick=False)


def agreement_ends(day: date) -> None:
    Agreement.objects.update(ends_on=day)


def consent_ends(day: date) -> None:
    Consent.objects.update(until=day)


def involvement_ends(day: date) -> None:
    links = Involvement.objects.filter(kind=Involvement.Kind.TEAM_AROUND)
    links.update(until=day)
    FamilyAccess.objects.filter(involvement__in=links).update(until=day)


def post_ends(day: date) -> None:
    Post.objects.filter(user__username="cas").update(ends_on=day)


@pytest.fixture
def open_to_cas(family, with_cas, borough, ada, cas) -> str:
    """Cas may know Kelly; her page about the family."""
    yes = [acts.Decision(borough.school, Category.IDENTITY, "given")]
    acts.record_consents(person=cast.member(family, "Kelly"), decisions=yes, by=ada)
    return reverse("families:family", args=[family.reference])


@pytest.mark.parametrize("last_day", LAST_DAYS, ids=str)
@pytest.mark.parametrize(
    "ends", [agreement_ends, consent_ends, involvement_ends, post_ends], ids=lambda e: e.__name__
)
def test_the_click_after_midnight_obeys(ends, last_day, open_to_cas, cas, as_user):
    ends(last_day)
    with at(last_day, 23, 45):
        client = as_user(cas)
        assert client.get(open_to_cas).status_code == 200
    with at(last_day, 23, 59):
        assert client.get(open_to_cas).status_code == 200
    with at(last_day + timedelta(days=1), 0, 1):
        assert client.get(open_to_cas).status_code == 404
        assert client.get("/api/families/").json()["results"] == []


@pytest.mark.parametrize("day", LAST_DAYS, ids=str)
def test_what_begins_at_midnight_opens_with_the_click_after_it(day, open_to_cas, cas, as_user):
    Agreement.objects.update(starts_on=day)
    with at(day - timedelta(days=1), 23, 59):
        client = as_user(cas)
        assert client.get(open_to_cas).status_code == 404
    with at(day, 0, 1):
        assert client.get(open_to_cas).status_code == 200


@pytest.mark.parametrize("last_day", LAST_DAYS, ids=str)
def test_a_program_is_told_nothing_after_midnight_either(last_day, open_to_cas, cas, client):
    Agreement.objects.update(ends_on=last_day)
    with at(last_day, 23, 59):
        token = sharing.make_token(name="Register", days=1, by=cas)
        headers = {"Authorization": f"Bearer {token.secret}"}
        assert len(client.get("/api/families/", headers=headers).json()["results"]) == 1
    with at(last_day + timedelta(days=1), 0, 1):
        assert client.get("/api/families/", headers=headers).json()["results"] == []


@pytest.mark.parametrize("day", [date(2031, 7, 11), date(2031, 1, 15)], ids=["summer", "winter"])
def test_a_parents_yes_lapses_at_midnight_of_the_eighteenth_birthday(
    day, family, with_cas, ada, cas, as_user
):
    """access.md, P2: at 00:00 in London, which in summer is 23:00 the day before in UTC. On the
    page, for a program, in a list that waits to be collected and in one that waits to be made."""
    jayden = cast.member(family, "Jayden")
    jayden.born = day.replace(year=2013)
    jayden.save()
    yes = [acts.Decision(cas.agency, Category.IDENTITY, "given")]
    kelly = cast.member(family, "Kelly")
    acts.record_consents(person=jayden, given_by=kelly, decisions=yes, by=ada)
    page = reverse("families:family", args=[family.reference])
    with at(day - timedelta(days=1), 23, 59):
        browser = as_user(cas)
        token = sharing.make_token(name="Register", days=1, by=cas)
        program = {"Authorization": f"Bearer {token.secret}"}
        assert "Jayden" in browser.get(page).content.decode()
        assert "Jayden" in Client().get("/api/people/", headers=program).content.decode()
        ready = acts.ask_export(kind="families", by=cas)
        deliver(READERS)
        ready.refresh_from_db()
        assert ready.rows == 1
        waiting = acts.ask_export(kind="families", by=cas)
    with at(day, 0, 1):
        assert browser.get(page).status_code == 404
        assert Client().get("/api/people/", headers=program).json()["results"] == []
        deliver(READERS)
        waiting.refresh_from_db()
        assert (waiting.state, waiting.rows) == ("ready", 0)
        assert browser.post(ready.get_absolute_url()).status_code == 422
