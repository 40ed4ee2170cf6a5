import pytest

from tests.outcomes.facts_made import (
    first,
    item,
    one_need,
    term,
)

BEFORE = [term("2022-summer", 20), term("2022-autumn", 20)]


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


def test_a_count_that_begins_again_after_a_slip_says_so():
    kept = item("debt", None, since="2023-03-01", state="plan_kept")
    owed = item("debt", None, since="2022-06-01", to="2023-02-28", state="unmanageable")
    slip = item("regression", None, "key_worker", need="10b", on="2024-06-10", reason="Missed two")
    found = first(one_need("10b", None, owed, kept, slip))
    assert (found["verdict"], found["since"]) == ("not_met", "2024-06-11")
    assert found["reasons"][0] == "This slipped back on 10 June 2024."
