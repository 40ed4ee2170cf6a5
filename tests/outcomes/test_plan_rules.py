"""An authority's settings: what is refused, how they read, and what they change for one case."""

import json
from datetime import date
from decimal import Decimal

import pytest

from outcomes.frameworks.loader import framework, slugs
from outcomes.frameworks.reader import read_need
from outcomes.rules.comparing import compare_plans
from outcomes.rules.facts import read_facts
from outcomes.rules.framework import with_local
from outcomes.rules.offered import ENTRY, RESULT, offer_of, words_of
from outcomes.rules.overlays import faults_of
from outcomes.rules.plan_words import PARTS, changes_between, settings_of
from outcomes.rules.plans import read_plan
from tests.outcomes.facts_made import MET, family, item, verdicts
from tests.outcomes.plans_made import OWN

VERSION = framework("nsfof-2022")


@pytest.mark.parametrize(
    ("overlay", "field", "reason"),
    [
        ({"min_attendance": 101}, "min_attendance", "percentage from 1 to 100"),
        ({"min_attendance": "lots"}, "min_attendance", "a number"),
        ({"min_headlines": 11}, "min_headlines", "from 1 to 10"),
        ({"crime_reduction": 0}, "crime_reduction", "percentage"),
        ({"sustain_months": {"9z": 3}}, "sustain_months.9z", "no need 9z"),
        ({"sustain_months": {"1a": -1}}, "sustain_months.1a", "0 or more months"),
        ({"sustain_months": {"1a": 61}}, "sustain_months.1a", "from 0 to 60"),
        ({"sources": {"gossip": ["police"]}}, "sources.gossip", "asb"),
        ({"sources": {"asb": ["neighbour"]}}, "sources.asb", "no source called neighbour"),
        ({"sources": {"asb": []}}, "sources.asb", "Choose whose word counts"),
        ({"discretion": ["1a", "zz"]}, "discretion", "no need zz"),
        ({"pays": {"outcomes": "a lot"}}, "pays.outcomes", "pounds like 800.00"),
        ({"pays": {"outcomes": "NaN"}}, "pays.outcomes", "pounds"),
        ({"pays": {"outcomes": "-1"}}, "pays.outcomes", "pounds"),
        ({"pays": {"outcomes": "8.005"}}, "pays.outcomes", "pounds and pence"),
        ({"pays": {"outcomes": "1000000"}}, "pays.outcomes", "from 0 to 100,000"),
        ({"pays": {"ssp": "800"}}, "pays.ssp", "no way to a result called ssp"),
        ({"pays": {"outcomes": "1", "until": "soon"}}, "pays.until", "a date"),
        ({"local_needs": [OWN | {"code": "1a"}]}, "local_needs[0].code", "need of the framework"),
        ({"local_needs": [OWN, OWN]}, "local_needs[1].code", "already"),
        ({"local_needs": [OWN | {"code": "much too long"}]}, "local_needs[0].code", "up to 10"),
        ({"local_needs": [OWN | {"headline": "99"}]}, "local_needs[0].headline", "headline"),
        ({"local_needs": [OWN | {"result": {"rule": "magic"}}]}, "local_needs[0].result", "one of"),
        ({"colour": "red"}, "colour", "local_needs, min_attendance"),
    ],
)
def test_what_is_wrong_is_said_at_its_setting(overlay, field, reason):
    fault = faults_of(overlay, VERSION)[0]
    assert fault.field.startswith(field)
    assert reason in fault.reason


def test_a_plan_that_says_nothing_is_right_under_every_version():
    for slug in slugs():
        assert faults_of({}, framework(slug)) == []
        assert not [one for one in settings_of(framework(slug), {}) if one.own]


def test_an_own_need_may_be_watched_and_judged_like_any_other():
    overlay = {"local_needs": [OWN], "discretion": ["L1"], "sustain_months": {"L1": 9}}
    assert faults_of(overlay, VERSION) == []


@pytest.mark.parametrize("areas", [{}, {"areas": ["mental", "physical"]}, {"areas": ["learning"]}])
def test_an_own_need_about_health_is_suggested_where_the_record_bears_it_out(areas):
    entry = {
        "rule": "state_recorded",
        "given": {"kind": "health", "states": ["identified"]} | areas,
    }
    plan = {"local_needs": [OWN | {"subject": "adult", "entry": entry}]}
    told = item("health", "p1", "health", since="2024-01-01", area="mental", state="identified")
    found = verdicts(family(evidence=[*MET["evidence"], told]), plan)
    assert ("L1" in {s.need for s in found.suggested}) is ("learning" not in str(areas))


