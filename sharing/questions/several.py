"""Several questions in one statement: what a page wants to know beside one another.

Each goes to the database and back in one message, and PostgreSQL answers most of a page's questions
in less time than that takes. As a statement (`prepared.py`) they may be kept by everything that
went into them; the rows never are.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    DecimalField,
    ForeignKey,
    IntegerField,
    JSONField,
    QuerySet,
    TextField,
    UUIDField,
)

from sharing.questions.planned import Question, execute
from sharing.questions.prepared import Statement, written_out

READ: dict[type, Callable[[str], Any]] = {
    DateField: date.fromisoformat,
    DateTimeField: datetime.fromisoformat,
    UUIDField: UUID,
}
PLAIN = (BooleanField, CharField, IntegerField, JSONField, TextField)


def reader(field: Any) -> Callable[[Any], Any] | None:
    """How a value that PostgreSQL wrote into JSON becomes the column's; None where it is so
    already. A field's own way takes many spellings, and a page has a hundred of them."""
    while isinstance(field, ForeignKey):
        field = field.target_field
    if isinstance(field, PLAIN):
        return None
    return READ.get(type(field), field.to_python)


class Several:
    """The rows of some questions, each through its own rule, in one statement."""

    def __init__(self, *questions: QuerySet[Any], planned: bool = False) -> None:
        """`planned`: as of a `Statement`. Raises MomentKept where a time of day went into a
        question, and TypeError where a number would lose its pence on the way."""
        self.parts = [_Part(rows) for rows in questions]
        asked = [part.drawn for part in self.parts if part.drawn.sql]
        self.sql = f"SELECT {', '.join(part.column() for part in self.parts)}" if asked else ""
        self.said = tuple(value for drawn in asked for value in drawn.said)
        self.names = [name for drawn in asked for name in drawn.names]
        self.planned = planned
        self.question: Question | None = None

    def ask(self, **given: Any) -> list[list[Any]]:
        """The rows of each question, in their order: as a `Statement` gives them."""
        if not self.sql:
            return [[] for _ in self.parts]
        with connection.cursor() as cursor:
            if self.question is None:
                self.question = written_out(cursor, self.sql, self.said)
            values = [given[name] for name in self.names]
            if self.planned:
                execute(cursor, self.question, values)
            else:
                cursor.execute(self.question.full, values)
            answers = cursor.fetchone()
        return [part.read(said) for part, said in zip(self.parts, answers, strict=True)]


class _Part:
    """One question: its rows as one JSON text, and how to read it."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self.drawn = Statement(rows)
        if any(isinstance(field, DecimalField) for field in self.drawn.fields):
            raise TypeError("JSON keeps no pence: ask for this by itself")
        readers = [(place, reader(field)) for place, field in enumerate(self.drawn.fields)]
        self.readers = [(place, read) for place, read in readers if read]

    def column(self) -> str:
        """Its columns by numbers of their own: beside related rows a name comes twice."""
        if not self.drawn.sql:
            return "'[]'"
        names = ", ".join(f"c{place}" for place in range(len(self.drawn.fields)))
        rows = f"({self.drawn.sql}) AS rows ({names})"
        return f"(SELECT coalesce(json_agg(json_build_array({names})), '[]')::text FROM {rows})"  # noqa: S608

    def read(self, said: str) -> list[Any]:
        found: list[list[Any]] = json.loads(said)
        for values in found:
            for place, read in self.readers:
                if values[place] is not None:
                    values[place] = read(values[place])
        shape = self.drawn.shape
        return [shape.row(values) for values in found] if shape else found
