import pytest

from tests.outcomes.facts_made import (
    PEOPLE,
    covered,
    first,
    item,
    offence,
    one_need,
)

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


def test_a_regression_starts_the_months_again():
    slipped = item("regression", need="7c", on="2024-02-01", reason="Seen with the group again.")
    found = first(one_need("7c", "p2", CAUTION, slipped, coverage=ALL))
    assert (found["verdict"], found["earliest"]) == ("not_met", "2024-08-01")


def test_a_need_of_the_family_may_be_covered_person_by_person():
    abuse = item("domestic_abuse", "p1", on="2022-06-01", role="victim", incident=True)
    each = [covered("domestic_abuse", person) for person in ("p1", "p2")]
    assert first(one_need("8a", None, abuse, coverage=each))["verdict"] == "met"
    assert first(one_need("8a", None, abuse, coverage=each[:1]))["verdict"] == "not_known"


def test_an_item_of_the_wrong_role_does_not_count():
    abuse = item("domestic_abuse", "p1", on="2022-06-01", role="perpetrator", incident=True)
    cover = [covered("domestic_abuse")]
    assert first(one_need("8b", "p1", abuse, coverage=cover))["verdict"] == "met"
    assert first(one_need("8a", None, abuse, coverage=cover))["verdict"] == "not_applicable"
