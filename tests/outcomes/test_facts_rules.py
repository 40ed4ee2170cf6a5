from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outcomes.rules.evidence import KINDS
from outcomes.rules.facts import quick_item, read_facts, read_item
from outcomes.rules.plans import read_plan
from outcomes.rules.quick_reading import UNUSUAL, made
from outcomes.rules.reading import BadFile, read_with_care
from tests.outcomes import random_families as at_random
from tests.outcomes.facts_made import MET, covered, family, item, offence, term

SOME = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
ONE_OF_EACH = [
    term("2023-spring", 1, mitigated=True),
    item("attendance_mark", on="2023-01-05", session="am", code="/"),
    item("suspension", on="2023-01-05", sessions=2),
    item("exclusion", on="2023-01-05"),
    item("placement", since="2023-01-05", to="2023-02-01", setting="none", suitable=False),
    offence("2023-01-05"),
    item("asb", on="2023-01-05", intervention=True),
    item("sentence", "p1", since="2023-01-05", type="licence"),
    item("benefit", "p1", benefit="UC", conditionality="search", since="2023-01-05"),
    item("employment", "p1", since="2023-01-05", hours=12.5, monthly_earnings="640.10"),
    item("work_programme", "p1", on="2023-01-05", event="volunteered"),
    item("eet", since="2023-01-05", status="neet"),
    item("social_care", since="2023-01-05", status="CIN"),
    item("domestic_abuse", on="2023-01-05", role="child", incident=True, risk="high"),
    item("missing", on="2023-01-05"),
    item("health", since="2023-01-05", area="mental", state="engaged"),
    item("substance", since="2023-01-05", state="reduced"),
    item("housing", None, since="2023-01-05", state="settled"),
    item("debt", None, since="2023-01-05", state="cleared", id="e9", recorded="2023-02-01"),
    item("score", None, tool="SDQ", question="1", value=2, direction="down_is_better", by="A",
         on="2023-01-05"),
    item("judgement", None, need="5a", on="2023-01-05", result="progress", by="A", reason="B"),
    item("regression", None, need="5a", on="2023-01-05", reason="C"),
]  # fmt: skip


def test_facts_go_out_as_they_came_in():
    facts = read_facts(family(evidence=ONE_OF_EACH))
    assert len({e.kind for e in facts.evidence}) == 22
    assert read_facts(facts.to_dict()) == facts
    assert facts.to_dict()["case"]["opened"] == "2023-01-09"
    assert facts.to_dict()["people"][0]["household"] == [{"from": "2020-01-01"}]


def test_terms_are_kept():
    made = family(terms=[{"term": "2023-spring", "from": "2023-01-04", "to": "2023-03-31"}])
    assert read_facts(made).to_dict()["terms"] == made["terms"]


def test_notes_for_people_are_passed_over():
    made = deepcopy(MET)
    made["evidence"][0]["note"] = "From the deputy head."
    assert read_facts(made) == read_facts(MET)


