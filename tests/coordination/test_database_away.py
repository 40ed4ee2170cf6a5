"""The database is really away: its port is wrong, or the server ends our connection. Fail closed.

Each test commits, as the request that fails must ask on a connection of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from sharing.acts import make_token

pytestmark = pytest.mark.django_db(transaction=True)
WRONG_PORT = "1"


@contextmanager
def wrong_port() -> Iterator[None]:
    """Nobody listens there: the driver itself says so."""
    settings = connection.settings_dict
    right = settings["PORT"]
    connection.close()
    settings["PORT"] = WRONG_PORT
    try:
        yield
    finally:
        settings["PORT"] = right
        connection.close()


def end_connection() -> None:
    """As an administrator of the server would, from another connection."""
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    with psycopg2.connect(**connection.get_connection_params()) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    other.close()


@pytest.fixture
def browser(as_user: Callable, ada) -> Client:
    client = as_user(ada)
    assert client.get(reverse("home")).status_code == 200
    client.raise_request_exception = False
    return client


@pytest.fixture
def program(ada) -> Client:
    token = make_token(name="Figures", days=1, by=ada)
    client = Client(headers={"Authorization": f"Bearer {token.secret}"})
    client.raise_request_exception = False
    return client


def said_in_words(answer) -> str:
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    page = answer.content.decode()
    assert "Try again in a minute" in page
    return page


def test_a_page_says_so_before_it_knows_who_asks(browser, family):
    with wrong_port():
        page = said_in_words(browser.get(reverse("families:family", args=[family.reference])))
    assert "Doyle" not in page
    assert browser.get(reverse("home")).status_code == 200


def test_what_was_typed_is_sent_again_as_it_is(browser, case, family):
    url = reverse("families:say-tie")
    given = {"name": 'Jo "Jojo" <Penn>', "tie": "Cousin"}
    with wrong_port():
        page = said_in_words(browser.post(url, given))
    assert f'action="{url}"' in page
    assert 'name="name" value="Jo &quot;Jojo&quot; &lt;Penn&gt;"' in page
    assert 'name="tie" value="Cousin"' in page
    assert browser.post(url, given).status_code == 302


def test_a_password_is_never_in_the_page(db):
    client = Client(raise_request_exception=False)
    given = {"login": "ada", "password": "a-secret-that-stays"}
    with wrong_port():
        page = said_in_words(client.post(reverse("account_login"), given))
    assert "a-secret-that-stays" not in page


def test_the_api_answers_in_json(program, browser, family):
    for client in (program, browser):
        with wrong_port():
            answer = client.get("/api/families/")
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "60"
        assert set(answer.json()) == {"detail"}
    assert program.get("/api/families/").status_code == 200


def test_a_connection_that_the_server_ends_lets_nobody_in(browser, family):
    end_connection()
    page = said_in_words(browser.get(reverse("families:family", args=[family.reference])))
    assert "Doyle" not in page
    connection.close()  # as Django does between two requests
    assert browser.get(reverse("home")).status_code == 200


def test_alive_needs_no_database_and_pages_of_words_neither(db):
    client = Client(raise_request_exception=False)
    with wrong_port():
        assert client.get(reverse("healthz")).status_code == 200


def test_a_mistake_of_ours_is_still_a_500(browser, settings):
    settings.ROOT_URLCONF = "tests.coordination.broken_page"
    answer = browser.get("/")
    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers
