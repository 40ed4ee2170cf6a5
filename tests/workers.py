"""A real worker process on a real broker, for tests marked `broker`."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from celery import current_app
from django.db import connection

from coordination.local.postgres import WORKER
from coordination.local.servers import PROJECT
from coordination.local.supervisor import Child
from tests import pgplugin

COMMAND = ["celery", "-A", "coordination.worker", "worker", "--pool", "threads", "--events"]
OPTIONS = ["--concurrency", "2", "--without-mingle", "--without-gossip", "--loglevel", "INFO"]
PATIENCE = 60.0  # seconds


def until(child: Child, happened: Callable[[], bool]) -> None:
    """Wait for something that a process does; fail with its log if it never happens."""
    assert child.process is not None
    for _ in range(int(PATIENCE * 20)):
        if happened():
            return
        try:
            child.process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        break
    said = child.log.read_text() if child.log.exists() else ""
    raise AssertionError(f"It did not do it. Its log:\n{said}")


class Worker:
    """The process, its log, and the broker between it and the test."""

    def __init__(self, folder: Path) -> None:
        database = urlsplit(os.environ["DATABASE_URL"])
        database = database._replace(
            netloc=f"{WORKER}@", path=f"/{connection.settings_dict['NAME']}"
        )
        env = os.environ | {"DATABASE_URL": database.geturl()}
        self.child = Child([*COMMAND, *OPTIONS], log=folder / "worker.log", env=env, cwd=PROJECT)
        assert pgplugin.valkey is not None
        self.broker = pgplugin.valkey

    def start(self) -> None:
        """Start it, and wait until it takes work."""
        before = self.log().count(" ready.")
        self.child.start()
        self.until(lambda: self.log().count(" ready.") > before)

    def kill(self) -> None:
        """As the machine does when memory runs out: at once, whatever it was doing."""
        assert self.child.process is not None
        self.child.process.kill()
        self.child.process.wait()

    def revive(self) -> None:
        """As its keeper does (the demo's supervisor, systemd): Celery gives up where the broker
        goes away in the middle of an acknowledgement, and must be started again."""
        assert self.child.process is not None
        if self.child.process.poll() is not None:
            self.child.start()

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something that the worker does; fail with its log if it never happens."""
        until(self.child, happened)

    @contextmanager
    def heard(self) -> Iterator[Callable[[Callable[[], bool]], None]]:
        """Listen to what it says of its tasks; gives a function that waits for something of it."""
        with current_app.connection_for_read() as broker:
            receiver = current_app.events.Receiver(broker)
            with receiver.consumer_context(wakeup=False) as (ear, _, _):
                yield lambda happened: self._listen(ear, happened)

    def _listen(self, ear: Any, happened: Callable[[], bool]) -> None:
        """Each event may have been it. The worker's heartbeat is one, every two seconds."""
        deadline = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < deadline, f"It never happened. Its log:\n{self.log()}"
            self.revive()
            with suppress(TimeoutError):
                ear.drain_events(timeout=5)

    def log(self) -> str:
        """What the worker said so far."""
        return self.child.log.read_text() if self.child.log.exists() else ""

    def stop_broker(self) -> None:
        """As a crash does: at once, and with all that waited in it."""
        assert self.broker.process is not None
        self.broker.process.kill()
        self.broker.process.wait()

    def start_broker(self) -> None:
        """At the same address, empty."""
        self.broker.start()


@contextmanager
def running_worker(folder: Path, *, start: bool = True) -> Iterator[Worker]:
    """A worker that is ready, stopped at the end; the broker runs at the end in any case."""
    current_app.control.purge()  # nudges of earlier tests, which had no worker
    worker = Worker(folder)
    try:
        if start:
            worker.start()
        yield worker
    finally:
        worker.kill()
        if not worker.broker.running():
            worker.start_broker()