def broken(path, value):
    """The facts with one place changed, or emptied."""
    made = deepcopy(MET)
    made["evidence"].append(item("debt", None, since="2023-01-01", state="cleared", id="e1"))
    made["evidence"].append(item("asb", on="2023-01-01", id="e2"))
    place = made
    for key in path[:-1]:
        place = place[key]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return made


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["case"], ..., "case: expected it"),
        (["case"], [], "case: expected an object, found a list"),
        (["case", "opened"], ..., "case.opened: expected a date like 2024-03-01, found nothing"),
        (["case", "opened"], "20240301", "case.opened: expected a date like 2024-03-01"),
        (["case", "opened"], "2024-02-30", "case.opened: expected a date"),
        (["case", "closed"], "2022-01-01", "case.closed: expected a date on or after `opened`"),
        (["case", "closd"], "2024-01-01", "case.closd: expected one of already_funded"),
        (["case", "already_funded"], 1, "case.already_funded: expected true or false, found 1"),
        (["case", "support", 0, "intensity"], "L4", "case.support[0].intensity: expected"),
        (["people"], ..., "people: expected it"),
        (["people"], {}, "people: expected a list, found an object"),
        (["people", 0, "born"], 1988, "people[0].born: expected a date like 2024-03-01 or null"),
        (["people", 0, "relation"], "mum", "people[0].relation: expected one of parent"),
        (["people", 0, "household", 0, "share"], 2, "people[0].household[0].share: expected a"),
        (
            ["people", 0, "household"],
            [{"from": "2023-01-02", "to": "2023-01-01"}],
            "people[0].household[0].to: expected a date on or after `from`",
        ),
        (["case", "support", 0, "to"], "2022-01-01", "case.support[0].to: expected a date on or"),
        (["people", 1, "id"], "p1", "people[1].id: expected an id used once"),
        (["needs", 0, "person"], "p7", "needs[0].person: expected the id of someone in people"),
        (["needs", 0, "identified"], None, "needs[0].identified: expected a date"),
        (["needs", 0], "1a", "needs[0]: expected an object, found “1a”"),
        (["evidence"], None, "evidence: expected a list, found null"),
        (["evidence", 0, "kind"], "attendence", "evidence[0].kind: expected one of attendance"),
        (["evidence", 0, "term"], "2023", "evidence[0].term: expected a term like 2023-spring"),
        (["evidence", 0, "possible"], "100", "evidence[0].possible: expected a whole number"),
        (["evidence", 0, "possible"], True, "evidence[0].possible: expected a whole number"),
        (["evidence", 0, "possible"], 3, "evidence[0].possible: expected at least as many"),
        (["evidence", 0, "authorised"], -1, "evidence[0].authorised: expected 0 or more"),
        (["evidence", 0, "from"], "2023-01-01", "evidence[0].to: expected a date on or after"),
        (["evidence", 0, "source"], "gossip", "evidence[0].source: expected one of school"),
        (["evidence", 0, "person"], ..., "evidence[0].person: expected the id of someone"),
        (["evidence", 7, "to"], "2019-01-01", "evidence[7].to: expected a date on or after"),
        (["evidence", 8, "hours"], None, "evidence[8].hours: expected a number, found null"),
        (["evidence", 8, "hours"], 169, "evidence[8].hours: expected 0 to 168 hours a week"),
        (["evidence", 8, "hours"], float("inf"), "evidence[8].hours: expected a number"),
        (["evidence", 8, "monthly_earnings"], "lots", "evidence[8].monthly_earnings: expected"),
        (["evidence", 8, "monthly_earnings"], -1, "evidence[8].monthly_earnings: expected 0 or"),
        (["evidence", 10, "id"], "e1", "evidence[10].id: expected an id used once"),
        (["coverage", 0, "kind"], "crime", "coverage[0].kind: expected one of attendance"),
        (["coverage", 0, "status"], "zero", "coverage[0].status: expected one of counted"),
        (["coverage", 0, "to"], "2020-01-01", "coverage[0].to: expected a date on or after"),
        (["terms"], [{"term": "2023-spring"}], "terms[0].from: expected a date"),
        (
            ["terms"],
            [{"term": "2023-spring", "from": "2023-03-31", "to": "2023-01-04"}],
            "terms[0].to: expected a date on or after",
        ),
        (
            ["terms"],
            [
                {"term": "2023-spring", "from": "2023-01-04", "to": "2023-03-31"},
                {"term": "2023-spring", "from": "2023-01-05", "to": "2023-03-31"},
            ],
            "terms[1].term: expected a term given once, found 2023-spring again",
        ),
        (["verdict"], 1, "verdict: expected one of case"),
    ],
)
def test_a_broken_file_says_where_and_what_was_expected(path, value, said):
    with pytest.raises(BadFile) as error:
        read_facts(broken(path, value))
    assert str(error.value).startswith(said)


def test_facts_are_an_object():
    with pytest.raises(BadFile, match="facts: expected an object, found a list"):
        read_facts([])


