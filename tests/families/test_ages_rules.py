from datetime import date

import pytest

from families.rules.ages import age_on, is_unborn, say_age, turns, turns_18_on


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2008, 3, 1), date(2026, 2, 28), 17),
        (date(2008, 3, 1), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2024, 2, 28), 15),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(2026, 3, 2), date(2026, 3, 1), None),
        (date(2026, 3, 1), date(2026, 3, 1), 0),
        (None, date(2026, 3, 1), None),
    ],
)
def test_age_on(born, on, age):
    assert age_on(born, on) == age


def test_a_leapling_comes_of_age_on_1_march_in_ordinary_years():
    assert turns_18_on(date(2008, 2, 29)) == date(2026, 3, 1)
    assert turns(date(2008, 2, 29), 16) == date(2024, 2, 29)
    assert turns_18_on(date(2008, 5, 3)) == date(2026, 5, 3)


@pytest.mark.parametrize(
    ("born", "expected", "unborn"),
    [
        (None, None, False),
        (None, date(2026, 5, 1), True),
        (date(2026, 3, 1), date(2026, 5, 1), False),
        (date(2026, 4, 1), None, True),
    ],
)
def test_is_unborn(born, expected, unborn):
    assert is_unborn(born, expected, date(2026, 3, 2)) is unborn


@pytest.mark.parametrize(
    ("born", "expected", "said"),
    [
        (date(2012, 5, 3), None, "13"),
        (date(2025, 8, 2), None, "7 months"),
        (date(2026, 2, 1), None, "1 month"),
        (date(2026, 2, 20), None, "1 week"),
        (date(2026, 3, 2), None, "0 weeks"),
        (None, date(2026, 5, 1), "due May 2026"),
        (date(2026, 5, 9), None, "due May 2026"),
        (None, None, "age not known"),
    ],
)
def test_say_age(born, expected, said):
    assert say_age(born, date(2026, 3, 2), expected) == said
