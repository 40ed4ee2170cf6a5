"""Row history, signed by whoever is performing an act, in a request and in Celery alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from simple_history.models import HistoricalRecords

_performer: ContextVar[Any] = ContextVar("performer", default=None)


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
    return HistoricalRecords(inherit=True, get_user=performer)
