"""What must hold of every verdict, whatever the facts: tried on golden cases changed at random."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outcomes.frameworks.loader import framework, slugs
from outcomes.rules.facts import read_facts
from outcomes.rules.judge import judge
from outcomes.rules.plans import read_plan
from tests.outcomes.golden_cases import cases, facts_of

CASES = cases()
SLUGS = slugs()
OF_VERSION = {slug: [one for one in CASES if one[0] == slug] for slug in SLUGS}
SOME = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
of_every_version = pytest.mark.parametrize("slug", SLUGS)


def one_of(data, slug):
    return data.draw(st.sampled_from(OF_VERSION[slug]))


OPEN = {"not_met", "not_known"}  # a need that doesn't apply may do so again, and then be met


def judged(version, families, case, facts, as_of=None):
    family = families[case.get("family", "usual")]
    on = as_of or date.fromisoformat(case.get("as_of", family["as_of"]))
    plan = read_plan(case.get("plan", {}))
    return judge(framework(version), read_facts(facts), plan, as_of=on).to_dict()


def without_suggestions(verdicts):
    return {name: value for name, value in verdicts.items() if name != "suggested"}


@of_every_version
@SOME
@given(st.data(), st.randoms(use_true_random=True))
def test_facts_about_a_stranger_to_every_need_change_nothing(slug, data, random):
    version, families, case = one_of(data, slug)
    facts = facts_of(families, case)
    before = judged(version, families, case, facts)
    stranger = {"id": "x1", "born": "1950-01-01", "relation": "other_adult"}
    about = {"source": "other", "person": "x1"}
    more = [
        {"kind": "missing", "on": "2016-05-01"},
        {"kind": "health", "from": "2012-01-01", "area": "physical", "state": "improved"},
        {"kind": "placement", "from": "2012-01-01", "setting": "school", "suitable": True},
        {"kind": "offence", "on": "2013-01-01", "role": "witness", "outcome": "conviction"},
    ]
    if any(n["need"] == "tf2.6d" and "person" not in n for n in facts["needs"]):
        # a worker's word that names nobody is about everyone whose health is on record (51)
        more = [item for item in more if item["kind"] != "health"]
    facts["people"].append(stranger)
    facts["evidence"] += [about | item for item in more]
    for part in ("evidence", "coverage", "people"):
        random.shuffle(facts[part])
    after = judged(version, families, case, facts)
    assert pieces(after) == pieces(before)


def pieces(verdicts):
    """Without what an unknown person of 60 may rightly add: reasons about their own work."""
    needs = without_suggestions(verdicts)["needs"]
    results = {r["route"]: r["verdict"] for r in verdicts["results"]}
    results = {name: found for name, found in results.items() if name in {"ssp", "outcomes"}}
    return verdicts["eligible"], needs, results


@of_every_version
@SOME
@given(st.data())
def test_losing_coverage_makes_nothing_met(slug, data):
    """What is not known any more may not be met now that was not met before."""
    version, families, case = one_of(data, slug)
    facts = facts_of(families, case)
    before = judged(version, families, case, facts)
    kept = data.draw(st.sets(st.sampled_from(range(len(facts["coverage"]) or 1))))
    facts["coverage"] = [c for i, c in enumerate(facts["coverage"]) if i in kept]
    after = judged(version, families, case, facts)
    for old, new in zip(before["needs"], after["needs"], strict=True):
        assert not (old["verdict"] in OPEN and new["verdict"] == "met"), new
        assert not (old["entry"]["verdict"] != "met" and new["entry"]["verdict"] == "met"), new
    assert not (before["eligible"]["verdict"] != "met" and after["eligible"]["verdict"] == "met")


@of_every_version
@SOME
@given(st.data())
def test_what_was_not_known_is_not_met_by_losing_evidence(slug, data):
    version, families, case = one_of(data, slug)
    facts = facts_of(families, case)
    before = judged(version, families, case, facts)
    unknown = {(n["need"], n["person"]) for n in before["needs"] if n["verdict"] == "not_known"}
    told = sorted({told_together(item) for item in facts["evidence"]}) or [()]
    kept = data.draw(st.sets(st.sampled_from(told)))
    facts["evidence"] = [item for item in facts["evidence"] if told_together(item) in kept]
    facts["coverage"] = []
    after = judged(version, families, case, facts)
    found = {(n["need"], n["person"]): n["verdict"] for n in after["needs"]}
    assert not [one for one in unknown if found[one] == "met" and not is_judged(version, one[0])]


def told_together(item):
    """What two sources tell otherwise is not known; of one of them alone it is. So both go."""
    when = item.get("term") or item.get("from") or item.get("on") or ""
    return (item["kind"], item.get("person") or "", when)


def is_judged(version, code):
    need = framework(version).need(code)
    return need is not None and not need.measured


def shifted(value, days):
    """Every date in the facts, later by whole weeks (so that a term keeps its length)."""
    if isinstance(value, dict):
        return {k: shifted(v, days) for k, v in value.items()}
    if isinstance(value, list):
        return [shifted(v, days) for v in value]
    try:
        return (date.fromisoformat(value) + timedelta(days=days)).isoformat()
    except (TypeError, ValueError):
        return value


@SOME
@given(st.sampled_from(["10a", "10c"]), st.integers(0, 30), st.integers(1, 40), st.booleans())
def test_dates_shifted_together_shift_the_answer(need, weeks, gone, is_jobless):
    """Rules that count weeks know no calendar: the same story later has the same end later."""
    person = {"id": "y1", "born": "2006-04-03", "relation": "child"}
    since = (date(2023, 5, 1) + timedelta(weeks=weeks)).isoformat()
    about = {"source": "dwp", "person": "y1"}
    eet = [
        about | {"kind": "eet", "from": "2022-06-06", "to": "2023-04-30", "status": "neet"},
        about | {"kind": "eet", "from": since, "status": "training"},
        about | {"kind": "employment", "from": since, "hours": 0 if is_jobless else 20},
    ]
    facts = {
        "case": {"opened": "2023-01-09"},
        "people": [person | {"relation": "parent" if need == "10a" else "child"}],
        "needs": [{"need": need, "person": "y1", "identified": "2023-02-06"}],
        "evidence": eet,
    }
    days = 7 * gone
    as_of = date(2023, 12, 4)
    made = framework("nsfof-2022")
    now = judge(made, read_facts(facts), as_of=as_of).needs[0].finding
    moved = shifted(facts, days)
    moved["people"][0]["born"] = person["born"]
    later = judge(made, read_facts(moved), as_of=as_of + timedelta(days=days)).needs[0].finding
    assert now.verdict == later.verdict
    for name in ("since", "until", "earliest"):
        before, after = getattr(now, name), getattr(later, name)
        assert (before and before + timedelta(days=days)) == after


#: Not the same story in other years: they stand on a day that the version itself names.
ON_A_DAY_OF_THE_VERSION = {
    "More than 85% up to August 2015",
    "The same 86% a day later",
    "Exactly 85% was not more than 85%",
}


@of_every_version
@pytest.mark.parametrize("years", [4, 8])
def test_a_whole_story_shifted_by_leap_years_has_the_same_end(slug, years):
    """Months and terms too, where the calendar repeats: every golden case that knows nothing of
    codes of attendance, births on 29 February or a day that the version names."""
    days = 365 * years + years // 4
    for version, families, case in OF_VERSION[slug]:
        if case["name"] in ON_A_DAY_OF_THE_VERSION:
            continue
        facts = facts_of(families, case)
        if "02-29" in str(facts) or "attendance_mark" in str(facts):
            continue
        family = families[case.get("family", "usual")]
        as_of = date.fromisoformat(case.get("as_of", family["as_of"]))
        before = judged(version, families, case, facts, as_of)
        after = judged(
            version, families, case, years_later(facts, years), as_of + timedelta(days=days)
        )
        assert [n["verdict"] for n in after["needs"]] == [n["verdict"] for n in before["needs"]], (
            case["name"]
        )
        for old, new in zip(before["needs"], after["needs"], strict=True):
            for name in ("since", "until", "earliest"):
                assert shifted(old[name], days) == new[name], (case["name"], name)


def years_later(facts, years):
    """The same story, its terms named by their new years."""
    moved = shifted(facts, 365 * years + years // 4)
    for item in [*moved["evidence"], *moved.get("terms", [])]:
        if "term" in item:
            year, season = item["term"].split("-")
            item["term"] = f"{int(year) + years}-{season}"
    return moved
