"""What `make` says on a machine that lacks something."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coordination.local import bootstrap
from coordination.local.servers import PROJECT

SCRIPT = Path("coordination/local/bootstrap.py")


def test_it_asks_nothing_of_us_before_it_has_run():
    source = (PROJECT / SCRIPT).read_text()
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"compile({source!r}, 'bootstrap', 'exec')"], check=False
    )
    assert ran.returncode == 0
    assert "from coordination" not in source


def test_an_old_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bootstrap, "OLDEST", (99, 0))
    monkeypatch.setattr(bootstrap, "NEWER", ())
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed; this is 3"):
        bootstrap.require_python()


def test_a_full_disk_is_said_before_anything_fails(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bootstrap, "NEEDED", 10**12)
    with pytest.raises(SystemExit, match=r"is full\. Make room"):
        bootstrap.require_room()


@pytest.mark.parametrize("purpose", ["demo", "test"])
def test_what_is_there_is_not_made_again(
    purpose: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(bootstrap, "PROJECT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    (tmp_path / ".venv").mkdir()
    stamp = ""
    for lock in bootstrap.LOCKS.values():
        (tmp_path / lock).write_text("nothing==1\n")
        stamp += f"{lock} {bootstrap.digest(tmp_path / lock)}\n"
    (tmp_path / ".venv" / ".installed").write_text(stamp)
    bootstrap.install_packages(purpose)
    assert [path.name for path in (tmp_path / ".venv").iterdir()] == [".installed"]


def test_no_package_index_is_said_with_what_to_check(tmp_path: Path):
    project = tmp_path / "a borough"
    shutil.copytree(PROJECT / SCRIPT.parent, project / SCRIPT.parent)
    for lock in bootstrap.LOCKS.values():
        shutil.copy(PROJECT / lock, project / lock)
    env = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    env |= {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"}
    ran = subprocess.run(
        [sys.executable, SCRIPT], cwd=project, env=env, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert "The Python packages could not be fetched. Check that this machine" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (project / ".venv" / ".installed").exists()
