"""What a country's verdicts rest on: for each of its families a case, three needs, fifty facts.

Made by the database from numbers, like `bench/national.py`. The facts lie as they would have come
in, kind by kind and term by term, not family by family.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from bench.national import fill
from families.models import Assessment, Case, Household, Plan, Stay
from outcomes.acts import load_frameworks
from outcomes.models import Coverage, Evidence, Need
from sharing.models import User

FACTS = 50
VERSION = "nsfof-2022"
OPENED = "(DATE '2025-01-06' + f % 250)"
#: A number from 0 up to a limit that looks like chance, by family and whatever is said.
CHANCE = "(abs(hashint8(f * 1000 + {n})) % {limit})"


def make() -> None:
    """Cases, needs, homes and evidence for every family of the nation."""
    load_frameworks()
    system = str(User.objects.system().pk)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # keys hold by making
        _cases(system)
        _homes()
        kept = _without_indexes(cursor, Evidence._meta.db_table)
        first = 0
        for facts in KINDS:
            first = _write(first, facts, system)
        for index in kept:
            cursor.execute(index)
        _coverage()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")  # as autovacuum does for what came in by and by


def _cases(system: str) -> None:
    fill(
        Case,
        "home",
        id="f",
        family="f",
        stage="'active'",
        framework=f"'{VERSION}'",
        opened_on=OPENED,
        lead="w[turn]",
        lead_since=f"{OPENED} + 7",
        owner="o",
    )
    fill(
        Assessment,
        "home",
        id="f",
        case="f",
        completed_on=f"{OPENED} + 28",
        what_is_happening="'Much'",
        completed_by=system,
        owner="o",
    )
    agreed = f"{OPENED} + 42"
    fill(
        Plan, "home", id="f", case="f", state="'agreed'", agreed_on=agreed, review_on=agreed,
        owner="o",
    )  # fmt: skip
    for n, (code, who) in enumerate((("1a", 1), ("7c", 1), ("10a", 0))):
        fill(
            Need,
            "home",
            id=f"f * 3 + {n}",
            case="f",
            code=f"'{code}'",
            person=f"f * 4 + {who}",
            identified_on=f"{OPENED} + 28",
            identified_by=system,
            owner="o",
        )


def _homes() -> None:
    fill(Household, "home", id="f", family="f", label="'Home'", is_main="true", owner="o")
    fill(
        Stay,
        "home, generate_series(0, 3) m",
        id="f * 4 + m",
        person="f * 4 + m",
        household="f",
        since="DATE '2020-01-01'",
        share="1",
        owner="o",
    )


def _coverage() -> None:
    for n, kind in enumerate(("offence", "asb")):
        fill(
            Coverage,
            "home",
            "f % 3 > 0",
            id=f"f * 2 + {n}",
            family="f",
            kind=f"'{kind}'",
            category="'offending'",
            source="'police'",
            since="DATE '2024-01-01'",
            status="'counted'",
            owner="o",
        )


def _day(n: int, limit: int = 640) -> str:
    return f"(DATE '2025-01-01' + {CHANCE.format(n=f'{n} + k', limit=limit)})"


def _object(**said: str) -> str:
    fields = ", ".join(f"'{name}', {value}" for name, value in said.items())
    return f"jsonb_build_object({fields})"


@dataclass(frozen=True, slots=True)
class Facts:
    """So many facts of a kind in each family; `who`: the number of the person, 0 a parent."""

    kind: str
    source: str
    many: int
    who: str
    fact: str


SEASONS = "(ARRAY['spring', 'summer', 'autumn'])[1 + (k - 1) / 3 % 3]"
ATTENDED = _object(
    term=f"(2024 + (k - 1) / 9)::text || '-' || {SEASONS}",
    possible="120",
    authorised=CHANCE.format(n="k", limit=6),
    unauthorised=CHANCE.format(n="k + 50", limit=24),
)
OFFENCE = _object(on=_day(100), outcome="'caution'", role="'offender'")
KINDS = (
    Facts("attendance", "school", 27, "1 + k % 3", ATTENDED),
    Facts("offence", "police", 4, "1", OFFENCE),
    Facts("asb", "police", 2, "1", _object(on=_day(200))),
    Facts("missing", "police", 3, "2", _object(on=_day(300))),
    Facts("suspension", "school", 3, "2", _object(on=_day(400), sessions="4")),
    Facts("social_care", "social_care", 3, "k", _object(
        status="'CIN'", **{"from": "DATE '2025-01-01'", "to": _day(500, 400)})),
    Facts("health", "health", 2, "0", _object(
        area="'mental'", state="(ARRAY['identified', 'improved'])[k]", **{"from": _day(600)})),
    Facts("score", "key_worker", 2, "1", _object(
        on=_day(700), tool="'SDQ'", question="'total'", value=CHANCE.format(n="k", limit=20),
        direction="'down_is_better'", by="'A. Worker'")),
    Facts("benefit", "dwp", 1, "0", _object(
        benefit="'UC'", conditionality="'search'", **{"from": "DATE '2024-01-01'"})),
    Facts("employment", "dwp", 1, "0", _object(hours="20", **{"from": _day(800, 900)})),
    Facts("debt", "housing", 1, "", _object(state="'plan_kept'", **{"from": _day(900)})),
    Facts("housing", "housing", 1, "", _object(state="'arrears'", **{"from": _day(950)})),
)  # fmt: skip


def _write(first: int, facts: Facts, system: str) -> int:
    """These facts for all families; how many facts each has by then."""
    fill(
        Evidence,
        f"generate_series(1, {facts.many}) k, home",
        id=f"({first} + k)::bigint * 1000000 + f",
        family="f",
        person=f"f * 4 + {facts.who}" if facts.who else "NULL::int",
        kind=f"'{facts.kind}'",
        category="'education'",
        source=f"'{facts.source}'",
        slot=f"'{facts.kind}:' || k",
        fact=facts.fact,
        recorded_on="DATE '2026-10-01'",
        recorded_by=system,
        owner="o",
    )
    return first + facts.many


def _without_indexes(cursor: Any, table: str) -> list[str]:
    """Drop all but the primary key, for loading; how to make what families are found by again."""
    cursor.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'u'", [table]
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname !~ 'pkey'",
        [table],
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [made for _, made in found if "(family_id)" in made]
