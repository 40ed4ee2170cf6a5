"""The days of the story: it ends today, and began so long ago that a result can be met."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import time_machine

from outcomes.rules.terms import TermDates, completed

#: Sessions missed of 120 in each of the last six terms: help begins after the second.
MISSED = (36, 30, 9, 6, 7, 5)


@dataclass(frozen=True)
class Days:
    """Two terms go badly, help begins, two go well, it ends, and two more go well."""

    terms: tuple[TermDates, ...]
    today: date

    @classmethod
    def ending(cls, today: date) -> Days:
        return cls(tuple(completed(today)[-6:]), today)

    @property
    def asked(self) -> date:
        """A Tuesday soon after the second term."""
        day = self.terms[1].end + timedelta(days=5)
        return day + timedelta(days=(1 - day.weekday()) % 7)

    @property
    def decided(self) -> date:
        return self.asked + timedelta(days=1)

    @property
    def met(self) -> date:
        """The meeting's Thursday."""
        return self.asked + timedelta(days=2)

    @property
    def began(self) -> date:
        """The Monday on which the worker comes first."""
        return self.asked + timedelta(days=6)

    @property
    def planned(self) -> date:
        return self.began + timedelta(days=9)

    @property
    def ended(self) -> date:
        return self.terms[3].end + timedelta(days=6)


@contextmanager
def on(day: date, hour: int = 10) -> Iterator[None]:
    """That morning. Today is left as it is, so that other processes agree."""
    with time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), tick=True):
        yield
