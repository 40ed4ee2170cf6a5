"""Ages on a date. Born on 29 February: a year older on 1 March in ordinary years."""

from calendar import isleap
from datetime import date


def birthday_in(born: date, year: int) -> date:
    """The day in `year` on which someone is a year older."""
    if (born.month, born.day) == (2, 29) and not isleap(year):
        return date(year, 3, 1)
    return born.replace(year=year)


def age_on(born: date | None, on: date) -> int | None:
    """Whole years; None for someone not yet born on that day, or whose birthday isn't known."""
    if born is None or born > on:
        return None
    return on.year - born.year - (on < birthday_in(born, on.year))


def turns(born: date, age: int) -> date:
    """The day on which someone reaches an age."""
    return birthday_in(born, born.year + age)


def turns_18_on(born: date) -> date:
    return turns(born, 18)


def is_unborn(born: date | None, expected: date | None, on: date) -> bool:
    """Expected and not born by that day; says nothing of someone whose birthday isn't known."""
    if born is not None:
        return born > on
    return expected is not None


def say_age(born: date | None, on: date, expected: date | None = None) -> str:
    """For a page: `13`, `7 months`, `due March 2027` or `age not known`."""
    if is_unborn(born, expected, on):
        return f"due {expected or born:%B %Y}"
    if born is None:
        return "age not known"
    years = age_on(born, on) or 0
    if years:
        return str(years)
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if months:
        return f"{months} month{'s' if months > 1 else ''}"
    weeks = (on - born).days // 7
    return f"{weeks} week{'' if weeks == 1 else 's'}"
