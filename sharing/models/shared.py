"""What every row about a family has in common."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models.sql import InsertQuery, UpdateQuery

from sharing.history import row_history, write_with_version


class Keyed(models.Model):
    """A row that the outside world names by a key that tells no order, count or gap."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    def check_and_save(self) -> None:
        """As acts write a row. Raises ValidationError, with a reason at each field."""
        self.full_clean()
        self.save()

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
        act says no then (`sharing.acting`), and needs no question before."""
        return [
            (model, [c for c in constraints if not isinstance(c, models.CheckConstraint)])
            for model, constraints in super().get_constraints()
        ]


class Historied(Keyed):
    """A keyed row that remembers what it looked like before."""

    history = row_history()

    class Meta:
        abstract = True

    # Django saves a row by one of these two. Their stubs are for a later Django.
    def _do_insert(self, *given: Any, **_: Any) -> Any:
        """Django's own, with the row's first version."""
        _manager, using, fields, returning_fields, raw = given
        if raw or hasattr(self, "skip_history_when_saving"):
            inherited: Any = super()
            return inherited._do_insert(*given)
        query = InsertQuery(type(self))
        query.insert_values(fields, [self])
        ((sql, params),) = query.get_compiler(using).as_sql()
        return write_with_version(self, sql, params, "+", returning_fields)

    def _do_update(self, *given: Any, **_: Any) -> Any:
        """Django's own, with the row's next version."""
        base_qs, using, pk_val, values, _update_fields, _forced_update = given
        if not values or hasattr(self, "skip_history_when_saving"):
            inherited: Any = super()
            return inherited._do_update(*given)
        query = base_qs.filter(pk=pk_val).query.chain(UpdateQuery)
        query.add_update_fields(values)
        sql, params = query.get_compiler(using).as_sql()
        return bool(write_with_version(self, sql, params, "~", [self._meta.pk]))


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
