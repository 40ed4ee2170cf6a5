"""Each measured need by a table of cases: what evidence gives which verdict, and from when."""

from datetime import date

import pytest

from outcomes.rules.dates import add_months, days_within, joined, through
from outcomes.rules.marks import meaning
from outcomes.rules.terms import is_school_age, school_age
from tests.outcomes.facts_made import (
    IDENTIFIED,
    PEOPLE,
    covered,
    first,
    item,
    offence,
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


def test_attendance_that_cannot_be_mended_in_one_term_names_the_next():
    found = first(one_need("1a", "p2", *BEFORE, term("2023-autumn", 20), term("2024-spring", 50)))
    assert found["earliest"] == "2024-12-31"


def test_a_term_not_yet_in_is_missing_by_name():
    found = first(one_need("1a", "p2", *BEFORE, term("2023-autumn", 0)))
    assert found["missing"] == ["Attendance for spring 2024"]
    assert found["earliest"] is None


def test_attendance_is_about_one_child():
    assert first(one_need("1a", None))["verdict"] == "not_applicable"


def test_attendance_holds_since_the_first_good_window():
    evidence = [*BEFORE, term("2023-spring", 30), term("2023-summer", 5), *GOOD]
    assert first(one_need("1a", "p2", *evidence))["since"] == "2023-12-20"


def test_a_regression_is_cleared_only_by_whole_terms_after_it():
    slipped = item("regression", need="1a", on="2023-10-01", reason="Stopped going.")
    assert first(one_need("1a", "p2", *BEFORE, *GOOD, slipped))["verdict"] == "not_known"
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
        ("J", date(2024, 9, 2), "outside"),
        ("J1", date(2024, 9, 2), "authorised"),
        ("J1", date(2024, 7, 1), "outside"),
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


ALL = [covered("offence"), covered("asb")]
CAUTION = offence("2022-06-03")


@pytest.mark.parametrize(
    ("evidence", "coverage", "entry", "verdict"),
    [
        ([CAUTION], ALL, "met", "met"),
        ([CAUTION], [], "met", "not_known"),
        ([CAUTION], [covered("offence")], "met", "not_known"),
        ([CAUTION], [covered("offence", "p1"), covered("asb", "p1")], "met", "not_known"),
        ([CAUTION], [covered(k, "p2", status="none_found") for k in ("offence", "asb")], "met",
         "met"),
        ([CAUTION], [covered(k, to="2024-06-29") for k in ("offence", "asb")], "met", "not_known"),
        ([CAUTION], [covered(k, **{"from": "2024-01-01"}) for k in ("offence", "asb")], "met",
         "not_known"),
        ([CAUTION], [covered(k, **{"from": "2023-12-31"}) for k in ("offence", "asb")], "met",
         "met"),
        ([CAUTION, offence("2023-12-30")], ALL, "met", "met"),
        ([CAUTION, offence("2023-12-31")], ALL, "met", "not_met"),
        ([CAUTION, offence("2023-12-31")], [], "met", "not_met"),
        ([CAUTION, offence("2024-03-01", role="victim")], ALL, "met", "met"),
        ([CAUTION, offence("2024-03-01", outcome="pending", outcome_on=None)], ALL, "met", "met"),
        ([CAUTION, item("asb", on="2024-03-01")], ALL, "met", "not_met"),
        ([offence("2022-02-10")], ALL, "not_met", "not_applicable"),
        ([offence("2022-02-11")], ALL, "met", "met"),
        ([offence("2022-06-03", outcome="nfa")], ALL, "not_met", "not_applicable"),
        ([], ALL, "not_met", "not_applicable"),
        ([], [], "not_known", "not_known"),
    ],
)  # fmt: skip
def test_crime(evidence, coverage, entry, verdict):
    found = first(one_need("7c", "p2", *evidence, coverage=coverage))
    assert (found["entry"]["verdict"], found["verdict"]) == (entry, verdict)


def test_crime_says_to_which_day_it_must_stay_away():
    found = first(one_need("7c", "p2", CAUTION, offence("2024-01-20"), coverage=ALL))
    assert found["earliest"] == found["until"] == "2024-07-20"


def test_coverage_of_several_sources_may_add_up_and_a_plan_may_name_them():
    parts = [
        covered(k, source=s, **days)
        for k in ("offence", "asb")
        for s, days in (
            ("police", {"to": "2024-02-29"}),
            ("yot", {"from": "2024-03-01"}),
        )
    ]
    facts = one_need("7c", "p2", CAUTION, coverage=parts)
    assert first(facts)["verdict"] == "met"
    only = {"sources": {"asb": ["police"], "offence": ["police", "other"]}}
    assert first(facts, only)["verdict"] == "not_known"


@pytest.mark.parametrize(("percent", "verdict"), [(50, "met"), (60, "not_met")])
def test_a_plan_may_ask_for_a_cut_instead_of_none(percent, verdict):
    before = [offence("2022-10-01"), offence("2022-11-01")]
    facts = one_need("7c", "p2", *before, offence("2024-03-01"), coverage=ALL)
    assert first(facts, {"crime_reduction": percent})["verdict"] == verdict
    assert first(facts | {"coverage": []}, {"crime_reduction": percent})["verdict"] == "not_known"


@pytest.mark.parametrize(
    ("need", "person", "entry"),
    [("7a", "p2", "not_met"), ("7c", "p1", "not_met"), ("7a", "p1", "met"), ("7c", "p2", "met")],
)
def test_adults_and_young_people_have_needs_of_their_own(need, person, entry):
    evidence = [offence("2022-06-03", person)]
    assert first(one_need(need, person, *evidence, coverage=ALL))["entry"]["verdict"] == entry


def test_an_unknown_birthday_leaves_the_age_unknown():
    people = [PEOPLE[0], {"id": "p2", "born": None, "relation": "child"}]
    facts = one_need("7c", "p2", CAUTION, coverage=ALL, people=people)
    assert first(facts)["entry"]["verdict"] == "not_known"


def benefit(kind="IS", since="2020-01-01", to="2023-05-01", **more):
    return item("benefit", "p1", benefit=kind, since=since, **({"to": to} if to else {}), **more)


def job(since, to=None, hours=20):
    return item("employment", "p1", since=since, hours=hours, **({"to": to} if to else {}))


@pytest.mark.parametrize(
    ("evidence", "coverage", "entry", "verdict"),
    [
        ([benefit(), job("2024-04-01")], [], "met", "met"),  # 13 weeks end on 30 June
        ([benefit(), job("2024-04-02")], [], "met", "not_met"),
        ([benefit(), job("2024-01-01", "2024-05-01"), job("2024-05-02")], [], "met", "met"),
        ([benefit(), job("2024-01-01", "2024-05-01"), job("2024-05-03")], [], "met", "not_met"),
        ([benefit(), job("2024-01-01", "2024-05-20"), job("2024-05-03")], [], "met", "met"),
        ([benefit("JSA"), job("2024-01-02")], [], "met", "not_met"),
        ([benefit("JSA"), job("2024-01-01")], [], "met", "met"),  # 26 weeks
        ([benefit("JSA"), job("2023-12-01", "2024-03-01"), job("2024-03-29")], [], "met", "met"),
        ([benefit("JSA"), job("2023-12-05", "2024-03-01"), job("2024-03-31")], [], "met",
         "not_met"),
        ([benefit("JSA"), job("2023-08-01", "2024-06-29")], [], "met", "not_met"),
        ([benefit(), job("2024-01-01", hours=0)], [], "met", "not_met"),
        ([benefit()], [], "met", "not_known"),
        ([benefit(to=None)], [], "met", "not_met"),
        ([benefit()], [covered("employment", source="dwp")], "met", "not_met"),
        ([job("2024-01-01")], [], "met", "met"),  # out of work at all other times
        ([job("2022-01-01")], [], "not_met", "not_applicable"),
        ([], [], "not_known", "not_known"),
        ([benefit("UC", conditionality="search", to=None), job("2023-09-01", hours=12)], [],
         "met", "not_met"),
        ([benefit("UC", conditionality="search", to=None), job("2023-09-01", hours=16)], [],
         "met", "met"),
        ([benefit("UC", conditionality="search"), benefit("UC", "2023-05-02", None,
         conditionality="working_enough")], [], "met", "met"),
    ],
)  # fmt: skip
def test_work(evidence, coverage, entry, verdict):
    found = first(one_need("10a", "p1", *evidence, coverage=coverage))
    assert (found["entry"]["verdict"], found["verdict"]) == (entry, verdict)


def test_work_says_when_the_weeks_are_up():
    found = first(one_need("10a", "p1", benefit(), job("2024-04-02")))
    assert (found["since"], found["earliest"]) == ("2024-04-02", "2024-07-01")
    jsa = first(one_need("10a", "p1", benefit("JSA"), job("2024-01-08")))
    assert jsa["earliest"] == "2024-07-07"
    out = first(one_need("10a", "p1", benefit("JSA"), job("2024-01-08", "2024-02-01")))
    assert out["earliest"] == "2024-12-29"


def test_a_regression_starts_the_weeks_again():
    slipped = item("regression", "p1", need="10a", on="2024-05-01", reason="Sent home.")
    found = first(one_need("10a", "p1", benefit(), job("2023-05-02"), slipped))
    assert (found["verdict"], found["since"]) == ("not_met", "2024-05-02")


YOUNG = [PEOPLE[0], {"id": "p2", "born": "2006-05-20", "relation": "child"}]
NEET = item("eet", since="2022-09-01", to="2023-08-31", status="neet")


@pytest.mark.parametrize(
    ("evidence", "verdict"),
    [
        ([item("eet", since="2024-01-08", status="training")], "met"),
        ([item("eet", since="2024-05-08", status="training")], "not_met"),
        ([item("eet", since="2024-05-08", status="neet")], "not_met"),
        ([], "not_known"),
    ],
)
def test_education_work_or_training(evidence, verdict):
    found = first(one_need("10c", "p2", NEET, *evidence, people=YOUNG))
    assert (found["entry"]["verdict"], found["verdict"]) == ("met", verdict)


NO_PLACE = item("placement", since="2022-09-01", to="2023-03-31", setting="none", suitable=False)
PLACE = item("placement", since="2023-04-01", setting="school", suitable=True)


@pytest.mark.parametrize(
    ("evidence", "entry", "verdict", "since"),
    [
        ([NO_PLACE, PLACE], "met", "met", "2023-12-31"),
        ([NO_PLACE], "met", "not_known", None),
        ([NO_PLACE, PLACE | {"suitable": False}], "met", "not_met", None),
        ([NO_PLACE, PLACE | {"from": "2023-12-01"}], "met", "not_met", None),
        ([NO_PLACE, PLACE, item("exclusion", on="2024-03-01")], "met", "not_met", None),
        ([PLACE | {"from": "2020-01-01"}, item("suspension", on="2022-11-01", sessions=4)], "met",
         "not_known", None),
        ([PLACE | {"from": "2020-01-01"}], "not_known", "met", "2020-12-31"),
        ([], "not_known", "not_known", None),
    ],
)  # fmt: skip
def test_suitable_education(evidence, entry, verdict, since):
    found = first(one_need("1c", "p2", *evidence))
    assert (found["entry"]["verdict"], found["verdict"]) == (entry, verdict)
    if verdict == "met" and entry == "met":
        assert found["since"] == since


def state(kind, since, what, person=None, to=None, **more):
    return item(kind, person, since=since, state=what, **({"to": to} if to else {}), **more)


def mental(since, what, **more):
    return state("health", since, what, "p1", area="mental", **more)


@pytest.mark.parametrize(
    ("need", "person", "evidence", "entry", "verdict"),
    [
        ("9b", None, [state("housing", "2022-06-01", "arrears"), state("housing", "2023-12-31",
         "settled")], "met", "met"),
        ("9b", None, [state("housing", "2022-06-01", "arrears"), state("housing", "2024-01-01",
         "settled")], "met", "met"),
        ("9b", None, [state("housing", "2022-06-01", "arrears"), state("housing", "2024-01-02",
         "settled")], "met", "not_met"),
        ("9b", None, [state("housing", "2022-06-01", "arrears")], "met", "not_met"),
        ("9b", None, [state("housing", "2022-06-01", "arrears", to="2023-03-01")], "met",
         "not_known"),
        ("9b", None, [state("housing", "2022-06-01", "settled")], "not_met", "not_applicable"),
        ("9b", None, [], "not_known", "not_known"),
        ("10b", None, [state("debt", "2022-06-01", "unmanageable"), state("debt", "2023-06-01",
         "cleared", to="2023-06-02")], "met", "met"),
        ("3b", "p1", [mental("2022-06-01", "identified"), mental("2023-06-01", "engaged")], "met",
         "met"),
        ("3b", "p1", [mental("2022-06-01", "identified"), mental("2023-06-01", "engaged",
         to="2024-03-01"), mental("2024-03-02", "disengaged")], "met", "not_met"),
        ("4a", "p1", [state("substance", "2022-06-01", "identified", "p1"), state("substance",
         "2023-06-01", "reduced", "p1")], "met", "met"),
        ("6a", "p2", [item("social_care", since="2022-06-01", to="2023-08-01", status="CPP")],
         "met", "met"),
        ("6a", "p2", [item("social_care", since="2022-06-01", to="2024-02-01", status="CPP")],
         "met", "not_met"),
        ("6a", "p2", [item("social_care", since="2022-06-01", status="CPP")], "met", "not_met"),
        ("6a", "p2", [item("social_care", since="2022-06-01", to="2023-08-01", status="CPP"),
         item("social_care", since="2023-08-02", status="CIN")], "met", "met"),
        ("8a", None, [item("domestic_abuse", "p1", on="2021-06-01", role="victim",
         incident=True)], "met", "not_known"),
    ],
)  # fmt: skip
def test_states(need, person, evidence, entry, verdict):
    found = first(one_need(need, person, *evidence))
    assert (found["entry"]["verdict"], found["verdict"]) == (entry, verdict)


def sdq(on, value):
    return item("score", tool="SDQ", question="total", value=value, direction="down_is_better",
                by="A", on=on)  # fmt: skip


@pytest.mark.parametrize(
    ("scores", "verdict"),
    [
        ([sdq("2023-02-01", 20), sdq("2023-12-01", 12)], "met"),
        ([sdq("2023-02-01", 20), sdq("2024-03-01", 12)], "not_met"),
        ([sdq("2023-02-01", 20)], "not_known"),
        ([sdq("2023-02-01", 20), sdq("2023-12-01", 12), sdq("2024-03-01", 21)], "not_known"),
    ],
)
def test_a_validated_score_stands_beside_the_record(scores, verdict):
    known = state("health", "2022-06-01", "identified", "p2", to="2023-06-01", area="mental")
    assert first(one_need("3a", "p2", known, *scores))["verdict"] == verdict


def judgement(result, on="2023-06-01", need="5a", person=None, **more):
    fields = {"by": "Priya Nair", "reason": "Bedtimes are calm", **more}
    return item("judgement", person, need=need, on=on, result=result, **fields)


@pytest.mark.parametrize(
    ("judgements", "verdict", "since"),
    [
        ([judgement("progress")], "met", "2023-06-01"),
        ([judgement("progress", "2024-03-01")], "not_met", "2024-03-01"),
        ([judgement("progress"), judgement("no_progress", "2024-03-01")], "not_met", None),
        ([], "not_known", None),
        ([judgement("progress", need="5b")], "not_known", None),
        ([judgement("progress", person="p2")], "not_known", None),
    ],
)
def test_a_worker_s_word_proves_what_nothing_measures(judgements, verdict, since):
    found = first(one_need("5a", None, *judgements))
    assert (found["verdict"], found["since"]) == (verdict, since)
    assert found["judgement"] is (verdict != "not_known")
    assert found["entry"]["verdict"] == "met"


@pytest.mark.parametrize(
    ("plan", "more", "verdict"),
    [
        ({"discretion": ["1a"]}, {"approver": "Helen Marsh"}, "met"),
        ({"discretion": ["1a"]}, {"approver": "Priya Nair"}, "not_met"),
        ({"discretion": ["1a"]}, {}, "not_met"),
        ({"discretion": ["7c"]}, {"approver": "Helen Marsh"}, "not_met"),
        ({}, {"approver": "Helen Marsh"}, "not_met"),
    ],
)
def test_equal_progress_by_a_named_person_where_the_plan_allows_it(plan, more, verdict):
    bad = [term("2023-autumn", 20), term("2024-spring", 20)]
    equal = judgement("equivalent", need="1a", person="p2", **more)
    found = first(one_need("1a", "p2", *BEFORE, *bad, equal), plan)
    assert found["verdict"] == verdict
    assert found["judgement"] is (verdict == "met")


def test_a_word_does_not_prove_what_is_measured():
    bad = [term("2023-autumn", 20), term("2024-spring", 20)]
    word = judgement("progress", need="1a", person="p2")
    assert first(one_need("1a", "p2", *BEFORE, *bad, word))["verdict"] == "not_met"


def test_a_need_found_before_the_opening_looks_back_from_the_opening():
    evidence = [offence("2022-01-09"), offence("2022-01-10")]
    found = first(one_need("7c", "p2", *evidence[:1], coverage=ALL, identified="2022-06-01"))
    assert found["entry"]["verdict"] == "not_met"
    found = first(one_need("7c", "p2", *evidence, coverage=ALL, identified="2022-06-01"))
    assert found["entry"]["verdict"] == "met"
    assert IDENTIFIED == "2023-02-10"


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
    day = [date(2024, 1, n) for n in range(1, 11)]
    assert joined([(day[4], day[5]), (day[0], day[3]), (day[8], day[9])]) == [
        (day[0], day[5]),
        (day[8], day[9]),
    ]
    assert days_within([(day[0], day[5]), (day[3], day[9])], day[2], day[6]) == 5
