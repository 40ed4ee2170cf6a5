"""Counts that are asked in one statement: a home has a dozen numbers, and most are nought."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from sharing.questions.prepared import MomentKept


class Counting:
    """How many rows each of some questions finds. As a statement (`prepared.py`), it may be kept
    by everything that went into it; the numbers never are."""

    def __init__(self, questions: Iterable[QuerySet[Any]]) -> None:
        """Raises MomentKept where a time of day went into a question."""
        drawn = [_as_sql(rows) for rows in questions]
        self.sql = f"SELECT {', '.join(sql for sql, _ in drawn)}" if drawn else ""
        self.said = tuple(value for _, values in drawn for value in values)
        if any(isinstance(value, datetime) for value in self.said):
            raise MomentKept("Compare with the database's own Now()")

    def ask(self) -> tuple[int, ...]:
        """A number for each question, in their order."""
        if not self.sql:
            return ()
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.said)
            counts: tuple[int, ...] = cursor.fetchone()
        return counts


def _as_sql(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    try:
        sql, said = rows.order_by().values_list("pk").query.sql_with_params()
    except EmptyResultSet:  # the rule left nothing to ask for
        return "0", ()
    return f"(SELECT count(*) FROM ({sql}) AS rows)", said  # noqa: S608 (Django's own)
