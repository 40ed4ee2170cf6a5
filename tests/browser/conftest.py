"""A real Chromium for the tests of this folder: one for all, a fresh profile for each person."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from coordination.local.chromium import browser
from tests.journeys.conftest import days, people

__all__ = ["days", "people"]

# Playwright keeps an event loop in this thread, which nothing of ours ever waits in: Django's guard
# against that sees it and would refuse every query of a test.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def play() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(play: Playwright) -> Iterator[Browser]:
    program = browser()
    opened = play.chromium.launch(executable_path=str(program.path), args=list(program.arguments))
    yield opened
    opened.close()


@pytest.fixture
def device(chromium: Browser, live_server) -> Iterator[BrowserContext]:
    """One tablet, used by one after the other."""
    context = chromium.new_context(base_url=live_server.url, locale="en-GB")
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def sign_in(device: BrowserContext, live_server, as_user) -> Any:
    def signed_in(user: Any) -> Page:
        session = as_user(user).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        device.add_cookies([cookie])
        page = device.new_page()
        page.goto(reverse("home"))
        return page

    return signed_in
