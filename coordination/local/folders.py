"""Where things lie: folders that another account can reach, and short ones for sockets."""

import hashlib
import os
import pwd
import shutil
import stat
import tempfile
from pathlib import Path

from coordination.local.processes import Account, CannotRun

SHARED = Path("/var/tmp")  # noqa: S108 - every name made in it is checked for its owner
SOCKET_PATH_LIMIT = 80  # bytes; the kernel takes 104 on macOS and 107 on Linux, file name included
NEEDED = 500  # megabytes


def account_for(owned: Path) -> Account:
    """Who runs PostgreSQL, which refuses root: the owner of its files, else a lesser account."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if owned.exists() and owned.stat().st_uid != 0:
        return Account(owned.stat().st_uid, owned.stat().st_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise CannotRun(
        "PostgreSQL does not run as root and this machine has no other account to run it as. "
        "Run the command again as an ordinary user."
    )


def reachable(path: Path, account: Account) -> bool:
    """Whether `account` can walk down to `path`."""
    path = path.resolve()
    return all(_passable(folder.stat(), account) for folder in (path, *path.parents))


def _passable(status: os.stat_result, account: Account) -> bool:
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == account.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def own_folder(path: Path, account: Account) -> Path:
    """Make `path` for `account` alone; refuse one that somebody else put there first."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    status = path.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in {account.uid, os.geteuid()}:
        raise CannotRun(
            f"The folder {path} belongs to another user. "
            "Remove it, or give another folder with DATA_DIR=..."
        )
    if os.geteuid() == 0:
        os.chown(path, account.uid, account.gid)
    path.chmod(0o700)
    return path


def stand_in(path: Path) -> Path:
    """The folder under /var/tmp that stands in for `path` where the other account can't go."""
    return SHARED / f"whole-family-{os.geteuid()}-{digest(str(path.resolve()))}"


def digest(text: str) -> str:
    """A short name for a long path."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def socket_folder(account: Account) -> Path:
    """A new private folder with a short path, for Unix sockets."""
    for parent in (Path(tempfile.gettempdir()), Path("/tmp"), SHARED):  # noqa: S108
        short = len(os.fsencode(parent)) < SOCKET_PATH_LIMIT - len("/whole-family-12345678")
        plain = not set(" ,'\"") & set(str(parent))
        if short and plain and parent.is_dir() and reachable(parent, account):
            folder = Path(tempfile.mkdtemp(prefix="whole-family-", dir=parent))
            return own_folder(folder, account)
    raise CannotRun("There is no temporary folder to put sockets in: set TMPDIR to a short path.")


def remove(path: Path) -> None:
    """Remove a folder and all in it, if it is there."""
    shutil.rmtree(path, ignore_errors=True)


def require_room(path: Path, megabytes: int = NEEDED) -> None:
    """Refuse before something fails halfway for want of disk."""
    nearest = next(folder for folder in (path, *path.parents) if folder.exists())
    free = shutil.disk_usage(nearest).free // 1_000_000
    if free < megabytes:
        raise CannotRun(
            f"Only {free} MB are free on the disk that holds {nearest}, and {megabytes} MB are "
            "needed. Make room, or give a folder on another disk with DATA_DIR=..."
        )
