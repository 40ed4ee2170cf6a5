"""What every row about a family has in common."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from django.db import models

from sharing.history import row_history


class Keyed(models.Model):
    """A row that the outside world names by a key that tells no order, count or gap."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Every field but the references whose row we hold: the database checks those on saving."""
        cached = self._state.fields_cache
        held = {f.name for f in self._meta.concrete_fields if cached.get(f.name) is not None}
        super().clean_fields({*(exclude or ()), *held})

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """Everything that must be unique but the key, which is drawn by chance."""
        super().validate_unique({*(exclude or ()), "key"})

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[models.BaseConstraint]]]:
        """What other rows bear on. A check on the row alone is the database's when it is saved: an
        act says no then (`sharing.journal`), and needs no question before."""
        return [
            (model, [c for c in constraints if not isinstance(c, models.CheckConstraint)])
            for model, constraints in super().get_constraints()
        ]


class Historied(Keyed):
    """A keyed row that remembers what it looked like before."""

    history = row_history()

    class Meta:
        abstract = True


def follow(row: Any, path: str) -> Any:
    """Walk `path` ("case__family") from `row`; "" is the row itself. None where a step is empty."""
    for step in filter(None, path.split("__")):
        row = getattr(row, step, None)
        if row is None:
            return None
    return row


class OpenToAll:
    """Sharing declaration of rows that hold nothing about a family: agencies, posts, frameworks."""

    about_families: ClassVar[bool] = False
