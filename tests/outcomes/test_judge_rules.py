"""Whole cases: eligibility, results, payment and the published shape."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outcomes.rules.reading import BadFile
from outcomes.rules.registry import GIVEN
from sharing.rules import Verdict
from tests.outcomes.facts_made import (
    AS_OF,
    CASE,
    IDENTIFIED,
    MET,
    PEOPLE,
    covered,
    family,
    item,
    offence,
    term,
    verdicts,
)
from tests.outcomes.plans_made import OWN

PAYS = {"pays": {"outcomes": "800.00", "until": None}}


def test_a_family_whose_every_need_is_met_and_held():
    found = verdicts(MET).to_dict()
    assert found["eligible"]["verdict"] == "met"
    assert [n["verdict"] for n in found["needs"]] == ["met"] * 3
    assert [n["since"] for n in found["needs"]] == ["2023-07-21", "2022-06-04", "2023-05-02"]
    assert found["results"] == [
        {
            "route": "outcomes",
            "verdict": "met",
            "reasons": ["All 3 needs are met, and held for 6 months after closing."],
            "missing": [],
            "earliest": None,
        }
    ]
    assert found["payment"]["verdict"] == "met"
    assert found["payment"]["amount"] == "800.00"
    assert found["payment"]["route"] == "outcomes"
    assert found["intensity"] == "L3"


def test_the_published_shape():
    found = verdicts(MET).to_dict()
    assert list(found) == [
        "framework",
        "as_of",
        "framework_sha256",
        "eligible",
        "needs",
        "suggested",
        "results",
        "payment",
        "intensity",
    ]
    assert set(found["needs"][0]) == {
        "need",
        "person",
        "headline",
        "verdict",
        "reasons",
        "missing",
        "since",
        "until",
        "earliest",
        "judgement",
        "provenance",
        "entry",
    }
    assert set(found["payment"]) == {"verdict", "route", "amount", "reasons"}
    assert len(found["framework_sha256"]) == 64


def result(facts, as_of=AS_OF, plan=None):
    return verdicts(facts, plan, as_of).results[0].finding


def test_six_months_run_from_closing():
    day = date(2024, 5, 30)
    early = result(MET, day - timedelta(days=1))
    assert early.verdict == "not_met"
    assert early.earliest == day
    assert result(MET, day).verdict == "met"
    need = verdicts(MET, as_of=day - timedelta(days=1)).needs[0]
    assert need.finding.verdict == "met"
    assert need.finding.until == day
    assert "Keep it up to 30 May 2024." in need.finding.reasons


def test_or_from_when_it_began_to_hold_if_later():
    facts = family(evidence=[*MET["evidence"], offence("2024-01-10")])
    found = result(facts)
    assert found.verdict == "not_met"
    assert found.earliest == date(2024, 7, 10)
    assert result(facts, date(2024, 7, 9)).verdict == "not_met"
    assert result(facts, date(2024, 7, 10)).verdict == "met"
    assert result(facts, date(2024, 8, 1)).verdict == "not_known"  # summer’s attendance isn’t in


def test_an_open_case_has_no_result_and_no_day_for_it():
    found = result(family(case=CASE | {"closed": None}))
    assert found.verdict == "not_met"
    assert found.earliest is None
    assert verdicts(family(case=CASE | {"closed": None})).needs[0].finding.until is None


def test_a_plan_changes_the_months_and_never_the_terms():
    assert result(MET, plan={"sustain_months": {"*": 9}}).verdict == "not_met"
    assert result(MET, plan={"sustain_months": {"*": 9, "1a": 1}}).earliest == date(2024, 8, 30)
    assert verdicts(MET, {"sustain_months": {"1a": 24}}).needs[0].finding.verdict == "met"


@pytest.mark.parametrize(
    ("field", "empty"),
    [("lead_since", None), ("assessment_completed", None), ("plan_agreed", None), ("support", [])],
)
def test_the_way_of_working_is_our_own_record_so_missing_is_not_met(field, empty):
    found = result(family(case=CASE | {field: empty}))
    assert found.verdict == "not_met"
    assert "not on our record" in found.reasons[0]


def test_a_need_found_later_counts_too():
    needs = [*MET["needs"], {"need": "6b", "person": "p2", "identified": "2023-09-01"}]
    evidence = [*MET["evidence"], item("missing", on="2023-08-30")]
    assert result(family(needs=needs, evidence=evidence)).verdict == "not_known"
    coverage = [*MET["coverage"], covered("missing")]
    assert result(family(needs=needs, evidence=evidence, coverage=coverage)).verdict == "met"


def test_a_need_never_borne_out_counts_neither_way():
    needs = [*MET["needs"], {"need": "6b", "person": "p2", "identified": IDENTIFIED}]
    found = verdicts(family(needs=needs, coverage=[*MET["coverage"], covered("missing")]))
    assert found.needs[3].finding.verdict == "not_applicable"
    assert found.needs[3].entry.verdict == "not_met"
    assert found.results[0].finding.verdict == "met"


def test_a_need_that_may_not_count_makes_the_result_not_known_at_most():
    needs = [*MET["needs"], {"need": "10c", "person": "p3", "identified": IDENTIFIED}]
    people = [*PEOPLE, {"id": "p3", "born": "2005-01-01", "relation": "child"}]
    evidence = [*MET["evidence"], item("eet", "p3", since="2024-01-01", status="neet")]
    found = verdicts(family(needs=needs, people=people, evidence=evidence))
    assert found.needs[3].finding.verdict == "not_met"
    assert found.needs[3].entry.verdict == "not_known"
    assert found.results[0].finding.verdict == "not_known"


def test_no_need_is_no_result():
    assert result(family(needs=[])).reasons == ("No need counts yet.",)


def eligible(facts, plan=None, as_of=AS_OF):
    return verdicts(facts, plan, as_of).eligible


def test_three_needs_make_a_family_eligible_and_two_do_not():
    assert eligible(MET).verdict == "met"
    two = family(needs=MET["needs"][:2])
    assert eligible(two).verdict == "not_met"
    assert "2 needs are borne out" in eligible(two).reasons[0]
    assert "1 need is borne out" in eligible(family(needs=MET["needs"][:1])).reasons[0]


def test_the_same_need_of_two_children_counts_once():
    needs = [*MET["needs"][:2], MET["needs"][0]]
    assert eligible(family(needs=needs)).verdict == "not_met"


def test_a_need_that_may_yet_be_borne_out_keeps_the_door_open():
    needs = [*MET["needs"][:2], {"need": "3b", "person": "p1", "identified": IDENTIFIED}]
    found = eligible(family(needs=needs))
    assert found.verdict == "not_known"
    assert found.missing == ("Health",)


def test_a_plan_may_ask_for_headlines():
    needs = [
        {"need": "7c", "person": "p2", "identified": IDENTIFIED},
        {"need": "7b", "person": "p2", "identified": IDENTIFIED},
        {"need": "5a", "person": None, "identified": IDENTIFIED},
    ]
    assert eligible(family(needs=needs)).verdict == "met"
    assert eligible(family(needs=needs), {"min_headlines": 3}).verdict == "not_met"


def test_one_fact_serves_one_headline_unless_the_plan_says_otherwise():
    people = [*PEOPLE, {"id": "p3", "born": "2019-01-01", "relation": "child"}]
    needs = [
        {"need": "2b", "person": "p3", "identified": IDENTIFIED},
        {"need": "3c", "person": "p3", "identified": IDENTIFIED},
        {"need": "5a", "person": None, "identified": IDENTIFIED},
    ]
    fact = item("health", "p3", since="2022-01-01", area="physical", state="identified")
    facts = family(people=people, needs=needs, evidence=[fact])
    assert eligible(facts).verdict == "not_met"
    assert eligible(facts, {"same_fact_may_count_twice": True}).verdict == "met"


@pytest.mark.parametrize(
    ("child", "wanted"),
    [
        ({"born": "2006-01-09", "relation": "child"}, "met"),  # 17 on the opening day
        ({"born": "2005-01-09", "relation": "child"}, "not_met"),  # 18 on it
        ({"born": "2004-01-01", "relation": "child"}, "not_met"),
        ({"born": None, "relation": "child"}, "not_known"),
        ({"born": None, "relation": "other_adult"}, "not_met"),
        ({"born": None, "expected": "2024-07-01", "relation": "unborn"}, "met"),
        ({"born": None, "expected": "2024-05-19", "relation": "unborn"}, "met"),  # 42 days
        ({"born": None, "expected": "2024-05-18", "relation": "unborn"}, "not_known"),
        ({"born": "2023-08-01", "relation": "child"}, "met"),
    ],
)
def test_a_child_or_one_expected(child, wanted):
    needs = [
        {"need": code, "person": None, "identified": IDENTIFIED} for code in ("5a", "5b", "1d")
    ]
    facts = family(people=[PEOPLE[0], {"id": "p2"} | child], needs=needs, evidence=[], coverage=[])
    assert eligible(facts).verdict == wanted


def paid(facts=MET, plan=None, as_of=AS_OF):
    return verdicts(facts, plan, as_of).payment


def test_an_earlier_claim_of_the_same_programme_bars_the_payment_only():
    claim = {"framework": "nsfof-2022", "people": ["p2"], "on": "2022-12-01"}
    facts = family(case=CASE | {"earlier_claims": [claim]})
    assert paid(facts).finding.verdict == "not_met"
    assert paid(facts).amount == 0
    assert result(facts).verdict == "met"


@pytest.mark.parametrize(
    ("claim", "plan", "barred"),
    [
        ({"framework": "tf2-2015", "people": ["p2"]}, {}, False),
        ({"framework": "tf2-2015", "people": ["p2"]}, {"block_across_programmes": True}, True),
        ({"framework": "nsfof-2022", "people": ["p1"]}, {}, True),  # parental duties
        ({"framework": "nsfof-2022", "people": ["p3"]}, {}, False),
        ({"framework": "nsfof-2022", "people": ["p9"]}, {}, False),
        ({"framework": "nsfof-2022", "people": ["p2"], "on": "2025-01-01"}, {}, False),
    ],
)
def test_who_an_earlier_claim_bars(claim, plan, barred):
    people = [*PEOPLE, {"id": "p3", "born": "1990-01-01", "relation": "other_adult"}]
    claims = [{"on": "2022-12-01"} | claim]
    facts = family(people=people, case=CASE | {"earlier_claims": claims})
    assert (paid(facts, plan).finding.verdict == "not_met") is barred


def test_help_already_paid_for_bars_it():
    assert paid(family(case=CASE | {"already_funded": True})).finding.verdict == "not_met"


def test_nothing_is_paid_after_november_2024_unless_a_payer_says_so():
    autumn = item(
        "attendance",
        term="2024-summer",
        since="2024-04-15",
        to="2024-07-19",
        possible=100,
        authorised=1,
        unauthorised=1,
    )
    facts = family(evidence=[*MET["evidence"], autumn])
    assert paid(facts, as_of=date(2024, 11, 30)).amount == 800
    assert paid(facts, as_of=date(2024, 12, 1)).amount == 0
    assert paid(facts, PAYS, as_of=date(2024, 12, 1)).amount == 800
    assert paid(facts, {"pays": {"outcomes": "650"}}).amount == 650
    assert paid(facts, {"pays": {"other": "650"}}).finding.verdict == "not_met"
    last = {"pays": {"outcomes": "800", "until": "2024-06-29"}}
    assert paid(facts, last).finding.verdict == "not_met"


def test_what_is_not_known_is_not_paid():
    found = paid(family(coverage=[]))
    assert found.finding.verdict == "not_known"
    assert (found.route, f"{found.amount:.2f}") == (None, "0.00")


def test_needs_that_evidence_shows_are_suggested_and_count_for_nothing():
    evidence = [*MET["evidence"], item("debt", None, since="2024-01-01", state="unmanageable")]
    facts = family(evidence=evidence)
    found = verdicts(facts).to_dict()["suggested"]
    assert found == [
        {"need": "10b", "person": None, "reasons": ["Debt: unmanageable from 1 January 2024."]}
    ]
    needs = [*MET["needs"], {"need": "10b", "person": None, "identified": IDENTIFIED}]
    assert verdicts(family(evidence=evidence, needs=needs)).suggested == ()


def test_a_need_that_the_version_does_not_have():
    with pytest.raises(BadFile, match=r"needs\[0\].need: expected a need of nsfof-2022"):
        verdicts(family(needs=[{"need": "tf2.1a", "person": "p2", "identified": IDENTIFIED}]))


def test_a_plan_may_add_a_need():
    local = {
        "code": "L1",
        "headline": "5",
        "text": "A parent is lonely",
        "outcome": "A parent has company",
        "subject": "adult",
        "months": 3,
        "entry": {"rule": "nominated"},
        "result": {"rule": "judged"},
        "provenance": "assumed",
        "source": "Merrowby plan, page 4",
    }
    needs = [{"need": "L1", "person": "p1", "identified": IDENTIFIED}]
    found = verdicts(family(needs=needs), {"local_needs": [local]}).needs[0]
    assert found.finding.missing == ("A judgement by a worker",)


@pytest.mark.parametrize("rule", ["suspended_often", "suspended_long", "excluded_for_good"])
def test_a_plan_may_look_back_on_more_terms_than_there_are(rule):
    given = {"terms": 40, "episodes": 1, "days": 1, "primary_days": 1}
    takes = {name: given[name] for name in GIVEN[rule] if name in given}
    local = OWN | {"subject": "child", "entry": {"rule": rule, "given": takes}}
    needs = [{"need": OWN["code"], "person": "p2", "identified": IDENTIFIED}]
    found = verdicts(family(needs=needs), {"local_needs": [local]}).needs[0]
    assert found.entry.verdict is Verdict.NOT_KNOWN


def test_what_is_dated_or_recorded_after_the_judging_day_does_not_exist():
    late = [
        offence("2024-07-01"),
        offence("2024-03-01", recorded="2024-07-01"),
        offence("2024-03-02", outcome_on="2024-07-01"),
        item("regression", need="1a", on="2024-07-01", reason="Stopped going."),
    ]
    assert verdicts(family(evidence=[*MET["evidence"], *late])).to_dict() == verdicts(MET).to_dict()


STRANGERS = [
    item("offence", "p9", "police", on="2024-05-01", outcome="caution", role="offender"),
    item("suspension", "p9", on="2024-05-01", sessions=4),
    term("2024-spring", 90) | {"person": "p9"},
    item("domestic_abuse", "p2", on="2023-05-01", role="child", incident=False),
    item("work_programme", "p1", on="2023-03-01", event="attached"),
    item("offence", "p2", "police", on="2024-05-01", outcome="conviction", role="victim"),
    item("offence", "p2", "police", on="2024-05-01", outcome="nfa", role="offender"),
    item(
        "score", tool="Star", question="1", value=3, direction="up_is_better", by="x",
        on="2024-01-01",
    ),
]  # fmt: skip
STRANGER = {"id": "p9", "born": "1990-01-01", "relation": "other_adult"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(STRANGERS), max_size=6), st.randoms())
def test_unrelated_evidence_and_the_order_of_items_change_no_verdict(more, random):
    people = [*PEOPLE, STRANGER]
    evidence = [*MET["evidence"], *more]
    random.shuffle(evidence)
    plain = verdicts(family(people=people)).to_dict()
    found = verdicts(family(people=people, evidence=evidence)).to_dict()
    for part in ("eligible", "needs", "results", "payment"):
        assert found[part] == plain[part]


@settings(max_examples=150, deadline=None)
@given(
    st.sets(st.integers(0, len(MET["evidence"]) - 1)),
    st.sets(st.integers(0, 1)),
    st.sets(st.integers(0, len(MET["evidence"]) - 1)),
    st.sets(st.integers(0, 1)),
)
def test_losing_data_never_makes_an_unknown_met(lost, unsure, then_lost, then_unsure):
    def without(items, cover):
        return verdicts(
            family(
                evidence=[e for i, e in enumerate(MET["evidence"]) if i not in items],
                coverage=[c for i, c in enumerate(MET["coverage"]) if i not in cover],
            )
        )

    before, after = without(lost, unsure), without(lost | then_lost, unsure | then_unsure)
    for one, other in zip(before.needs, after.needs, strict=True):
        assert not (one.finding.verdict == "not_known" and other.finding.verdict == "met")
        assert other.finding.verdict != "not_met"  # missing evidence is never failure
    assert not (before.payment.finding.verdict != "met" and after.payment.finding.verdict == "met")


def test_losing_coverage_never_makes_met_nor_failed():
    for status in ("not_known", "no_access", "not_applicable"):
        coverage = [covered("offence", status=status), covered("asb")]
        assert verdicts(family(coverage=coverage)).needs[1].finding.verdict == "not_known"
