"""What a person does with a page. One story is played by a client and by a real browser."""

from __future__ import annotations

from datetime import date
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.journeys.paper import Paper, read

DATE = ("Day", "Month", "Year")


class Hands(Protocol):
    """Someone who is signed in, before one page."""

    def go(self, path: str) -> None:
        """Type an address."""

    def follow(self, words: str) -> None:
        """Use a link."""

    def write(self, label: str, words: str, place: int = 0) -> None:
        """Fill a box in; `place` where several have the same label, -1 the last of them."""

    def pick(self, words: str, question: str = "", place: int = 0) -> None:
        """Tap a tile or tick a box."""

    def choose(self, label: str, words: str, place: int = 0) -> None:
        """Choose from a list."""

    def date(self, question: str, day: date, place: int = 0) -> None:
        """Fill the three boxes of a date in."""

    def unfold(self, words: str) -> None:
        """Open what is folded away under these words."""

    def attach(self, label: str, name: str, content: bytes) -> None:
        """Choose a file."""

    def press(self, words: str) -> None:
        """Press a button, and read the page that follows."""

    def reads(self, *words: str) -> None:
        """All of this is on the page."""

    def reads_nothing_of(self, *words: str) -> None:
        """None of this is on the page."""

    @property
    def address(self) -> str:
        """Where one is now."""


class ClientHands:
    """A browser without scripts: it reads labels and presses buttons, and knows no field's name."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.path = "/"
        self.paper = Paper("")
        self.visited: set[str] = set()

    @property
    def address(self) -> str:
        return self.path

    def go(self, path: str) -> None:
        self._show(self.client.get(urljoin(self.path, path), follow=True))

    def follow(self, words: str) -> None:
        self.go(self.paper.link(words))

    def write(self, label: str, words: str, place: int = 0) -> None:
        box = self.paper.box(label, place=place)
        if box.tag == "textarea":
            box.text = words
        else:
            box.set("value", words)

    def pick(self, words: str, question: str = "", place: int = 0) -> None:
        self.paper.tick(self.paper.box(words, question, place))

    def choose(self, label: str, words: str, place: int = 0) -> None:
        self.paper.choose(self.paper.box(label, place=place), words)

    def date(self, question: str, day: date, place: int = 0) -> None:
        for label, part in zip(DATE, (day.day, day.month, day.year), strict=True):
            self.paper.box(label, question, place).set("value", str(part))

    def unfold(self, words: str) -> None:
        assert words in [read(e) for e in self.paper.root.iter("summary")], f"No “{words}”"

    def attach(self, label: str, name: str, content: bytes) -> None:
        field = self.paper.box(label).get("name", "")
        self.paper.files[field] = SimpleUploadedFile(name, content, "text/csv")

    def press(self, words: str) -> None:
        button = self.paper.button(words)
        form = self.paper.form_of(button)
        where = urljoin(self.path, form.get("action") or self.path)
        send = self.client.post if form.get("method") == "post" else self.client.get
        self._show(send(where, self.paper.sent_by(button), follow=True))

    def reads(self, *words: str) -> None:
        for one in words:
            assert one in self.paper.words, f"“{one}” is not in: {self.paper.words}"

    def reads_nothing_of(self, *words: str) -> None:
        for one in words:
            assert one not in self.paper.words, f"“{one}” is in: {self.paper.words}"

    def _show(self, answer: object) -> None:
        request = answer.request  # type: ignore[attr-defined]
        query = f"?{request['QUERY_STRING']}" if request["QUERY_STRING"] else ""
        self.path = f"{request['PATH_INFO']}{query}"
        self.paper = Paper(answer.content.decode())  # type: ignore[attr-defined]
        status = answer.status_code  # type: ignore[attr-defined]
        assert status == 200, f"{status} at {self.path}: {self.paper.words}"
        self.visited.add(urlsplit(self.path).path)
