"""When a family's record goes to the archive (access.md, P10).

Closed for more than twelve months, it is open to the records officers of its own council alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

#: Days for which a record that a records officer brought back is open again.
BACK_FOR = timedelta(days=30)


def a_year_on(day: date) -> date:
    """Twelve months later; 29 February has its year's last day of February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def open_until(closed: Iterable[date | None], back: date | None = None) -> date | None:
    """The last day on which those who worked with a family know it: twelve months after the last
    of its cases closed. None while one is open, and where there never was one.

    `closed`: the day of each case that was meant, None for one that is open. `back`: until when
    it was last brought back; those days are kept whatever happens in them.
    """
    days = list(closed)
    ended = [day for day in days if day is not None]
    if not ended or len(ended) < len(days):
        return None
    return max(a_year_on(max(ended)), back or date.min)


def first_of(*days: date | None) -> date | None:
    """The earlier of two last days, where a missing one means for ever."""
    return min((day for day in days if day is not None), default=None)
