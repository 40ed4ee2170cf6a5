"""A form that is sent twice as it is does its work once, whoever pressed, and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.urls import reverse

from sharing.checks import STOREYS
from sharing.models import SentForm
from tests.house.answers import expected
from tests.house.filled import filled, tree_of
from tests.house.offering import ACTS, address_of, said
from tests.house.routes import Route
from tests.house.situation import Situation, made
from tests.house.test_sent_to_nothing import BY_NAME, leads

pytestmark = pytest.mark.matrix

#: Between them they may do nearly everything.
ABLE = ("ada", "hal", "dot", "ivy", "lou", "fay", "cas")
#: Written whoever asks for what, or told of the form itself.
ASIDE = {"sharing_journalentry", "sharing_reading", "sharing_signin", "sharing_sentform"}


@pytest.fixture
def situation(db) -> Situation:
    return made()


def rows() -> dict[str, int]:
    """How many there are of everything but versions."""
    models = [m for storey in STOREYS for m in apps.get_app_config(storey).get_models(True)]
    tables = {m._meta.db_table for m in models if not hasattr(m, "instance_type")} - ASIDE
    counts = ", ".join(f'(SELECT count(*) FROM "{table}")' for table in sorted(tables))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return dict(zip(sorted(tables), cursor.fetchone(), strict=True))


def forms(situation: Situation, client: Any, name: str) -> Iterator[tuple[Route, str, dict]]:
    """Each form that this person is offered, filled in: where it goes to, and what is in it."""
    told = said(situation)
    for route in BY_NAME.values():
        if route.is_api or 200 not in expected(route, name) or route.name == "account_logout":
            continue
        at = reverse(route.name, kwargs=situation.kwargs(route))
        url = address_of(route, situation) if route in ACTS else at
        with transaction.atomic():
            page = client.get(url, follow=True)
            transaction.set_rollback(True)
        if page.status_code == 200 and page.headers["Content-Type"].startswith("text/html"):
            tree = tree_of(page.content)
            for form in tree.iter("form"):
                goes_to = form.get("action", "") or url
                if form.get("method") == "post" and (route_of := leads(goes_to)):
                    yield route_of, goes_to, filled(tree, goes_to, told.get(route_of.name, {}))


def test_the_same_form_from_the_same_page_does_its_work_once(situation: Situation):
    done, doubled = set(), []
    for name in ABLE:
        client = situation.client_of(name)
        for route, goes_to, body in forms(situation, client, name):
            if route.name in done:
                continue
            with transaction.atomic():
                first, once = client.post(goes_to, body), rows()
                second, twice = client.post(goes_to, body), rows()
                transaction.set_rollback(True)
            if first.status_code != 302:
                continue
            done.add(route.name)
            more = {table: n - once[table] for table, n in twice.items() if n != once[table]}
            if more:
                doubled.append(f"{name} at {goes_to}: {more}, then {second.status_code}")
    assert not doubled, "\n".join(doubled)
    assert len(done) > 50


def test_another_page_or_other_words_are_another_form(situation: Situation):
    client = situation.client_of("ada")
    route = BY_NAME["families:add-contact"]
    url = address_of(route, situation)
    told = said(situation)[route.name]
    body = filled(tree_of(client.get(url).content), url, told)
    again = filled(tree_of(client.get(url).content), url, told)
    other = body | {"phone": ["07700 900143"]}
    before = rows()["families_contactpoint"]
    for sent in (body, body, other, again):
        client.post(url, sent)
    assert rows()["families_contactpoint"] == before + 3
    assert SentForm.objects.count() == 3
    page = client.post(url, body, follow=True)
    assert b"Nothing was done twice" in page.content
