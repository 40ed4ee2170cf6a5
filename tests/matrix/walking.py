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
from tests.house.asking import ask
from tests.house.routes import routes
from tests.house.situation import Situation
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

    def amiss(self, allowed: Iterable[str], needed: Iterable[str] = ()) -> Iterator[str]:
        """What they must not be told, and what had to reach them: where nothing does, that
        something must not proves nothing."""
        for text, at in self.beyond(allowed).items():
            yield f"{self.name} was told {text} at {', '.join(at)}"
        for text in sorted(set(needed) - set(self.told)):
            yield f"{self.name} was not told {text}"


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


@contextmanager
def listening(found: Walk) -> Iterator[None]:
    """Nobody may find anything in mail or in the log, so what arises there while somebody asks
    counts as told to them."""
    with heard() as lines:
        yield
    found.add("log", "\n".join(lines).encode())
    for message in mail.outbox:
        found.add("mail", message.message().as_bytes())
        found.add("mail", f"{message.subject} {message.body}".encode())


def walk(
    situation: Situation,
    name: str,
    client: Client,
    only: Iterable[str] = (),
    program: Client | None = None,
) -> Walk:
    """Ask for every address (or `only` some) as this person; the API by `program` where given."""
    found = Walk(name)
    with listening(found):
        for where, content in answers(situation, client, program or client, set(only)):
            found.add(where, content)
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
        if route.name == "search":
            yield from search_with_words(client)


def search_with_words(client: Client) -> Iterator[tuple[str, bytes]]:
    """Search says something only where something is asked."""
    for words in ("Quill", "Zebedee", "MB3 7CK"):
        answer = client.post("/find/", {"words": words})
        yield f"search for {words}", answer.content.replace(words.encode(), b"")
