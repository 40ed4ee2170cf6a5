"""Loading the borough, once; and making more families in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from django.db import connection, transaction

from coordination.demo.agreements import make_agreements
from coordination.demo.awkward import awkward_families
from coordination.demo.cast import MERROWBY, find_cast, make_cast
from coordination.demo.families import Maker
from coordination.demo.pen import Pen, Written
from coordination.demo.referred import fill_board, hold_meetings, refer_cases, refer_elsewhere
from coordination.demo.results import judge_all
from coordination.demo.rows import Rows
from coordination.demo.sketch import Sketch
from coordination.demo.story import doyle_bell_osei, twin
from coordination.demo.write import write
from coordination.readers import READERS
from families.models import Family
from sharing.models import Authority, JournalEntry, Reading

#: Families written at a time when a benchmark wants many.
CHUNK = 2_000
#: Families on the agenda of the next meeting.
WAITING = 7


def is_loaded() -> bool:
    """Whether the borough is there."""
    return Authority.objects.filter(name=MERROWBY).exists()


@transaction.atomic
def load(*, families: int, seed: int, on: date) -> list[Written]:
    """The borough with so many families, the awkward ones among them."""
    rng = Random(seed)  # noqa: S311 (the same seed must make the same borough)
    cast = make_cast(on)
    make_agreements(cast.agencies, on)
    known = [doyle_bell_osei(on), twin(on), *awkward_families(on)]
    sketches = [*known, *draw(rng, on, cast.workers, known, families - len(known))]
    pen = Pen(Rows(), cast, on, rng)
    made = write(pen, sketches)
    refer_cases(pen, made)
    refer_elsewhere(pen, families // 6)
    fill_board(pen, made[len(known) :])
    hold_meetings(pen, made)
    pen.rows.save()
    judge_all(pen, made)
    forget_news()
    return made


def draw(
    rng: Random, on: date, room: Mapping[str, int], known: Sequence[Sketch], number: int
) -> list[Sketch]:
    """So many families beside those that are known, spread over the workers."""
    maker = Maker(rng, on, room, taken_references() | {sketch.reference for sketch in known})
    for sketch in known:
        if sketch.stage == "active" and sketch.lead in maker.room:
            maker.room[sketch.lead] -= 1
    first = [maker.family("waiting") for _ in range(WAITING if known else 0)]
    return [*first, *maker.families(max(0, number - len(first)))]


@transaction.atomic
def seed(*, families: int, seed: int, on: date) -> int:
    """More families, with their year, in a borough that is loaded. Returns how many."""
    rng = _dice(seed)
    cast = find_cast()
    pen = Pen(Rows(), cast, on, rng)
    made = write(pen, draw(rng, on, cast.workers, (), families))
    refer_cases(pen, made)
    pen.rows.save()
    judge_all(pen, made)
    forget_news()
    return len(made)


def seed_bulk(*, families: int, seed: int, on: date) -> int:
    """Many families for a benchmark: less of a year, neither versions nor journal."""
    rng = _dice(seed)
    cast = find_cast()
    taken = taken_references()
    made = 0
    while made < families:
        with transaction.atomic():
            pen = Pen(Rows(remember=False), cast, on, rng, lean=True)
            maker = Maker(rng, on, cast.workers, taken)
            made += len(write(pen, maker.families(min(CHUNK, families - made))))
            pen.rows.save()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return made


def _dice(seed: int) -> Random:
    """The same seed makes the same families in the same borough, and others when asked again."""
    return Random(f"{seed} beside {Family.objects.count()}")  # noqa: S311 (nothing secret)


def taken_references() -> set[str]:
    """References that families have."""
    return set(Family.objects.values_list("reference", flat=True))


def forget_news() -> None:
    """A year that was written is no news: its readers have nothing to do about it."""
    for reader in READERS:
        entries = JournalEntry.objects.unread_by(reader.name).filter(verb__in=reader.verbs)
        readings = [
            Reading(reader=reader.name, entry_id=pk) for pk in entries.values_list("pk", flat=True)
        ]
        Reading.objects.bulk_create(readings, batch_size=5_000)
