"""What is made once a process through the acts, and copied for each test that asks for it.

To make the borough and its family takes some 230 questions; to write the same rows again takes one
message a fixture. A test gets what it asks for and nothing else, in a transaction of its own, and
objects that nobody else holds. The keys are the same in every copy, so what is drawn for a viewer
(sharing/prepared.py) is drawn once a process too.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import time_machine
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone

from families.models import Family


def ground() -> tuple[Any, ...]:
    """What a copy must have in common with the database and the day of its first making.

    Rows hold dates, and grants name permissions by the keys that the migrations gave them
    (`AsMigrated`). Another process reads only what is committed, by an act that tells it so.
    """
    return (
        timezone.localdate(),
        time_machine.escape_hatch.is_travelling(),
        ContentType.objects.get_for_model(Family).pk,
        connection.in_atomic_block,
    )


Step = Callable[[dict[str, Any]], Any]


@dataclass(frozen=True)
class Kept:
    """The rows that a step added, as SQL, and what it returned, pickled."""

    ground: tuple[Any, ...]
    rows: str
    made: bytes

    def write(self) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(self.rows)
        return pickle.loads(self.made)  # noqa: S301 - our own, from memory


class Copies:
    """What was made, by name."""

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}

    def remember(self, steps: dict[str, Step], on: Iterable[str] = ()) -> None:
        """Take each step, keep what it added, and leave the database as it was.

        A step is given what those before it returned, by name, after copies of what is named in
        `on`. It may only add rows. Where those would not be copied, nor is what stands on them.
        """
        with transaction.atomic():
            if all(self.kept[name].ground == ground() for name in on):
                made = {name: self.kept[name].write() for name in on}
                known: dict[str, list[str]] = defaultdict(list)
                _added(known)
                for name, step in steps.items():
                    made[name] = step(made)
                    self.kept[name] = Kept(ground(), _added(known), pickle.dumps(made[name]))
            transaction.set_rollback(True)

    def copy(self, name: str, make: Callable[[], Any]) -> Any:
        """What was made under this name; made anew on another ground."""
        kept = self.kept.get(name)
        return kept.write() if kept and kept.ground == ground() else make()


class AsMigrated:
    """What the migrations left in the database, to put back where a test emptied it.

    Django makes what kinds of rows and permissions there are anew then, under other keys: no copy
    would fit any more, and all tests after that one in its process would make theirs by acts.
    """

    def __init__(self) -> None:
        self.rows: dict[str, list[str]] = {}

    def remember(self) -> None:
        tables = connection.introspection.django_table_names(only_existing=True)
        self.rows = {table: rows for table in tables if (rows := _rows(table))}

    def put_back(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table in self.rows:
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
            for table, rows in self.rows.items():
                cursor.execute(_adding(table, rows))
        ContentType.objects.clear_cache()


def _rows(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT t::text FROM "{table}" AS t ORDER BY ctid')  # noqa: S608
        return [row for (row,) in cursor.fetchall()]


def _adding(table: str, rows: list[str]) -> str:
    add = f'INSERT INTO "{table}" SELECT * FROM unnest(%s::"{table}"[])'  # noqa: S608
    with connection.cursor() as cursor:
        return str(cursor.mogrify(add, [rows]).decode())


def _added(known: dict[str, list[str]]) -> str:
    """Statements that add every row which isn't known yet; it is known from now on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_stat_xact_user_tables WHERE n_tup_ins > 0")
        tables = [table for (table,) in cursor.fetchall()]
    statements = []
    for table in tables:
        rows, before = _rows(table), set(known[table])
        assert before <= set(rows), f"A step changed a row of {table}"
        if new := [row for row in rows if row not in before]:
            statements.append(_adding(table, new))
        known[table] = rows
    return "; ".join(statements)
