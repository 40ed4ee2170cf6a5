"""What somebody who may says well, said by somebody who may not know what it is about: it is
answered as if it were about nothing, byte by byte, and nothing is written.

Every act of the API, and every form that stands on a page: of claims, referrals, meetings and the
rest. Of the pages for an act on a family, test_access_matrix.py asks the same as more people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from families.models import Family
from tests import cast
from tests.house.answers import expected
from tests.house.asking import TOKENS
from tests.house.bodies import Bodies
from tests.house.filled import filled, tree_of
from tests.house.offering import said, written
from tests.house.routes import Route, routes
from tests.house.situation import Situation
from tests.house.test_access_matrix import SHUT_OUT

pytestmark = pytest.mark.matrix

#: Between them they may do nearly everything.
ABLE = ("hal", "dot", "ada", "ivy", "fay")
BY_NAME = {route.name: route for route in routes()}
#: What is of no family: who may not know one may know of these.
OF_NONE = (
    "sharing:", "agreements-", "documents-", "lines-", "sign-ins-", "tokens-", "feeds-", "posts-",
)  # fmt: skip
#: What a manager of the hub decides besides, whichever family is shut to them.
OF_THE_HUB = re.compile(
    "local-(plans?|need)|meetings-|(start|close)-meeting|notice|(confirm|dismiss)(-tie)?$"
)
Sent = tuple[Route, Any]


def test_what_is_well_said_is_sent_to_nothing(situation: Situation):
    acts, forms = list(acts_of(situation)), list(forms_of(situation))
    assert len(acts) > 70
    assert len(forms) > 30
    wrong = []
    for name in ("hal", "pol"):
        with transaction.atomic():
            SHUT_OUT[name](situation)
            client = situation.client_of(name)
            for route, body in (*acts, *forms):
                if name == "hal" and OF_THE_HUB.search(route.name):
                    continue
                wrong += [f"{name} {no}" for no in sent_otherwise(client, situation, route, body)]
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def acts_of(situation: Situation) -> Iterator[Sent]:
    """Each act of the API with what it takes. That it would be done is said by one who may."""
    bodies = Bodies(lambda name: keys(situation).get(name, str(situation.named["person"])))
    for route in BY_NAME.values():
        if route.is_api and route.takes and route.method == "post" and not of_none(route):
            yield route, bodies.of(reverse(route.name, kwargs=situation.kwargs(route)))


def keys(situation: Situation) -> dict[str, str]:
    """What a field of this name asks for."""
    named, users = situation.named, situation.users
    family = Family.objects.get(reference=named["reference"])
    post, police = str(users["ada"].post.key), str(users["pol"].agency.key)
    return {
        "agency": police, "council": police, "post": post, "doer_post": post, "lead": post,
        "holder": str(users["dot"].post.key), "named": post,
        "household": str(family.households.get().key),
        "other": str(cast.member(family, "Wilf").key),
    }  # fmt: skip


def of_none(route: Route) -> bool:
    return route.name.startswith(OF_NONE)


def forms_of(situation: Situation) -> Iterator[Sent]:
    """Each form that stands on a page about something, filled in: by where it is sent to."""
    told, found = said(situation), {}
    for url, tree in pages(situation):
        for form in tree.iter("form"):
            goes_to = form.get("action", "") or url
            route = leads(goes_to)
            if form.get("method") == "post" and route and route.takes and not of_none(route):
                found.setdefault(route, filled(tree, goes_to, told.get(route.name, {})))
    yield from found.items()


def pages(situation: Situation) -> Iterator[tuple[str, Any]]:
    """Each page, as the first who is told it."""
    clients = {name: situation.client_of(name) for name in ABLE}
    for route in BY_NAME.values():
        who = next((name for name in ABLE if 200 in expected(route, name)), None)
        if route.is_api or who is None or route.name == "account_logout":
            continue
        url = reverse(route.name, kwargs=situation.kwargs(route))
        with transaction.atomic():
            page = clients[who].get(url)
            transaction.set_rollback(True)
        if "text/html" in page.headers.get("Content-Type", ""):
            yield url, tree_of(page.content)


def leads(url: str) -> Route | None:
    try:
        return BY_NAME.get(resolve(url.partition("?")[0]).view_name)
    except Resolver404:
        return None


def sent_otherwise(client: Client, situation: Situation, route: Route, body: Any) -> Iterator[str]:
    """Where what came back is not what comes back for nothing, or something was written."""
    kind = {"content_type": "application/json"} if route.is_api else {}
    before = written()
    with transaction.atomic():
        ours, none = (
            client.post(reverse(route.name, kwargs=kwargs), body, **kind)
            for kwargs in (situation.kwargs(route), situation.nonsense(route))
        )
        wrote = sorted(set(written().items()) - set(before.items()))
        transaction.set_rollback(True)
    same = TOKENS.sub(b"", ours.content) == TOKENS.sub(b"", none.content)
    if not same or not ours.status_code == none.status_code >= 400 or wrote:
        yield f"{route.name}: {ours.status_code} and {none.status_code}, wrote {wrote}"
