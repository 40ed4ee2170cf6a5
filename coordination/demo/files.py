"""Files that lie ready to be received: a register that turns a verdict, a school roll."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from django.conf import settings

from coordination.demo.roll import a_register, made_up_roll, the_roll
from coordination.demo.sketch import Member, Sketch
from coordination.demo.story import TWIN

REGISTER, ROLL = "attendance-larkmoor.csv", "education.csv"
TERMS = 2


def folder() -> Path:
    """Where they lie: `demo` in the data folder."""
    return Path(settings.DATA_DIR, "demo")


def write_files(sketches: Sequence[Sketch], *, seed: int, on: date) -> list[Path]:
    """The register of Larkmoor Academy; the roll too, where the real one is not beside us."""
    rng = Random(f"files {seed}")  # noqa: S311 (the same seed must make the same files)
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    register = place / REGISTER
    text = a_register(rng, on, "larkmoor", larkmoor_children(sketches), TERMS)
    register.write_bytes(text.encode())
    written = [register]
    if the_roll() is None:
        roll = place / ROLL
        known = [m for s in sketches for m in s.people if m.is_focus and m.born][:30]
        roll.write_bytes(made_up_roll(rng, on, known).encode())
        written.append(roll)
    return written


def ready() -> list[tuple[Path, str]]:
    """Files that can be received now, each with the agency that sends it."""
    roll = the_roll() or folder() / ROLL
    pairs = [(folder() / REGISTER, "Larkmoor Academy"), (roll, "Merrowby Schools Service")]
    return [(path, sender) for path, sender in pairs if path.is_file()]


def larkmoor_children(sketches: Sequence[Sketch]) -> list[Member]:
    """The twin's child first, then children whose last term was not sent yet."""
    waiting = [
        sketch.people[need.who]
        for sketch in sketches
        for need in sketch.needs
        if need.code == "1a" and need.course == "unknown" and need.who is not None
    ]
    first = [m for s in sketches if s.reference == TWIN for m in s.people if m.is_focus]
    return [m for m in (*first, *waiting) if m.school == "larkmoor"]
