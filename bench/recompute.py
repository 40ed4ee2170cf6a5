"""B16 to B18: verdicts of a whole country, over one raw GROUP BY of the facts they rest on.

Not every family is judged here from nothing: that takes most of an hour. A sample is, with all that
is written; what stands for the others is filled in from it, with the days until which it stands.
So each of them is looked at, row by row, and as many are judged again as on any night.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable, Iterator
from datetime import date

from django.db import connection
from django.utils import timezone

from bench import judged, soon
from bench.measured import Measured
from families.models import Case
from outcomes.acts import judge_case
from outcomes.judging.everyone import Summary, judge_all, judge_part, judge_parts, parts
from outcomes.judging.fingerprints import OF_MANY, Terms, stale
from outcomes.judging.watching import WATCHED
from outcomes.models import Standing
from sharing.models import User

SAMPLE, ALONE, CHANGED = 1_000, 100, 10_000
CORES = os.cpu_count() or 1
WHOSE = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
GROUP = (
    "SELECT count(*) FROM (SELECT family_id, person_id, kind, count(*), min(recorded_on),"
    " max(recorded_on) FROM outcomes_evidence {where} GROUP BY 1, 2, 3) found"
)
FILL = (
    "INSERT INTO outcomes_casestatus (id, key, case_id, judged_at, eligible, result, payment,"
    " verdicts, facts_sha256, owner_id) SELECT 1000000000 + c.id, gen_random_uuid(), c.id, now(),"
    " s.eligible, s.result, s.payment, s.verdicts, s.facts_sha256, c.owner_id FROM families_case c"
    " JOIN outcomes_casestatus s ON s.case_id = 1 + c.id %% %(sample)s WHERE c.id > %(sample)s"
)
STAND = (
    " INSERT INTO outcomes_standing (status_id, rows, found, until, soonest, owner_id)"
    " SELECT 1000000000 + rows.id, rows.hash, t.found, t.until, t.soonest, c.owner_id FROM rows"
    " JOIN families_case c ON c.id = rows.id"
    " JOIN outcomes_casestatus s ON s.case_id = 1 + rows.id %% %(sample)s"
    " JOIN outcomes_standing t ON t.status_id = s.id WHERE rows.id > %(sample)s"
)


def of_everyone(families: int) -> Iterator[Measured]:
    """All measures, on a nation of so many families."""
    judged.make()
    sample = min(SAMPLE, families)
    floor = min(seconds(lambda: ask(GROUP.format(where=""))) for _ in range(2))
    first = judge_part((1, sample))
    again, cpu = judged_anew(sample)
    alone = one_by_one(min(ALONE, sample))
    stand_for_the_rest(sample, families)
    today = timezone.localdate()
    looked = seconds(lambda: [look(part, today) for part in parts()])
    yield Measured("B16", "all facts looked at by the database, over GROUP BY", looked / floor, 3)
    night, done = timed(lambda: judge_all(CORES))
    over = f"{night:.0f} s, floor {floor:.1f} s; {done.judged} judged, {done.written} changed"
    yield Measured(
        "B16", "a night: those judged whom time turned, too", night / floor, 3, note=over
    )
    per = night / families * 1000
    note = f"{alone:.1f} ms alone, {per:.3f} ms"
    yield Measured("B18", "share of judging family by family", per / alone, 1 / 20, note=note)
    whole = again / sample * families
    note = f"{again / sample * 1000:.2f} ms each by {CORES} processes; CPU of one {cpu:.2f} ms"
    yield Measured("B16", "a rule changed: all judged anew", whole / floor, 3, note=note)
    yield Measured("B18", "the same, as a share", again / sample * 1000 / alone, 1 / 20)
    each = first.seconds / sample * 1000
    yield Measured("B16", "ms to judge and write one for the first time", each, 20, "ms")
    yield from changed(min(CHANGED, families // 4))
    yield from soon.a_fact()
    memory = max(resource.getrusage(who).ru_maxrss for who in WHOSE) / 1024
    yield Measured("B23", "MB of a worker that judged it all", memory, 512, "MB")


def look(part: tuple[int, int], today: date) -> None:
    """Which of these families' cases must be judged; in one session, as the floor is taken."""
    stale(part, since=today - WATCHED, terms=Terms(today))


def shared(families: int) -> list[tuple[int, int]]:
    """The first so many families in parts, some for each process."""
    size = max(families // (4 * CORES), 1)
    return [(first, min(first + size - 1, families)) for first in range(1, families + 1, size)]


def judged_anew(sample: int) -> tuple[float, float]:
    """Seconds to judge the sample again where its rules changed and its verdicts did not; and
    milliseconds of CPU of one process for each."""
    Standing.objects.update(rows=0)
    cpu = time.process_time()
    judge_part((1, sample))
    each = (time.process_time() - cpu) / sample * 1000
    Standing.objects.update(rows=0)
    return seconds(lambda: judge_parts(shared(sample), CORES)), each


def one_by_one(number: int) -> float:
    """Milliseconds of the worker for one family by itself, nothing changed."""
    system = User.objects.system()
    cases = list(Case.objects.select_related("family", "owner").order_by("pk")[:number])
    return seconds(lambda: [judge_case(case=case, by=system) for case in cases]) / number * 1000


def stand_for_the_rest(sample: int, families: int) -> None:
    """What the sample's judgements say, for those beside the sample."""
    terms = Terms(timezone.localdate())
    told = {"first": 1, "last": families, "since": terms.today, "sample": sample}
    with connection.cursor() as cursor:
        cursor.execute(FILL, told)
        cursor.execute(OF_MANY + STAND, told | terms.everywhere)
        cursor.execute("UPDATE outcomes_standing SET until = until - 1")  # as tomorrow night
        cursor.execute("VACUUM ANALYZE outcomes_casestatus, outcomes_standing")


def changed(number: int) -> Iterator[Measured]:
    """A fact of each of so many families is corrected; only they are judged."""
    ask(
        "UPDATE outcomes_evidence SET fact = fact || '{\"unauthorised\": 1}'"
        " WHERE id BETWEEN 1000001 AND %s",
        [1_000_000 + number],
    )
    raw = seconds(lambda: ask(GROUP.format(where="WHERE family_id <= %s"), [number]))
    ours, done = timed(lambda: judge_parts(shared(number), CORES))
    note = f"{done.written} of {number} changed; raw {raw:.2f} s"
    yield Measured("B17", "seconds more than raw SQL, changed families", ours - raw, 2, "s", note)


def ask(sql: str, told: object = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, told)


def timed(call: Callable[[], Summary]) -> tuple[float, Summary]:
    began = time.perf_counter()
    done = call()
    return time.perf_counter() - began, done


def seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began
