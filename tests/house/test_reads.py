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


def test_the_test_itself_sees_a_leak():
    assert unsafe_reads("Person.objects.filter(pk=1)") == [1]
    assert unsafe_reads("manager = Person._default_manager") == [1]
    assert not unsafe_reads("Person.objects.visible_to(user).filter(pk=1)")


def test_nobody_but_sharing_and_families_asks_guardian():
    for app in ("referrals", "outcomes", "coordination"):
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" not in path.parts and "settings" not in path.parts:
                assert "guardian" not in path.read_text(), path
