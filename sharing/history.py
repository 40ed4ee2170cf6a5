"""Row history, signed by whoever is performing an act, in a request and in Celery alike."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.db import connection, models
from django.utils import timezone
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

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


def row_history() -> HistoricalRecords:
    """What a row looked like before, each version signed by its performer."""
    return HistoricalRecords(inherit=True, get_user=performer, history_manager=Versions)


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
