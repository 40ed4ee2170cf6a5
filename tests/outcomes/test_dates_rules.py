from datetime import date

from outcomes.rules.dates import add_months, joined, through
from outcomes.rules.terms import is_school_age, school_age


def test_school_age():
    assert school_age(date(2010, 5, 20)) == (date(2015, 9, 1), date(2026, 6, 26))
    assert school_age(date(2010, 9, 1))[1] == date(2027, 6, 25)
    assert is_school_age(date(2010, 5, 20), date(2026, 6, 26))
    assert not is_school_age(date(2010, 5, 20), date(2026, 6, 27))
    assert is_school_age(None, date(2026, 6, 27)) is None


def test_months_and_runs():
    assert add_months(date(2023, 8, 31), 6) == date(2024, 2, 29)
    assert add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert through(date(2024, 1, 1), 6) == date(2024, 6, 30)
    assert through(date(2024, 7, 1), 6) == date(2024, 12, 31)
    assert through(date(2024, 3, 15), 6) == date(2024, 9, 14)
    assert through(date(2023, 8, 31), 6) == date(2024, 2, 29)  # there is no 31 February
    day = [date(2024, 1, n) for n in range(1, 11)]
    assert joined([(day[4], day[5]), (day[0], day[3]), (day[8], day[9])]) == [
        (day[0], day[5]),
        (day[8], day[9]),
    ]
