"""One family all the way through in a real Chromium, by eight people, with a picture of each step;
and once more by keyboard alone.

The pictures lie in var/pictures/journey. They are made to be looked at: nothing compares them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext

from sharing.models import User
from tests import cast
from tests.browser.hands import BrowserHands, Watch
from tests.browser.keyboard import KeyboardHands
from tests.journeys.story import Story
from tests.journeys.telling import news, play

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = Path(settings.BASE_DIR) / "var" / "pictures" / "journey"


@pytest.fixture
def watch(live_server) -> Watch:
    return Watch(live_server.url)


@pytest.fixture
def folder() -> Path:
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    return PICTURES


class House:
    """Lets each person in by the front door, with a browser of their own."""

    hands = BrowserHands

    def __init__(self, chromium: Browser, watch: Watch) -> None:
        self.chromium, self.watch = chromium, watch
        self.open: list[BrowserContext] = []

    def who(self, name: str) -> BrowserHands:
        """Signs them in as a new day's first act."""
        context = self.chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
        context.set_default_timeout(15_000)
        self.open.append(context)
        page = context.new_page()
        self.watch.over(page)
        hands = self.hands(page, self.watch)
        hands.sign_in(name, cast.PASSWORD)
        return hands

    def leave(self) -> None:
        for context in self.open:
            context.close()


@pytest.fixture
def house(chromium: Browser, watch: Watch, people: dict[str, User]) -> Iterator[House]:
    for user in people.values():
        user.set_password(cast.PASSWORD)
        user.save()
    made = House(chromium, watch)
    yield made
    made.leave()


def test_one_family_in_a_browser(house: House, watch: Watch, folder: Path, days):
    made: list[str] = []

    def shown(person: BrowserHands, step: str) -> None:
        name = f"{len(made) + 1:02}-{re.sub(r'[^a-z]+', '-', step)}"
        made.append(name)
        person.pictures(folder, name)

    play(Story(house.who, days, shown), news)
    assert len(made) > 20
    assert not watch.faults, "\n".join(dict.fromkeys(watch.faults))


def test_one_family_by_keyboard_alone(house: House, watch: Watch, days):
    house.hands = KeyboardHands
    play(Story(house.who, days), news)
    assert not watch.faults, "\n".join(dict.fromkeys(watch.faults))
