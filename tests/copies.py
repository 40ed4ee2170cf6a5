"""What is made once a process through the acts, and copied for each test that asks for it.

To make the borough and its family takes some 230 questions; to write the same rows again takes one
message a fixture. A test gets what it asks for and nothing else, in a transaction of its own, and
objects that nobody else holds. The keys are the same in every copy, so what is drawn for a viewer
(sharing/questions/prepared.py) is drawn once a process too.

A fixture of more rows than the cast says `@copied` in the place of `@pytest.fixture`.
"""

from __future__ import annotations

import inspect
import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone

from families.models import Family
from tests import cast


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
        self.makers: dict[str, Callable[..., Any]] = {}

    def remember(self, steps: dict[str, Step], on: Iterable[str] = ()) -> None:
        """Take each step, keep what it added or changed, and leave the database as it was.

        A step is given what those before it returned, by name, after copies of what is named in
        `on`. Where those would not be copied, nor is what stands on them.
        """
        with transaction.atomic():
            if all(name in self.kept and self.kept[name].ground == ground() for name in on):
                made = {name: self.kept[name].write() for name in on}
                known: dict[str, list[str]] = defaultdict(list)
                _changed(known)
                for name, step in steps.items():
                    made[name] = step(made)
                    self.kept[name] = Kept(ground(), _changed(known), pickle.dumps(made[name]))
            transaction.set_rollback(True)

    def remember_for(self, module: str, fixtures: Iterable[str]) -> None:
        """Make what these fixtures of a module copy, each on copies of what it takes."""
        for fixture in fixtures:
            for name in self._standing_on(self._named(module, fixture)):
                if name in self.makers and name not in self.kept:
                    *before, _ = dict.fromkeys(self._standing_on(name))
                    self.remember({name: self._step(name)}, on=before)

    def copy(self, name: str, make: Callable[[], Any]) -> Any:
        """What was made under this name; made anew on another ground."""
        kept = self.kept.get(name)
        return kept.write() if kept and kept.ground == ground() else make()

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What is made by itself, with people of its own: made once a process, and copied."""
        if name not in self.kept:
            self.remember({name: lambda _: make()})
        return self.copy(name, make)

    def _named(self, module: str, fixture: str) -> str:
        """A fixture of the module, or else one that all tests have."""
        places = (f"{module}.{fixture}", f"tests.conftest.{fixture}")
        return next((name for name in places if name in self.makers), fixture)

    def _takes(self, name: str) -> list[str]:
        make = self.makers.get(name)
        if make is None:
            return list(cast.TAKES.get(name, ()))
        return [self._named(make.__module__, one) for one in inspect.signature(make).parameters]

    def _standing_on(self, name: str) -> Iterator[str]:
        """All that must be there first, in the order of its making, and itself."""
        for one in self._takes(name):
            yield from self._standing_on(one)
        yield name

    def _step(self, name: str) -> Step:
        takes = self._takes(name)
        return lambda made: self.makers[name](*(made[one] for one in takes))


copies = Copies()


def copied(make: Callable[..., Any]) -> Any:
    """A fixture that is made once a process, before a test that asks for it, and then copied.

    It takes the cast or other fixtures that are copied, and returns what can be pickled. What it
    holds is not the same object as what the test got of another fixture: read that row anew.
    """
    name = f"{make.__module__}.{make.__name__}"
    copies.makers[name] = make

    @pytest.fixture
    @wraps(make)
    def fixture(**given: Any) -> Any:
        return copies.copy(name, lambda: make(**given))

    return fixture


class AsMigrated:
    """What the migrations left in the database, for the tests after one that commits.

    Django cuts off every table after such a test, which takes a second of waiting for files, and
    makes what kinds of rows and permissions there are anew under other keys: no copy would fit any
    more, and all tests after that one in its process would make theirs by acts.
    """

    def __init__(self) -> None:
        self.tables: list[str] = []
        self.rows: dict[str, list[str]] = {}

    def remember(self) -> None:
        self.tables = connection.introspection.django_table_names(only_existing=True)
        self.rows = {table: rows for table in self.tables if (rows := _rows(table))}

    def put_back(self) -> None:
        """Everything else goes. Keys go on, so that no new row takes one of a copy's."""
        named = [f'"{table}"' for table in self.tables]
        statements = [
            f"LOCK TABLE {', '.join(named)}",  # who still writes is waited for
            "SET LOCAL session_replication_role = replica",  # in any order
            *(f"DELETE FROM {name}" for name in named),  # noqa: S608
            *(_adding(table, rows) for table, rows in self.rows.items()),
        ]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("; ".join(statements))
        ContentType.objects.clear_cache()


def _rows(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT t::text FROM "{table}" AS t ORDER BY ctid')  # noqa: S608
        return [row for (row,) in cursor.fetchall()]


def _adding(table: str, rows: list[str]) -> str:
    own = _columns(table)
    add = f'INSERT INTO "{table}" ({own}) SELECT {own} FROM unnest(%s::"{table}"[])'  # noqa: S608
    with connection.cursor() as cursor:
        return str(cursor.mogrify(add, [rows]).decode())


@cache
def _columns(table: str) -> str:
    """All but what the database makes of the others."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0"
            " AND NOT attisdropped AND attgenerated = ''",
            [f'"{table}"'],
        )
        return str(cursor.fetchone()[0])


def _changed(known: dict[str, list[str]]) -> str:
    """Statements that make of what is known what is there; it is known from now on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd > 0"
        )
        tables = [table for (table,) in cursor.fetchall()]
        statements = []
        for table in tables:
            rows, before = _rows(table), set(known[table])
            if gone := list(before.difference(rows)):
                take = f'DELETE FROM "{table}" AS t WHERE t::text = ANY(%s)'  # noqa: S608
                statements.append(cursor.mogrify(take, [gone]).decode())
            if new := [row for row in rows if row not in before]:
                statements.append(_adding(table, new))
            known[table] = rows
    return "; ".join(statements) or "SELECT"
