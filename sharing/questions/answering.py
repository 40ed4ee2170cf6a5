"""What is judged once while one request is answered, and forgotten with it.

Agreements, restrictions and conflicts are the same for every row of a page. They are read when the
request is answered, never before, and again after every act. Outside a request nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone

T = TypeVar("T")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def answering() -> Iterator[None]:
    """For as long as one request is answered."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once(key: Hashable, judge: Callable[[], T]) -> T:
    """`judge()`, or what it said earlier in this request."""
    kept = _kept.get()
    if kept is None:
        return judge()
    if key not in kept:
        kept[key] = judge()
    return kept[key]


def is_answering() -> bool:
    """Whether a request is being answered, so that `once` keeps what was judged."""
    return _kept.get() is not None


def today() -> date:
    """The day in Europe/London, the same for the whole of a request: it asks some dozen times."""
    return once("today", timezone.localdate)


def forget() -> None:
    """Something was changed: judge anew."""
    kept = _kept.get()
    if kept is not None:
        kept.clear()
