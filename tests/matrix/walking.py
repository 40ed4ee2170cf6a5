"""Through every address of the house as one person, and which markers came back.

Pages are asked by a browser, the API by a program with the person's token, or by both. Mail and
log lines that arise on the way count as told to everyone who asks.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core import mail
from django.test import Client

from coordination.logs import PlainFormatter
from tests.house.routes import Route, routes
from tests.house.situation import Situation
from tests.house.test_access_matrix import ask
from tests.matrix.markers import SOUGHT

ROUTES = routes()


@dataclass
class Walk:
    """What one person was told, and where."""

    name: str
    told: dict[str, set[str]] = field(default_factory=dict)
    checked: int = 0

    def add(self, where: str, content: bytes) -> None:
        self.checked += len(SOUGHT)
        for marker in SOUGHT:
            if marker.found_as in content:
                self.told.setdefault(marker.text, set()).add(where)

    def beyond(self, allowed: Iterable[str]) -> dict[str, list[str]]:
        """Markers that this person must not be told, and the addresses that told them."""
        return {text: sorted(at) for text, at in self.told.items() if text not in set(allowed)}


class Heard(logging.Handler):
    """Every line that any logger says, as production writes it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(PlainFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def heard() -> Iterator[list[str]]:
    """Loggers that keep their lines to themselves are listened to as well."""
    ear = Heard()
    quiet = (logging.getLogger(name) for name in logging.root.manager.loggerDict)
    talking = [logging.getLogger(), *(logger for logger in quiet if not logger.propagate)]
    for logger in talking:
        logger.addHandler(ear)
    try:
        yield ear.lines
    finally:
        for logger in talking:
            logger.removeHandler(ear)


def walk(
    situation: Situation,
    name: str,
    client: Client,
    only: Iterable[str] = (),
    program: Client | None = None,
) -> Walk:
    """Ask for every address (or `only` some) as this person; the API by `program` where given.
    Nobody may find anything in mail or in the log, so there it counts as told to whoever asked."""
    found = Walk(name)
    with heard() as lines:
        for where, content in answers(situation, client, program or client, set(only)):
            found.add(where, content)
    found.add("log", "\n".join(lines).encode())
    for message in mail.outbox:
        found.add("mail", message.message().as_bytes())
        found.add("mail", f"{message.subject} {message.body}".encode())
    return found


def answers(
    situation: Situation, client: Client, program: Client, only: Iterable[str] = ()
) -> Iterator[tuple[str, bytes]]:
    """Each address, or `only` some, and what came back."""
    for route in ROUTES:
        if only and route.name not in only:
            continue
        by = program if route.is_api else client
        yield route.name, ask(by, route, situation.kwargs(route)).content
        yield from _with_words(client, route)


def _with_words(client: Client, route: Route) -> Iterator[tuple[str, bytes]]:
    """Search says something only where something is asked."""
    if route.name == "search":
        for words in ("Quill", "Zebedee", "MB3 7CK"):
            answer = client.post("/find/", {"words": words})
            yield f"search for {words}", answer.content.replace(words.encode(), b"")
