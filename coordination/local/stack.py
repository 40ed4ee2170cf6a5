"""`make demo`: everything on one machine, until Ctrl-C.

`--servers` starts PostgreSQL and Valkey only, `--reset` throws the data away.
"""

import argparse
import ctypes
import http.client
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from coordination.local import folders
from coordination.local.postgres import WEB, WORKER
from coordination.local.processes import PR_SET_PDEATHSIG, CannotRun, last_lines, spawn
from coordination.local.processes import stop as stop_process
from coordination.local.servers import PROJECT, Lock, Servers, data_folder, sweep
from coordination.local.supervisor import Child, Runs, Watched, say

SETTINGS = "coordination.settings.demo"
MADE_HERE = ("postgres", "uploads", "static", "demo", "logs", "mail", "secret-key")
STOPS, PATIENCE = "stopping", 60  # what the note says from then on; seconds
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked us to stop; raised wherever we are by the signal."""


def _on_signal(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


@contextmanager
def stoppable() -> Iterator[None]:
    """Signals stop us wherever we are; while we clean up, no second one does."""
    for number in STOPPING:
        signal.signal(number, _on_signal)
    try:
        yield
    finally:
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)


def chosen_port() -> int:
    """PORT, or 8000."""
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 1 <= int(given) <= 65535:
        raise CannotRun(f"PORT must be a number from 1 to 65535, not “{given}”.")
    return int(given)


def require_port(port: int, *, patience: float) -> None:
    """Refuse a port that somebody else listens on; wait a little for a run that was killed."""
    deadline = time.monotonic() + patience
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except PermissionError:
                raise CannotRun(
                    f"Only root may use port {port}. Choose a higher one: make demo PORT=8000"
                ) from None
            except OSError:
                if time.monotonic() > deadline:
                    raise CannotRun(
                        f"Port {port} is taken by another program. "
                        f"Choose another one: make demo PORT={min(port + 1, 65535)}"
                    ) from None
            else:
                return
        time.sleep(0.1)


class Stack:
    """The web server, the worker and the clock, on the two servers."""

    def __init__(self, data: Path, port: int, lock: Lock) -> None:
        self.data, self.port, self.lock = data, port, lock
        self.logs = data / "logs"
        self.servers = Servers(data)
        self.watched: list[Watched] = []

    def start_servers(self) -> None:
        """PostgreSQL and Valkey, and the note that says where they are."""
        self.servers.start()
        self.watched = self.servers.watched()
        self.env = self.servers.environment(SETTINGS)
        self.lock.publish(self.servers.facts() | {"address": self.address})

    @property
    def address(self) -> str:
        """Where to point a browser."""
        return f"http://127.0.0.1:{self.port}/"

    def prepare(self) -> None:
        """Migrations, static files and the borough."""
        log = self.logs / "prepare.log"
        log.unlink(missing_ok=True)
        process = spawn(
            [sys.executable, "-m", "coordination.local.prepare"], log=log, env=self.env, cwd=PROJECT
        )
        try:
            code = process.wait()
        except Stopped:
            stop_process(process)
            raise
        if code:
            end = last_lines(log, 15)
            raise CannotRun(f"The data could not be set up. {log} ends with:\n{end}")

    def start_application(self) -> None:
        """The three processes of the application; the first page is there when it returns."""
        bind = f"127.0.0.1:{self.port}"
        web = ["gunicorn", "--bind", bind, "--worker-class", "gthread", "--workers", "2"]
        web += ["--threads", "4", "--preload", "--graceful-timeout", "5", "--log-level", "warning"]
        web += ["--no-control-socket", "coordination.wsgi"]
        celery = ["celery", "-A", "coordination.worker"]
        worker = [*celery, "worker", "--pool", "threads", "--concurrency", "4"]
        worker += ["--without-mingle", "--without-gossip", "--loglevel", "INFO"]
        schedule = self.data / "run" / "beat-schedule"
        beat = [*celery, "beat", "--schedule", str(schedule), "--pidfile", "", "--loglevel", "INFO"]
        for name, arguments, log, user in (
            ("The web server", web, "web.log", WEB),
            ("The worker", worker, "worker.log", WORKER),
            ("The clock", beat, "beat.log", WORKER),
        ):
            env = self.servers.environment(SETTINGS, user)
            child = Child(arguments, log=self.logs / log, env=env, cwd=PROJECT)
            self.watched.append(Watched(name, child))
            child.start()
            if user == WEB:  # alone at first: on two cores the others would take half of its second
                self._until_it_answers(child)

    def _until_it_answers(self, web: Runs) -> None:
        deadline = time.monotonic() + 60
        while (status := self._status()) != 200:
            if not web.running() or status is not None or time.monotonic() > deadline:
                raise CannotRun(
                    f"The web server did not start. {web.log} ends with:\n{last_lines(web.log, 15)}"
                )
            time.sleep(0.1)

    def _status(self) -> int | None:
        """What the first page answers; nothing before there is a server."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status
        except OSError:
            return None
        finally:
            connection.close()

    def watch(self) -> None:
        """Until somebody stops us."""
        while True:
            time.sleep(0.5)
            for watched in self.watched:
                watched.revive()

    def stop(self) -> None:
        """The application first and all of it at once, the servers last."""
        self.lock.publish(self.lock.published() | {STOPS: "yes"})
        ours = [watched.what for watched in self.watched if isinstance(watched.what, Child)]
        with ThreadPoolExecutor() as hands:
            list(hands.map(Child.stop, ours))
        self.servers.stop()


