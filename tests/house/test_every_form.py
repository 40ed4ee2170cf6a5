"""Every form that stands on a page: what is wrong is said, and nothing is lost that was typed; sent
twice as it is, it does its work once, also without a script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from xml.etree.ElementTree import Element

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
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
ABLE = ("hal", "ada", "dot", "ivy", "lou", "fay", "cas")
#: Written whoever asks for what, or told of the form itself.
ASIDE = {"sharing_journalentry", "sharing_reading", "sharing_signin", "sharing_sentform"}


NONSENSE = "zq"
TYPED = {"text", "email", "tel", "search", "number", "date", "time", "url"}
#: Finding is no act, nothing can be wrong with what is sought; and who signed out sends nothing.
NO_ACT = {"search", "account_logout"}


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


@dataclass(frozen=True, slots=True)
class Offered:
    """A form on a page: where it goes to, as somebody fills it in, and as it must not be."""

    route: Route
    goes_to: str
    well: dict[str, list[str]]
    badly: dict[str, list[str]]

    @property
    def typed(self) -> list[str]:
        return [value for (value,) in self.badly.values() if value.startswith(NONSENSE)]


def forms(situation: Situation) -> Iterator[tuple[str, Client, Offered]]:
    """Each form on each page, as the first who may open it."""
    told, clients = said(situation), {name: situation.client_of(name) for name in ABLE}
    for route in BY_NAME.values():
        name = next((name for name in ABLE if 200 in expected(route, name)), None)
        if route.is_api or name is None or route.name in NO_ACT:
            continue
        client = clients[name]
        at = reverse(route.name, kwargs=situation.kwargs(route))
        url = address_of(route, situation) if route in ACTS else at
        with transaction.atomic():
            page = client.get(url, follow=True)
            transaction.set_rollback(True)
        if page.status_code == 200 and page.headers["Content-Type"].startswith("text/html"):
            tree = tree_of(page.content)
            for form in tree.iter("form"):
                goes_to = form.get("action", "") or url
                to = leads(goes_to) if form.get("method") == "post" else None
                if to and to.name not in NO_ACT:
                    well = filled(tree, goes_to, told.get(to.name, {}))
                    yield name, client, Offered(to, goes_to, well, filled_badly(form))


def filled_badly(form: Element) -> dict[str, list[str]]:
    """Words that are no day, no number and no key in every box that one types into; nothing chosen.
    Where one types nothing, nothing."""
    boxes = [box for box in form.iter() if box.tag in ("input", "textarea") and box.get("name")]
    boxes = [box for box in boxes if "__prefix__" not in box.get("name", "")]
    hidden = [box for box in boxes if box.get("type") == "hidden"]
    typed = [box for box in boxes if box.get("type", "text") in TYPED or box.tag == "textarea"]
    typed = [box for box in typed if not {"disabled", "readonly"} & set(box.attrib)]
    if not typed:
        return {}
    words = {box.get("name", ""): [f"{NONSENSE}{n}<b>"] for n, box in enumerate(typed)}
    return {box.get("name", ""): [box.get("value", "")] for box in hidden} | words


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(situation: Situation):
    asked, wrong = set(), []
    for name, client, form in forms(situation):
        if form.route.name in asked or not form.badly:
            continue
        asked.add(form.route.name)
        with transaction.atomic():
            answer = client.post(form.goes_to, form.badly)
            transaction.set_rollback(True)
        if answer.status_code == 302:
            continue  # words are all that it asks for
        page = unescape(answer.content.decode())
        lost = [words for words in form.typed if words not in page]
        if answer.status_code != 422 or "govuk-error-summary" not in page or lost:
            wrong.append(f"{name} at {form.goes_to}: {answer.status_code}, lost {lost}")
    assert not wrong, "\n".join(wrong)
    assert len(asked) > 60


def test_the_same_form_from_the_same_page_does_its_work_once(situation: Situation):
    done, doubled = set(), []
    for name, client, form in forms(situation):
        if form.route.name in done:
            continue
        with transaction.atomic():
            first, once = client.post(form.goes_to, form.well), rows()
            second, twice = client.post(form.goes_to, form.well), rows()
            transaction.set_rollback(True)
        if first.status_code != 302:
            continue
        done.add(form.route.name)
        more = {table: n - once[table] for table, n in twice.items() if n != once[table]}
        if more:
            doubled.append(f"{name} at {form.goes_to}: {more}, then {second.status_code}")
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
