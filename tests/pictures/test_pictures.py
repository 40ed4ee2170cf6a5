"""The guide's pictures: the main page of each kind of user, from a small demo borough."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, Page

from coordination.demo.cast import PASSWORD
from coordination.demo.load import load
from coordination.demo.story import STORY
from tests.browser.hands import WIDTHS, BrowserHands, Watch
from tests.journeys.telling import news

pytestmark = [pytest.mark.pictures, pytest.mark.django_db(transaction=True)]
FOLDER = Path(settings.BASE_DIR) / "docs" / "guide" / "pictures"
SMALLER = (Path(__file__).parent / "palette.js").read_text()
#: A picture is cut here: what is further down, a guide need not show. Pixels, by width.
TALLEST = {390: 1900, 820: 1700, 1280: 1500}
FAMILY = f"/families/{STORY}/"


def ask(owen: BrowserHands) -> None:
    owen.go("/refer/")
    owen.write("First name", "Carys")
    owen.write("Last name", "Bevan")
    owen.choose("In the family", "Child")
    owen.write("School or nursery", "Larkmoor Academy")
    owen.write("What have you seen?", "Carys fell asleep in class on 4 of 10 mornings in October.")
    owen.pick("They know, not sure yet", "Does the family know you are asking?")
    owen.reads("Saved at")


def triage(tom: BrowserHands) -> None:
    tom.go("/triage/")
    tom.page.locator(".wf-card h3 a").first.click()
    tom.reads("What happens now?")


def moved(helen: BrowserHands) -> None:
    helen.go("/transfers/")
    helen.follow("Look at it")
    helen.follow("Take the family on")


def meeting(helen: BrowserHands) -> None:
    helen.go("/meetings/")
    helen.follow("Open")


def sampled(jonah: BrowserHands) -> None:
    jonah.go("/audits/")
    jonah.follow("Sample")
    jonah.follow("Claim C-")


def agreement(grace: BrowserHands) -> None:
    grace.go("/agreements/")
    grace.page.locator("main li a").first.click()
    grace.reads("In force")


def partner(ruth: BrowserHands) -> None:
    ruth.go("/families/?all")
    ruth.page.locator("main h2 a").first.click()
    ruth.reads("Why can I see this?")


def own_copy(priya: BrowserHands) -> None:
    priya.go(f"{FAMILY}consent/")
    priya.follow("Kelly")
    priya.follow("own copy")


def at(path: str) -> Callable[[BrowserHands], None]:
    return lambda person: person.go(path)


#: Picture, who is signed in (nobody: the public), and the way there.
PICTURES: tuple[tuple[str, str, Callable[[BrowserHands], None]], ...] = (
    ("family", "priya.nair", at(FAMILY)),
    ("key-worker", "priya.nair", at("/")),
    ("visit", "priya.nair", at(f"{FAMILY}visits/record/")),
    ("plan", "priya.nair", at(f"{FAMILY}plan/")),
    ("referrer", "owen.pryce", ask),
    ("hub-officer", "tom.adeyemi", triage),
    ("moved", "helen.marsh", moved),
    ("meeting-chair", "helen.marsh", meeting),
    ("partner", "ruth.amadi", partner),
    ("data-steward", "neil.abbott", at("/matches/")),
    ("coordinator", "miriam.kovac", at("/results/")),
    ("analyst", "neil.abbott", at("/results/explorer/")),
    ("auditor", "jonah.whitcombe", sampled),
    ("sharing-lead", "grace.lindqvist", agreement),
    ("the-family", "priya.nair", own_copy),
    ("ask", "", at("/ask/")),
)


@pytest.fixture
def merrowby(db: None) -> None:
    """The demo borough, with 40 families, and what its worker would have done by now."""
    load(families=40, seed=7, on=timezone.localdate())
    news()


@pytest.fixture
def watch(live_server) -> Iterator[Watch]:
    seen = Watch(live_server.url)
    yield seen
    assert not seen.faults, "\n".join(dict.fromkeys(seen.faults))


def test_pictures_of_the_guide(merrowby: None, watch: Watch, chromium: Browser):
    FOLDER.mkdir(parents=True, exist_ok=True)
    desk = chromium.new_page()
    for name, username, way in PICTURES:
        context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
        person = BrowserHands(context.new_page(), watch)
        watch.over(person.page)
        if username:
            person.sign_in(username, PASSWORD)
        way(person)
        for width in WIDTHS:
            take(person, width, desk, FOLDER / f"{name}-{width}.png")
        context.close()
    whole = sum(path.stat().st_size for path in FOLDER.glob("*.png"))
    assert whole < 3_500_000, "The guide's pictures weigh too much"


def take(person: BrowserHands, width: int, desk: Page, path: Path) -> None:
    """One picture, with few colours and cut where it gets long."""
    page = person.page
    page.set_viewport_size({"width": width, "height": 900})
    person.watch.look(page)
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    tall = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(max(tall, 700), TALLEST[width])})
    small = desk.evaluate(SMALLER, b64encode(page.screenshot()).decode())
    path.write_bytes(b64decode(small))
