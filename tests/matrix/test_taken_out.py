"""A list that was asked for, or prepared, before a change: nobody takes out after it what they may
no longer know (access.md, P6), for each change of tests/matrix/states.py.
"""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from coordination.news import deliver
from coordination.readers import READERS
from families import acts
from families.models import Export
from sharing.models import User
from sharing.refusals import Refused
from tests.house.situation import Situation
from tests.matrix.markers import MAY_KNOW
from tests.matrix.states import STATES, State

pytestmark = pytest.mark.matrix

FAMILY = "Quillfeather"
#: Each change that closes the family's name to someone who could take out a list.
CLOSING = [
    pytest.param(state, name, id=f"{state.name}: {name}")
    for state in STATES
    for name, may in state.after.items()
    if name in ("ada", "cas", "dot", "hal") and FAMILY in MAY_KNOW[name] - may
]


def again(situation: Situation, name: str) -> User:
    """As their next request finds them."""
    return User.objects.get(pk=situation.users[name].pk)


def prepared(export: Export) -> Export:
    deliver(READERS)
    export.refresh_from_db()
    return export


def content_of(export: Export) -> str:
    if not export.file:
        return ""
    with export.file.open() as file:
        return file.read().decode("utf-8-sig")


@pytest.mark.parametrize(("state", "name"), CLOSING)
def test_what_was_prepared_before_is_not_collected_after(
    state: State, name: str, situation: Situation
):
    export = prepared(acts.ask_export(kind="families", by=again(situation, name)))
    held = content_of(export)
    assert situation.named["reference"] in held, "a test of nothing"
    state.change(situation)
    with pytest.raises((Refused, Http404, PermissionDenied)):
        acts.collect_export(export=export, by=again(situation, name))


@pytest.mark.parametrize(("state", "name"), CLOSING)
def test_what_was_asked_for_before_is_prepared_as_it_stands_after(
    state: State, name: str, situation: Situation
):
    export = acts.ask_export(kind="families", by=again(situation, name))
    state.change(situation)
    held = content_of(prepared(export))
    assert export.state in (Export.State.READY, Export.State.REFUSED)
    assert FAMILY not in held
    assert situation.named["reference"] not in held


def test_the_changes_close_to_many():
    assert len(CLOSING) > 25
