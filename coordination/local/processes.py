"""Child processes that never outlive the one that started them."""

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

PR_SET_PDEATHSIG = 1


class CannotRun(Exception):
    """Something this machine lacks; the message says what to do about it."""


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the operating system, by number."""

    uid: int
    gid: int


def bound_to_parent(last_signal: signal.Signals) -> Callable[[], None]:
    """Made before the fork: afterwards a child must not import or look anything up."""
    parent = os.getpid()
    prctl = getattr(ctypes.CDLL(None), "prctl", None)

    def bind() -> None:
        os.setsid()  # its own session, so that Ctrl-C reaches only the parent
        if prctl is not None:
            prctl(PR_SET_PDEATHSIG, int(last_signal))
            if os.getppid() != parent:
                os._exit(1)

    return bind


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    account: Account | None = None,
    last_signal: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start `command`, logging to `log`; it gets `last_signal` if this process dies."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=cwd,
            preexec_fn=bound_to_parent(last_signal),
            **identity(account),
        )


class Identity(TypedDict):
    """How `subprocess` is told to run as somebody else."""

    user: int | None
    group: int | None
    extra_groups: list[int] | None


def identity(account: Account | None) -> Identity:
    """The arguments that make a child run as `account`; none of them for ourselves."""
    if account is None or account.uid == os.geteuid():
        return {"user": None, "group": None, "extra_groups": None}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def stop(
    process: subprocess.Popen[bytes],
    *,
    first: signal.Signals = signal.SIGTERM,
    patience: float = 15,
) -> None:
    """Ask nicely, wait `patience` seconds, then insist."""
    if process.poll() is not None:
        return
    process.send_signal(first)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def command_line(pid: int) -> str:
    """What `pid` runs; empty when it is gone or a zombie that nobody has reaped yet."""
    listing = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self").exists():
        try:
            return listing.read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        except OSError:
            return ""
    asked = subprocess.run(
        ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip()


def last_lines(log: Path, count: int = 5) -> str:
    """The end of a log, for a sentence that says why something did not start."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    except OSError:
        return ""
