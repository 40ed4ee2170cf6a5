"""From a worried school to the auditor, as people see it; and nobody else sees any of it."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import OUTSIDE
from tests.journeys.hands import Hands
from tests.journeys.story import SECRETS, Story
from tests.journeys.telling import news, play

pytestmark = pytest.mark.django_db
#: Where one would look for families that one may not know.
LISTS = (
    "/families/?all",
    "/tasks/",
    "/matches/",
    "/api/families/",
    "/api/people/",
)


def test_one_family_all_the_way_through(who, days, visited, people, as_user):
    play(Story(who, days), news)
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
