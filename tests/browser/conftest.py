"""A real Chromium for the tests of this folder: one for all, a fresh profile for each person."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

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
