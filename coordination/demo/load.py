"""Loading the borough, once; and making more families in it."""

from __future__ import annotations

import gc
from datetime import date
from random import Random

from django.db import connection, transaction

from coordination.demo.agreements import make_agreements
from coordination.demo.cast import MERROWBY, find_cast, make_cast
from coordination.demo.claims import claim_results, draw_an_audit
from coordination.demo.families import Maker
from coordination.demo.guarded import guard_records, keep_refuge_back
from coordination.demo.incoming import receive_files
from coordination.demo.moved import offer_one_that_moved
from coordination.demo.outline import known_families, the_borough
from coordination.demo.pen import Pen, Written
from coordination.demo.plans import draft_next_plan, make_plans
from coordination.demo.queues import (
    arrange_next_meeting,
    decide_this_morning,
    let_one_say_no,
    write_down_needs,
)
from coordination.demo.referred import fill_board, hold_meetings, refer_cases, refer_elsewhere
from coordination.demo.results import judge_all
from coordination.demo.rows import Rows
from coordination.demo.signing import sign_agreements
from coordination.demo.write import write
from coordination.readers import READERS
from families.models import Family
from sharing.models import Authority, JournalEntry, Reading

#: Families written at a time when a benchmark wants many.
CHUNK = 2_000


def learn_the_tables() -> None:
    """Tell PostgreSQL how many rows there are now, or it plans for the empty tables of before."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def is_loaded() -> bool:
    """Whether the borough is there."""
    return Authority.objects.filter(name=MERROWBY).exists()


@transaction.atomic
def load(*, families: int, seed: int, on: date) -> list[Written]:
    """The borough with so many families, the awkward ones among them."""
    rng = Random(seed)  # noqa: S311 (the same seed must make the same borough)
    cast = make_cast(on)
    make_plans(cast.authority, on)
    make_agreements(cast.agencies, on)
    sketches = the_borough(rng, on, cast.workers, families, taken_references())
    pen = Pen(Rows(), cast, on, rng)
    made = write(pen, sketches)
    refer_cases(pen, made)
    refer_elsewhere(pen, families // 6)
    fill_board(pen, made[len(known_families(on)) :])
    hold_meetings(pen, made)
    pen.rows.save()
    claim_results(pen, made)
    judge_all(pen, made)
    pen.rows.save_journal()
    forget_news()
    write_down_needs(cast)
    keep_refuge_back(cast)
    guard_records(cast)
    offer_one_that_moved(cast, on)
    receive_files(cast, sketches, seed=seed, on=on)
    draw_an_audit(cast)
    sign_agreements(cast)
    draft_next_plan(cast)
    arrange_next_meeting(cast)
    let_one_say_no(cast)
    decide_this_morning(cast)
    return made


@transaction.atomic
def seed(*, families: int, seed: int, on: date) -> int:
    """More families, with their year, in a borough that is loaded. Returns how many."""
    rng = _dice(seed)
    cast = find_cast()
    pen = Pen(Rows(), cast, on, rng)
    made = write(pen, Maker(rng, on, cast.workers, taken_references()).families(families))
    refer_cases(pen, made)
    pen.rows.save()
    judge_all(pen, made)
    pen.rows.save_journal()
    forget_news()
    return len(made)


def seed_bulk(*, families: int, seed: int, on: date) -> int:
    """Many families for a benchmark: less of a year, neither versions nor journal."""
    rng = _dice(seed)
    cast = find_cast()
    pen = Pen(Rows(remember=False), cast, on, rng, lean=True)
    maker = Maker(rng, on, cast.workers, taken_references())
    made = 0
    gc.disable()  # millions of rows, and no circle among them
    try:
        while made < families:
            with transaction.atomic():
                _trust_keys()
                made += len(write(pen, maker.families(min(CHUNK, families - made))))
                pen.rows.save()
    finally:
        gc.enable()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return made


def _trust_keys() -> None:
    """Leave foreign keys unchecked to the end of the transaction, where the database lets us.

    The same writers made every row, and the smaller `seed` has them all checked.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone()[0]:
            cursor.execute("SET LOCAL session_replication_role = replica")


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
