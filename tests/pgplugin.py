"""Starts PostgreSQL and Valkey before pytest-django reads the settings.

A conftest is too late for that, so this is loaded by `-p tests.pgplugin`. One PostgreSQL serves all
test processes: the migrations run once, into a database that each copies, and again only when they
changed. Each process has a Valkey of its own, which a test may stop without harm to the others.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from coordination.local import folders
from coordination.local.postgres import DATABASE
from coordination.local.processes import CannotRun
from coordination.local.servers import PROJECT, Lock, Servers, data_folder, sweep
from coordination.local.valkey import Broker

SETTINGS = "coordination.settings.test"
MOST_AT_ONCE = 8


class Run:
    """The servers of one test run, in `var/test`; runs at the same time have one each."""

    def __init__(self) -> None:
        self.folder, self.lock = self._free_folder()
        self.stamp = self.folder / "migrated"
        if not self._migrated():
            folders.remove(self.folder / "postgres")
            folders.remove(folders.stand_in(self.folder / "postgres"))
        sweep(self.lock)
        for given in ("REDIS_URL", "CACHE_URL"):
            os.environ.pop(given, None)
        self.servers = Servers(self.folder, durable=False)

    def _free_folder(self) -> tuple[Path, Lock]:
        for number in range(1, MOST_AT_ONCE + 1):
            folder = data_folder() / ("test" if number == 1 else f"test-{number}")
            (folder / "run").mkdir(parents=True, exist_ok=True)
            lock = Lock(folder)
            if lock.take():
                return folder, lock
        raise CannotRun(f"{MOST_AT_ONCE} test runs are going on already. Wait for one to end.")

    def start(self) -> None:
        """Start the servers, say in the environment where they are, migrate if need be."""
        self.servers.start()
        self.lock.publish(self.servers.facts())
        os.environ.update(self.servers.environment(SETTINGS))
        if self.servers.cluster is not None:
            os.environ["TEST_TEMPLATE"] = DATABASE
            if not self._migrated():
                self._migrate()

    def _migrate(self) -> None:
        command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise CannotRun(f"The migrations failed:\n{ran.stdout}{ran.stderr}")
        self.stamp.write_text(migrations())

    def _migrated(self) -> bool:
        return self.stamp.exists() and self.stamp.read_text() == migrations()

    def stop(self) -> None:
        """Stop them and let the next run in."""
        self.servers.stop()
        self.lock.give_back()


def migrations() -> str:
    """What the database of a test depends on: our migrations and those of the packages."""
    state = hashlib.sha256((PROJECT / "requirements.txt").read_bytes())
    for path in sorted(PROJECT.glob("*/migrations/*.py")):
        state.update(str(path.relative_to(PROJECT)).encode() + path.read_bytes())
    return state.hexdigest()


run: Run | None = None
valkey: Broker | None = None


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    """The process that the person started owns PostgreSQL; xdist's workers inherit it."""
    global run, valkey  # noqa: PLW0603 - a plugin module is pytest's singleton
    try:
        if "PYTEST_XDIST_WORKER" in os.environ:
            valkey = Broker(Path(os.environ["DATA_DIR"]) / "logs")
            valkey.start()
            os.environ |= {"REDIS_URL": valkey.broker_url, "CACHE_URL": valkey.cache_url}
        else:
            run = Run()
            run.start()
            valkey = run.servers.broker
    except CannotRun as reason:
        pytest.exit(str(reason), returncode=3)
    return (yield)


def pytest_unconfigure() -> None:
    """The run is over."""
    if valkey is not None:
        valkey.stop()
    if run is not None:
        run.stop()
