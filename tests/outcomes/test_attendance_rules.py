from datetime import date

import pytest

from outcomes.rules.marks import meaning
from tests.outcomes.facts_made import (
    PEOPLE,
    covered,
    first,
    item,
    one_need,
    term,
)

BEFORE = [term("2022-summer", 20), term("2022-autumn", 20)]
GOOD = [term("2023-autumn", 5), term("2024-spring", 5)]


@pytest.mark.parametrize(
    ("evidence", "plan", "entry", "verdict"),
    [
        ([*BEFORE, *GOOD], {}, "met", "met"),
        ([*BEFORE, term("2023-autumn", 10), term("2024-spring", 10)], {}, "met", "met"),
        ([*BEFORE, term("2023-autumn", 10), term("2024-spring", 11)], {}, "met", "not_met"),
        # weighted by session: 1 of 10 and 8 of 100 is 91.8%, though the mean is 91%
        ([*BEFORE, term("2023-autumn", 2, possible=10), term("2024-spring", 8)], {}, "met", "met"),
        ([*BEFORE, term("2024-spring", 0)], {}, "met", "not_known"),
        ([*BEFORE, term("2023-autumn", 0)], {}, "met", "not_known"),
        ([*BEFORE, term("2023-autumn", 0, possible=0), term("2024-spring", 0)], {}, "met",
         "not_known"),
        (BEFORE, {}, "met", "not_known"),
        ([], {}, "not_known", "not_known"),
        (GOOD, {}, "not_known", "met"),
        ([term("2022-autumn", 90), *GOOD], {}, "not_known", "met"),
        ([term("2022-summer", 10), term("2022-autumn", 10), *GOOD], {}, "not_met",
         "not_applicable"),
        # all absence counts, unless the plan says otherwise
        ([*BEFORE, *(term(t, 5, authorised=9) for t in ("2023-autumn", "2024-spring"))], {},
         "met", "not_met"),
        ([*BEFORE, *(term(t, 5, authorised=9) for t in ("2023-autumn", "2024-spring"))],
         {"count_authorised_absence": False}, "met", "met"),
        ([*BEFORE, *GOOD], {"min_attendance": 96}, "met", "not_met"),
        ([*BEFORE, *GOOD], {"sources": {"attendance": ["school"]}}, "not_known", "not_known"),
        # a mitigated row is left out of the entry test only
        ([term("2022-summer", 0), term("2022-autumn", 50, mitigated=True), *GOOD], {}, "not_met",
         "not_applicable"),
        ([term("2022-summer", 50, mitigated=True), term("2022-autumn", 50, mitigated=True),
         *GOOD], {}, "not_met", "not_applicable"),
        ([*BEFORE, term("2023-autumn", 50, mitigated=True), term("2024-spring", 0)], {}, "met",
         "not_met"),
        # two schools in one term are one term
        ([*BEFORE, term("2023-autumn", 0, possible=50), term("2023-autumn", 30, possible=50),
         term("2024-spring", 0)], {}, "met", "not_met"),
    ],
)  # fmt: skip
def test_attendance(evidence, plan, entry, verdict):
    found = first(one_need("1a", "p2", *evidence), plan)
    assert (found["entry"]["verdict"], found["verdict"]) == (entry, verdict)


def test_attendance_says_how_much_over_what_and_when_it_could_be_met():
    found = first(one_need("1a", "p2", *BEFORE, term("2023-autumn", 20), term("2024-spring", 15)))
    assert found["reasons"] == [
        "Attendance was 82.5% over autumn 2023 and spring 2024. It needs 90% or more."
    ]
    assert found["earliest"] == "2024-07-31"  # 15 of 200 with a full summer


def test_a_percentage_is_never_rounded_over_its_limit():
    nearly = [term("2023-autumn", 2008, possible=20000), term("2024-spring", 0, possible=60)]
    found = first(one_need("1a", "p2", *BEFORE, *nearly))
    assert found["verdict"] == "not_met"
    assert found["reasons"][0].startswith("Attendance was 89.99% over")


