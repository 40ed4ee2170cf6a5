"""Until the day that it names, a verdict stays as it is; and a day that notices is just a day."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outcomes.frameworks.loader import framework
from outcomes.rules.dates import add_months, say_day, through
from outcomes.rules.facts import read_facts
from outcomes.rules.judge import judge
from outcomes.rules.plans import read_plan
from outcomes.rules.reading import BadFile
from outcomes.rules.steady import NEVER, as_read, steady
from outcomes.rules.turning import Day, Watch, undated, unmarked
from tests.outcomes import random_families as at_random
from tests.outcomes.random_families import TODAY

SOME = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
ONE_DAY = timedelta(days=1)
FAR = 60  # days for which each verdict is followed
BETWEEN = 12  # of them, by chance, on which it is looked at again, and on the first and the last


def drawn(random):
    """A version, a family and a plan that can be judged together."""
    version = at_random.version(random)
    facts = read_facts(at_random.family(random, version))
    return framework(version), facts, read_plan(at_random.plan(random, version))


@SOME
@given(st.randoms(use_true_random=True))
def test_a_day_that_notices_finds_what_any_day_finds(random):
    version, facts, plan = drawn(random)
    noticing = judge(version, facts, plan, as_of=Day.of(TODAY, Watch(TODAY)))
    plain = judge(version, facts, plan, as_of=TODAY)
    assert as_read(json.dumps(noticing.to_dict(), ensure_ascii=False)) == plain.to_dict()
    assert steady(version, facts, plan, as_of=TODAY).table == plain.to_dict()


@SOME
@given(st.randoms(use_true_random=True))
def test_a_verdict_is_the_same_on_each_day_before_the_one_it_names(random):
    version, facts, plan = drawn(random)
    first = steady(version, facts, plan, as_of=TODAY)
    assert min(first.until, first.soonest) > TODAY
    plain = judge(version, facts, plan, as_of=TODAY)
    days = range(1, (min(first.until, TODAY + timedelta(days=FAR)) - TODAY).days)
    for ahead in {*days[:1], *random.sample(days, min(BETWEEN, len(days))), *days[-1:]}:
        later = TODAY + timedelta(days=ahead)
        again = steady(version, facts, plan, as_of=later)
        assert again.sha256 == first.sha256, (later, first.until)
        assert outline(judge(version, facts, plan, as_of=later)) == outline(plain)


def outline(verdicts):
    """What a page leads with: every verdict, and what is paid."""
    table = verdicts.to_dict()
    needs = [(n["need"], n["person"], n["verdict"], n["entry"]["verdict"]) for n in table["needs"]]
    routes = [(r["route"], r["verdict"]) for r in table["results"]]
    suggested = [(s["need"], s["person"]) for s in table["suggested"]]
    return table["eligible"]["verdict"], needs, routes, suggested, table["payment"]["amount"]


@SOME
@given(st.randoms(use_true_random=True))
def test_what_is_the_same_by_its_hash_reads_the_same_but_for_days_that_move(random):
    """Nothing but days counted from today is left out of the hash."""
    version, facts, plan = drawn(random)
    table = judge(version, facts, plan, as_of=Day.of(TODAY, Watch(TODAY))).to_dict()
    plain = set(texts(judge(version, facts, plan, as_of=TODAY).to_dict()))
    assert {unmarked(said) for said in texts(table)} == plain
    for said in plain.intersection(texts(table)):
        assert undated(said) == said


def test_two_days_that_read_alike_today_are_said_once():
    """One was written into the plan, the other moves along; tomorrow they differ."""
    days = (TODAY, Day.of(TODAY, Watch(TODAY)))
    text = json.dumps(
        {"missing": [f"Health to {say_day(day)}" for day in days]}, ensure_ascii=False
    )
    assert as_read(text) == {"missing": [f"Health to {say_day(TODAY)}"]}


def texts(value):
    if isinstance(value, dict):
        return [t for v in value.values() for t in texts(v)]
    if isinstance(value, list):
        return [t for v in value for t in texts(v)]
    return [value] if isinstance(value, str) else []


FIXED = date(2027, 3, 31)


@pytest.mark.parametrize(
    ("asked", "turns"),
    [
        (lambda day: day < FIXED, FIXED),
        (lambda day: day >= FIXED, FIXED),
        (lambda day: day <= FIXED, FIXED + ONE_DAY),
        (lambda day: max(day, FIXED), FIXED),
        (lambda day: day == FIXED, FIXED),
        (lambda day: day > TODAY - ONE_DAY, NEVER),
        (lambda day: min(day, FIXED), FIXED + ONE_DAY),
        (lambda day: max(FIXED, day), FIXED + ONE_DAY),
        (lambda day: sorted([FIXED, day]), FIXED),
        (lambda day: (day, 1) < (FIXED, 0), FIXED),
        (lambda day: add_months(day, 2) >= FIXED, date(2027, 1, 31)),
        (lambda day: add_months(day, -6) > TODAY, date(2027, 5, 27)),
        (lambda day: through(day + ONE_DAY, 1) >= FIXED, date(2027, 2, 28)),
        (lambda day: day.year, date(2027, 1, 1)),
        (lambda day: day.month, TODAY + ONE_DAY),
        (lambda day: (day - FIXED).days, TODAY + ONE_DAY),
        (lambda day: (FIXED - day).days, TODAY + ONE_DAY),
        (lambda day: ((day + ONE_DAY) - day).days, NEVER),
        (lambda day: day + ONE_DAY > day, NEVER),
        (say_day, NEVER),
    ],
)
def test_the_first_day_on_which_a_comparison_comes_out_otherwise(asked, turns):
    watch = Watch(TODAY)
    asked(Day.of(TODAY, watch))
    if watch.until == NEVER:
        assert turns == NEVER
        return
    before = watch.until - ONE_DAY
    assert watch.until == turns, watch.until
    if before > TODAY and isinstance(asked(TODAY), bool):
        assert asked(before) == asked(TODAY) != asked(watch.until)


def test_days_that_move_stand_in_the_hash_as_they_were_counted():
    watch = Watch(TODAY)
    half, year = (add_months(Day.of(TODAY, watch), -months) for months in (6, 12))
    assert unmarked(say_day(half)) == "26 May 2026"
    assert undated(say_day(half)) != undated(say_day(year))
    tomorrow = Day.of(TODAY + ONE_DAY, Watch(TODAY + ONE_DAY))
    assert undated(say_day(add_months(tomorrow, -6))) == undated(say_day(half))


def test_what_could_be_met_at_once_is_not_told_anew_each_morning():
    """A need to be held for no months could be met today, and tomorrow could be met tomorrow."""
    facts = read_facts(
        {
            "case": {"opened": "2026-01-05"},
            "people": [{"id": "p1", "relation": "parent", "born": "1990-01-05"}],
            "needs": [{"need": "9a", "identified": "2026-01-05"}],
            "evidence": [
                {
                    "kind": "housing",
                    "source": "housing",
                    "from": "2026-01-05",
                    "state": "temporary",
                }
            ],
        }
    )
    plan = read_plan({"sustain_months": {"*": 0}})
    found = steady(framework("nsfof-2022"), facts, plan, as_of=TODAY)
    table = judge(framework("nsfof-2022"), facts, plan, as_of=TODAY).to_dict()
    assert table["needs"][0]["earliest"] == TODAY.isoformat()
    assert found.soonest == NEVER


def test_a_need_that_the_version_has_not_is_said_as_by_judge():
    facts = read_facts(
        {
            "case": {"opened": "2026-01-05"},
            "people": [],
            "needs": [{"need": "99z", "identified": "2026-01-05"}],
        }
    )
    with pytest.raises(BadFile, match="99z"):
        steady(framework("nsfof-2022"), facts, as_of=TODAY)
