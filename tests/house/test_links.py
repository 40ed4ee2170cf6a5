"""No page leads its reader to one that is refused them: whatever is linked, opens."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.house.answers import expected
from tests.house.routes import routes
from tests.house.situation import PEOPLE, Situation, made

pytestmark = pytest.mark.matrix

LINK = re.compile(r'<a\b[^>]*?\shref="(/[^"#]*|\?[^"#]*)')
#: Led to from every page; they end the sign-in, or answer with a file.
NOT_FOLLOWED = re.compile(r"^/sign-out/|^/api/")


@pytest.fixture
def situation(db) -> Situation:
    return made()


def opened(client: Client, address: str) -> tuple[int, str]:
    """The status, and what a page says. Whatever looking at it wrote is undone."""
    with transaction.atomic():
        answer = client.get(address)
        transaction.set_rollback(True)
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    return answer.status_code, answer.content.decode() if is_page and not answer.streaming else ""


@pytest.mark.parametrize("name", PEOPLE)
def test_what_a_page_links_to_opens_for_its_reader(name, situation):
    client, led_from, refused = situation.client_of(name), {}, []
    for route in routes():
        if route.is_api or 200 not in expected(route, name):
            continue
        at = reverse(route.name, kwargs=situation.kwargs(route))
        _, content = opened(client, at)
        for link in LINK.findall(content):
            led_from.setdefault(urljoin(at, unescape(link)), at)
    for link, at in led_from.items():
        if not NOT_FOLLOWED.match(link):
            status, _ = opened(client, link)
            if status not in (200, 302):
                refused.append(f"{at} leads to {link}: {status}")
    assert not refused, "\n".join(refused)
    assert led_from
