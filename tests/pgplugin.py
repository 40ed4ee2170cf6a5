"""Starts PostgreSQL and Valkey before pytest-django reads the settings.

A conftest is too late for that, so this is loaded by `-p tests.pgplugin`.
"""

import os
import shutil
from collections.abc import Generator

import pytest

from coordination.local.processes import CannotRun
from coordination.local.services import Lock, Services, data_folder, sweep

SETTINGS = "coordination.settings.test"


class Ground:
    """The servers of one test run, in `var/test`; a second run at the same time has its own."""

    def __init__(self) -> None:
        self.folder = data_folder() / "test"
        self.lock = self._lock()
        self.extra = not self.lock.take()
        if self.extra:
            self.folder = self.folder.with_name(f"test-{os.getpid()}")
            self.lock = self._lock()
            self.lock.take()
        sweep(self.lock)
        self.services = Services(self.folder, durable=False)

    def _lock(self) -> Lock:
        (self.folder / "run").mkdir(parents=True, exist_ok=True)
        return Lock(self.folder)

    def start(self) -> None:
        """Start the servers and say in the environment where they are."""
        self.services.start()
        self.lock.publish(self.services.facts())
        os.environ.update(self.services.environment(SETTINGS))

    def stop(self) -> None:
        """Stop them; a second run leaves nothing."""
        self.services.stop()
        self.lock.give_back()
        if self.extra:
            shutil.rmtree(self.folder, ignore_errors=True)


ground: Ground | None = None


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    """Only the process that the person started owns servers; xdist's workers inherit them."""
    global ground  # noqa: PLW0603 - a plugin module is pytest's singleton
    if "PYTEST_XDIST_WORKER" not in os.environ:
        try:
            ground = Ground()
            ground.start()
        except CannotRun as reason:
            pytest.exit(str(reason), returncode=3)
    return (yield)


def pytest_unconfigure() -> None:
    """The run is over."""
    if ground is not None:
        ground.stop()
