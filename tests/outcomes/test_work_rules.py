from datetime import date, timedelta

import pytest

from outcomes.frameworks.loader import framework
from outcomes.rules.evidence import Employment
from outcomes.rules.facts import read_facts
from outcomes.rules.judge import judge
from outcomes.rules.steady import steady
from tests.outcomes.facts_made import (
    PEOPLE,
    covered,
    first,
    item,
    one_need,
)


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


def test_26_of_30_weeks_are_told_as_they_are_on_each_day_and_turn_when_said():
    """Counted on each day, day by day, as an auditor would."""
    jobs = (job("2023-09-10", "2023-11-02"), job("2023-11-20", "2024-01-15"), job("2024-02-03"))
    facts = read_facts(one_need("10a", "p1", benefit("JSA", to="2023-09-01"), *jobs))
    version, until, judged = framework("nsfof-2022"), date(2024, 2, 10), []
    for ahead in range(200):
        day = date(2024, 2, 10) + timedelta(days=ahead)
        if day >= until:  # as each night
            standing = judge(version, facts, as_of=day).needs[0].finding
            until = steady(version, facts, as_of=day).until
            judged.append(day)
        worked = days_worked(facts, day)
        assert standing.reasons[0] == f"In work for {worked // 7} of the last 30 weeks.", day
        assert standing.is_met == (worked >= 26 * 7)
        if standing.earliest:
            assert days_worked(facts, standing.earliest) == 26 * 7
            assert days_worked(facts, standing.earliest - timedelta(days=1)) < 26 * 7
    assert len(judged) < 20


def days_worked(facts, day):
    """Of the 30 weeks up to the day, if the job that runs goes on."""
    back = (day - timedelta(days=n) for n in range(30 * 7))
    return sum(any(j.runs_on(one) for j in facts.of(Employment, "p1")) for one in back)
