"""Looking on: while someone views as another post they can change nothing, by any door.

The journal asks here before every act, so that no page, endpoint or task can forget.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

#: What one may still do: look as someone else instead, and stop looking.
STILL_OPEN = frozenset({"view_as.start", "view_as.end"})
_looking: ContextVar[bool] = ContextVar("looking", default=False)


@contextmanager
def only_looking() -> Iterator[None]:
    """Nothing can be changed until it ends."""
    token = _looking.set(True)
    try:
        yield
    finally:
        _looking.reset(token)


def closed(verb: str) -> bool:
    """Whether the act must wait until the person stops looking on."""
    return _looking.get() and verb not in STILL_OPEN
