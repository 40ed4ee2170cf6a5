"""PostgreSQL, Valkey and the environment that everything else runs in, in one data folder."""

import fcntl
import json
import os
import secrets
from pathlib import Path
from typing import IO

from coordination.local import folders
from coordination.local.postgres import OWNER, Cluster, require_server
from coordination.local.processes import CannotRun
from coordination.local.supervisor import Watched
from coordination.local.valkey import Broker

PROJECT = Path(__file__).resolve().parents[2]
KEPT = ("DATABASE_URL", "REDIS_URL", "CACHE_URL")


def data_folder() -> Path:
    """Where everything is kept: DATA_DIR, or `var` in the project."""
    path = Path(os.environ.get("DATA_DIR") or PROJECT / "var").expanduser().resolve()
    try:
        (path / "run").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotRun(
            f"The folder {path} can't be made or written to ({error.strerror}). "
            "Give another one with DATA_DIR=..."
        ) from error
    return path


class Lock:
    """One start for one data folder; the operating system lets go of it whatever happens."""

    def __init__(self, data: Path) -> None:
        self.path = data / "run" / "lock"
        self.note = data / "run" / "running.json"
        self._handle: IO[str] | None = None

    def take(self, *, wait: bool = False) -> bool:
        """Whether it is ours now."""
        try:
            handle = self.path.open("a")
        except OSError as error:
            raise CannotRun(
                f"{self.path} can't be written to ({error.strerror}): another user made it. "
                "Give another folder with DATA_DIR=..."
            ) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            handle.close()
            return False
        self._handle = handle
        return True

    def give_back(self) -> None:
        """Let the next one in."""
        self.note.unlink(missing_ok=True)
        if self._handle is not None:
            self._handle.close()
            self._handle = None

    def publish(self, facts: dict[str, str]) -> None:
        """Say what runs here, for commands that want to join it and for the next start."""
        draft = self.note.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(facts))
        draft.replace(self.note)

    def published(self) -> dict[str, str]:
        """What the holder, or one that was killed, said last."""
        try:
            facts: dict[str, str] = json.loads(self.note.read_text())
        except (OSError, ValueError):
            return {}
        return facts


class Servers:
    """The two servers. One that is given by DATABASE_URL or REDIS_URL is used, not started."""

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.data = data
        self.cluster = None if os.environ.get("DATABASE_URL") else self._cluster(durable=durable)
        self.broker = None if os.environ.get("REDIS_URL") else Broker(data / "logs")

    def _cluster(self, *, durable: bool) -> Cluster:
        folders.require_room(self.data)
        return Cluster(self.data / "postgres", durable=durable)

    def start(self) -> None:
        """Start what is ours, PostgreSQL first; what is given must answer."""
        if self.cluster is None:
            require_server(os.environ["DATABASE_URL"])
        for server in self._servers():
            server.start()

    def stop(self) -> None:
        """Stop what is ours, PostgreSQL last."""
        for server in reversed(self._servers()):
            server.stop()

    def environment(self, settings: str, user: str = OWNER) -> dict[str, str]:
        """What a process needs to find the servers, and to log in as `user` where the database is
        ours. One that is given is used as it is given."""
        found = dict(os.environ)
        found.pop("PYTHONPATH", None)
        found |= {
            "DJANGO_SETTINGS_MODULE": settings,
            "DATA_DIR": str(self.data),
            "SECRET_KEY": os.environ.get("SECRET_KEY") or self._secret_key(),
        }
        if self.cluster is not None:
            found["DATABASE_URL"] = self.cluster.url(user)
        if self.broker is not None:
            found |= {"REDIS_URL": self.broker.broker_url, "CACHE_URL": self.broker.cache_url}
        return found

    def exports(self, settings: str) -> dict[str, str]:
        """The part of the environment that a shell needs."""
        wanted = (*KEPT, "DJANGO_SETTINGS_MODULE", "DATA_DIR", "SECRET_KEY")
        found = self.environment(settings)
        return {name: found[name] for name in wanted if name in found}

    def facts(self) -> dict[str, str]:
        """The addresses, and the socket folders that a kill would leave behind."""
        found = self.environment("")
        return {name: found[name] for name in KEPT if name in found} | {
            f"sockets {number}": str(server.sockets)
            for number, server in enumerate(self._servers())
        }

    def watched(self) -> list[Watched]:
        """The servers, to be started again when they die."""
        pairs = (("PostgreSQL", self.cluster), ("Valkey", self.broker))
        return [Watched(name, server) for name, server in pairs if server is not None]

    def _servers(self) -> list[Cluster | Broker]:
        return [server for server in (self.cluster, self.broker) if server is not None]

    def _secret_key(self) -> str:
        path = self.data / "secret-key"
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(64))
        return path.read_text()


def sweep(lock: Lock) -> None:
    """Take away the socket folders of a run that was killed; its note says where they were."""
    for name, folder in lock.published().items():
        path = Path(folder)
        if name.startswith("sockets") and path.name.startswith("whole-family-"):
            folders.remove(path)
    lock.note.unlink(missing_ok=True)
