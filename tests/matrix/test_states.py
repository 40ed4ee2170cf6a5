"""Every address × every kind of person × every change of what may be known (access.md, P1 to P6).

Each person's statements and session are warm before the change and are used again after it: the
next request obeys.
"""

from __future__ import annotations

import pytest

from tests.house.situation import PEOPLE, Situation
from tests.matrix.markers import MAY_KNOW, MUST_REACH
from tests.matrix.states import STATES, State
from tests.matrix.walking import walk

pytestmark = pytest.mark.matrix


def concerned(state: State) -> list[str]:
    """Everyone in the first state; after a change, those it closes to, and who gains nothing."""
    return list(PEOPLE) if not state.after else [*state.after, "eve"]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_nobody_is_told_more_than_they_may_know(state: State, situation: Situation):
    clients = {name: situation.client_of(name) for name in concerned(state)}
    if state.after:
        for name, client in clients.items():
            walk(situation, name, client, only=WARMING)
    state.change(situation)
    wrong, checked = [], 0
    for name, client in clients.items():
        found = walk(situation, name, client)
        checked += found.checked
        beyond = found.beyond(state.after.get(name, MAY_KNOW[name]))
        wrong += [f"{name} was told {text} at {', '.join(at)}" for text, at in beyond.items()]
    assert not wrong, "\n".join(wrong)
    assert checked > 1_000


#: Pages whose statements are kept: asked once before the change.
WARMING = ("families:family", "families:list", "families:story", "home", "families-list")


@pytest.mark.parametrize("name", MUST_REACH)
def test_what_someone_may_know_reaches_them(name: str, situation: Situation):
    told = walk(situation, name, situation.client_of(name)).told
    assert MUST_REACH[name] <= set(told), f"{name} was not told {MUST_REACH[name] - set(told)}"


def test_a_change_that_closes_to_one_leaves_the_lead_alone(situation: Situation):
    """Closing the agreement takes nothing from the family's own worker."""
    state = next(s for s in STATES if s.name == "agreement suspended")
    state.change(situation)
    told = walk(situation, "ada", situation.client_of("ada")).told
    assert MUST_REACH["ada"] <= set(told)
