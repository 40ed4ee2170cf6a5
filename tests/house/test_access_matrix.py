"""Every address × every kind of person. A route without a row in the table fails the build (P1)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families import acts as families
from families.models import Family, Involvement
from sharing import acts as sharing
from sharing.models import Post
from tests import cast
from tests.house.answers import expected
from tests.house.asking import BY_CONSENT, ROUTES, TOKENS, ask, by_browser, by_program
from tests.house.filled import filled, has_form, tree_of
from tests.house.offering import ACTS, address_of, said, written
from tests.house.policy_table import TABLE
from tests.house.routes import Route
from tests.house.situation import Situation

pytestmark = pytest.mark.matrix


def test_every_address_has_a_row_and_every_row_an_address():
    assert {route.name for route in ROUTES} == set(TABLE)


@pytest.mark.parametrize("name", BY_CONSENT)
def test_whose_sight_hangs_on_a_yes_gets_what_the_table_says(name, situation):
    """Where everybody who was asked said yes. All others: tests/matrix/test_as_agreed.py."""
    wrong: list[str] = []
    opened = [answer.route for answer in by_browser(situation, name, wrong)]
    token = sharing.make_token(name="Matrix", days=1, by=situation.users[name])
    situation.secrets[name] = token.secret
    opened += [answer.route for answer in by_program(situation, name, wrong)]
    assert not wrong, "\n".join(wrong)
    assert set(opened) == set(ROUTES)


@pytest.mark.parametrize("name", ["eve", "gus"])
def test_sending_to_what_may_not_be_known_is_like_sending_to_nothing(name, situation):
    """Every address that takes something, posted to: the same status and the same bytes."""
    client, differ, same = situation.client_of(name), [], 0
    for route in ROUTES:
        if not route.takes or not {404, 405} & set(expected(route, name)):
            continue  # an agreement of their own agency they may know of: 403
        sent = [
            ask(client, replace(route, method="post"), given(route))
            for given in (situation.kwargs, situation.nonsense)
        ]
        ours, nothing = ((answer.status, answer.content) for answer in sent)
        if ours != nothing:
            differ.append(f"{route.name}: {ours[0]} and {nothing[0]}")
        same += ours == nothing
    assert not differ, "\n".join(differ)
    assert same > 150


def gone(name: str) -> Callable[[Situation], None]:
    """Their work with the family has ended."""

    def change(now: Situation) -> None:
        for link in Involvement.objects.live().filter(post=now.users[name].post):
            families.end_involvement(involvement=link, by=now.users["hal"])

    return change


def ended(now: Situation) -> None:
    Post.objects.filter(user=now.users["kim"]).update(ends_on=cast.LONG_AGO)


def restricted(now: Situation) -> None:
    family = Family.objects.get(reference=now.named["reference"])
    ada, hal = now.users["ada"], now.users["hal"]
    families.place_restriction(family=family, reason="Staff", named=[ada], by=hal)


def nothing(now: Situation) -> None:
    now.users["sue"] = now.named["elsewhere"].sue  # manages the hub of the council next door


#: Who may not know the family, after what.
SHUT_OUT = {
    "ben": nothing, "gus": nothing, "pam": nothing, "sue": nothing,
    "pol": gone("pol"), "kim": ended, "hal": restricted,
}  # fmt: skip


def test_a_form_filled_in_well_is_sent_to_nothing(situation):
    """Each form of a family's pages, as somebody who may fills it in: sent by one who may not know
    the family it is answered like one for no family, and nothing is written."""
    forms, wrong = well_filled(situation), []
    assert len(forms) > 30
    for name, change in SHUT_OUT.items():
        with transaction.atomic():
            change(situation)
            client = situation.client_of(name)
            wrong += [f"{name} {said}" for said in sent_otherwise(client, situation, forms)]
            transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def sent_otherwise(
    client: Client, situation: Situation, forms: list[tuple[Route, dict[str, list[str]]]]
) -> Iterator[str]:
    """Where what came back is not what comes back for no family, or something was written."""
    for route, body in forms:
        before = written()
        ours, none = (
            client.post(address_of(route, situation, given), body)
            for given in (situation.kwargs(route), situation.nonsense(route))
        )
        wrote = sorted(set(written().items()) - set(before.items()))
        same = TOKENS.sub(b"", ours.content) == TOKENS.sub(b"", none.content)
        if not same or ours.status_code != none.status_code or ours.status_code < 400 or wrote:
            yield f"{route.name}: {ours.status_code} and {none.status_code}, wrote {wrote}"


def well_filled(situation: Situation) -> list[tuple[Route, dict[str, list[str]]]]:
    """Each form that the hub's manager or the lead worker is offered, filled in."""
    told, found = said(situation), {}
    for name in ("ada", "hal"):
        client = situation.client_of(name)
        for route in ACTS:
            url = address_of(route, situation)
            with transaction.atomic():
                page = client.get(url, follow=True)
                transaction.set_rollback(True)
            if page.status_code == 200 and has_form(tree := tree_of(page.content), url):
                found[route] = filled(tree, url, told.get(route.name, {}))
    return list(found.items())


#: What the bodies of the API's acts name others by; lists where they take several.
NAMES = ("person", "other", "doer_person", "given_by", "household", "case", "goal", "family")
LISTS = ("agreed_with", "seen", "people", "unsafe")


def test_naming_what_may_not_be_known_is_like_naming_nothing(situation):
    """Ada sends every act of the API the keys of a family that she does not know, and then keys of
    nothing: the same status and, but for the key itself, the same bytes."""
    users = situation.users
    hidden = cast.make_family(users["dot"], name="Second")
    case = cast.let_lead(hidden, users["ben"], users["dot"])
    kelly = cast.member(hidden, "Kelly")
    goal = families.agree_plan(
        case=case, goals=[families.NewGoal("Another")], agreed_with=[kelly],
        review_on=timezone.localdate() + timedelta(days=30), by=users["ben"],
    ).goals.get()  # fmt: skip
    theirs = dict.fromkeys(NAMES, str(kelly.key)) | {
        "household": str(hidden.households.get().key), "case": str(case.key),
        "goal": str(goal.key), "family": hidden.reference,
    }  # fmt: skip
    nothing = dict.fromkeys(NAMES, str(uuid.UUID(int=7))) | {"family": "WF-00000"}
    client, differ = situation.client_of("ada"), []
    for route in (route for route in ROUTES if route.is_api and route.method == "post"):
        sent = [posted(client, route, situation, body) for body in (theirs, nothing)]
        done = all(status < 300 for status, _ in sent)  # it asks for no name: keys are by chance
        if sent[0] != sent[1] and not done:
            differ.append(f"{route.name}: {sent[0]} and {sent[1]}")
    assert not differ, "\n".join(differ)


def posted(client: Client, route: Route, situation: Situation, body: dict) -> tuple[int, bytes]:
    """The answer, without the names that were sent."""
    sent = body | {key: [body["person"]] for key in LISTS}
    with transaction.atomic():
        url = reverse(route.name, kwargs=situation.kwargs(route))
        answer = client.post(url, sent, content_type="application/json")
        transaction.set_rollback(True)
    content = answer.content
    for name in sorted(set(body.values())):
        content = content.replace(name.encode(), b"")
    return answer.status_code, content
