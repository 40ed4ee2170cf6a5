"""Several tables in one query: each part is its own queryset, through its own visible_to.

A family page needs a dozen tables. Asked one by one they cost a dozen round trips; as sub-selects
of the family's row they cost one, and no part can forget the access rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that hang on the outer row by `link`, at most `most` of them.

    `extras` names further values to bring along.
    """

    rows: QuerySet[Any]
    link: str = ""
    extras: Mapping[str, Any] = field(default_factory=dict)
    most: int = 200

    def column(self) -> ArraySubquery:
        """The sub-select: one JSON object a row, in the queryset's order."""
        own = {f.attname: f.attname for f in self.rows.model._meta.concrete_fields}
        link = self.link or f"{self.rows.model.Sharing.family}_id"
        rows = self.rows.filter(**{link: OuterRef("pk")})
        return ArraySubquery(rows.values(row=JSONObject(**own, **self.extras))[: self.most])

    def revive(self, found: list[dict[str, Any]] | None) -> list[Any]:
        """Model instances as the database would give them, with the extras as attributes."""
        fields = self.rows.model._meta.concrete_fields
        names = [f.attname for f in fields]
        return [
            _with(
                self.rows.model.from_db(
                    "default", names, [f.to_python(row[f.attname]) for f in fields]
                ),
                {name: row[name] for name in self.extras},
            )
            for row in found or []  # nothing at all where the role's reach ends
        ]


def gather(outer: QuerySet[Any], parts: Mapping[str, Part]) -> tuple[Any, dict[str, list[Any]]]:
    """The outer row and its parts by name, in one query; `(None, {})` where it may not be known."""
    found = outer.annotate(
        **{f"part_{name}": part.column() for name, part in parts.items()}
    ).first()
    if found is None:
        return None, {}
    return found, {
        name: part.revive(getattr(found, f"part_{name}")) for name, part in parts.items()
    }


def _with(row: Model, extras: dict[str, Any]) -> Model:
    for name, value in extras.items():
        setattr(row, name, value)
    return row
