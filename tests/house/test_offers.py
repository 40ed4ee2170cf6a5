"""A form is never offered that will be refused: each page for an act on a family, asked by each who
may open the family, and sent as it is.

Who gets the form at all, the access matrix says. Here: who gets it is not told afterwards that it
was not theirs to send; who does not finds no link to it, and sends it in vain.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.house.filled import filled, has_form, leads_to, tree_of
from tests.house.offering import ACTS, READ, address_of, said, written
from tests.house.routes import Route
from tests.house.situation import Situation

pytestmark = pytest.mark.matrix

#: Everyone who may open the family: those who keep its record, and partners who help.
AROUND = ("ada", "cas", "dot", "hal", "ivy", "kim", "pol")
#: What the record is not ready for, and what is then said to whoever may do it.
NOT_NOW = {
    "families:accept-lead": "Nobody is being asked to lead this family now",
    "families:decline-lead": "Nobody is being asked to lead this family now",
    "families:lift-restriction": "This restriction was lifted",
    "families:name-restriction": "This restriction was lifted",
    "families:review-restriction": "This restriction was lifted",
    "families:name-address": "This address is not kept back",
    "families:open-address": "This address is not kept back",
    "families:record-consent": "Say yes or no to at least one",  # Zebedee did
}
#: Kim knows of one person, and has no colleague who does not help already.
NOBODY_TO_CHOOSE = {("kim", "families:add-bond"), ("kim", "families:add-helper")}
#: What answers with a page when all is well.
SHOWS = {"families:review-plan"}


@pytest.mark.parametrize("name", AROUND)
def test_a_form_that_is_offered_is_not_refused_and_no_other_is_linked(name, situation):
    client, told, wrong, refused = situation.client_of(name), said(situation), [], {}
    for route in ACTS:
        url = address_of(route, situation)
        with transaction.atomic():
            before = written()
            page, answer = sent(client, url, told.get(route.name, {}))
            wrote = written() != before
            transaction.set_rollback(True)
        if page.status_code != 200:
            wrong += [f"{route.name}: refused, and written"] if wrote else []
            refused[url.partition("?")[0]] = route.name
            if answer.status_code != page.status_code:
                wrong.append(f"{route.name}: {page.status_code}, but sent {answer.status_code}")
        elif answer is not None and not is_well(answer, name, route):
            wrong.append(f"{route.name}: {answer.status_code}, {list(objections(answer))}")
    linked = links_of(client, situation)
    wrong += [f"{refused[path]} is linked" for path in sorted(refused.keys() & linked)]
    assert not wrong, "\n".join(wrong)


def sent(client: Client, url: str, words: dict[str, str]) -> tuple[Any, Any]:
    """The page, and what came of sending its form; nothing where there is none on it."""
    page = client.get(url, follow=True)
    if page.status_code != 200:
        return page, client.post(url, words)
    tree = tree_of(page.content)
    return page, client.post(url, filled(tree, url, words)) if has_form(tree, url) else None


def is_well(answer: Any, name: str, route: Route) -> bool:
    """Done, or refused for how the record stands and no other reason."""
    if (name, route.name) in NOBODY_TO_CHOOSE or route.name in NOT_NOW:
        only = NOT_NOW.get(route.name)
        return answer.status_code == 422 and (only is None or list(objections(answer)) == [only])
    return answer.status_code == (200 if route.name in SHOWS else 302)


def objections(answer: Any) -> Iterator[str]:
    """Everything that the page objects to."""
    context = answer.context or {}
    forms = [context.get(name) for name in ("form", "decline_form")]
    for form in filter(None, [*forms, *(context.get("formset") or [])]):
        for errors in form.errors.values():
            yield from errors


def links_of(client: Client, situation: Situation) -> set[str]:
    """All paths to which the pages of the family, and those that lead to it, go."""
    found: set[str] = set()
    for route in READ:
        with transaction.atomic():
            page = client.get(reverse(route.name, kwargs=situation.kwargs(route)))
            transaction.set_rollback(True)
        if page.status_code == 200:
            found |= leads_to(tree_of(page.content))
    return found


def test_the_links_of_those_who_may_are_found(situation: Situation):
    """Or that others have none would prove nothing. Three are linked from pages that are asked with
    more than the family: of a child, of a referral, of a kind of fact."""
    linked = links_of(situation.client_of("hal"), situation)
    missing = {r.name for r in ACTS if reverse(r.name, kwargs=situation.kwargs(r)) not in linked}
    elsewhere = {"families:judge-competence", "outcomes:note-need", "outcomes:record-coverage"}
    assert missing == {*NOT_NOW, "families:bring-back"} - {"families:record-consent"} | elsewhere