@pytest.mark.parametrize("offer", ENTRY, ids=lambda one: one.code)
def test_each_offered_way_to_count_is_a_rule_of_the_registry(offer):
    assert read_need(OWN | {"entry": offer.test}, "need").entry.rule == offer.test["rule"]
    assert offer_of(json.loads(json.dumps(offer.test)), ENTRY) is offer


@pytest.mark.parametrize("offer", RESULT, ids=lambda one: one.code)
def test_each_offered_way_to_be_met_is_a_rule_of_the_registry(offer):
    assert read_need(OWN | {"result": offer.test}, "need").result.rule == offer.test["rule"]
    assert offer_of(json.loads(json.dumps(offer.test)), RESULT) is offer


def test_a_test_from_elsewhere_is_named_by_its_rule():
    assert words_of({"rule": "due_out", "given": {}}, ENTRY) == "A test from elsewhere: due out"


def test_each_setting_stands_beside_the_published_one_with_its_source():
    overlay = {
        "min_attendance": 92.5,
        "sustain_months": {"*": 9, "3a": 12},
        "sources": {"domestic_abuse": ["police", "health"]},
        "discretion": ["1a"],
        "local_needs": [OWN],
        "pays": {"outcomes": "900.00", "until": None},
        "same_fact_may_count_twice": True,
    }
    found = {one.key: one for one in settings_of(VERSION, overlay)}
    assert {one.part for one in found.values()} == set(PARTS)
    attendance = found["min_attendance"]
    assert (attendance.says, attendance.default) == ("92.5%", "90%")
    assert (attendance.provenance, attendance.source[:8]) == ("assumed", "rulebook")
    assert (found["sustain_months.3a"].says, found["sustain_months.3a"].default) == (
        "12 months",
        "9 months",
    )
    assert found["sources.domestic_abuse"].says == "Only: police, health"
    assert found["pays.outcomes"].default == "£800.00, up to 30 November 2024"
    assert found["pays.outcomes"].says == "£900.00"
    assert "Someone" not in found["local_needs.L1"].says
    assert found["local_needs.L1"].says.startswith("Under “Improved family relationships”.")
    assert not found["count_authorised_absence"].own


def test_two_versions_are_compared_setting_by_setting():
    before = {"min_attendance": 95, "sustain_months": {"3a": 12}}
    after = {"min_attendance": 95, "sustain_months": {"*": 9}, "local_needs": [OWN]}
    found = [(one.label, one.before, one.after) for one in changes_between(VERSION, before, after)]
    assert ("Every need", "6 months", "9 months") in found
    assert ("A child needs help with mental health (3a)", "12 months", "6 months") in found
    assert "Grandparents" in found[-1][0]
    assert len(found) == 3
    assert changes_between(VERSION, after, after) == []


def test_an_own_need_stands_at_the_end_of_its_headline():
    own = read_plan({"local_needs": [OWN]}).local_needs
    merged = with_local(VERSION, own)
    assert merged.need("L1") is own[0]
    assert merged.headlines[4].needs[-1] is own[0]
    assert with_local(VERSION, ()) is VERSION


def compared(now, then, facts=MET, as_of=date(2024, 6, 30)):
    return compare_plans(VERSION, read_facts(facts), read_plan(now), read_plan(then), as_of=as_of)


def test_the_same_settings_change_nothing():
    assert compared({}, {}) == []
    assert compared({"min_attendance": 90}, {}) == []


def test_a_higher_bar_takes_the_claim_away_and_says_why():
    found = {one.what: one for one in compared({}, {"min_attendance": 99})}
    need = found["need"]
    assert (need.need, need.before, need.after) == ("1a", "met", "not_met")
    assert "99" in " ".join(need.why_after)
    assert "99" not in " ".join(need.why_before)
    assert (found["claim"].before, found["claim"].after) == ("met", "not_met")


def test_other_pay_is_another_amount_and_a_longer_watch_another_day():
    pays = {"pays": {"outcomes": "900.00", "until": None}}
    assert [(one.what, one.before, one.after) for one in compared({}, pays)] == [
        ("amount", "800.00", "900.00")
    ]
    early = date(2024, 3, 1)
    found = compared({}, {"sustain_months": {"*": 9}}, as_of=early)
    days = [(one.before, one.after) for one in found if one.what == "day"]
    assert len(days) == 1
    assert days[0][0] < days[0][1]


def test_amounts_are_decimal_pounds():
    assert read_plan({"pays": {"outcomes": 800}}).pays.amounts["outcomes"] == Decimal(800)
