"""Who decides about sharing, as a table: who says it, about whom, on which day, judged how."""

from datetime import date, timedelta

import pytest

from families.rules.consent import (
    Asked,
    Party,
    last_day,
    objection,
    says_yes,
    state_on,
    wrong_days,
)

TODAY = date(2026, 11, 26)


def years_ago(years: int) -> date:
    return TODAY.replace(year=TODAY.year - years)


KELLY = Party(1, "Kelly", born=date(1990, 4, 2), parental=True)
MARCUS = Party(2, "Marcus", born=date(1987, 1, 9))
KWAME = Party(3, "Kwame", born=date(1985, 6, 1), parental=True, left=True)
THEO = Party(4, "Theo", born=years_ago(5), child=True)
JAYDEN = Party(5, "Jayden", born=years_ago(14), child=True)
TIANA = Party(6, "Tiana", born=years_ago(17), child=True)
GROWN = Party(7, "Ama", born=years_ago(18), child=True)
BABY = Party(8, "Baby", unborn=True, child=True)
AGELESS = Party(9, "Sam", child=True)
GRAN = Party(10, "Gran", parental=True, born=date(1950, 1, 1), died=years_ago(1))
GONE = Party(11, "Lee", born=years_ago(9), died=years_ago(1), child=True)
UNKNOWN = Party(12, "Pat")


@pytest.mark.parametrize(
    ("decider", "about", "able"),
    [
        (KELLY, KELLY, None),
        (UNKNOWN, UNKNOWN, None),
        (GROWN, GROWN, None),
        (TIANA, TIANA, None),
        (JAYDEN, JAYDEN, True),
        (THEO, THEO, True),
        (KELLY, THEO, None),
        (KELLY, JAYDEN, None),
        (KELLY, JAYDEN, False),
        (KELLY, TIANA, False),
        (KELLY, AGELESS, None),
    ],
)
def test_may_decide(decider, about, able):
    assert objection(Asked(decider, about, TODAY, TODAY, able)) is None


@pytest.mark.parametrize(
    ("decider", "about", "able", "field", "reason"),
    [
        (JAYDEN, JAYDEN, None, "given_by", "Jayden is 14. Say first whether Jayden can decide"),
        (JAYDEN, JAYDEN, False, "given_by", "judged not yet able"),
        (TIANA, TIANA, False, "given_by", "judged not yet able"),
        (AGELESS, AGELESS, None, "given_by", "Add Sam’s birthday first"),
        (KELLY, JAYDEN, True, "given_by", "Jayden was judged able"),
        (KELLY, TIANA, None, "given_by", "Tiana is 17 and decides"),
        (KELLY, GROWN, None, "given_by", "Ama is an adult and decides alone"),
        (KELLY, MARCUS, None, "given_by", "Marcus is an adult and decides alone"),
        (KELLY, UNKNOWN, None, "given_by", "Pat is an adult and decides alone"),
        (MARCUS, THEO, None, "given_by", "Marcus has no parental responsibility"),
        (KELLY, BABY, None, "given_by", "Baby is not born yet"),
        (BABY, BABY, None, "given_by", "Baby is not born yet"),
        (GRAN, THEO, None, "given_by", "Gran had died by that day"),
        (KELLY, GONE, None, "given_by", "Lee has died"),
        (KWAME, THEO, None, "sure", "Kwame no longer lives with this family"),
    ],
)
def test_may_not_decide_and_where_it_is_said(decider, about, able, field, reason):
    no = objection(Asked(decider, about, TODAY, TODAY, able))
    assert no
    assert no.field == field
    assert reason in no.reason


def test_a_parent_who_left_decides_once_someone_is_sure():
    assert objection(Asked(KWAME, THEO, TODAY, TODAY, sure=True)) is None


def test_a_partner_who_left_decides_about_their_own_facts():
    assert objection(Asked(KWAME, KWAME, TODAY, TODAY)) is None


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (TODAY + timedelta(days=1), "in the future"),
        (THEO.born - timedelta(days=1), "Theo was not born on that day"),
    ],
)
def test_a_day_that_cannot_be(day, reason):
    no = objection(Asked(KELLY, THEO, day, TODAY))
    assert no
    assert (no.field, reason in no.reason) == ("decided_on", True)


@pytest.mark.parametrize(
    ("born", "wanted", "last"),
    [
        (date(2010, 5, 6), None, date(2028, 5, 5)),
        (date(2008, 2, 29), None, date(2026, 2, 28)),
        (date(2010, 5, 6), date(2027, 1, 1), date(2027, 1, 1)),
        (date(2010, 5, 6), date(2030, 1, 1), date(2028, 5, 5)),
        (None, None, TODAY + timedelta(days=365)),
    ],
)
def test_a_parents_yes_ends_the_night_before_the_birthday(born, wanted, last):
    about = Party(20, "Child", born=born, child=True)
    assert last_day(KELLY, about, TODAY, wanted) == last


def test_ones_own_yes_lasts_as_long_as_one_said():
    assert last_day(KELLY, KELLY, TODAY, None) is None
    assert last_day(KELLY, KELLY, TODAY, date(2027, 1, 1)) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("until", "review", "limit", "field"),
    [
        (TODAY - timedelta(days=1), None, None, "until"),
        (date(2030, 1, 1), None, date(2028, 5, 5), "until"),
        (None, TODAY, None, "review_on"),
    ],
)
def test_days_that_do_not_fit(until, review, limit, field):
    no = wrong_days(TODAY, until, review, TODAY, limit)
    assert no
    assert no.field == field


def test_days_that_fit():
    assert wrong_days(TODAY, TODAY, TODAY + timedelta(days=1), TODAY, TODAY) is None


@pytest.mark.parametrize(
    ("state", "until", "yes", "shown"),
    [
        ("given", None, True, "given"),
        ("given", TODAY, True, "given"),
        ("given", TODAY - timedelta(days=1), False, "expired"),
        ("refused", None, False, "refused"),
        ("withdrawn", TODAY - timedelta(days=1), False, "withdrawn"),
    ],
)
def test_a_yes_runs_out_by_itself(state, until, yes, shown):
    assert says_yes(state, until, TODAY) is yes
    assert state_on(state, until, TODAY) == shown
