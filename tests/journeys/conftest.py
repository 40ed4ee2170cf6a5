"""The people of the story, each with a browser without scripts."""

from __future__ import annotations

import pytest
from django.utils import timezone

from outcomes.acts import load_frameworks
from tests.journeys.days import Days
from tests.journeys.hands import ClientHands
from tests.outcomes.ready import make_plan

#: Who works, and who watches from outside: Eve of another agency, and Gus, who left.
PEOPLE = ("cas", "dot", "hal", "ada", "kay", "ivy", "jim", "fay")
OUTSIDE = ("eve", "gus")


@pytest.fixture
def days() -> Days:
    return Days.ending(timezone.localdate())


@pytest.fixture
def people(borough, request):
    """Everyone by name, and what the authority pays."""
    published = next(f for f in load_frameworks() if f.slug == "nsfof-2022")
    make_plan(borough, published, "800.00")
    return {name: request.getfixturevalue(name) for name in (*PEOPLE, *OUTSIDE)}


@pytest.fixture
def visited() -> set[str]:
    """Every page that someone saw."""
    return set()


@pytest.fixture
def who(people, as_user, visited):
    """Signs someone in afresh, as sessions end overnight."""

    def sign_in(name: str) -> ClientHands:
        hands = ClientHands(as_user(people[name]))
        hands.visited = visited
        return hands

    return sign_in
