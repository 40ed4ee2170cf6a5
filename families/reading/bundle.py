"""Several tables in one query: each part is its own queryset, through its own visible_to.

A family page needs a dozen tables. Asked one by one they cost a dozen round trips; as sub-selects
of the family's row they cost one, and no part can forget the access rule. The question is drawn
once for everyone with the same sight, and asked for each family anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import Func, JSONField, Model, OuterRef, QuerySet, Subquery

from families.access import sight_of
from families.models import Family
from sharing.models import User
from sharing.questions.prepared import Given, Statement, as_read, kept
from sharing.questions.several import reader


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that hang on the outer row by `link`, at most `most` of them.

    `extras` names further values to bring along.
    """

    rows: QuerySet[Any]
    link: str = ""
    extras: Mapping[str, Any] = field(default_factory=dict)
    most: int = 200

    def column(self) -> Subquery:
        """The sub-select: all rows as one JSON value, each a list of its columns and extras, in
        the queryset's order."""
        own = [f.attname for f in self.rows.model._meta.concrete_fields]
        link = self.link or f"{self.rows.model.Sharing.family}_id"
        rows = self.rows.filter(**{link: OuterRef("pk")})
        values = Func(
            *own, *self.extras.values(), function="JSONB_BUILD_ARRAY", output_field=JSONField()
        )
        return Subquery(
            rows.values(row=values)[: self.most],
            output_field=JSONField(),
            template="TO_JSONB(ARRAY(%(subquery)s))",
        )

    def revive(self, found: list[list[Any]] | None) -> list[Any]:
        """Model instances as the database would give them, with the extras as attributes."""
        model: Any = self.rows.model
        own, readers = _reading(model)
        names = [*own, *self.extras]
        revived = []
        for values in found or []:  # nothing at all where the role's reach ends
            for place, read in readers:
                if values[place] is not None:
                    values[place] = read(values[place])
            revived.append(as_read(model, names, values))
        return revived


@cache
def _reading(model: type[Model]) -> tuple[list[str], list[tuple[int, Any]]]:
    """A model's columns, and those that JSON holds as text."""
    fields = model._meta.concrete_fields
    readers = [(place, read) for place, f in enumerate(fields) if (read := reader(f))]
    return [f.attname for f in fields], readers


Parts = Mapping[str, Part]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A family and its parts as one question, and how to read what comes back."""

    statement: Statement
    parts: Parts

    def ask(self, **which: Any) -> tuple[Family | None, dict[str, list[Any]]]:
        family = next(iter(self.statement.ask(**which)), None)
        if family is None:
            return None, {}
        found = {name: p.revive(getattr(family, f"part_{name}")) for name, p in self.parts.items()}
        return family, found


def gather(
    user: User, parts_for: Callable[[User], Parts], **which: Any
) -> tuple[Family | None, dict[str, list[Any]]]:
    """The family named by `which` (pk, or reference) and its parts by name, in one query.

    `(None, {})` where it may not be known. `parts_for` is a function of a module: it names the
    question, so what it draws may depend on nothing but the viewer's sight.
    """
    (name,) = which
    return kept((parts_for, name, sight_of(user)), lambda: _draw(user, parts_for(user), name)).ask(
        **which
    )


def _draw(user: User, parts: Parts, name: str) -> Bundle:
    field: Any = Family._meta.pk if name == "pk" else Family._meta.get_field(name)
    named = Given(name, field)
    families = Family.objects.visible_to(user).filter(**{name: named}).order_by()
    columns = {f"part_{part}": rows.column() for part, rows in parts.items()}
    return Bundle(Statement(families.annotate(**columns), planned=True), parts)
