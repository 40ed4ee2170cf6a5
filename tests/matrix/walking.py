"""Through every address of the house as one person, and which markers came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.core import mail
from django.test import Client

from tests.house.routes import Route, routes
from tests.house.situation import Situation
from tests.house.test_access_matrix import ask
from tests.matrix.markers import MARKERS

ROUTES = routes()


@dataclass
class Walk:
    """What one person was told, and where."""

    name: str
    told: dict[str, set[str]] = field(default_factory=dict)
    checked: int = 0

    def add(self, where: str, content: bytes) -> None:
        self.checked += len(MARKERS)
        for marker in MARKERS:
            if marker.found_as in content:
                self.told.setdefault(marker.text, set()).add(where)

    def beyond(self, allowed: Iterable[str]) -> dict[str, list[str]]:
        """Markers that this person must not be told, and the addresses that told them."""
        return {text: sorted(at) for text, at in self.told.items() if text not in set(allowed)}


def walk(situation: Situation, name: str, client: Client, only: Iterable[str] = ()) -> Walk:
    """Ask for every address (or `only` some) as this person; mail counts as told to everyone."""
    found = Walk(name)
    for where, content in _answers(situation, client, set(only)):
        found.add(where, content)
    for message in mail.outbox:
        found.add("mail", message.message().as_bytes())
    return found


def _answers(situation: Situation, client: Client, only: set[str]) -> Iterator[tuple[str, bytes]]:
    for route in ROUTES:
        if only and route.name not in only:
            continue
        answer = ask(client, route, situation.kwargs(route))
        yield route.name, answer.content
        yield from _with_words(client, route)


def _with_words(client: Client, route: Route) -> Iterator[tuple[str, bytes]]:
    """Search says something only where something is asked."""
    if route.name == "search":
        for words in ("Quill", "Zebedee", "MB3 7CK"):
            answer = client.post("/find/", {"words": words})
            yield f"search for {words}", answer.content.replace(words.encode(), b"")
