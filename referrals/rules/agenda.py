"""How long a meeting has talked about a family, and how long it has left for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Slot:
    """The time of one family. `fraction` is of the time gone, past 1 when it is over."""

    until: datetime
    minutes_left: int
    fraction: float

    @property
    def text(self) -> str:
        """`6 min left`, `2 min late`: the words that the page's own clock goes on with."""
        size = abs(self.minutes_left)
        return f"{size} min {'left' if self.minutes_left >= 0 else 'late'}"


def slot(began: datetime, now: datetime, minutes: int) -> Slot:
    """Each family has the same time, from the start of the meeting or from the last decision: one
    that took longer takes nothing from the next."""
    until = began + timedelta(minutes=minutes)
    left = round((until - now).total_seconds() / 60)
    gone = (now - began).total_seconds() / 60
    return Slot(until, left, max(0.0, gone / minutes))
