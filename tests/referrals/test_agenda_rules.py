"""The time that each family has on the agenda."""

from datetime import UTC, datetime, timedelta

import pytest

from referrals.rules.agenda import slot

TEN = datetime(2026, 11, 26, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes_gone", "text", "fraction"),
    [
        (0, "8 min left", 0),
        (2, "6 min left", 0.25),
        (8, "0 min left", 1),
        (11, "3 min late", 1.375),
    ],
)
def test_a_family_has_its_minutes(minutes_gone, text, fraction):
    found = slot(TEN, TEN + timedelta(minutes=minutes_gone), 8)
    assert (found.text, found.fraction) == (text, fraction)
    assert found.until == TEN + timedelta(minutes=8)


def test_a_clock_that_runs_ahead_takes_nothing():
    assert slot(TEN + timedelta(seconds=20), TEN, 8).fraction == 0