def test_attendance_that_cannot_be_mended_in_one_term_names_the_next():
    found = first(one_need("1a", "p2", *BEFORE, term("2023-autumn", 20), term("2024-spring", 50)))
    assert found["earliest"] == "2024-12-31"


def test_a_term_not_yet_in_is_missing_by_name():
    found = first(one_need("1a", "p2", *BEFORE, term("2023-autumn", 0)))
    assert found["missing"] == ["Attendance for spring 2024"]
    assert found["earliest"] is None


def test_attendance_found_as_the_family_s_need_is_asked_of_each_child():
    assert first(one_need("1a", None))["verdict"] == "not_known"
    found = first(one_need("1a", None, *BEFORE, *GOOD))
    assert (found["entry"]["verdict"], found["verdict"]) == ("met", "met")
    assert found["reasons"][0].startswith("p2: Attendance was")


def test_attendance_holds_since_the_first_good_window():
    evidence = [*BEFORE, term("2023-spring", 30), term("2023-summer", 5), *GOOD]
    assert first(one_need("1a", "p2", *evidence))["since"] == "2023-12-20"


def test_a_regression_is_cleared_only_by_whole_terms_after_it():
    slipped = item("regression", need="1a", on="2023-10-01", reason="Stopped going.")
    assert first(one_need("1a", "p2", *BEFORE, *GOOD, slipped))["verdict"] == "not_met"
    early = item("regression", need="1a", on="2023-08-01", reason="Stopped going.")
    assert first(one_need("1a", "p2", *BEFORE, *GOOD, early))["verdict"] == "met"


@pytest.mark.parametrize(
    ("missed", "verdict"), [((49, 40), "met"), ((40, 49), "not_met"), ((60, 60), "not_met")]
)
def test_severe_absence_needs_more_than_half_and_rising(missed, verdict):
    before = [term("2022-summer", 60), term("2022-autumn", 60)]
    after = [term("2023-autumn", missed[0]), term("2024-spring", missed[1])]
    assert first(one_need("1b", "p2", *before, *after))["verdict"] == verdict


def test_marks_make_a_term_only_when_they_are_complete():
    days = [f"2024-0{m}-{d:02}" for m in (1, 2, 3) for d in range(1, 29)]
    marks = [
        item("attendance_mark", on=day, session=s, code="/") for day in days for s in ("am", "pm")
    ]
    facts = one_need("1a", "p2", *BEFORE, term("2023-autumn", 5), *marks)
    assert first(facts)["verdict"] == "not_known"
    cover = [covered("attendance_mark", "p2", source="school")]
    assert first(facts | {"coverage": cover})["verdict"] == "met"


@pytest.mark.parametrize(
    ("code", "on", "meant"),
    [
        ("/", date(2024, 1, 8), "present"),
        ("J", date(2024, 7, 1), "present"),
        ("J", date(2024, 9, 2), "unreadable"),
        ("J1", date(2024, 9, 2), "authorised"),
        ("J1", date(2024, 7, 1), "unreadable"),
        ("Y5", date(2024, 7, 1), "unreadable"),
        ("Y5", date(2024, 9, 2), "outside"),
        ("q", date(2024, 9, 2), "outside"),
        ("?", date(2024, 9, 2), "unreadable"),
        ("Y", date(2024, 7, 1), "outside"),
        ("H", date(2024, 7, 1), "authorised"),
        ("i", date(2024, 9, 2), "authorised"),
        ("N", date(2024, 9, 2), "unauthorised"),
        ("X", date(2024, 9, 2), "outside"),
        ("D", date(2024, 9, 2), "outside"),
        ("", date(2024, 9, 2), "outside"),
    ],
)
def test_a_code_means_what_it_meant_on_its_day(code, on, meant):
    assert meaning(code, on) == meant


def test_a_first_term_at_school_is_too_little_to_know():
    people = [PEOPLE[0], {"id": "p2", "born": "2018-11-01", "relation": "child"}]
    found = first(one_need("1a", "p2", term("2024-spring", 5), people=people))
    assert found["verdict"] == "not_known"
    assert found["missing"] == ["Attendance for the next term"]
