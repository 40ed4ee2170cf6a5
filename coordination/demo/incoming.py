"""Two files that came: matched as they always are, with bad rows and likely matches that wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

from coordination.demo.cast import Cast
from coordination.demo.days import terms_over
from coordination.demo.roll import a_register, made_up_roll, misspelt
from coordination.demo.sketch import Member, Relation, Sketch
from coordination.news import deliver
from coordination.readers import READERS
from sharing.acts import receive_feed
from sharing.models import FeedFile

ON_A_FILE, SLIPS = 24, 4


def receive_files(cast: Cast, sketches: Sequence[Sketch], *, seed: int, on: date) -> None:
    """A roll from the Schools Service and a register from Kestrel Lane, both taken by Neil."""
    rng = Random(f"came {seed}")  # noqa: S311 (the same seed must make the same files)
    roll = made_up_roll(rng, on, _children(sketches, ("larkmoor", "kestrel")))
    pupils = _children(sketches, ("kestrel",))
    pupils = [_slip(rng, pupil) if place < SLIPS else pupil for place, pupil in enumerate(pupils)]
    register = a_register(rng, on, "kestrel", pupils, 1)
    term = terms_over(on, 1)[0].name
    for kind, name, text, sender in (
        (FeedFile.Kind.EDUCATION, "school-roll.csv", roll, "schools"),
        (FeedFile.Kind.ATTENDANCE, f"attendance-kestrel-lane-{term}.csv", register, "kestrel"),
    ):
        receive_feed(
            kind=kind,
            name=name,
            content=text.encode(),
            from_agency=cast.agencies[sender],
            by=cast.user("neil.abbott"),
        )
    while deliver(READERS):
        continue


def _children(sketches: Sequence[Sketch], schools: tuple[str, ...]) -> list[Member]:
    """Children at these schools, of families whose verdict does not hang on attendance."""
    return [
        member
        for sketch in sketches
        for member in sketch.people
        if member.school in schools
        and member.relation == Relation.CHILD
        and not any(need.code == "1a" for need in sketch.needs)
    ][:ON_A_FILE]


def _slip(rng: Random, member: Member) -> Member:
    return replace(member, given=misspelt(rng, member.given))
