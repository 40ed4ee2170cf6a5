"""What the house shows, compared with access.md decided a second time: every row, every person.

Worlds by chance, from a seed: who works where, what was agreed and said, who is shut out, what was
archived or merged, and rows of every noun. Showing too much and hiding too much are both defects.
SEED and FAMILIES in the environment make other and larger worlds.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
import time_machine
from django.db import transaction

from families.wall.policies import behind
from sharing.acting import _performing
from sharing.models import User
from sharing.questions.answering import answering
from tests.house.test_wall import seen_by
from tests.matrix.second import decision
from tests.matrix.second.agencies import Made, make_agencies
from tests.matrix.second.families import make_families
from tests.matrix.second.oracle import PROMISED, may_be_told
from tests.matrix.second.rows import make_rows
from tests.matrix.second.world import Fact, Viewer

pytestmark = pytest.mark.matrix

SEED, FAMILIES = (int(os.environ.get(name, n)) for name, n in (("SEED", 1), ("FAMILIES", 7)))
#: Today, and when much has run out or begun.
DAYS = (0, 31)
Rows = dict[Any, dict[int, Fact]]


@pytest.fixture(scope="module")
def made(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Made]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def make_world() -> Made:
    made = make_agencies(SEED)
    with _performing(User.objects.system(), "records.hand_over"):  # what is done is a step of it
        make_families(made, FAMILIES)
        make_rows(made)
    return made


@pytest.fixture
def rows(made: Made) -> Rows:
    found: Rows = defaultdict(dict)
    for row, fact in made.rows:
        found[type(row)][row.pk] = fact
    return found


def shown_to(user: User, model: Any) -> set[int]:
    return set(model.objects.visible_to(user).values_list("pk", flat=True))


@pytest.mark.parametrize("days", DAYS)
def test_the_house_says_what_access_md_says(made, rows, days, monkeypatch):
    monkeypatch.setattr(made.words, "today", made.words.today + timedelta(days=days))
    apart: dict[str, list[Any]] = defaultdict(list)
    with time_machine.travel(made.words.now + timedelta(days=days), tick=False):
        for name, viewer in made.words.viewers.items():
            user = made.viewer(name)
            with answering():
                for model, facts in rows.items():
                    shown = shown_to(user, model)
                    for pk, fact in facts.items():
                        if (pk in shown) != may_be_told(made.words, viewer, fact):
                            apart["told" if pk in shown else "hidden"].append((name, fact))
    assert not apart, {how: (len(found), found[0]) for how, found in apart.items()}


def test_the_wall_hides_nothing_that_may_be_told_and_passes_what_is_near(made, rows):
    """PostgreSQL alone, whatever is asked (access.md, the second wall)."""
    apart: dict[str, list[Any]] = defaultdict(list)
    for name, viewer in made.words.viewers.items():
        user = made.viewer(name)
        with seen_by(user):
            passed = {m: set(m.objects.values_list("pk", flat=True)) for m in rows if behind(m)}
        for model, keys in passed.items():
            for pk, fact in rows[model].items():
                if pk in keys and not is_near(made, viewer, fact):
                    apart["passed"].append((name, fact))
                if pk not in keys and may_be_told(made.words, viewer, fact):
                    apart["hidden"].append((name, fact))
    # one's own ties are read past the wall, which shuts their family (families/views/ties.py)
    apart["hidden"] = [found for found in apart["hidden"] if found[1].noun != "Conflict"]
    assert not any(apart.values()), {h: (len(f), f[0]) for h, f in apart.items() if f}


def is_near(made: Made, viewer: Viewer, fact: Fact) -> bool:
    """Whoever works with the family, for whatever purpose; one of the two ends of a row between
    agencies; and for families and people those on hub duty, and who decides whom a row is about."""
    world, family = made.words, made.words.families[fact.family]
    if not decision.is_at_work(world, viewer):
        return False
    if decision.is_shut_to(world, viewer, family) and not fact.more.get("asked"):
        return False
    links = decision.links_of(family)
    if any(decision.is_held_by(viewer, x) and decision.runs(world, family, x) for x in links):
        return True
    ends = {fact.more.get(end) for end in ("from", "to", "agency")} | {fact.owner}
    between = fact.noun in BETWEEN_AGENCIES and viewer.agency in ends
    offered = fact.noun in ("Family", "Person")
    return (between or offered) and not decision.is_archived(world, family)


BETWEEN_AGENCIES = (
    "Conflict", "PossibleConflict", "BreakGlass", "UnusualLook", "Match", "Transfer", "Referral",
    "ReferredPerson", "Check", "TriageDecision",
)  # fmt: skip


@pytest.fixture(scope="module")
def said(made: Made) -> list[tuple[Viewer, Fact, bool]]:
    """Every answer of today."""
    asked = product(made.words.viewers.values(), [fact for _, fact in made.rows])
    return [(viewer, fact, may_be_told(made.words, viewer, fact)) for viewer, fact in asked]


def test_of_every_noun_some_may_be_told_and_some_not(said):
    found = {(fact.noun, told) for _, fact, told in said}
    nouns = {noun for noun, _ in found}
    assert len(nouns) > 50
    assert set(PROMISED) <= nouns
    assert not [noun for noun in nouns if not {(noun, True), (noun, False)} <= found]


@pytest.mark.parametrize(
    ("condition", "always"),
    [
        ("is_at_work", True), ("is_within_reach", True), ("works_with", True), ("runs", True),
        ("is_shut_to", False), ("closes", False), ("last_day", None), ("is_lawful", True),
        ("opens", True), ("hears", True), ("is_agreed_to", True), ("is_agreed_to", False),
        ("says_yes", True), ("says_yes", False), ("knows", True),
    ],
)  # fmt: skip
def test_each_condition_decides_somewhere(made, said, condition, always, monkeypatch):
    """Else these worlds would not notice that the house forgot it."""
    monkeypatch.setattr(decision, condition, lambda *_: always)
    assert any(may_be_told(made.words, viewer, fact) != told for viewer, fact, told in said)