def run(data: Path, lock: Lock, *, servers_only: bool) -> None:
    """Start all, say where, watch until stopped; stop all whatever happens."""
    began = time.monotonic()
    port = chosen_port()
    if not servers_only:
        require_port(port, patience=10 if lock.published() else 0)
    sweep(lock)
    (data / "logs").mkdir(exist_ok=True)
    stack = Stack(data, port, lock)
    try:
        with stoppable():
            stack.start_servers()
            if servers_only:
                for name, value in stack.servers.exports(SETTINGS).items():
                    say(f"export {name}='{value}'")
            else:
                say("Setting up the data; the first time this takes a minute or two.")
                stack.prepare()
                stack.start_application()
                say((data / "run" / "people.txt").read_text().rstrip())
                say(f"\nReady after {time.monotonic() - began:.0f} seconds at {stack.address}")
                say("Press Ctrl-C to stop.")
            stack.watch()
    except Stopped:
        say("\nStopping.")
    finally:
        stack.stop()
        lock.give_back()


def reset(data: Path) -> None:
    """Take away all that the demo made in its data folder, and nothing else."""
    folders.remove(folders.stand_in(data / "postgres"))
    for name in MADE_HERE:
        path = data / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    say(f"The demo's data in {data} is gone. The next make demo starts afresh.")


def end_with_parent() -> None:
    """Be told when `make` is killed, so that a second `make demo` finds nothing in its way."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))


def take_over(data: Path, lock: Lock) -> None:
    """Make the data folder ours: at once, or when a run that is being stopped has let go of it."""
    began, stopping = time.monotonic(), False
    while not lock.take():
        facts = lock.published()
        if STOPS in facts and not stopping:
            say("Waiting until the run before has stopped.")
        stopping = stopping or STOPS in facts
        if not stopping or time.monotonic() - began > PATIENCE:
            raise CannotRun(
                f"It runs already on the data in {data}: "
                f"{facts.get('address', 'and is still starting')}\n"
                "Stop it with Ctrl-C in its own window, or run another beside it: "
                "make demo PORT=8001 DATA_DIR=another-folder"
            )
        time.sleep(0.1)


def main() -> None:
    """Read the options and do it, once per data folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--servers", action="store_true", help="PostgreSQL and Valkey only")
    parser.add_argument("--reset", action="store_true", help="throw the demo's data away")
    parser.add_argument("--with-parent", action="store_true", help="stop when the parent dies")
    options = parser.parse_args()
    if options.with_parent:
        end_with_parent()
    data = data_folder()
    lock = Lock(data)
    take_over(data, lock)
    if options.reset:
        reset(data)
        lock.give_back()
    else:
        run(data, lock, servers_only=options.servers)


if __name__ == "__main__":
    try:
        main()
    except CannotRun as reason:
        sys.exit(str(reason))
