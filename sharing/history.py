"""Row history, signed by whoever is performing an act, in a request and in Celery alike.

A row and its version are written by one statement: neither is there without the other, and it
costs one round trip instead of two. The version is what the database took, not what we sent.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.db import connection, models
from django.utils import timezone
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

#: On a row whose version was written with it.
WRITTEN = "_version_is_written"
SIGNED = "history_date, history_type, history_user_id"
_performer: ContextVar[Any] = ContextVar("performer", default=None)


class Versions(HistoryManager):
    """The library makes the manager's class anew with each row that is saved; once is enough."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: Any, class_name: str | None = None) -> Any:
        return super().from_queryset(queryset_class, class_name)


def performer(**_: Any) -> Any:
    """The user on whose behalf rows are being saved, or None outside any act."""
    return _performer.get()


@contextmanager
def performed_by(user: Any) -> Iterator[None]:
    """Sign every row saved inside with `user`."""
    token = _performer.set(user)
    try:
        yield
    finally:
        _performer.reset(token)


class Records(HistoricalRecords):
    """The library's, which writes a version after a row was saved; here it was written with it."""

    def create_historical_record(
        self, instance: models.Model, history_type: str, using: str | None = None
    ) -> None:
        """What was deleted still gets its last version from here."""
        if not vars(instance).pop(WRITTEN, False):
            super().create_historical_record(instance, history_type, using)


def row_history() -> HistoricalRecords:
    """What a row looked like before, each version signed by its performer."""
    return Records(inherit=True, get_user=performer, history_manager=Versions)


def write_with_version(
    row: models.Model, sql: str, params: Sequence[Any], kind: str, back: Sequence[Any]
) -> list[tuple[Any, ...]]:
    """Ask an INSERT ("+") or UPDATE ("~") of one row, and keep its version in the same statement.

    The fields of `back` from the row that was written; nothing where an UPDATE found none.
    """
    user, model = _performer.get(), type(row)
    both = f"WITH saved AS ({sql} RETURNING *), kept AS ({_version_of(model)})"
    wanted = ", ".join(connection.ops.quote_name(field.column) for field in back)
    signed = [timezone.now(), kind, user and user.pk]
    with connection.cursor() as cursor:
        cursor.execute(f"{both} SELECT {wanted} FROM saved", [*params, *signed])  # noqa: S608
        written: list[tuple[Any, ...]] = cursor.fetchall()
    if written:
        vars(row)[WRITTEN] = True
    return written


@cache
def _version_of(model: Any) -> str:
    """What keeps a version of each row that was saved, to be signed by three values."""
    quote = connection.ops.quote_name
    table = quote(model.history.model._meta.db_table)
    own = ", ".join(quote(field.column) for field in model._meta.local_concrete_fields)
    return f"INSERT INTO {table} ({own}, {SIGNED}) SELECT {own}, %s, %s, %s FROM saved"  # noqa: S608


def save_all(rows: Sequence[models.Model]) -> None:
    """New rows of one model with their first versions, as saving each would keep them."""
    if rows:
        model = type(rows[0])
        model._default_manager.bulk_create(rows)
        _keep_versions(model, [row.pk for row in rows], "+")


def change_all(model: type[models.Model], keys: Sequence[int], **values: Any) -> None:
    """The same values for rows of one model, with the versions that saving each would keep."""
    if keys:
        model._default_manager.filter(pk__in=keys).update(**values)
        _keep_versions(model, keys, "~")


def _keep_versions(model: Any, keys: Sequence[int], kind: str) -> None:
    """Copied by the database from the rows themselves: they are there already."""
    kept, user = model.history.model, _performer.get()
    fields = ", ".join(f'"{field.column}"' for field in kept.tracked_fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{kept._meta.db_table}" ({fields}, history_date, history_type,'  # noqa: S608
            f" history_user_id, history_change_reason) SELECT {fields}, %s, %s, %s, NULL"
            f' FROM "{model._meta.db_table}" WHERE id = ANY(%s) ORDER BY id',
            [timezone.now(), kind, user and user.pk, list(keys)],
        )
