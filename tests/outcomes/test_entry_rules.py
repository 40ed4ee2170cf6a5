from tests.outcomes.facts_made import covered, first, offence, one_need

ALL = [covered("offence"), covered("asb")]


def test_a_need_found_before_the_opening_looks_back_from_the_opening():
    evidence = [offence("2022-01-09"), offence("2022-01-10")]
    found = first(one_need("7c", "p2", *evidence[:1], coverage=ALL, identified="2022-06-01"))
    assert found["entry"]["verdict"] == "not_met"
    found = first(one_need("7c", "p2", *evidence, coverage=ALL, identified="2022-06-01"))
    assert found["entry"]["verdict"] == "met"
