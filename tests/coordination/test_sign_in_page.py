"""The door, and the pages that say no."""

import pytest
from django.core.cache import cache
from django.test import Client

TRIES = 5

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


def try_to_sign_in(client: Client) -> str:
    answer = client.post("/sign-in/", {"login": "priya.nair", "password": "wrong"})
    return answer.content.decode()


def test_the_door_asks_for_two_things_and_needs_no_script(client: Client) -> None:
    html = client.get("/sign-in/").content.decode()
    assert "<title>Sign in – Whole Family</title>" in html
    assert 'name="login"' in html
    assert 'name="password"' in html
    assert "placeholder" not in html
    assert 'class="wf-nav"' not in html
    assert "style=" not in html
    assert "<script>" not in html


def test_a_wrong_password_says_so_and_keeps_the_name(client: Client) -> None:
    html = try_to_sign_in(client)
    assert "<title>Error: Sign in – Whole Family</title>" in html
    assert "That username and password do not go together" in html
    assert 'value="priya.nair"' in html
    assert 'value="wrong"' not in html


def test_after_too_many_tries_it_says_how_long_to_wait(client: Client) -> None:
    for _ in range(TRIES):
        try_to_sign_in(client)
    assert "Too many tries. Wait 5 minutes" in try_to_sign_in(client)


def test_a_page_that_is_not_there_is_said_kindly(client: Client) -> None:
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "We can’t find that page" in answer.content.decode()


def test_a_form_that_was_open_too_long_says_that_nothing_was_sent() -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "a"})
    assert answer.status_code == 403
    assert "Nothing was sent." in answer.content.decode()
