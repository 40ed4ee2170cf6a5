"""What a browser keeps beside a page tells of nobody: its title in the history, where it was sent
on to, the name of a file, a cookie (access.md, P16). Asked as those who are told most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.house.situation import Situation
from tests.matrix.markers import EVERYTHING, SOUGHT
from tests.matrix.walking import ROUTES

pytestmark = pytest.mark.matrix

TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
HEADERS = ("Location", "Content-Disposition", "HX-Redirect", "HX-Push-Url", "ETag", "Link")


def beside(client: Client, situation: Situation) -> Iterator[tuple[str, str]]:
    """Each address that is read or pressed, and all that stands beside its answer's content."""
    for route in ROUTES:
        if route.name == "account_logout":
            continue  # the rest of the walk is theirs too
        for method in {route.method, "get"} if route.is_api else ("get", "post"):
            with transaction.atomic():
                url = reverse(route.name, kwargs=situation.kwargs(route))
                answer: HttpResponse = getattr(client, method)(url)
                content = b"" if answer.streaming else answer.content
                transaction.set_rollback(True)
            said = [title.decode() for title in TITLE.findall(content)]
            said += [answer.headers.get(name, "") for name in HEADERS]
            said.append(client.cookies.output())
            yield f"{method} {route.name} ({answer.status_code})", "\n".join(said)


@pytest.mark.parametrize("name", ["ada", "hal"])
def test_titles_addresses_files_and_cookies_tell_of_nobody(name: str, situation: Situation):
    client, wrong, titles = situation.client_of(name), [], 0
    references = {"C-4711"}  # of a claim, which stands for nobody
    markers = [m.text for m in SOUGHT if m.text not in references]
    assert len(markers) > len(EVERYTHING) - 2
    for where, said in beside(client, situation):
        titles += "Whole Family" in said
        wrong += [f"{where}: {text}" for text in markers if text in said]
    assert not wrong, "\n".join(wrong)
    assert titles > 150
