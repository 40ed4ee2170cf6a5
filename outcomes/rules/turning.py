"""A judging day that notices on which later day its verdict could turn by time alone.

`Day` is a date that passes for any other. Each rule compares it, or a day counted from it, with the
dates of facts and terms. Every comparison that will come out otherwise on a later day is noted, so
that the first of those days is known once the rules have run: until then they would take the same
way through the same facts. What can't be followed (a number of days, a month's name) is taken to
turn tomorrow: judging once too often costs time, once too seldom a wrong verdict.

Days that are told in words or as a date and were counted from today move each day while nothing
turns ("Offences from 27 May to 26 November"). They are put between marks, with how they were
counted, so that two verdicts of different days can be compared. The marks are characters of Unicode
that stand for nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

BEGIN, COUNTED, END = "\ufdd0", "\ufdd1", "\ufdd2"
TOLD = re.compile(f"{BEGIN}[^{COUNTED}]*{COUNTED}")
HOW = re.compile(f"{BEGIN}|{COUNTED}[^{END}]*{END}")
#: By how many days at most a month more or less can move the distance between two days.
UNEVEN = 5
Step = tuple[str, int]  # so many days or months, or through so many months
DAYS, MONTHS, THROUGH = "days", "months", "through"
BEFORE, UP_TO, FROM, AFTER = date.__lt__, date.__le__, date.__ge__, date.__gt__


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_through(first: date, months: int) -> date:
    """The last day of so many months from `first` on: the day before the same date, or the last day
    of a month that does not have that date."""
    same = months_on(first, months)
    return same - timedelta(days=1) if same.day == first.day else same


COUNT: dict[str, Callable[[date, int], date]] = {
    DAYS: lambda day, days: day + timedelta(days=days),
    MONTHS: months_on,
    THROUGH: months_through,
}


class Watch:
    """The first day after the judging day on which something compared comes out otherwise."""

    __slots__ = ("today", "turns")

    def __init__(self, today: date) -> None:
        self.today = today
        self.turns = date.max.toordinal()

    def tomorrow(self) -> None:
        self.turns = self.today.toordinal() + 1

    @property
    def until(self) -> date:
        """The first day on which it must be judged again; the last of all days: never."""
        return date.fromordinal(self.turns)


class Day(date):
    """A day counted from the judging day by steps of days and months."""

    __slots__ = ("plain", "steps", "uneven", "watch")
    plain: date
    watch: Watch
    steps: tuple[Step, ...]
    uneven: int

    @classmethod
    def of(cls, day: date, watch: Watch, steps: tuple[Step, ...] = (), uneven: int = 0) -> Day:
        made = cls(day.year, day.month, day.day)
        made.plain = day
        made.watch, made.steps, made.uneven = watch, steps, uneven
        return made

    def after_months(self, months: int, how: str = MONTHS) -> Day:
        """Its distance from today differs from day to day."""
        made = COUNT[how](self.plain, months)
        return Day.of(made, self.watch, (*self.steps, (how, months)), self.uneven + UNEVEN)

    def after_days(self, days: int) -> Day:
        *before, last = self.steps or ((DAYS, 0),)
        steps = (
            (*before, (DAYS, last[1] + days)) if last[0] == DAYS else (*self.steps, (DAYS, days))
        )
        made = date.fromordinal(date.toordinal(self) + days)
        return Day.of(made, self.watch, steps, self.uneven)

    def on(self, today: date) -> date:
        """What it would be, were it counted from that day."""
        for unit, many in self.steps:
            today = COUNT[unit](today, many)
        return today

    # What is compared.

    def passes(self, fixed: int) -> None:
        """Note the first later day on which this one is `fixed` (an ordinal) or later."""
        watch = self.watch
        gap = fixed - date.toordinal(self)
        today = watch.today.toordinal()
        guess = today + max(gap - self.uneven, 1)
        if guess >= watch.turns:
            return
        if self.uneven:
            while guess < watch.turns and self.on(date.fromordinal(guess)).toordinal() < fixed:
                guess += 1
        watch.turns = min(watch.turns, guess)

    def _reaches(self, other: date) -> None:
        """For `<` and `>=`."""
        if type(other) is Day:
            self._beside(other)
        elif (fixed := other.toordinal()) > date.toordinal(self):
            self.passes(fixed)

    def _exceeds(self, other: date) -> None:
        """For `<=` and `>`."""
        if type(other) is Day:
            self._beside(other)
        elif (fixed := other.toordinal()) >= date.toordinal(self):
            self.passes(fixed + 1)

    def _beside(self, other: Day) -> None:
        """Two that move: evenly, they keep their distance; else they may only come near."""
        loose = self.uneven + other.uneven
        if loose and abs(date.toordinal(self) - date.toordinal(other)) <= loose:
            self.watch.tomorrow()

    # A day that is past stays past: most comparisons are of that kind, and need no note.

    def __lt__(self, other: date) -> bool:
        found = BEFORE(self, other)
        if found or type(other) is Day:
            self._reaches(other)
        return found

    def __ge__(self, other: date) -> bool:
        found = FROM(self, other)
        if not found or type(other) is Day:
            self._reaches(other)
        return found

    def __le__(self, other: date) -> bool:
        found = UP_TO(self, other)
        if found or type(other) is Day:
            self._exceeds(other)
        return found

    def __gt__(self, other: date) -> bool:
        found = AFTER(self, other)
        if not found or type(other) is Day:
            self._exceeds(other)
        return found

    def __eq__(self, other: object) -> bool:
        if isinstance(other, date):
            self._reaches(other)
            self._exceeds(other)
        return date.__eq__(self, other)

    __hash__ = date.__hash__

    # What is counted.

    def __add__(self, by: timedelta) -> Day:
        return self.after_days(by.days)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, timedelta):
            return self + -other
        if type(other) is not Day or self.uneven or other.uneven:
            self.watch.tomorrow()
        return timedelta(days=date.toordinal(self) - other.toordinal())

    def __rsub__(self, other: date) -> timedelta:
        self.watch.tomorrow()
        return timedelta(days=other.toordinal() - date.toordinal(self))

    @property
    def year(self) -> int:
        year = self.plain.year
        self.passes(date(year + 1, 1, 1).toordinal())
        return year

    @property
    def month(self) -> int:
        self.watch.tomorrow()
        return self.plain.month

    @property
    def day(self) -> int:
        self.watch.tomorrow()
        return self.plain.day

    # What is told.

    def told(self, how: Callable[[date], str]) -> str:
        """In words, between marks, since other words will stand there tomorrow."""
        return f"{BEGIN}{how(self.plain)}{COUNTED}{self.steps}{END}"

    def isoformat(self) -> str:
        return self.told(date.isoformat)

    __str__ = isoformat

    def __format__(self, how: str) -> str:
        return self.told(lambda day: format(day, how))


def plainly(day: date) -> date:
    """The day itself, for a rule that says by `turns_on` when it will find otherwise."""
    return day.plain if isinstance(day, Day) else day


def turns_on(day: date, when: date | None) -> None:
    """What was reckoned from `plainly(day)` comes out otherwise once the day is this later one."""
    if isinstance(day, Day) and when is not None:
        day.passes(when.toordinal())


def unmarked(text: str) -> str:
    """As anyone reads it."""
    return HOW.sub("", text) if BEGIN in text else text


def undated(text: str) -> str:
    """Without the days that move along, but with how each was counted from today."""
    return TOLD.sub("", text)
