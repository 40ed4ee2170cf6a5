"""From outlines of families to their rows, all at once."""

from __future__ import annotations

from collections.abc import Iterable

from coordination.demo.casework import work
from coordination.demo.involved import involve_services
from coordination.demo.links import involve
from coordination.demo.pen import Pen, Written
from coordination.demo.proof import prove
from coordination.demo.register import register
from coordination.demo.results import say_status
from coordination.demo.sketch import Sketch


def write(pen: Pen, sketches: Iterable[Sketch]) -> list[Written]:
    """Everything about these families up to the day of the demo; nothing is saved yet."""
    return [_write_one(pen, sketch) for sketch in sketches]


def _write_one(pen: Pen, sketch: Sketch) -> Written:
    made = register(pen, sketch)
    if sketch.opened is None:
        involve(pen, made)
    else:
        work(pen, made)
        prove(pen, made)
        if pen.lean:
            say_status(pen, made)
    involve_services(pen, made)
    return made
