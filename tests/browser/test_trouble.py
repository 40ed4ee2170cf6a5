"""A part of a page asks and is told no: the sentence is said, and what was typed stays.

Every "no" here is a real one: the database's port is wrong, a role ended, a page has a mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Page, expect

from referrals.models import Referral
from referrals.views.asking import Write
from sharing.models import Post
from tests.coordination.test_database_away import wrong_port
from tests.referrals import steps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOX = "What have you seen?"
SEEN = "Shouting at night, and nobody comes"


@contextmanager
def away() -> Iterator[None]:
    """The database ends every connection and takes no new one."""
    connection.ensure_connection()
    other = psycopg2.connect(**connection.get_connection_params())
    with wrong_port():
        with other, other.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        other.close()
        yield


def write(page: Page, words: str) -> None:
    """The coach beside the form asks the server while someone types."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_label(BOX).fill(words)


@pytest.fixture
def asking(cas, sign_in, borough, dot) -> Page:
    page = sign_in(cas)
    page.goto(reverse("referrals:new"))
    write(page, SEEN)
    expect(page.get_by_role("alert")).to_be_empty()
    return page


def still_there(page: Page, *words: str) -> None:
    said = page.get_by_role("alert")
    for one in (*words, "What you typed is still on this page."):
        expect(said).to_contain_text(one)
    expect(page.get_by_label(BOX)).to_have_value(f"{SEEN}.")
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_the_database_is_away_and_comes_back(asking):
    with away():
        write(asking, f"{SEEN}.")
        still_there(asking, "A part of this service is not answering", "Try again in a minute")
    write(asking, f"{SEEN}!")
    expect(asking.get_by_role("alert")).to_be_empty()


def test_their_role_ended_meanwhile(asking, cas):
    Post.objects.filter(pk=cas.post.pk).update(role="analyst")
    write(asking, f"{SEEN}.")
    still_there(asking, "Your role does not do this")


def test_we_made_a_mistake(asking, monkeypatch):
    def broken(self: Write, *_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Write, "keep", broken)
    write(asking, f"{SEEN}.")
    still_there(asking, "Something went wrong at our end")


def test_nobody_answers_at_all(asking, device):
    device.set_offline(True)
    asking.get_by_label(BOX).fill(f"{SEEN}.")
    still_there(asking, "We could not reach the service")


@pytest.mark.parametrize("saved", [True, False])
def test_whoever_is_signed_out_meanwhile_goes_on_where_they_were(
    saved, sign_in, cas, device, borough, dot
):
    page = sign_in(cas)
    page.goto(reverse("referrals:new"))
    if saved:
        write(page, SEEN)
        expect(page.get_by_text("Saved at")).to_be_visible()
    device.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    write(page, f"{SEEN}.")
    still_there(page, "You are signed out")
    page.get_by_role("button", name="Save and come back").click()
    expect(page.get_by_text("are kept on this device")).to_be_visible()
    back = page.locator("input[name=next]").input_value()
    sign_in(cas)
    page.goto(back)
    expect(page.get_by_label(BOX)).to_have_value(f"{SEEN}.")
    page.get_by_role("button", name="Save and come back").click()
    expect(page.get_by_text("Saved as")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert Referral.objects.get().what_seen == f"{SEEN}."


def test_a_board_says_so_too_and_stays_as_it_is(dot, cas, sign_in, borough):
    referral = steps.sent(cas)
    page = sign_in(dot)
    page.goto(reverse("referrals:triage"))
    card = page.locator(f'a[hx-get$="{referral.reference}"]').first
    with away():
        card.click()
        expect(page.get_by_role("alert")).to_contain_text("A part of this service is not answering")
    assert "What you typed" not in page.get_by_role("alert").inner_text()
    card.click()
    expect(page.get_by_text("Cas Example is told the result.")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_empty()
