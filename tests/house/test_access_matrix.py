"""Every address × every kind of person. A route without a row in the table fails the build (P1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from sharing import acts as sharing
from tests.house.access_table import TABLE
from tests.house.answers import expected
from tests.house.routes import Route, routes
from tests.house.situation import PEOPLE, SECRETS, Situation, make_situation

pytestmark = pytest.mark.matrix

ROUTES = routes()
#: A step that reaches far asks for a password, which a program has not (decision 19).
PASSWORD = {"agreements-activate", "exports-ask", "exports-collect"}
NO_BUSINESS_HERE = {"anonymous", "ben", "eve", "gus", "kay", "lou", "max"}
#: A data steward decides whom a row of a file is about, so is told who that may be, and no more.
MATCHING = {
    "kay": {"families:matches", "families:decide-match", "matches-list", "matches-detail"},
}
#: What differs between two answers that say the same: tokens against forged requests.
TOKENS = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken(?:"|&quot;): (?:"|&quot;))[\w-]+')


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from one address."""

    route: Route
    status: int
    content: bytes

    def secrets(self) -> list[str]:
        return [secret for secret in SECRETS if secret.encode() in self.content]


@pytest.fixture
def situation(db, request) -> Situation:
    return make_situation(request.getfixturevalue)


def ask(client: Client, route: Route, kwargs: dict) -> Answer:
    """What comes back; an API act is posted to with nothing in it. Whatever it did is undone."""
    with transaction.atomic():
        answer = getattr(client, route.method)(reverse(route.name, kwargs=kwargs))
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return Answer(route, answer.status_code, TOKENS.sub(b"", content))


def walk(situation: Situation, client: Client) -> Iterator[Answer]:
    """Through every address of the house."""
    for route in ROUTES:
        yield ask(client, route, situation.kwargs(route))


def test_every_address_has_a_row_and_every_row_an_address():
    assert {route.name for route in ROUTES} == set(TABLE)


@pytest.mark.parametrize("name", PEOPLE)
def test_each_kind_of_person_gets_what_the_table_says_and_no_more(name, situation):
    client = situation.client_of(name)
    wrong, told = [], set()
    for answer in walk(situation, client):
        right = expected(answer.route, name)
        if answer.status not in right:
            wrong.append(f"{answer.route.name}: {answer.status}, not {right}")
        told |= set(answer.secrets())
        if name not in NO_BUSINESS_HERE:
            continue
        if answer.secrets() and answer.route.name not in MATCHING.get(name, ()):
            wrong.append(f"{answer.route.name}: {answer.secrets()} is for others")
        if answer.status == 404 and answer.route.takes:
            nothing = ask(client, answer.route, situation.nonsense(answer.route))
            if (nothing.status, nothing.content) != (404, answer.content):
                wrong.append(f"{answer.route.name}: differs from what does not exist")
    assert not wrong, "\n".join(wrong)
    if name == "ada":
        assert told == set(SECRETS), "a marker that its own worker can't reach proves nothing"


@pytest.mark.parametrize("name", ["ada", "cas", "eve", "ivy"])
def test_a_token_gets_what_its_person_gets_and_no_ways_in(name, situation):
    """Every address of the API, asked by a program in the person's place."""
    token = sharing.make_token(name="Matrix", days=1, by=situation.users[name])
    client = Client(headers={"Authorization": f"Bearer {token.secret}"})
    wrong = []
    for route in ROUTES:
        if not route.is_api:
            continue
        answer = ask(client, route, situation.kwargs(route))
        kept = route.name.split("-")[0] in ("tokens", "sign")
        right = {403} if kept else expected(route, name)
        if route.name in PASSWORD and right != {404}:
            right = {403}
        if answer.status not in right:
            wrong.append(f"{route.name}: {answer.status}, not {right}")
        if name == "eve" and answer.secrets():
            wrong.append(f"{route.name}: {answer.secrets()} is for others")
    assert not wrong, "\n".join(wrong)
