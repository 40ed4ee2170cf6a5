"""A real worker process on a real broker, for tests marked `broker`."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from coordination.local.servers import PROJECT
from coordination.local.supervisor import Child
from tests import pgplugin

COMMAND = ["celery", "-A", "coordination.worker", "worker", "--pool", "threads"]
OPTIONS = ["--concurrency", "2", "--without-mingle", "--without-gossip", "--loglevel", "INFO"]
PATIENCE = 30.0  # seconds


class Worker:
    """The process, its log, and the broker between it and the test."""

    def __init__(self, folder: Path) -> None:
        database = urlsplit(os.environ["DATABASE_URL"])
        database = database._replace(path=f"/{connection.settings_dict['NAME']}")
        env = os.environ | {"DATABASE_URL": database.geturl()}
        self.child = Child([*COMMAND, *OPTIONS], log=folder / "worker.log", env=env, cwd=PROJECT)
        assert pgplugin.valkey is not None
        self.broker = pgplugin.valkey

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something that the worker does; fail with its log if it never happens."""
        assert self.child.process is not None
        for _ in range(int(PATIENCE * 20)):
            if happened():
                return
            try:
                self.child.process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            break
        raise AssertionError(f"The worker did not do it. Its log:\n{self.log()}")

    def log(self) -> str:
        """What the worker said so far."""
        return self.child.log.read_text()

    def stop_broker(self) -> None:
        """As a crash does: at once, and with all that waited in it."""
        assert self.broker.process is not None
        self.broker.process.kill()
        self.broker.process.wait()

    def start_broker(self) -> None:
        """At the same address, empty."""
        self.broker.start()


@contextmanager
def running_worker(folder: Path) -> Iterator[Worker]:
    """A worker that is ready, stopped at the end; the broker runs at the end in any case."""
    worker = Worker(folder)
    worker.child.start()
    try:
        worker.until(lambda: " ready." in worker.log())
        yield worker
    finally:
        worker.child.stop()
        if not worker.broker.running():
            worker.start_broker()
