from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from families.rules.working_days import is_working_day, working_days_after
from referrals.rules.clocks import (
    LONDON,
    after_working_minutes,
    clock,
    stopped_for,
    working_minutes,
)

DAYS = (datetime(2026, 1, 1), datetime(2026, 12, 1))  # noqa: DTZ001
FRIDAY = datetime(2026, 3, 6, 9, 12, tzinfo=LONDON)


def at(month, day, hour, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "text", "late"),
    [
        (FRIDAY, "48h left", False),
        (at(3, 9, 9, 12), "24h left", False),  # the mock: sent Friday, read on Monday
        (at(3, 8, 12), "33h left", False),  # Sunday: nothing has run since Friday midnight
        (at(3, 9, 22, 12), "11h left", False),
        (at(3, 10, 8, 42), "30m left", False),
        (at(3, 10, 14, 13), "5h late", True),
        (FRIDAY - timedelta(hours=1), "48h left", False),
    ],
)
def test_48_working_hours(now, text, late):
    found = clock(FRIDAY, now)
    assert found.text == text
    assert found.due == at(3, 10, 9, 12)
    assert found.is_late is late


def test_bank_holidays_do_not_count():
    thursday = at(4, 2, 9)  # Good Friday and Easter Monday follow
    assert clock(thursday, at(4, 7, 9)).text == "24h left"
    assert clock(thursday, thursday).due == at(4, 8, 9)


def test_the_clock_stops_while_we_wait():
    stopped = clock(FRIDAY, at(3, 20, 9), paused_at=at(3, 9, 9, 12))
    assert stopped.text == "Stopped, 24h left"
    assert stopped.due is None
    assert not stopped.is_late


def test_it_goes_on_from_where_it_stood():
    minutes = stopped_for(at(3, 9, 9, 12), at(3, 11, 9, 12))
    assert minutes == 2 * 24 * 60
    on = clock(FRIDAY, at(3, 11, 10, 12), paused_minutes=minutes)
    assert on.text == "23h left"
    assert on.due == at(3, 12, 9, 12)


def test_fraction_of_the_time_gone():
    assert clock(FRIDAY, at(3, 9, 9, 12)).fraction == pytest.approx(0.5)
    assert clock(FRIDAY, at(3, 12, 9, 12)).fraction == pytest.approx(2.0)


def test_an_instant_needs_its_zone():
    with pytest.raises(ValueError, match="zone"):
        working_minutes(datetime(2026, 3, 6), FRIDAY)  # noqa: DTZ001


def test_working_days():
    assert not is_working_day(date(2026, 12, 25))
    assert not is_working_day(date(2026, 12, 28))  # Boxing Day falls on a Saturday
    assert working_days_after(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert working_days_after(date(2026, 3, 6), 2) == date(2026, 3, 10)


@given(st.datetimes(*DAYS), st.integers(1, 14 * 24 * 60))
def test_going_forward_and_counting_back_agree(start, minutes):
    begun = start.replace(second=0, microsecond=0, tzinfo=LONDON)
    assert working_minutes(begun, after_working_minutes(begun, minutes)) == minutes
