"""Working days in England: neither weekends nor bank holidays."""

from datetime import date, timedelta
from functools import cache

import holidays


@cache
def bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays(day.year)


def working_days_after(day: date, number: int) -> date:
    """The working day so many after `day`, which itself isn't counted."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day
