"""Plans that PostgreSQL keeps: a question about one row is planned once, not each time it is asked.

To plan a family's page costs PostgreSQL ten times what it costs to answer. A question that names
its one row by key is best answered in the same way whoever asks and whichever row it is, so its
connection keeps the plan (PREPARE). What is read is judged anew each time: a plan holds no rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from weakref import WeakKeyDictionary

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists

#: Characters of SQL whose plans one connection keeps; about a kilobyte of its memory for each.
MOST = 100_000
#: How often a question is asked before it is planned for good: most are asked once.
ASKED_BEFORE = 1
_TYPES = {bool: "boolean", int: "bigint", date: "date", datetime: "timestamptz"}


class Probe(Exists):
    """An EXISTS that is looked up row by row, where PostgreSQL would otherwise read all there is.

    Not knowing who will ask, it takes an agency's consents for few and hashes them all, a million
    of them for one family's page. OFFSET keeps it from that.
    """

    template = "EXISTS(%(subquery)s OFFSET 0)"


class Found(ArraySubquery):
    """Keys that are found first and once, to look up by: `filter(pk__in=Found(keys))`.

    Where PostgreSQL takes many for one, it finds the same keys anew for each row beside them.
    """

    template = "(SELECT unnest(ARRAY(%(subquery)s)))"


@dataclass
class _Plans:
    """How often one connection was asked what, and what it has planned, oldest first."""

    asked: Counter[int] = field(default_factory=Counter)
    names: dict[Any, str] = field(default_factory=dict)
    made: int = 0


_by_connection: WeakKeyDictionary[Any, _Plans] = WeakKeyDictionary()


def execute(cursor: Any, sql: str, said: Sequence[Any]) -> None:
    """As `cursor.execute`: the second time it makes a plan, and goes by it from then on."""
    plans = _by_connection.setdefault(connection.connection, _Plans())
    question = (sql, tuple(map(_type, said)))
    if name := plans.names.pop(question, None):
        plans.names[question] = name  # the newest again
        cursor.execute(_call(name, said), said)
    elif plans.asked[hash(question)] >= ASKED_BEFORE:
        _plan(cursor, plans, question, said)
    else:
        plans.asked[hash(question)] += 1
        cursor.execute(sql, said)


def _plan(cursor: Any, plans: _Plans, question: Any, said: Sequence[Any]) -> None:
    """One message: forget what no longer fits, make the plan, ask by it."""
    sql, types = question
    going = _to_forget(plans, len(sql))
    plans.made += 1
    name = f"planned_{plans.made}"
    taking = f" ({', '.join(types)})" if types else ""
    text = sql % tuple(f"${place}" for place in range(1, len(types) + 1))
    message = [
        *(f"DEALLOCATE {plans.names.pop(old)}" for old in going),
        "SET plan_cache_mode = force_generic_plan",
        f"PREPARE {name}{taking} AS {text}".replace("%", "%%"),
        _call(name, said),
    ]
    cursor.execute("; ".join(message), said)
    plans.names[question] = name


def _to_forget(plans: _Plans, coming: int) -> list[Any]:
    """The oldest questions, as many as make room."""
    room = MOST - coming - sum(len(sql) for sql, _ in plans.names)
    going = []
    for question in plans.names:
        if room >= 0:
            break
        room += len(question[0])
        going.append(question)
    return going


def _call(name: str, said: Sequence[Any]) -> str:
    return f"EXECUTE {name}" + (f" ({', '.join(['%s'] * len(said))})" if said else "")


def _type(value: Any) -> str:
    """What PostgreSQL would take the value for where it stands in the text."""
    return _TYPES.get(type(value), "unknown")
