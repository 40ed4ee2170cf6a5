"""Every address × every kind of person. A route without a row in the table fails the build (P1)."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.house.access_table import TABLE, expected
from tests.house.routes import Route, routes
from tests.house.situation import PEOPLE, SECRETS, Situation, make_situation

ROUTES = routes()
MASKS = (
    (re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"'), b""),
    (re.compile(rb'"X-CSRFToken": "[^"]+"'), b""),
    (re.compile(rb"X-CSRFToken&quot;: &quot;[^&]+"), b""),
)


@pytest.fixture
def situation(db, request) -> Situation:
    return make_situation(request.getfixturevalue)


def asked(client: Client, route: Route, address: str) -> tuple[int, bytes]:
    """What comes back; an API act is posted to with nothing in it. Whatever it did is undone."""
    with transaction.atomic():
        answer = getattr(client, route.method)(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer.status_code, content


def masked(content: bytes) -> bytes:
    for pattern, instead in MASKS:
        content = pattern.sub(instead, content)
    return content


def test_every_address_has_a_row_and_every_row_an_address():
    assert {route.name for route in ROUTES} == set(TABLE)


@pytest.mark.parametrize("name", PEOPLE)
def test_each_kind_of_person_gets_what_the_table_says(name, situation):
    client = situation.client_of(name)
    wrong = []
    for route in ROUTES:
        status, _ = asked(client, route, reverse(route.name, kwargs=situation.kwargs(route)))
        if status not in expected(route, name):
            wrong.append(f"{route.name}: {status}, not {expected(route, name)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["anonymous", "ben", "eve", "gus", "kay", "lou", "max"])
def test_who_has_no_business_here_receives_no_byte_of_the_family(name, situation):
    client = situation.client_of(name)
    leaks = []
    for route in ROUTES:
        _, content = asked(client, route, reverse(route.name, kwargs=situation.kwargs(route)))
        leaks += [f"{route.name}: {secret!r}" for secret in SECRETS if secret.encode() in content]
    assert not leaks, "\n".join(leaks)


def test_the_secrets_are_really_there_for_the_lead_worker(situation):
    client = situation.client_of("ada")
    told = b""
    for route in ROUTES:
        told += asked(client, route, reverse(route.name, kwargs=situation.kwargs(route)))[1]
    missing = [secret for secret in SECRETS if secret.encode() not in told]
    assert not missing, "a marker that its own worker can't reach proves nothing"


@pytest.mark.parametrize("name", ["eve", "gus", "ben"])
def test_what_may_not_be_known_answers_like_what_does_not_exist(name, situation):
    client = situation.client_of(name)
    for route in ROUTES:
        kwargs = situation.kwargs(route)
        if not kwargs or 404 not in expected(route, name):
            continue
        forbidden = asked(client, route, reverse(route.name, kwargs=kwargs))
        nothing = asked(client, route, reverse(route.name, kwargs=situation.nonsense(route)))
        assert forbidden[0] == nothing[0] == 404, route.name
        assert masked(forbidden[1]) == masked(nothing[1]), route.name
