"""Every watched case judged: by the database whether it must be, by the rules what is found.

The work is cut by the keys of families, so that several workers can share it. Each part may run
twice, at once or again after its worker was killed: what is judged already is not stale any more.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

from django.db import connections
from django.db.models import Max, Min
from django.utils import timezone

from families.models import Family
from outcomes.acts import judge_cases
from outcomes.judging.fingerprints import Terms, stale
from outcomes.judging.watching import WATCHED
from sharing.models import User

#: Families whose rows are numbered by one question, and cases that are judged in one transaction.
PART, AT_ONCE = 10_000, 200


@dataclass(frozen=True, slots=True)
class Summary:
    """What was done with the watched cases, and how long it took."""

    looked: int = 0
    judged: int = 0
    written: int = 0
    failed: int = 0
    seconds: float = 0.0

    def __add__(self, other: Summary) -> Summary:
        return Summary(
            self.looked + other.looked,
            self.judged + other.judged,
            self.written + other.written,
            self.failed + other.failed,
            self.seconds + other.seconds,
        )


def parts(size: int = PART) -> Iterator[tuple[int, int]]:
    """First and last key of each part of all families."""
    ends = Family.objects.aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is None:
        return
    for first in range(ends["first"], ends["last"] + 1, size):
        yield first, first + size - 1


def judge_part(families: tuple[int, int], at_once: int = AT_ONCE) -> Summary:
    """Judge what is stale among the watched cases of these families."""
    began, today = time.monotonic(), timezone.localdate()
    watched, keys = stale(families, since=today - WATCHED, terms=Terms(today))
    done = Summary(looked=watched)
    system = User.objects.system()
    for start in range(0, len(keys), at_once):
        with unswept():
            found = judge_cases(keys=keys[start : start + at_once], by=system)
        done += Summary(judged=found.judged, written=found.written, failed=found.failed)
    return done + Summary(seconds=time.monotonic() - began)


@contextmanager
def unswept() -> Iterator[None]:
    """Millions of facts come and go here and none of them in circles: looking for circles each
    thousand of them takes a sixth of the time."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


def judge_all(processes: int = 1) -> Summary:
    """All parts; `seconds`: of all processes together."""
    return judge_parts(list(parts()), processes)


def judge_parts(wanted: Sequence[tuple[int, int]], processes: int = 1) -> Summary:
    """These parts, one after another, or shared by so many processes: rules are Python's, and one
    process has one core of it. Not for the middle of a transaction, which the others don't see."""
    if min(processes, len(wanted)) <= 1:
        return sum(map(judge_part, wanted), Summary())
    connections.close_all()  # each process opens its own
    with ProcessPoolExecutor(min(processes, len(wanted)), get_context("fork")) as pool:
        return sum(pool.map(judge_part, wanted), Summary())
