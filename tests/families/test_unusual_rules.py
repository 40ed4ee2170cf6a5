"""Which looks are unusual: each rule with what meets it, and what only looks as if it did."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import timezone

from families.rules.unusual import (
    Place,
    at_odd_hours,
    monday_of,
    out_of_hours,
    relatives_of_caseload,
    same_street,
    same_surname,
    too_many,
)


@pytest.mark.parametrize(
    ("name", "surnames", "met"),
    [
        ("Kim Doyle", ["Bell", "Doyle"], True),
        ("Kim DOYLE", ["doyle"], True),
        ("Aoife O'Neill", ["O’Neill"], True),
        ("Zoë Łukasik", ["Łukasik"], True),
        ("Kim Doyle", ["Doyley"], False),
        ("Doyle Kim", ["Doyle"], False),
        ("", [""], False),
        ("Wahyuni", [""], False),
    ],
)
def test_the_same_last_name(name, surnames, met):
    assert bool(same_surname(name, surnames)) is met


@pytest.mark.parametrize(
    ("own", "theirs", "met"),
    [
        (Place("4 Orchard Rise", "MB3 7CK"), Place("90 Orchard Rise", "MB3 9ZZ"), True),
        (Place("4 Orchard Rise", "MB3 7CK"), Place("Somewhere House", "mb37ck"), True),
        (Place("Flat 3, 80 Wharf Road", "MB2 8GV"), Place("12a Wharf Road, Mill", "MB2 1AA"), True),
        (Place("4 Orchard Rise", "MB3 7CK"), Place("4 Orchard Rise", "LS1 2AB"), False),
        (Place("4 Orchard Rise", "MB3 7CK"), Place("4 Orchard Lane", "MB3 9ZZ"), False),
        (Place("4 Orchard Rise", ""), Place("4 Orchard Rise", ""), False),
        (Place("Flat 3", "MB2 8GV"), Place("Flat 9", "MB2 1AA"), False),
    ],
)  # fmt: skip
def test_the_same_street(own, theirs, met):
    assert bool(same_street([own], [], [theirs])) is met
    assert bool(same_street([theirs], [], [own])) is met


def test_the_street_of_a_family_to_whom_they_are_tied():
    tied = same_street(
        [], [Place("4 Orchard Rise", "MB3 7CK")], [Place("9 Orchard Rise", "MB3 7CK")]
    )
    assert tied is not None
    assert "tied to another family" in tied.words


def test_relatives_of_their_own_caseload():
    assert relatives_of_caseload({"07700900201"}, {"07700900201", "x"})
    assert not relatives_of_caseload({"07700900201"}, {"x"})
    assert not relatives_of_caseload(set(), set())


@pytest.mark.parametrize(
    ("opened", "own", "others", "met"),
    [
        (64, [9, 8, 10, 9], [11, 12, 10], True),
        (64, [9, 8, 10, 9], [30, 40, 35], False),  # the role does as many
        (64, [40, 30, 35], [11, 12, 10], False),  # so do they, always
        (28, [9, 9, 9], [], True),
        (27, [9, 9, 9], [], False),  # three times is not more than three times
        (19, [2, 2, 2], [2, 2, 2], False),  # few remain few
        (59, [], [], False),
        (60, [1], [1, 1], True),  # nothing to compare with
    ],
)
def test_a_week_that_is_too_large(opened, own, others, met):
    assert bool(too_many(opened, own, others)) is met


def test_the_sentence_says_what_is_usual():
    assert too_many(64, [9, 8, 10, 9], [11, 12, 10]).words == (
        "They opened 64 families in the week; usually 9; others in their role 11."
    )


@pytest.mark.parametrize(
    ("at", "met"),
    [
        ("2026-11-24 06:59", True),
        ("2026-11-24 07:00", False),
        ("2026-11-24 19:59", False),
        ("2026-11-24 20:00", True),
        ("2026-11-28 12:00", True),  # Saturday
        ("2026-12-25 12:00", True),  # a Friday, and Christmas
    ],
)
def test_outside_working_hours(at, met):
    moment = timezone.make_aware(datetime.fromisoformat(at))
    assert out_of_hours(moment) is met


def test_one_evening_is_no_question_and_three_families_are():
    assert at_odd_hours(2) is None
    assert "3 families" in at_odd_hours(3).words


def test_a_week_begins_on_monday():
    assert monday_of(date(2026, 11, 29)) == date(2026, 11, 23)
    assert monday_of(date(2026, 11, 23)) == date(2026, 11, 23)
