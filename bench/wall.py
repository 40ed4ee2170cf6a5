"""B09: what the second wall costs the database, on the slowest question of ten pages."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.measured import Measured
from bench.measures import Viewer
from bench.national import Nation
from families.access import enter, gate_for
from families.models import Family
from sharing.models import Role, User
from sharing.wall import FEW, MANY, behind_the_wall, is_open, opened_to_read

WORST, MIDDLE = 2.5, 1.3
#: A page is looked at so often to find its slowest question; that is asked so often at a time.
TIMES, ROUNDS = 5, 8
#: Ten pages that are opened most, by role. `family`: of one family that the viewer knows.
PAGES = (
    (Role.KEY_WORKER, "home"),
    (Role.KEY_WORKER, "families:list"),
    (Role.KEY_WORKER, "families:family"),
    (Role.KEY_WORKER, "families:story"),
    (Role.KEY_WORKER, "families:visits"),
    (Role.KEY_WORKER, "tasks"),
    (Role.HUB_OFFICER, "referrals:triage"),
    (Role.HUB_OFFICER, "families:list"),
    (Role.COORDINATOR, "outcomes:results"),
    (Role.PRACTITIONER, "families:family"),
)
OF_A_FAMILY = ("families:family", "families:story", "families:visits")


def rows_behind_the_wall(worker: Viewer) -> Iterator[Measured]:
    """The middle and the worst of ten: planning and answering, with the wall over without."""
    ratios = {}
    for role, page in PAGES:
        user = worker.user if role == Role.KEY_WORKER else busiest(role)
        ratios[f"{role} {page}"] = over_without(user, page)
    worst = max(ratios, key=lambda name: ratios[name])
    middle = statistics.median(ratios.values())
    yield Measured("B09", "ten hot questions with RLS over without, median", middle, MIDDLE)
    yield Measured("B09", "the worst of them", ratios[worst], WORST, note=worst)


def lists_behind_the_wall(people: Nation) -> Iterator[Measured]:
    """The same for the list of families, among 400,000: the question that looks at most rows."""
    for who, user in (("200", people.few), ("2,000", people.some), ("100,000", people.many)):
        ratio = over_without(user, "families:list")
        yield Measured("B09", f"list with RLS over without (sees {who})", ratio, WORST)
    ratio = over_without(people.partner, "families:list")
    yield Measured("B09", "list with RLS over without (by consent)", ratio, WORST)


def over_without(user: User, page: str) -> float:
    """The page's slowest question, asked in turn, so that what the machine does besides falls on
    both."""
    sql, opened = slowest_question(user, page)
    most = FEW if page in OF_A_FAMILY else MANY
    without, behind = [], []
    for _ in range(ROUNDS):
        without += milliseconds(sql)
        gate = gate_for(user, most=most)
        with behind_the_wall(gate), opened_to_read() if opened else nullcontext():
            enter(gate)
            behind += milliseconds(sql)
    return statistics.median(behind) / statistics.median(without)


def milliseconds(sql: str) -> list[float]:
    """Of each of a few times; once before that a changed role lets PostgreSQL plan anew."""
    took = []
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        ask(sql)
        took.append((time.perf_counter() - began) * 1000)
    return took[1:]


def busiest(role: str) -> User:
    """The one in this role who is involved with most families."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.user_id FROM sharing_post p LEFT JOIN families_familyaccess a"
            " ON a.principal IN (p.id, -p.team_id) WHERE p.role = %s"
            " GROUP BY p.user_id ORDER BY count(a.id) DESC, p.user_id LIMIT 1",
            [role],
        )
        return User.objects.get(pk=cursor.fetchone()[0])


def slowest_question(user: User, page: str) -> tuple[str, bool]:
    """The statement of the page that keeps the database longest, and whether it went past the wall,
    as the few that `opened_to_read` do."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, backend="sharing.signing_in.backends.Accounts")
    known = Family.objects.visible_to(user).order_by("pk").first()
    url = reverse(page, args=[known.reference] if known and page in OF_A_FAMILY else [])
    client.get(url)
    asked: dict[tuple[str, bool], list[float]] = {}
    last: dict[tuple[str, bool], str] = {}

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        question, began = (sql, is_open()), time.perf_counter()
        answer = execute(sql, params, many, context)
        if sql.startswith(('SELECT "', "EXECUTE")):  # a kept plan is asked as pages ask it
            asked.setdefault(question, []).append(time.perf_counter() - began)
            last[question] = context["cursor"].mogrify(sql, params).decode()
        return answer

    with connection.execute_wrapper(listen):
        answers = [client.get(url) for _ in range(TIMES)]
    if any(answer.status_code != 200 for answer in answers):
        raise AssertionError(f"{url} answered {answers[0].status_code}")
    slowest = max(asked, key=lambda question: statistics.median(asked[question]))
    return last[slowest], slowest[1]


def ask(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.fetchall()
