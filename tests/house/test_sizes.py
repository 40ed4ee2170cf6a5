"""Files of at most 400 lines, functions of at most 40: what does not fit is two things."""

import ast
from pathlib import Path

from tests.together import of_each

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("sharing", "families", "referrals", "outcomes", "coordination", "tests", "bench")
FILES = [
    path
    for folder in FOLDERS
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
FORBIDDEN_NAMES = {
    *("utils", "helpers", "common", "core", "constants", "signals"),
    *("managers", "services", "selectors", "admin"),
}


@of_each(FILES, name=lambda path: path.relative_to(ROOT))
def test_files_and_functions_are_short(path):
    source = path.read_text()
    assert source.count("\n") <= 400, f"{path} is too long"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 40, f"{path}: {node.name} has {length} lines"


def test_no_room_is_called_by_a_name_that_says_nothing():
    rooms = {path for path in FILES if path.parts[len(ROOT.parts)] not in ("tests", "bench")}
    nameless = [
        path for path in rooms if path.stem in FORBIDDEN_NAMES and "local" not in path.parts
    ]
    assert not nameless
