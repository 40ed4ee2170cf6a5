"""The borough in outline, before anything is written: a seed and a day decide all of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random

from coordination.demo.awkward import awkward_families
from coordination.demo.families import Maker
from coordination.demo.roll import lend_names, pupils
from coordination.demo.sketch import Sketch
from coordination.demo.story import doyle_bell_osei, twin

#: Stages that even a small borough has: the next meeting's agenda, and results to put forward.
ALWAYS = (*["waiting"] * 6, *["claimed"] * 6, "offered", "not_allocated")


def known_families(on: date) -> list[Sketch]:
    """Those that the guide, the pictures and the tests know by their reference."""
    return [doyle_bell_osei(on), twin(on), *awkward_families(on)]


def _led_by_a_school(drawn: list[Sketch]) -> None:
    """Bex Loftus of Larkmoor Academy leads two families whose children go there."""
    theirs = [
        sketch
        for sketch in drawn
        if sketch.stage == "active" and any(m.school == "larkmoor" for m in sketch.people)
    ]
    for sketch in theirs[:2]:
        sketch.lead = "bex.loftus"


def the_borough(
    rng: Random, on: date, room: Mapping[str, int], families: int, taken: set[str]
) -> list[Sketch]:
    """So many families, the known ones first, spread over the workers."""
    roll = pupils(rng, on)
    known = known_families(on)
    maker = Maker(rng, on, room, taken | {sketch.reference for sketch in known})
    for sketch in known:
        if sketch.stage == "active" and sketch.lead in maker.room:
            maker.room[sketch.lead] -= 1
    drawn = [maker.family(stage) for stage in ALWAYS]
    drawn += maker.families(max(0, families - len(known) - len(drawn)))
    _led_by_a_school(drawn)
    lend_names(rng, on, drawn, roll)
    return [*known, *drawn]
