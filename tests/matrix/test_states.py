"""Every address × every kind of person × every change of what may be known (access.md, P1 to P6).

Each person's statements and session are warm before the change and are used again after it: the
next request obeys.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.house.asking import BY_CONSENT
from tests.house.situation import Situation
from tests.matrix.markers import MAY_KNOW
from tests.matrix.states import STATES, State
from tests.matrix.walking import walk

pytestmark = pytest.mark.matrix


#: Who gains nothing by any change, asked in turn: an agency without an agreement, and the manager
#: of another council's hub.
OUTSIDERS = ("eve", "sue")


def concerned(state: State) -> list[str]:
    """Those it closes to or must not, and an outsider. Before any change, who is not asked in
    test_as_agreed."""
    outsider = OUTSIDERS[STATES.index(state) % len(OUTSIDERS)]
    others = [outsider] if state.after else [*BY_CONSENT, "sue"]
    return list(dict.fromkeys([*state.after, *state.reaches, *others]))


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_nobody_is_told_more_than_they_may_know(state: State, situation: Situation):
    clients = {name: situation.client_of(name) for name in concerned(state)}
    if state.after:
        for name, client in clients.items():
            walk(situation, name, client, only=WARMING, program=situation.program_of(name))
    state.change(situation)
    wrong, checked = [], 0
    for name, client in clients.items():
        found = walk(situation, name, client, program=situation.program_of(name))
        checked += found.checked
        wrong += found.amiss(state.after.get(name, MAY_KNOW[name]), state.reaches.get(name, ()))
    assert not wrong, "\n".join(wrong)
    assert checked > 1_000


#: Pages whose statements are kept: asked once before the change.
WARMING = (
    *("families:family", "families:list", "families:story", "home"),
    *("families-list", "people-list"),
)


def test_nothing_that_is_made_to_be_read_elsewhere_goes_unread():
    """A spreadsheet or a PDF: markers inside are not bytes that a scan finds. Whoever
    makes the first must teach tests/matrix/walking.py to open it."""
    unread = {"openpyxl", "xlsxwriter", "reportlab", "weasyprint", "fpdf", "pypdf"}
    guilty = []
    for folder in ("sharing", "families", "referrals", "outcomes", "coordination"):
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*.py")):
            named = {name.split(".")[0] for name in imported(path)}
            guilty += [f"{path}: {name}" for name in sorted(named & unread)]
    assert not guilty


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
