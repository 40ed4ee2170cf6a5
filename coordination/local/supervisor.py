"""Keeps the demo's processes alive, and says so when one had to be started again."""

import subprocess
import sys
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from coordination.local.processes import CannotRun, spawn, stop

RESTARTS, WITHIN = 5, 60.0  # seconds
LOG_LIMIT = 5_000_000  # bytes; one older log is kept


def say(sentence: str = "") -> None:
    """Speak to the person at the keyboard."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


class Runs(Protocol):
    """A server or a process of ours."""

    log: Path

    def start(self) -> None:
        """Start it."""

    def stop(self) -> None:
        """Stop it and wait for it."""

    def running(self) -> bool:
        """Whether it lives."""


@dataclass
class Watched:
    """Something that should run, under a name that a person understands."""

    name: str
    what: Runs
    restarts: deque[float] = field(default_factory=lambda: deque(maxlen=RESTARTS))

    def revive(self) -> None:
        """Start it again if it died; give up when it keeps dying."""
        if self.what.running():
            return
        now = time.monotonic()
        if len(self.restarts) == RESTARTS and now - self.restarts[0] < WITHIN:
            raise CannotRun(f"{self.name} keeps stopping. {self.what.log} says why.")
        self.restarts.append(now)
        self.what.start()
        say(f"{self.name} had stopped and was started again. {self.what.log} says why.")


class Child:
    """A Python module run as a process, for `Watched`."""

    def __init__(
        self, arguments: Sequence[str | Path], *, log: Path, env: Mapping[str, str], cwd: Path
    ) -> None:
        self.command = [sys.executable, "-m", *arguments]
        self.log, self.env, self.cwd = log, env, cwd
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, on a fresh log when the old one has grown long."""
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        self.process = spawn(self.command, log=self.log, env=self.env, cwd=self.cwd)

    def stop(self) -> None:
        """Stop it and wait for it."""
        if self.process is not None:
            stop(self.process, patience=10)

    def running(self) -> bool:
        """Whether it lives."""
        return self.process is not None and self.process.poll() is None
