"""Days and moments of the demo: counted from one day, never from the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
THURSDAY = 3
#: First and last day of each term, as Merrowby's schools publish them.
TERMS = {"spring": ((1, 6), (3, 28)), "summer": ((4, 14), (7, 22)), "autumn": ((9, 2), (12, 19))}


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """One school term."""

    start: date
    end: date
    name: str

    @property
    def said(self) -> str:
        """`Spring 2026`."""
        year, season = self.name.split("-")
        return f"{season.capitalize()} {year}"


def terms_over(on: date, back: int = 9) -> list[Term]:
    """The last terms that are over on a day, oldest first."""
    found = [
        Term(date(year, *first), date(year, *last), f"{year}-{season}")
        for year in range(on.year - 4, on.year + 1)
        for season, (first, last) in TERMS.items()
    ]
    return sorted(term for term in found if term.end < on)[-back:]


def moment(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """That time of day in London."""
    return datetime.combine(day, time(hour, minute), LONDON)


def office_hours(rng: Random, day: date) -> datetime:
    """Some time between 9am and 5pm."""
    return moment(day, rng.randint(9, 16), rng.randrange(0, 60, 5))


def working_day(day: date) -> date:
    """That day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def meeting_day(day: date) -> date:
    """The Thursday on which the allocation meeting that follows is held; that day, if it is one."""
    return day + timedelta(days=(THURSDAY - day.weekday()) % 7)


def days_before(on: date, days: int) -> date:
    """So many days earlier."""
    return on - timedelta(days=days)


def years_before(on: date, years: int, days: int = 0) -> date:
    """A birth date that makes someone `years` old on the day, and `days` more."""
    day = on - timedelta(days=days)
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
