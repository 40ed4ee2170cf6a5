"""Months, weeks and runs of days, with both ends counted."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from outcomes.rules.turning import THROUGH, Day, months_on, months_through

ONE_DAY = timedelta(days=1)
Run = tuple[date, date]


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    if isinstance(day, Day):
        return day.after_months(months)
    return months_on(day, months)


def through(first: date, months: int) -> date:
    """Last day of a period of whole months that begins on `first`, both days counted."""
    if isinstance(first, Day):
        return first.after_months(months, THROUGH)
    return months_through(first, months)


def none_by(day: date, months: int) -> date:
    """The first day on which the months that end there no longer hold `day`."""
    free = add_months(day, months)
    return free if add_months(free, -months) >= day else free + ONE_DAY


def say_day(day: date) -> str:
    if isinstance(day, Day):
        return day.told(say_plainly)
    return say_plainly(day)


@lru_cache(maxsize=10_000)
def say_plainly(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def say_months(months: int) -> str:
    return f"{months} month{'' if months == 1 else 's'}"


def joined(runs: Iterable[Run]) -> list[Run]:
    """Runs that touch or overlap made one; no day missing inside any of them."""
    whole: list[Run] = []
    for start, end in sorted(runs):
        if whole and start <= whole[-1][1] + ONE_DAY:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return whole


def run_up_to(runs: Iterable[Run], day: date) -> date | None:
    """First day of the unbroken run that holds on `day`; None when none does."""
    return next((start for start, end in joined(runs) if start <= day <= end), None)
