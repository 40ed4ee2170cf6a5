"""Pages and endpoints read through visible_to, and nowhere else do they reach for rows."""

import ast
from pathlib import Path

from tests.together import of_each

ROOT = Path(__file__).resolve().parents[2]
APPS = ("sharing", "families", "referrals", "outcomes", "coordination")
DOORS = [
    path
    for app in APPS
    for kind in ("views", "api", "doors")
    for path in [ROOT / app / f"{kind}.py", *sorted((ROOT / app / kind).glob("*.py"))]
    if path.exists()
]
MANAGERS = {"objects", "_default_manager", "_base_manager"}
#: What may follow a manager in a door. `none` holds nothing; the others choose by the viewer.
SAFE = {"visible_to", "none", "public", "for_matching"}


def unsafe_reads(source: str) -> list[int]:
    """Lines on which a manager is used for anything but visible_to."""
    tree = ast.parse(source)
    followed = {
        id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in MANAGERS
        and followed.get(id(node)) not in SAFE
    ]


@of_each(DOORS, name=lambda path: path.relative_to(ROOT))
def test_a_door_reads_only_what_the_viewer_may_see(path):
    lines = unsafe_reads(path.read_text())
    bound = "_default_manager\n" if path.name in ("views.py", "api.py") else ""
    if path.parent.name == "sharing" and bound:
        return  # the base classes bind the manager once, and call visible_to on it
    assert not lines, f"{path.name} reads past visible_to on lines {lines}"


#: What changes a row, or rows; `update` of what a call gave, as a dictionary has it too.
WRITES = {"save", "check_and_save", "delete", "create", "get_or_create", "update_or_create"}
WRITES |= {"bulk_create", "bulk_update", "set", "add", "remove"}


def writes(source: str) -> list[int]:
    """Lines on which something other than the view itself is told to change rows."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    told = [call.func for call in calls if isinstance(call.func, ast.Attribute)]
    return [
        how.lineno
        for how in told
        if (how.attr in WRITES and isinstance(how.value, ast.Attribute | ast.Call))
        or (how.attr in WRITES - {"set", "add", "remove"} and _is_no_view(how.value))
        or (how.attr == "update" and isinstance(how.value, ast.Call))
    ]


def _is_no_view(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id != "self"


@of_each(DOORS, name=lambda path: path.relative_to(ROOT))
def test_a_door_changes_nothing_but_by_an_act(path):
    lines = writes(path.read_text())
    assert not lines, f"{path.name} writes past the acts on lines {lines}"


def test_the_test_itself_sees_a_write():
    for source in (
        "case.save()",
        "case.people.add(kelly)",
        "Case.objects.visible_to(user).update(stage='closed')",
        "Note.objects.create(text='x')",
    ):
        assert writes(source) == [1], source
    assert not writes("context.update(x=1)\nself.save(form)\nseen.add(1)")


def test_the_test_itself_sees_a_leak():
    assert unsafe_reads("Person.objects.filter(pk=1)") == [1]
    assert unsafe_reads("manager = Person._default_manager") == [1]
    assert not unsafe_reads("Person.objects.visible_to(user).filter(pk=1)")


def test_nobody_but_sharing_and_families_asks_guardian():
    for app in ("referrals", "outcomes", "coordination"):
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" not in path.parts and "settings" not in path.parts:
                assert "guardian" not in path.read_text(), path
