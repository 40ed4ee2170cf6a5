"""The published JSON Schemas are those of the code, and every golden case keeps to them."""

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from outcomes.frameworks.loader import framework
from outcomes.rules.facts import read_facts
from outcomes.rules.judge import judge
from outcomes.rules.plan_schema import plan_schema
from outcomes.rules.plans import UNTOLD, read_plan
from outcomes.rules.reading import BadFile
from outcomes.rules.schemas import facts_schema, verdicts_schema
from tests.outcomes.golden_cases import cases, facts_of
from tests.outcomes.plans_made import OWN

DOCS = Path(__file__).resolve().parents[2] / "docs"
FACTS, VERDICTS, PLAN = facts_schema(), verdicts_schema(), plan_schema()
CASES = cases()


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("facts.schema.json", FACTS),
        ("verdicts.schema.json", VERDICTS),
        ("plan.schema.json", PLAN),
    ],
)
def test_what_is_published_is_what_the_code_reads_and_prints(name, schema):
    Draft202012Validator.check_schema(schema)
    assert json.loads((DOCS / name).read_text(encoding="utf-8")) == schema


@pytest.mark.parametrize(("version", "families", "case"), CASES[::5])
def test_facts_and_verdicts_of_a_golden_case_keep_to_them(version, families, case):
    facts = facts_of(families, case)
    Draft202012Validator(FACTS).validate(facts)
    plan = read_plan(case.get("plan", {}))
    found = judge(framework(version), read_facts(facts), plan, as_of=date(2024, 6, 30))
    Draft202012Validator(VERDICTS).validate(found.to_dict(with_facts=True))


ONE = {"id": "p1", "relation": "child"}
ABOUT = {"person": "p1", "source": "school"}
NO_ABSENCE = {"authorised": 0, "unauthorised": 0}
BAD = [
    {},
    {"case": {}, "people": []},
    {"case": {"opened": "soon"}, "people": []},
    {"case": {"opened": "2023-01-09"}, "people": [{"id": "p1"}]},
    {"case": {"opened": "2023-01-09"}, "people": [{"id": "p1", "relation": "aunt"}]},
    {"case": {"opened": "2023-01-09", "close": "2023-02-09"}, "people": []},
    {"case": {"opened": "2023-01-09"}, "people": [], "evidence": [{"kind": "rumour"}]},
    {"case": {"opened": "2023-01-09"}, "people": [], "evidence": [{"kind": "missing"}]},
    *(
        {"case": {"opened": "2023-01-09"}, "people": [ONE], "evidence": [ABOUT | item]}
        for item in (
            {"kind": "suspension", "on": "2023-01-09", "sessions": -1},
            {"kind": "employment", "from": "2023-01-09", "hours": -1},
            {"kind": "employment", "from": "2023-01-09", "hours": 169},
            {"kind": "attendance", "term": "2023-spring", "possible": -1} | NO_ABSENCE,
        )
    ),
    {
        "case": {"opened": "2023-01-09"},
        "people": [ONE | {"household": [{"from": "2023-01-09", "share": 1.1}]}],
    },
]


@pytest.mark.parametrize("facts", BAD)
def test_what_the_schema_refuses_the_reader_refuses_too(facts):
    assert not Draft202012Validator(FACTS).is_valid(facts)
    with pytest.raises(BadFile):
        read_facts(facts)


GOOD_PLANS = [
    {},
    {"note": "Ours", "authority": "E08000003", "discretion": ["1a"], "crime_reduction": None},
    {"sustain_months": {"*": 6, "3a": 9}, "sources": {"domestic_abuse": ["police"]}},
    {"pays": {"outcomes": "800.00", "until": None}, "min_attendance": 90, "min_headlines": 3},
    {"local_needs": [OWN], "count_authorised_absence": False},
    {"local_needs": [OWN | {"ages": [16, 17], "result": {"any_of": [{"rule": "judged"}]}}]},
    {"local_needs": [{k: v for k, v in OWN.items() if k not in UNTOLD} | {"outcome": None}]},
    {"local_needs": [OWN | {"source": None, "entry": {"rule": "nominated", "source": "ours"}}]},
    {"local_needs": [OWN | {"entry": {"rule": "nominated", "provenance": "assumed"}}]},
]
BAD_PLANS = [
    [],
    {"sustain": {}},
    {"sustain_months": {"3a": -1}},
    {"sources": {"rumour": ["police"]}},
    {"discretion": "1a"},
    {"pays": {"outcomes": "800.00", "until": "soon"}},
    {"local_needs": [{"code": "L1"}]},
    {"local_needs": [OWN | {"result": {"rule": "by_feel"}}]},
    {"local_needs": [OWN | {"subject": "cat"}]},
]


@pytest.mark.parametrize("plan", GOOD_PLANS)
def test_a_plan_that_is_read_keeps_to_the_schema(plan):
    read_plan(plan)
    Draft202012Validator(PLAN).validate(plan)


@pytest.mark.parametrize("plan", BAD_PLANS)
def test_a_plan_that_the_schema_refuses_is_refused_by_the_reader_too(plan):
    assert not Draft202012Validator(PLAN).is_valid(plan)
    with pytest.raises(BadFile):
        read_plan(plan)
