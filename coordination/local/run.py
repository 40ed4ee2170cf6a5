"""Run one command with the servers that it needs: `python -m coordination.local.run manage.py ...`.

Joins the servers of a running demo on the same data folder; otherwise starts its own and stops
them afterwards.
"""

import subprocess
import sys

from coordination.local.processes import CannotRun
from coordination.local.servers import KEPT, PROJECT, Lock, Servers, data_folder, sweep

SETTINGS = "coordination.settings.demo"


def main(arguments: list[str]) -> int:
    """The exit code of the command."""
    command = [sys.executable, *arguments]
    data = data_folder()
    lock = Lock(data)
    if not lock.take():
        joined = {name: value for name, value in lock.published().items() if name in KEPT}
        if joined:
            env = Servers(data).environment(SETTINGS) | joined
            return subprocess.run(command, env=env, cwd=PROJECT, check=False).returncode
        lock.take(wait=True)
    sweep(lock)
    servers = Servers(data)
    try:
        servers.start()
        env = servers.environment(SETTINGS)
        return subprocess.run(command, env=env, cwd=PROJECT, check=False).returncode
    finally:
        servers.stop()
        lock.give_back()


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except CannotRun as reason:
        sys.exit(str(reason))