def test_a_person_s_household():
    made = family()
    made["people"][0]["household"] = []
    made["people"][1]["household"] = [{"from": "2023-01-01", "to": "2023-06-30", "share": 0.5}]
    facts = read_facts(made)
    day = facts.case.opened
    assert not facts.people[0].lives_there(day)
    assert facts.people[1].lives_there(day)
    assert not facts.people[1].lives_there(day.replace(month=7))
    assert facts.person("p9") is None


def test_a_whole_plan():
    plan = read_plan(
        {
            "authority": "E08000003",
            "count_authorised_absence": False,
            "min_attendance": 90,
            "sustain_months": {"*": 6, "3a": 9},
            "min_headlines": 3,
            "same_fact_may_count_twice": False,
            "sources": {"domestic_abuse": ["police"]},
            "discretion": ["1a"],
            "local_needs": [],
            "pays": {"outcomes": "800.00", "until": None},
            "block_across_programmes": False,
            "crime_reduction": None,
        }
    )
    assert plan.months_for("3a", 1) == 9
    assert plan.months_for("1d", 1) == 6
    assert plan.sources == {"domestic_abuse": ("police",)}
    assert read_plan(None) == read_plan({})
    assert read_plan({}).months_for("1d", 4) == 4


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ([], "plan: expected an object"),
        ({"min_headline": 3}, "min_headline: expected one of"),
        ({"min_headlines": "3"}, "min_headlines: expected"),
        ({"min_headlines": -1}, "min_headlines: expected 0 or more"),
        ({"sources": {"asb": ["polise"]}}, "sources.asb: expected only school"),
        ({"sustain_months": {"1a": -1}}, "sustain_months.1a: expected 0 or more"),
        ({"sustain_months": {"*": 1201}}, "sustain_months.*: expected at most 1200 months"),
        ({"min_attendance": 101}, "min_attendance: expected a percentage"),
        ({"crime_reduction": -1}, "crime_reduction: expected a percentage"),
        ({"sources": {"crime": ["police"]}}, "sources.crime: expected one of"),
        ({"discretion": "1a"}, "discretion: expected a list"),
        ({"pays": 800}, "pays: expected an object"),
        ({"pays": {"outcomes": "much"}}, "pays.outcomes: expected pounds"),
        ({"pays": {"outcomes": "-1"}}, "pays.outcomes: expected pounds"),
        ({"pays": {"outcomes": "1e28"}}, "pays.outcomes: expected pounds"),
        ({"pays": {"until": "soon"}}, "pays.until: expected a date"),
        ({"local_needs": [{}]}, "local_needs[0].code: expected some text"),
    ],
)
def test_a_broken_plan(plan, said):
    with pytest.raises(BadFile) as error:
        read_plan(plan)
    assert str(error.value).startswith(said)


def test_coverage_helper_is_the_published_shape():
    assert read_facts(family(coverage=[covered("asb", "p2")])).coverage[0].person == "p2"


@SOME
@given(st.randoms(use_true_random=True))
def test_the_quick_way_takes_only_what_care_would_take_and_reads_the_same(random):
    """A file with something odd in it: both say the same of it, or read the same."""
    table = at_random.family(random, at_random.version(random))
    for one in table["evidence"]:
        if random.random() < 0.5:
            odd = (None, "", 0, True, 1.5, "x", "2024-02-30", "20240101", [], {}, "2023-winter")
            one[random.choice([*one, "note", "to", "zzz"])] = random.choice(odd)
        kind = KINDS.get(one["kind"]) if isinstance(one["kind"], str) else None
        if kind is not None:
            plain = {name: value for name, value in one.items() if name != "kind"}
            assert outcome(made, kind, plain) in {None, outcome(read_with_care, kind, plain, "")}


def outcome(how, *given):
    """What was read, in words; None where it was refused."""
    try:
        return repr(how(*given))
    except UNUSUAL:
        return None


def test_what_is_as_it_should_be_is_read_the_quick_way():
    for table in ONE_OF_EACH:
        usual = {name: value for name, value in table.items() if not name.startswith("monthly")}
        assert quick_item(usual) == read_item(usual, "") is not None
