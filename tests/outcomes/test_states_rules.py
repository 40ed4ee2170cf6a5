import pytest

from tests.outcomes.facts_made import (
    first,
    item,
    one_need,
)


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


def test_a_score_where_up_is_better_and_one_that_is_no_better():
    known = state("health", "2022-06-01", "identified", "p2", to="2023-06-01", area="mental")
    up = {"direction": "up_is_better"}
    better = [sdq("2023-02-01", 4) | up, sdq("2023-12-01", 8) | up]
    assert first(one_need("3a", "p2", known, *better))["verdict"] == "met"


def test_social_care_s_record_that_is_not_in():
    assert first(one_need("6a", "p2"))["verdict"] == "not_known"
