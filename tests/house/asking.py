"""Each address asked by one person, and what is wrong with what came back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.house.answers import expected
from tests.house.exposure import Journal
from tests.house.links import Links
from tests.house.routes import Route, routes
from tests.house.situation import SECRETS, Situation

ROUTES = routes()
#: What differs between two answers that say the same: tokens against forged requests.
TOKENS = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken(?:"|&quot;): (?:"|&quot;))[\w-]+')
#: A step that reaches far asks for a password, which a program has not (decision 19).
PASSWORD = {
    "agreements-activate", "exports-ask", "exports-collect", "families-merge", "merges-review",
    "families-transfer", "transfers-take-on",
}  # fmt: skip
#: Whose sight of the family hangs on what its adults said.
BY_CONSENT = ("cas", "kim")
NO_BUSINESS_HERE = {"anonymous", "ben", "eve", "gus", "kay", "lou", "max", "pam"}
#: A data steward decides whom a row of a file is about, so is told who that may be, and no more.
MATCHING = {
    "kay": {"families:matches", "families:decide-match", "matches-list", "matches-detail"},
}
#: What the markers are looked for in. Of anything else (XLSX, PDF), the scan must open its parts.
READ = {"text/html", "application/json", "text/csv", "text/plain", "application/vnd.oai.openapi"}
#: Papers of an agreement, as someone uploaded them: nothing of a family is written into them.
UPLOADED = {"sharing:document"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from one address."""

    route: Route
    status: int
    content: bytes
    kind: str = ""
    unsaid: tuple[str, ...] = ()

    def secrets(self) -> list[str]:
        return [secret for secret in SECRETS if secret.encode() in self.content]


def ask(client: Client, route: Route, kwargs: dict, journal: Journal | None = None) -> Answer:
    """What comes back; an API act is posted to with nothing in it. Whatever it did is undone."""
    with transaction.atomic():
        answer = getattr(client, route.method)(reverse(route.name, kwargs=kwargs))
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        read = route.method == "get" and answer.status_code == 200
        unsaid = journal.does_not_say(content) if journal and read else ()
        transaction.set_rollback(True)
    kind = answer.headers.get("Content-Type", "").split(";")[0]
    return Answer(route, answer.status_code, TOKENS.sub(b"", content), kind, tuple(unsaid))


def by_browser(situation: Situation, name: str, wrong: list[str]) -> Iterator[Answer]:
    """Every address, asked as the pages are; what is wrong with the answers is added to `wrong`:
    another status than the table's, a family shown that the journal does not know of, a link that
    leads to what is refused."""
    client, journal, links = situation.client_of(name), Journal.of(situation), Links()
    for route in ROUTES:
        kwargs = situation.kwargs(route)
        answer = ask(client, route, kwargs, journal)
        if route.method == "get":
            address = reverse(route.name, kwargs=kwargs)
            links.read(address, answer.status, answer.content, answer.kind)
        wrong += _amiss(name, answer, expected(route, name), client, situation)
        yield answer
    wrong += links.refused(client)


def by_program(situation: Situation, name: str, wrong: list[str]) -> Iterator[Answer]:
    """Every address of the API, asked with this person's token, which opens no ways in."""
    program = situation.program_of(name)
    for route in (route for route in ROUTES if route.is_api):
        answer = ask(program, route, situation.kwargs(route))
        kept = route.name.split("-")[0] in ("tokens", "sign")
        right = {403} if kept else expected(route, name)
        if route.name in PASSWORD and right != {404}:
            right = {403}
        wrong += _amiss(name, answer, right, program, situation)
        yield answer


def _amiss(
    name: str, answer: Answer, right: set[int], client: Client, situation: Situation
) -> Iterator[str]:
    """What one answer should not be."""
    where = answer.route.name
    if answer.status not in right:
        yield f"{where}: {answer.status}, not {right}"
    if answer.unsaid:
        yield f"{where}: the journal does not say that {answer.unsaid}"
    if answer.content and answer.kind not in READ and where not in UPLOADED:
        yield f"{where}: no scan opens {answer.kind}"
    if name in NO_BUSINESS_HERE:
        yield from _told_to_a_stranger(name, answer, client, situation)


def _told_to_a_stranger(
    name: str, answer: Answer, client: Client, situation: Situation
) -> Iterator[str]:
    """What someone without business here learns: a secret, or that something exists."""
    route = answer.route
    if answer.secrets() and route.name not in MATCHING.get(name, ()):
        yield f"{route.name}: {answer.secrets()} is for others"
    if answer.status == 404 and route.takes:
        nothing = ask(client, route, situation.nonsense(route))
        if (nothing.status, nothing.content) != (404, answer.content):
            yield f"{route.name}: differs from what does not exist"
