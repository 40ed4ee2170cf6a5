"""Every golden case under its version: judged, and found as it was worked out by hand."""

from datetime import date

import pytest

from outcomes.frameworks.loader import framework, slugs
from outcomes.rules.facts import read_facts
from outcomes.rules.judge import judge
from outcomes.rules.plans import read_plan
from tests.outcomes.golden_cases import cases, facts_of, found_at

CASES = cases()


@pytest.mark.parametrize(
    ("version", "families", "case"),
    CASES,
    ids=[f"{version}: {case['name']}" for version, _, case in CASES],
)
def test_golden(version, families, case):
    family = families[case.get("family", "usual")]
    as_of = date.fromisoformat(case.get("as_of", family["as_of"]))
    plan = read_plan(case.get("plan", {}))
    facts = read_facts(facts_of(families, case))
    verdicts = judge(framework(version), facts, plan, as_of=as_of).to_dict()
    for path, expected in case["expect"].items():
        found = found_at(verdicts, path)
        assert (found or "none") == expected, f"{path}, by {case['line']}: {verdicts}"


def test_there_are_enough_of_them_and_each_says_by_which_line():
    assert len(CASES) >= 150
    assert {version for version, _, _ in CASES} == set(slugs())
    assert all(case["line"].startswith(("rulebook ", "facts.md, ")) for _, _, case in CASES)
    names = [(version, case["name"]) for version, _, case in CASES]
    assert len(set(names)) == len(names)
