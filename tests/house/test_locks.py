"""Rows are locked so that what points at them does not wait.

A foreign key is checked when the transaction ends, after the journal's lock was taken. A row held
with FOR UPDATE would make that check wait for someone who may wait for the journal: a deadlock.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("sharing", "families", "referrals", "outcomes", "coordination")


def locks(source: str) -> list[int]:
    """Lines on which rows are locked against what points at them."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "select_for_update"
        and not any(given.arg == "no_key" for given in node.keywords)
    ]


@pytest.mark.parametrize("app", APPS)
def test_no_row_is_locked_against_what_points_at_it(app):
    wrong = {
        str(path.relative_to(ROOT)): found
        for path in sorted((ROOT / app).rglob("*.py"))
        if (found := locks(path.read_text()))
    }
    assert not wrong, "Say no_key=True"


def test_the_test_itself_sees_one():
    assert locks("rows.select_for_update(of=('self',))") == [1]
    assert not locks("rows.select_for_update(no_key=True)")
