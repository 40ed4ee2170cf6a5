"""Plans that PostgreSQL keeps: a question about one row is planned once, not each time it is asked.

To plan a family's page costs PostgreSQL ten times what it costs to answer. A question that names
its one row by key is best answered in the same way whoever asks and whichever row it is, so its
connection keeps the plan (PREPARE). What is read is judged anew each time: a plan holds no rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from weakref import WeakKeyDictionary

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists

#: Characters of SQL whose plans one connection keeps. A plan takes some 130 bytes for each: 20 MB.
MOST = 150_000
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


class Question:
    """One statement with its values written out, but for those that are said when it is asked."""

    def __init__(self, sql: str, said: Sequence[Any], places: Sequence[str]) -> None:
        """`places`: how each value stands in a message; `%s` where it is said each time."""
        self.sql = sql
        self.places = places
        self.full = sql.replace("%%", "%%%%") % tuple(places)
        self.types = [_type(value) for value in said]
        self.open = [at for at, place in enumerate(places) if place == "%s"]
        self._asked: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}

    def with_types(self, values: Sequence[Any]) -> tuple[str, tuple[str, ...]]:
        """The SQL and the types of all values: by these a plan is known."""
        kinds = tuple(map(_type, values))
        if kinds not in self._asked:
            types = list(self.types)
            for at, kind in zip(self.open, kinds, strict=True):
                types[at] = kind
            self._asked[kinds] = (self.sql, tuple(types))
        return self._asked[kinds]

    def call(self, name: str) -> str:
        return f"EXECUTE {name}" + (f" ({', '.join(self.places)})" if self.places else "")


def execute(cursor: Any, asking: Question, values: Sequence[Any]) -> None:
    """As `cursor.execute`: the second time it makes a plan, and goes by it from then on."""
    message, answered = message_for(asking, values)
    cursor.execute(message, values)
    answered()


def message_for(asking: Question, values: Sequence[Any]) -> tuple[str, Callable[[], object]]:
    """What to send, with these values, on the connection that is open; and what to call once it was
    answered: a plan that could not be made is none."""
    plans = _by_connection.setdefault(connection.connection, _Plans())
    question = asking.with_types(values)
    if name := plans.names.pop(question, None):
        plans.names[question] = name  # the newest again
        return asking.call(name), _nothing
    if plans.asked[hash(question)] < ASKED_BEFORE:
        plans.asked[hash(question)] += 1
        return asking.full, _nothing
    return _planning(plans, question, asking)


def _nothing() -> None:
    """There is no new plan to remember."""


def _planning(plans: _Plans, question: Any, asking: Question) -> tuple[str, Callable[[], object]]:
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
        asking.call(name),
    ]
    return "; ".join(message), lambda: plans.names.update({question: name})


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


def _type(value: Any) -> str:
    """What PostgreSQL would take the value for where it stands in the text."""
    return _TYPES.get(type(value), "unknown")
