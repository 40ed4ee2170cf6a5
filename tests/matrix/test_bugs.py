"""The matrix proves itself: each planted bug is caught, and the wall stands behind the rule.

The second wall is taken down for the bugs: it would hide from the matrix what the rule lets slip.
"""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from families import access, middleware
from families.access import SharedQuerySet
from sharing.questions import conditions, prepared
from tests.house.situation import Situation
from tests.matrix.bugs import BUGS, Bug
from tests.matrix.markers import MAY_KNOW
from tests.matrix.states import STATES
from tests.matrix.walking import walk

BY_NAME = {state.name: state for state in STATES}
#: Enough addresses of every kind to see a leak: pages, lists, details, endpoints.
PROBES = (
    "home", "search", "families:list", "families:family", "families:story", "families:people",
    "families:plan", "families:visits", "families:visit", "families:consent", "families-list",
    "families-detail", "people-list", "people-detail", "plans-list", "visits-list",
    "visits-detail", "consents-list", "needs-list", "actions-detail", "referrals-list",
    "sampled-detail", "outcomes:sampled", "outcomes:claim", "matches-list",
    "families:viewing", "viewings-detail", "addresses-list", "addresses-reveal",
)  # fmt: skip

pytestmark = pytest.mark.matrix


def take_down_the_wall(monkeypatch) -> None:
    monkeypatch.setattr(middleware, "behind_the_wall", lambda gate: nullcontext())
    monkeypatch.setattr(middleware, "enter", lambda gate: None)


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_planted_bug_is_caught(bug: Bug, situation: Situation, monkeypatch):
    take_down_the_wall(monkeypatch)
    state = BY_NAME[bug.state]
    client = situation.client_of(bug.who)
    program = situation.program_of(bug.who)
    for asking in (client, program):  # what half a page breaks on does not matter here
        asking.raise_request_exception = False
    bug.plant(monkeypatch)
    for store in (prepared, conditions):  # drawn when they signed in, before the bug was there
        monkeypatch.setattr(store, "_kept", {})
    walk(situation, bug.who, client, only=PROBES[:6], program=program)
    state.change(situation)
    found = walk(situation, bug.who, client, only=PROBES, program=program)
    assert found.beyond(state.after.get(bug.who, MAY_KNOW[bug.who])), "nobody noticed"


@pytest.mark.parametrize("who", ["ben", "eve", "gus"])
def test_behind_a_forgotten_rule_the_wall_still_stands(who: str, situation: Situation, monkeypatch):
    """With neither involvement nor agreement asked, a stranger to the family reads none of it."""
    monkeypatch.setattr(access, "known_families", lambda user, **_: _everything())
    monkeypatch.setattr(SharedQuerySet, "visible_to", lambda self, user: self.all())
    found = walk(situation, who, situation.client_of(who), only=PROBES)
    assert not found.beyond(MAY_KNOW[who])


def _everything():
    return access._families("FamilyAccess").values("family")
