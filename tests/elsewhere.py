"""A second web server, in a process of its own on the test's database, and a person before it."""

from __future__ import annotations

import http.client
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client

from coordination.local.postgres import WEB
from coordination.local.servers import PROJECT
from coordination.local.supervisor import Child
from tests.workers import until

COMMAND = ["gunicorn", "--bind", "127.0.0.1:0", "--worker-class", "gthread", "--workers", "1"]
OPTIONS = ["--threads", "2", "--no-control-socket", "--log-level", "info", "coordination.wsgi"]
LISTENING = re.compile(r"Listening at: http://127\.0\.0\.1:(\d+)")
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back over the wire."""

    status: int
    content: bytes
    cookies: dict[str, str]

    def tells(self, words: str) -> bool:
        return words.encode() in self.content


class Elsewhere:
    """One server process; all that it keeps between requests stays in it from test to test."""

    def __init__(self, folder: Path) -> None:
        database = urlsplit(os.environ["DATABASE_URL"])
        database = database._replace(netloc=f"{WEB}@", path=f"/{connection.settings_dict['NAME']}")
        env = os.environ | {"DATABASE_URL": database.geturl()}
        self.child = Child([*COMMAND, *OPTIONS], log=folder / "web.log", env=env, cwd=PROJECT)
        self.port = 0

    def start(self) -> None:
        """Start it, and wait until it listens."""
        self.child.start()
        until(self.child, lambda: "Booting worker" in self.log())
        found = LISTENING.search(self.log())
        assert found, self.log()
        self.port = int(found[1])

    def log(self) -> str:
        return self.child.log.read_text() if self.child.log.exists() else ""

    def ask(
        self, method: str, path: str, body: dict[str, str] | None = None, **headers: str
    ) -> Answer:
        """One request on a connection of its own."""
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            sent = urlencode(body) if body is not None else None
            if body is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            wire.request(method, path, sent, headers)
            answer = wire.getresponse()
            set_cookies = [v.split(";")[0] for v in answer.msg.get_all("Set-Cookie", [])]
            cookies = dict(v.split("=", 1) for v in set_cookies)
            return Answer(answer.status, answer.read(), cookies)
        finally:
            wire.close()

    def signed_in(self, client: Client) -> Person:
        """Whoever is signed in here is signed in there: the session is in the database."""
        return Person(self, {settings.SESSION_COOKIE_NAME: client.session.session_key or ""})


class Person:
    """A browser at the other server."""

    def __init__(self, server: Elsewhere, cookies: dict[str, str]) -> None:
        self.server, self.cookies = server, cookies

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def press(self, path: str, **fields: str) -> Answer:
        """Fetch the page with the form, and send it."""
        found = CSRF.search(self.get(path).content.decode())
        assert found, f"{path} has no form"
        return self._ask("POST", path, fields | {"csrfmiddlewaretoken": found[1]})

    def _ask(self, method: str, path: str, body: dict[str, str] | None = None) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self.server.ask(method, path, body, Cookie=cookies)
        self.cookies |= answer.cookies
        return answer


@contextmanager
def running_elsewhere(folder: Path) -> Iterator[Elsewhere]:
    """A server that answers, stopped at the end."""
    server = Elsewhere(folder)
    try:
        server.start()
        yield server
    finally:
        server.child.stop()
