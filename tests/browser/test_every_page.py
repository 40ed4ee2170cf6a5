"""Every page of the house, as somebody who may open it: no barrier, no fault, no line too wide.

What they may open is the access table's to say, so a new page is looked at from the day of its row.
"""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Response

from tests.browser.hands import HEIGHT, WIDTHS, Watch
from tests.house.answers import expected
from tests.house.routes import Route, routes
from tests.house.situation import PEOPLE, Situation, made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: What is handed to the browser as a file, or says that the house is alive.
NO_PAGE = {
    "healthz", "outcomes:local-plan-file", "outcomes:explorer-take", "sharing:document",
}  # fmt: skip
#: Who is asked first: each opens what nobody before them may.
READERS = ("ada", "dot", "ivy", "lou", "hal", *PEOPLE)


def pages() -> dict[str, list[Route]]:
    """By reader, the pages that they open for all of us."""
    found: dict[str, list[Route]] = {}
    for route in routes():
        reader = next((name for name in READERS if 200 in expected(route, name)), None)
        if reader and not route.is_api and route.name not in NO_PAGE:
            found.setdefault(reader, []).append(route)
    return found


@pytest.fixture
def situation(db) -> Situation:
    return made()


@pytest.mark.parametrize("reader", sorted(pages()))
def test_no_page_has_a_barrier_a_fault_or_a_line_too_wide(
    reader: str, situation: Situation, device, sign_in, live_server
):
    watch, routes_of_theirs = Watch(live_server.url), pages()[reader]
    page = device.new_page() if reader == "anonymous" else sign_in(situation.users[reader])
    watch.over(page)
    for route in routes_of_theirs:
        page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        answer = page.goto(reverse(route.name, kwargs=situation.kwargs(route)))
        assert is_a_page(answer), f"{route.name} is no page"
        watch.look(page)
        watch.faults += [f"{route.name} at {width} scrolls sideways" for width in too_wide(page)]
    assert not watch.faults, "\n".join(watch.faults)


def is_a_page(answer: Response | None) -> bool:
    return answer is not None and answer.ok and "html" in answer.headers["content-type"]


def too_wide(page: Page) -> list[int]:
    found = []
    for width in WIDTHS[1:]:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(width)
    return found
