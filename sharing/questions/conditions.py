"""Conditions that are drawn once and put into many questions.

What someone may see of a model takes Django some milliseconds to draw and to write out as SQL, and
most addresses ask for one row or list of it in a way of their own. As with questions
(`prepared.py`) what is asked is kept, by everything that went into it; never an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql import Query
from django.db.models.sql.where import WhereNode

#: Conditions kept in one process, of some 20 kB each. When there are more we start anew.
MOST = 500
_kept: dict[Hashable, Query] = {}
#: What may be asked of kept rows besides, and still be told by a key: what is read with each row,
#: and in which order they come.
BESIDES = ("select_related", "order_by")


class Written(WhereNode):
    """A condition that is written out already, as long as its tables keep their names.

    Its parts are shared with its copies and stand for it where it goes into another query, whose
    names they then take; from there on it is written out as ever.
    """

    said: tuple[str, tuple[Any, ...]] | None = None

    @classmethod
    def of(cls, query: Query) -> Written:
        """Raises EmptyResultSet or FullResultSet where there is nothing to write."""
        written = cls.create(query.where.children, query.where.connector, query.where.negated)
        sql, values = query.where.as_sql(query.get_compiler(using="default"), connection)
        written.said = sql, tuple(values)
        return written

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return self.said or super().as_sql(compiler, connection)

    def clone(self) -> Written:
        clone = self.copy()
        clone.said = self.said
        return clone

    def relabel_aliases(self, change_map: dict[Any, str]) -> None:
        if change_map:
            self.said, self.children = None, WhereNode.clone(self).children
            super().relabel_aliases(change_map)


def narrowed(rows: QuerySet[Any], key: Hashable, draw: Callable[[], QuerySet[Any]]) -> Any:
    """`draw()`, which only filters `rows`; drawn once for the same key where they are all rows of
    their model. What is asked of them afterwards goes into a copy.
    """
    if vars(rows.query) != vars(Query(rows.model)):
        return draw()
    key = (type(rows), rows.model, key)
    query = _kept.get(key)
    if query is None:
        query = _written(draw().query)
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[key] = query
    found = rows.all()
    found.query = query.chain()
    found.query.kept_as = key  # type: ignore[attr-defined]
    return found


def known_by(rows: QuerySet[Any]) -> Hashable | None:
    """All that goes into a question about these rows, whatever their order; None where they are not
    just those of a condition that is kept.
    """
    key = vars(rows.query).get("kept_as")
    query = _kept.get(key)
    if query is None or rows._iterable_class is not ModelIterable:
        return None
    plain, asked = (
        {name: value for name, value in vars(one).items() if name not in BESIDES}
        for one in (query.chain(), rows.query)
    )
    if asked != plain | {"kept_as": key}:
        return None
    return key, repr(rows.query.select_related)


def _written(query: Query) -> Query:
    try:
        condition = Written.of(query)
    except (EmptyResultSet, FullResultSet):  # nothing to be seen, or everything
        return query
    query = query.chain()
    query.where = WhereNode([condition])
    return query
