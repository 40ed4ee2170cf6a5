import pytest

from tests.outcomes.facts_made import covered, first, item, one_need

NO_PLACE = item("placement", since="2022-09-01", to="2023-03-31", setting="none", suitable=False)
PLACE = item("placement", since="2023-04-01", setting="school", suitable=True)


@pytest.mark.parametrize(
    ("evidence", "entry", "verdict", "since"),
    [
        ([NO_PLACE, PLACE], "met", "met", "2023-04-01"),
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


def test_education_found_as_the_family_s_need_is_asked_of_each_child():
    assert first(one_need("1c", None))["verdict"] == "not_known"
    found = first(one_need("1c", None, NO_PLACE, PLACE))
    assert (found["entry"]["verdict"], found["verdict"]) == ("met", "met")
    grown = [{"id": "p1", "born": "1988-04-02", "relation": "parent"}]
    assert first(one_need("1c", None, people=grown))["verdict"] == "not_applicable"


def test_no_suspension_is_known_only_where_it_was_counted():
    placed = PLACE | {"from": "2020-01-01"}
    cover = [covered("suspension", source="school")]
    assert first(one_need("1c", "p2", placed, coverage=cover))["entry"]["verdict"] == "not_met"
    suspended = item("suspension", on="2022-11-01", sessions=4)
    found = first(one_need("1c", "p2", placed, suspended, coverage=cover))
    assert (found["entry"]["verdict"], found["verdict"]) == ("met", "met")


def test_a_new_place_says_when_two_whole_terms_are_over():
    found = first(one_need("1c", "p2", NO_PLACE, PLACE | {"from": "2023-12-01"}))
    assert found["earliest"] == "2024-07-31"
