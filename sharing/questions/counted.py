"""Counts that are asked in one statement: a home has a dozen numbers, and most are nought."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

K = TypeVar("K", bound=Hashable)


def counted(questions: Mapping[K, QuerySet[Any]]) -> dict[K, int]:
    """How many rows each of these finds."""
    found = dict.fromkeys(questions, 0)
    asked: dict[K, str] = {}
    said: list[Any] = []
    for name, rows in questions.items():
        try:
            sql, values = rows.order_by().values_list("pk").query.sql_with_params()
        except EmptyResultSet:  # the rule left nothing to ask for
            continue
        asked[name] = f"(SELECT count(*) FROM ({sql}) AS rows)"  # noqa: S608 (Django's own)
        said += values
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(asked.values())}", said)
            found |= zip(asked, cursor.fetchone(), strict=True)
    return found
