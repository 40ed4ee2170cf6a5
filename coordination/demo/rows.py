"""Rows with a past: written by COPY, each with its first version and its place in the journal.

An act happens now. A year that has gone by can't be acted, so the demo and `seed` write the rows
that the acts would have left behind, dated and signed as they would have been.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any, Self

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

from sharing.models import JournalEntry

#: What a column of this kind gets when nothing is said: the moment of the row.
MOMENTS = (models.DateTimeField, models.DateField)
JOURNAL = (
    "at", "kind", "by_id", "post_id", "verb", "subject_type", "subject_id", "family_id", "why",
    "data", "previous_hash", "hash",
)  # fmt: skip
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).translate(ESCAPES)


#: How COPY reads a value, by its type; what is not here is text.
WRITTEN: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "t" if value else "f",
    int: str,
    float: str,
    date: date.isoformat,
    datetime: datetime.isoformat,
    dict: _json,
    list: _json,
    tuple: _json,
}


def _text(value: Any) -> str:
    """One cell as COPY reads it."""
    if value is None:
        return "\\N"
    write = WRITTEN.get(type(value))
    return write(value) if write else str(value).translate(ESCAPES)


def _line(values: dict[str, Any], columns: tuple[str, ...]) -> str:
    return "\t".join([_text(values[name]) for name in columns])


@dataclass(frozen=True, slots=True)
class Signer:
    """Who did it, in which post of which agency and team."""

    user: int
    post: int | None = None
    agency: int | None = None
    team: int | None = None
    group: int | None = None


@dataclass
class Table:
    """The rows of one model that wait to be written, by their id."""

    model: type[models.Model]
    ids: Iterator[int]
    columns: tuple[str, ...]
    given: dict[str, Any]
    moments: tuple[tuple[str, bool], ...]
    has_key: bool
    has_history: bool
    rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    history: list[str] = field(default_factory=list)


class Rows:
    """Gathers rows, then writes them in one go. `remember` is off for the bulk of a benchmark."""

    def __init__(self, *, remember: bool = True) -> None:
        self.remember = remember
        self.chance = Random()  # noqa: S311 (a key tells nothing, not even the seed)
        self.tables: dict[type[models.Model], Table] = {}
        self.journal: list[tuple[Any, ...]] = []
        self.moment: datetime | None = None
        self.signer = Signer(0)

    def at(self, moment: datetime, signer: Signer) -> Self:
        """What is added next was done then, by them."""
        self.moment, self.signer = moment, signer
        return self

    def add(self, model: type[models.Model], **values: Any) -> int:
        """One row; its id. What is not said has the model's default, dates that of the moment."""
        table = self.tables.get(model) or self._open(model)
        pk = next(table.ids)
        row = {**table.given, **values, "id": pk}
        for name, is_day in table.moments:
            if name not in values and self.moment is not None:
                row[name] = self.moment.date() if is_day else self.moment
        if table.has_key:
            row["key"] = f"{self.chance.getrandbits(128):032x}"
        table.rows[pk] = row
        if self.remember and table.has_history:
            self._version(table, row, "+")
        return pk

    def change(self, model: type[models.Model], pk: int, **values: Any) -> None:
        """What became of a row that is not written yet; what it was stays in its history."""
        table = self.tables[model]
        table.rows[pk].update(values)
        if self.remember and table.has_history:
            self._version(table, table.rows[pk], "~")

    def did(
        self, verb: str, model: type[models.Model], pk: int, family: int | None, **data: Any
    ) -> None:
        """The journal's line for what was just done."""
        if self.remember:
            self.journal.append((
                self.moment, "did", self.signer.user, self.signer.post, verb, model._meta.label, pk,
                family, "", data, "", "",
            ))  # fmt: skip

    def saw(self, verb: str, model: type[models.Model], pk: int, family: int) -> None:
        """Someone opened it."""
        if self.remember:
            self.journal.append((
                self.moment, "saw", self.signer.user, self.signer.post, verb, model._meta.label, pk,
                family, "", {}, "", "",
            ))  # fmt: skip

    def save(self) -> None:
        """Write the rows with their versions, and forget them; the journal waits its turn."""
        for table in self.tables.values():
            lines = (_line(row, table.columns) for row in table.rows.values())
            _copy(table.model._meta.db_table, table.columns, lines)
            if table.history:
                _copy(_history_of(table.model), (*table.columns, *SIGNED), table.history)
            table.rows, table.history = {}, []

    def save_journal(self) -> None:
        """Write the journal, in the order in which things were done."""
        self.journal.sort(key=lambda entry: entry[0])
        lines = ("\t".join(map(_text, entry)) for entry in self.journal)
        _copy(JournalEntry._meta.db_table, JOURNAL, lines)
        self.journal = []

    def _version(self, table: Table, row: dict[str, Any], kind: str) -> None:
        signed = (_text(self.moment), kind, str(self.signer.user))
        self.tables[table.model].history.append("\t".join((_line(row, table.columns), *signed)))

    def _open(self, model: type[models.Model]) -> Table:
        fields = [f for f in model._meta.concrete_fields if not f.primary_key]
        table = Table(
            model=model,
            ids=_ids(model),
            columns=("id", *(f.attname for f in fields)),
            given={f.attname: v for f in fields if (v := _default(f)) is not NOT_PROVIDED},
            moments=tuple(
                (f.attname, not isinstance(f, models.DateTimeField))
                for f in fields
                if _is_moment(f)
            ),
            has_key=any(f.name == "key" for f in fields),
            has_history=hasattr(model, "history"),
        )
        self.tables[model] = table
        return table


SIGNED = ("history_date", "history_type", "history_user_id")


def _is_moment(column: models.Field[Any, Any]) -> bool:
    if not isinstance(column, MOMENTS):
        return False
    made = column.default
    return bool(getattr(column, "auto_now_add", False)) or (
        made is not NOT_PROVIDED and callable(made)
    )


def _default(column: models.Field[Any, Any]) -> Any:
    """What a row has where nothing is said; NOT_PROVIDED where something must be."""
    made: Callable[[], Any] | Any = column.default
    if made in (list, dict):
        return made()
    if made is not NOT_PROVIDED and not callable(made):
        return made
    if column.null:
        return None
    return "" if getattr(column, "blank", False) and made is NOT_PROVIDED else NOT_PROVIDED


def _ids(model: type[models.Model]) -> Iterator[int]:
    """Ids drawn from the table's own sequence, so that nobody else gets one of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [model._meta.db_table])
        sequence = cursor.fetchone()[0]
    chunk = 50
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, chunk]
            )
            drawn = [row[0] for row in cursor.fetchall()]
        yield from drawn
        chunk = min(chunk * 4, 20_000)


def _history_of(model: Any) -> str:
    return str(model.history.model._meta.db_table)


def _copy(table: str, columns: tuple[str, ...], lines: Any) -> None:
    text = "\n".join(lines)
    if not text:
        return
    quoted = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f'COPY "{table}" ({quoted}) FROM STDIN', io.StringIO(text))
