"""Row history, signed by whoever is performing an act, in a request and in Celery alike."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.db import models
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

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
        bulk_create_with_history(rows, type(rows[0]), default_user=_performer.get())


def change_all(rows: Sequence[models.Model], *fields: str) -> None:
    """These fields of rows of one model, with the versions that saving each would keep."""
    if rows:
        bulk_update_with_history(rows, type(rows[0]), fields, default_user=_performer.get())
