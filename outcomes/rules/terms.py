"""School terms, school age, and which terms are complete on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from families.rules.ages import turns
from outcomes.rules.facts import Term

SEASONS = {"spring": ((1, 1), (3, 31)), "summer": ((4, 1), (7, 31)), "autumn": ((9, 1), (12, 31))}
ORDER = ("spring", "summer", "autumn")


@dataclass(frozen=True, slots=True, order=True)
class TermDates:
    start: date
    end: date
    term: str

    @property
    def said(self) -> str:
        year, season = self.term.split("-")
        return f"{season} {year}"


def calendar(years: Iterable[int], given: Iterable[Term] = ()) -> list[TermDates]:
    """The terms of these years, in order; a given term's own days replace the usual ones."""
    known = {t.term: TermDates(t.start, t.end, t.term) for t in given}
    terms = []
    for year in years:
        for season in ORDER:
            name = f"{year}-{season}"
            (m1, d1), (m2, d2) = SEASONS[season]
            usual = TermDates(date(year, m1, d1), date(year, m2, d2), name)
            terms.append(known.get(name, usual))
    return sorted(terms)


def completed(day: date, given: Iterable[Term] = ()) -> list[TermDates]:
    """Terms that are over on that day, oldest first, going back three years."""
    return [t for t in calendar(range(day.year - 3, day.year + 1), given) if t.end <= day]


def to_come(day: date, given: Iterable[Term] = ()) -> list[TermDates]:
    """Terms that end after that day, soonest first."""
    return [t for t in calendar(range(day.year, day.year + 3), given) if t.end > day]


def school_age(born: date) -> tuple[date, date]:
    """From the term after the fifth birthday to the last Friday in June of the year of the 16th."""
    fifth, sixteenth = turns(born, 5), turns(born, 16)
    year = calendar(range(fifth.year, fifth.year + 2))
    first = next(t.start for t in year if t.start > fifth)
    leaves = sixteenth.year + (sixteenth >= date(sixteenth.year, 9, 1))
    last = date(leaves, 6, 30)
    return first, last - timedelta(days=(last.weekday() - 4) % 7)


def is_school_age(born: date | None, day: date) -> bool | None:
    """None where no birthday is known."""
    if born is None:
        return None
    first, last = school_age(born)
    return first <= day <= last
