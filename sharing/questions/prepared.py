"""Statements that are drawn once and asked many times.

Drawing a family page's SQL costs Django ten times what PostgreSQL needs to answer it, and what it
says depends on the viewer's sight alone. So the *question* is kept, by everything that went into
it; the answer never is: rows, consents and dates are judged anew each time it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Expression, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable, get_related_populators

from sharing.questions.planned import Question, execute

T = TypeVar("T")
#: Questions kept in one process, of 1 to 20 kB each. When there are more we start anew.
MOST = 2_000
_kept: dict[Hashable, Any] = {}


class Given(Expression):
    """A value that is said only when the statement is asked: `filter(pk=Given("pk"))`."""

    template = "%s"

    def __init__(self, name: str, output_field: models.Field | None = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return self.template, (self,)


class AnyGiven(Given):
    """One of a list of keys that is said when asked: `filter(pk__in=AnyGiven("keys"))`."""

    template = "(SELECT unnest(%s::bigint[]))"


class MomentKept(TypeError):
    """A statement holds a moment: asked later, it would still answer for then."""


class Statement:
    """A queryset as SQL, with places for what is given when it is asked.

    `planned`: PostgreSQL keeps its plan too. Only for what finds one row by its key, or the few
    of one person: a list's best plan differs from viewer to viewer.
    """

    def __init__(self, rows: QuerySet[Any], *, planned: bool = False) -> None:
        """Raises MomentKept where a time of day went into the question itself."""
        self.planned = planned
        compiler = rows.query.get_compiler(using="default")
        try:
            self.sql, self.said = compiler.as_sql()
        except EmptyResultSet:  # the rule left nothing to ask for
            self.sql, self.said = "", ()
        if any(isinstance(value, datetime) for value in self.said):
            raise MomentKept("Compare with the database's own Now(), or give the moment")
        columns = [column for column, _, _ in compiler.select]
        self.fields = [column.output_field for column in columns]
        #: Behind them stands what only puts distinct rows in order: no column of the answer.
        self.width = len(columns)
        self.converters = compiler.get_converters(columns)
        self.shape = _Shape(compiler) if rows._iterable_class is ModelIterable else None
        self.names = [value.name for value in self.said if isinstance(value, Given)]
        self.question: Question | None = None
        #: What it is part of, by what is made of its answer there (sharing/wall.py).
        self.within: dict[str, Question] = {}
        #: What is asked instead where the answer to this says that it does not tell all: a question
        #: that is dear and seldom needed stays out of the one that every request asks.
        self.further: Statement | None = None

    def ask(self, **given: Any) -> list[Any]:
        """The rows: model instances with annotations as attributes, or lists for values_list."""
        if not self.sql:
            return []
        values = [given[name] for name in self.names]
        with connection.cursor() as cursor:
            if self.question is None:
                self.question = written_out(cursor, self.sql, self.said)
            if self.planned:
                execute(cursor, self.question, values)
            else:
                cursor.execute(self.question.full, values)
            rows = [self._converted(list(row[: self.width])) for row in cursor.fetchall()]
        return [self.shape.row(values) for values in rows] if self.shape else rows

    def _converted(self, values: list[Any]) -> list[Any]:
        for place, (convert, expression) in self.converters.items():
            for step in convert:
                values[place] = step(values[place], expression, connection)
        return values


def written_out(cursor: Any, sql: str, said: Sequence[Any]) -> Question:
    """Hundreds of values are the same each time: the driver writes them once."""
    places = ["%s" if isinstance(value, Given) else _literal(cursor, value) for value in said]
    return Question(sql, said, places)


def _literal(cursor: Any, value: Any) -> str:
    """As it stands in a message that has places for further values."""
    return str(cursor.mogrify("%s", [value]).decode()).replace("%", "%%")


class _Shape:
    """How a row of values becomes a model instance with what was selected beside it."""

    def __init__(self, compiler: Any) -> None:
        chosen = compiler.klass_info["select_fields"]
        self.first, self.last = chosen[0], chosen[-1] + 1
        self.model: type[models.Model] = compiler.klass_info["model"]
        columns = compiler.select[self.first : self.last]
        self.names = [column.target.attname for column, _, _ in columns]
        self.extras = dict(compiler.annotation_col_map or {})
        populators: Any = get_related_populators  # the stubs are for a later Django
        self.related = populators(compiler.klass_info, compiler.select, "default")

    def row(self, values: list[Any]) -> models.Model:
        row = as_read(self.model, self.names, values[self.first : self.last])
        row.__dict__.update((name, values[place]) for name, place in self.extras.items())
        for related in self.related:
            related.populate(values, row)
        return row


def as_read(model: type[models.Model], names: list[str], values: list[Any]) -> models.Model:
    """A row as `from_db` makes it, all columns known; further names become attributes beside them.

    Setting each column by its descriptor is most of what a page's hundred rows cost. No model of
    ours has an `__init__` or listens for one; a test says so.
    """
    row = model.__new__(model)
    row._state = ModelState()
    row._state.adding, row._state.db = False, "default"
    row.__dict__.update(zip(names, values, strict=True))
    return row


def kept(key: Hashable, draw: Callable[[], T]) -> T:
    """What `draw()` makes, or made earlier for the same key: a question, never an answer."""
    try:
        found: T = _kept[key]
    except KeyError:
        found = draw()
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[key] = found
    return found
