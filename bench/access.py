"""What the access rule costs, for who sees few families, 2,000, or 100,000 (bars.md B07, B08);
and whether time tells what is hidden (access.md, P3)."""

from __future__ import annotations

import logging
import statistics
import time
from collections.abc import Iterator

from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.floors import ROWS
from bench.measured import Measured
from bench.stopwatch import timed
from families.access import sight_of
from families.models import Family
from families.reading.in_order import Ordered, parts_for
from sharing.models import User
from sharing.questions.answering import answering
from sharing.questions.prepared import Statement, kept


def first_page(user: User) -> list[Family]:
    """The first page in order, as pages ask for it: drawn once for a sight, judged each time."""
    rows: list[Family] = []
    for part in parts_for(user):

        def draw(part: Ordered = part) -> Statement:
            return Statement(part.of(Family.objects.listed_for(user), user)[:ROWS])

        rows += kept((first_page, part, sight_of(user)), draw).ask()
        if len(rows) >= ROWS:
            break
    return rows[:ROWS]


def by_plain_key(user: User) -> QuerySet[Family]:
    """The same families with no rule: those of their agency where they see all, else by key."""
    if user.on_hub_duty:
        return Family.objects.filter(owner=user.agency)
    keys = list(Family.objects.visible_to(user).order_by().values_list("pk", flat=True))
    return Family.objects.filter(pk__in=keys)


def filtered_list(user: User, who: str = "") -> Measured:
    """B07: the permission-filtered first page over the first page of the same list by plain key."""
    page = by_plain_key(user).order_by("name", "pk")[:ROWS]
    plain = timed(lambda: list(page.all()))
    with answering():  # a page judges the sight once, whatever it lists
        ours = timed(lambda: first_page(user))
    what = " ".join(filter(None, ("permission-filtered list over keyed list", who)))
    note = f"{ours.wall:.1f} ms, {plain.wall:.1f} ms by key"
    return Measured("B07", what, ours.wall_over(plain), 3, note=note)


def one_object(user: User) -> Iterator[Measured]:
    """B08: may this person see this family, over reading it by its key; and in how many queries."""
    pk = first_page(user)[0].pk
    plain = timed(lambda: Family.objects.get(pk=pk), times=100)
    with answering():
        ours = timed(lambda: Family.objects.shows(user, pk), times=100)
        with CaptureQueriesContext(connection) as asked:
            Family.objects.shows(user, pk)
    note = f"{ours.wall:.2f} ms, {plain.wall:.2f} ms by key"
    yield Measured(
        "B08", "may one see it, over a read by key", ours.wall_over(plain), 1.5, note=note
    )
    yield Measured("B08", "queries to judge one object", len(asked), 1, unit="")


PAIRS = 200


def hidden_or_nothing(client: Client, hidden: Family) -> Measured:
    """P3 of access.md: a page that may not be known takes the time of one that does not exist.
    Asked in turn, so that what the machine does besides falls on both."""
    took: dict[str, list[float]] = {hidden.reference: [], "WF-00000": []}
    logging.getLogger("django.request").setLevel(logging.ERROR)  # 400 lines of "Not Found"
    for _ in range(PAIRS):
        for reference, times in took.items():
            began = time.perf_counter()
            answer = client.get(f"/families/{reference}/")
            times.append((time.perf_counter() - began) * 1000)
            if answer.status_code != 404:
                raise AssertionError(f"{reference} answered {answer.status_code}")
    there, nothing = (statistics.median(times) for times in took.values())
    what = f"gap between hidden and not there, median of {PAIRS} pairs"
    return Measured("P3", what, abs(there - nothing), 5, "ms", f"{there:.1f} and {nothing:.1f} ms")
