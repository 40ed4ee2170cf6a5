"""Needs counted once, and facts shared out between headlines."""

from tests.outcomes.facts_made import IDENTIFIED, family, item, verdicts


def eligible(facts, plan):
    return verdicts(facts, plan).eligible


def test_thirty_events_that_serve_two_headlines_are_shared_out_at_once():
    """Tried one by one they would be a billion ways; any two of them do."""
    own = {"code": "L1", "headline": "7", "text": "Out late", "outcome": "Not again", "months": 6}
    own |= {"subject": "child", "provenance": "assumed", "source": "our plan"}
    own["entry"] = {"rule": "happened_within", "given": {"kinds": ["missing"], "months": 12}}
    own["result"] = {"rule": "none_for_months", "given": {"kinds": ["missing"]}}
    needs = [
        {"need": "6b", "person": "p2", "identified": IDENTIFIED},
        {"need": "L1", "person": "p2", "identified": IDENTIFIED},
        {"need": "5a", "person": None, "identified": IDENTIFIED},
    ]
    nights = [item("missing", on=f"2022-10-{day:02}") for day in range(1, 31)]
    plan = {"local_needs": [own]}
    assert eligible(family(needs=needs, evidence=nights), plan).verdict == "met"
    assert eligible(family(needs=needs, evidence=nights[:2]), plan).verdict == "met"
    assert eligible(family(needs=needs, evidence=nights[:1]), plan).verdict == "not_met"
