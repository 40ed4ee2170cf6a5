"""From a worried school to the auditor, as people see it; and nobody else sees any of it."""

from __future__ import annotations

import pytest

from coordination.news import deliver
from coordination.readers import READERS
from tests.journeys.conftest import OUTSIDE
from tests.journeys.days import on
from tests.journeys.hands import Hands
from tests.journeys.story import SECRETS, Story

pytestmark = pytest.mark.django_db
#: Where one would look for families that one may not know.
LISTS = (
    "/families/?all",
    "/tasks/",
    "/matches/",
    "/find/?q=6+Orch",
    "/api/families/",
    "/api/people/",
)


def play(story: Story) -> None:
    """Steps 2 to 9, each on its day."""
    for day, steps in (
        (story.days.asked, (story.refer,)),
        (story.days.decided, (story.triage, story.agree, story.decide, story.sender_hears)),
        (story.days.met, (story.allocate,)),
        (story.days.began, (story.accept, story.visit, story.team)),
        (story.days.planned, (story.assess, story.plan, story.partner_looks, story.act)),
        (story.days.ended, (story.end,)),
    ):
        with on(day):
            for step in steps:
                step()
            news()
    for step in (
        *(story.facts, story.not_known_yet, story.receive, story.match, story.verdict),
        *(story.propose, story.approve, story.draw, story.audit),
    ):
        step()
        news()


def news() -> None:
    """What the worker does a moment later."""
    while deliver(READERS):
        continue


def test_one_family_all_the_way_through(who, days, visited, people, as_user):
    play(Story(who, days))
    assert len(visited) > 30
    addresses = sorted({*visited, *LISTS})
    for name in OUTSIDE:
        searches_in_vain(who(name))
        outsider = as_user(people[name])
        for address in addresses:
            answer = outsider.get(address)
            text = answer.content.decode()
            told = [secret for secret in SECRETS if secret in text]
            assert not told, f"{name} reads {told} at {address} ({answer.status_code})"


def searches_in_vain(person: Hands) -> None:
    """By every word that one might have heard."""
    for words in ("Doyle", "Jayden", "MB3 7CK"):
        person.go("/find/")
        person.write("Name, reference or postcode", words)
        person.press("Find")
        person.reads("Nothing found")
