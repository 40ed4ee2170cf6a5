"""School terms, school age, and which terms are complete on a day."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter

from families.rules.ages import turns
from outcomes.rules.facts import Term

SEASONS = {"spring": ((1, 1), (3, 31)), "summer": ((4, 1), (7, 31)), "autumn": ((9, 1), (12, 31))}
ORDER = ("spring", "summer", "autumn")
END = attrgetter("end")


@dataclass(frozen=True, slots=True, order=True)
class TermDates:
    start: date
    end: date
    term: str

    @property
    def said(self) -> str:
        year, season = self.term.split("-")
        return f"{season} {year}"


@lru_cache(maxsize=1_000)
def usual(first: int, years: int) -> tuple[TermDates, ...]:
    """The usual terms of so many years, in order."""
    terms = []
    for year in range(first, first + years):
        for season in ORDER:
            (m1, d1), (m2, d2) = SEASONS[season]
            terms.append(TermDates(date(year, m1, d1), date(year, m2, d2), f"{year}-{season}"))
    return tuple(terms)


def calendar(first: int, years: int, given: Iterable[Term] = ()) -> tuple[TermDates, ...]:
    """The terms of so many years, in order; a given term's own days replace the usual ones."""
    known = {t.term: TermDates(t.start, t.end, t.term) for t in given}
    terms = usual(first, years)
    return tuple(sorted(known.get(t.term, t) for t in terms)) if known else terms


def completed(day: date, given: Iterable[Term] = ()) -> list[TermDates]:
    """Terms that are over on that day, oldest first, going back three years."""
    terms = calendar(day.year - 3, 4, given)
    if terms is usual(day.year - 3, 4):  # they end one after another
        return list(terms[: bisect_right(terms, day, key=END)])
    return [t for t in terms if t.end <= day]


def to_come(day: date, given: Iterable[Term] = ()) -> list[TermDates]:
    """Terms that end after that day, soonest first."""
    return [t for t in calendar(day.year, 3, given) if t.end > day]


@lru_cache(maxsize=10_000)
def school_age(born: date) -> tuple[date, date]:
    """From the term after the fifth birthday to the last Friday in June of the year of the 16th."""
    fifth, sixteenth = turns(born, 5), turns(born, 16)
    first = next(t.start for t in usual(fifth.year, 2) if t.start > fifth)
    leaves = sixteenth.year + (sixteenth >= date(sixteenth.year, 9, 1))
    last = date(leaves, 6, 30)
    return first, last - timedelta(days=(last.weekday() - 4) % 7)


def is_school_age(born: date | None, day: date) -> bool | None:
    """None where no birthday is known."""
    if born is None:
        return None
    first, last = school_age(born)
    return first <= day <= last
