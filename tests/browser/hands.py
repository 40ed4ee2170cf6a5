"""The same hands as in tests/journeys, in a real Chromium that is watched all the time."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

from tests.journeys.hands import DATE

WIDTHS = (390, 820, 1280)
HEIGHT = 900
BOXES = "input, textarea, select"
TILES = "input[type=radio], input[type=checkbox]"


class Watch:
    """What must not happen on any page: faults, strangers' addresses, barriers."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.faults: list[str] = []
        self.looked_at: set[tuple[str, int]] = set()

    def over(self, page: Page) -> None:
        """From now on, as long as the page is open."""
        page.on("pageerror", lambda fault: self.faults.append(f"{page.url}: {fault}"))
        page.on("console", self._console)
        page.on("request", self._request)

    def _console(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.faults.append(f"{said.location.get('url')}: {said.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site}/", "data:")):
            self.faults.append(f"a request to {request.url}")

    def look(self, page: Page) -> None:
        """Each kind of page once for each width: axe, and nothing that sticks out."""
        width = (page.viewport_size or {"width": 0})["width"]
        kind = re.sub(r"[0-9a-f-]{36}|(WF|R)-\d+", "…", urlsplit(page.url).path)
        if (kind, width) in self.looked_at:
            return
        self.looked_at.add((kind, width))
        for barrier in Axe().run(page).response["violations"]:
            where = [node["html"][:160] for node in barrier["nodes"]]
            self.faults.append(f"{kind} at {width}: {barrier['id']} {where}")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            self.faults.append(f"{kind} at {width} scrolls sideways")


class BrowserHands:
    """Someone at a browser of their own."""

    def __init__(self, page: Page, watch: Watch) -> None:
        self.page, self.watch = page, watch

    @property
    def address(self) -> str:
        return self.page.url.removeprefix(self.watch.site)

    def go(self, path: str) -> None:
        answer = self.page.goto(f"{self.watch.site}{path}")
        assert answer is None or answer.ok, f"{answer.status} at {path}"
        self.look()

    def follow(self, words: str) -> None:
        self._and_wait(self.page.get_by_role("link", name=spoken(words)).first)

    def write(self, label: str, words: str, place: int = 0) -> None:
        self._fill(self._box(label).nth(place), words)

    def pick(self, words: str, question: str = "", place: int = 0) -> None:
        tiles = self._group(question, place).locator(TILES)
        self._check(tiles.and_(self.page.get_by_label(words)).nth(0 if question else place))

    def choose(self, label: str, words: str, place: int = 0) -> None:
        box = self._box(label).nth(place)
        options = [" ".join(text.split()) for text in box.locator("option").all_text_contents()]
        found = [n for n, text in enumerate(options) if text == words]
        found += [n for n, text in enumerate(options) if words in text]
        assert found, f"No “{words}” among {options}"
        self._select(box, found[0])

    def _select(self, box: Locator, number: int) -> None:
        box.select_option(index=number)

    def date(self, question: str, day: date, place: int = 0) -> None:
        for label, part in zip(DATE, (day.day, day.month, day.year), strict=True):
            box = self._group(question, place).get_by_label(label, exact=True)
            self._fill(box, str(part))

    def unfold(self, words: str) -> None:
        folded = self.page.locator("details:not([open]) > summary").filter(has_text=words)
        if folded.count():
            self._use(folded.first)

    def attach(self, label: str, name: str, content: bytes) -> None:
        self._box(label).set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})

    def press(self, words: str) -> None:
        starting = spoken(words, "^")
        self._and_wait(self.page.get_by_role("button", name=starting).first)

    def reads(self, *words: str) -> None:
        for one in words:
            body = expect(self.page.locator("body"))
            body.to_contain_text(one, use_inner_text=True, ignore_case=True)

    def reads_nothing_of(self, *words: str) -> None:
        content = self.page.content()
        for one in words:
            assert one not in content, f"“{one}” is in {self.address}"

    def look(self) -> None:
        self.watch.look(self.page)

    def sign_in(self, username: str, password: str) -> None:
        """By the page that everyone begins at."""
        self.go("/sign-in/")
        self.write("Username", username)
        self.write("Password", password)
        self.press("Sign in")

    def pictures(self, folder: Path, name: str) -> None:
        """The whole page at each width."""
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            self.watch.look(self.page)
            tall = self.page.evaluate("document.documentElement.scrollHeight")
            self.page.set_viewport_size({"width": width, "height": max(tall, HEIGHT)})
            self.page.screenshot(path=folder / f"{name}-{width}.png")
        self.page.set_viewport_size({"width": WIDTHS[-1], "height": HEIGHT})

    def _box(self, label: str) -> Locator:
        return self.page.locator(BOXES).and_(self.page.get_by_label(label, exact=True))

    def _group(self, question: str, place: int) -> Locator:
        if not question:
            return self.page.locator("body")
        return self.page.get_by_role("group", name=question, exact=True).nth(place)

    def _and_wait(self, target: Locator) -> None:
        with self.page.expect_navigation():
            self._use(target)
        self.look()

    def _use(self, target: Locator) -> None:
        target.click()

    def _fill(self, box: Locator, words: str) -> None:
        box.fill(words)

    def _check(self, tile: Locator) -> None:
        tile.check()


def spoken(words: str, start: str = "") -> re.Pattern[str]:
    """A name as a screen reader says it: a button's parts stand beside each other in it."""
    return re.compile(start + re.escape(words).replace(":", r"\s?:"))
