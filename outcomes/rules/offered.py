"""The tests that an authority may choose for a need of its own, in words.

Each is a rule of the registry with what it is given; tests/outcomes/test_plan_rules.py builds every
one of them. A plan that came from elsewhere may hold others: they are kept, and named by rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Offer:
    """One test by a short code, in words. `own_months`: its rule counts months, so say how many."""

    code: str
    words: str
    test: Mapping[str, Any] = field(hash=False)
    own_months: bool = False


def rule(name: str, **given: Any) -> dict[str, Any]:
    return {"rule": name, "given": given} if given else {"rule": name}


BEGUN = ["identified", "engaged", "disengaged"]
GOOD = ["engaged", "improved", "completed"]

ENTRY: tuple[Offer, ...] = (
    Offer("found", "A worker finds it; nothing is measured", rule("nominated")),
    Offer(
        "misses_10",
        "Misses more than 10% of school over two terms",
        rule("attended_below", percent=90, terms=2, plan_may_change=True),
    ),
    Offer(
        "misses_50",
        "Misses more than half of school over two terms",
        rule("attended_below", percent=50, terms=2),
    ),
    Offer(
        "no_place",
        "Not in suitable education at some time in two terms",
        rule("not_well_placed", terms=2),
    ),
    Offer(
        "suspended",
        "Suspended three times in three terms",
        rule("suspended_often", episodes=3, terms=3),
    ),
    Offer(
        "crime",
        "An offence or antisocial behaviour in the last 12 months",
        rule("happened_within", kinds=["offence", "asb"], months=12),
    ),
    Offer(
        "missing",
        "Missing from home in the last 12 months",
        rule("happened_within", kinds=["missing"], months=12),
    ),
    Offer(
        "abuse",
        "Domestic abuse in the last 12 months, as victim or child",
        rule("happened_within", kinds=["domestic_abuse"], roles=["victim", "child"], months=12),
    ),
    Offer("workless", "Out of work", rule("workless")),
    Offer("neet", "Not in education, work or training", rule("neet")),
    Offer(
        "social_care",
        "A child in need plan, an enquiry, a protection plan, or looked after",
        rule("state_recorded", kind="social_care", states=["CIN", "S47", "CPP", "CLA"]),
    ),
    Offer(
        "mental",
        "Needs help with mental health",
        rule("state_recorded", kind="health", areas=["mental"], states=BEGUN),
    ),
    Offer(
        "health",
        "Needs help with physical health, learning or neurodiversity",
        rule(
            "state_recorded",
            kind="health",
            areas=["learning", "neurodiversity", "physical"],
            states=BEGUN,
        ),
    ),
    Offer(
        "substance",
        "Needs help with drugs or alcohol",
        rule("state_recorded", kind="substance", states=BEGUN),
    ),
    Offer(
        "home",
        "The home is temporary, unsuitable or at risk",
        rule(
            "state_recorded",
            kind="housing",
            states=["temporary", "unsuitable", "arrears", "notice", "evicted"],
            running=True,
        ),
    ),
    Offer(
        "debt",
        "Debt that is too much to manage",
        rule("state_recorded", kind="debt", states=["unmanageable", "plan_broken"], running=True),
    ),
)
RESULT: tuple[Offer, ...] = (
    Offer("judged", "A worker judges that there is progress", rule("judged"), own_months=True),
    Offer(
        "attends_90",
        "Attends 90% or more over two terms",
        rule("attended_enough", percent=90, terms=2, plan_may_change=True),
    ),
    Offer(
        "attends_50",
        "Attends more than half, and rising, over two terms",
        rule("attended_enough", percent=50, terms=2, rising=True),
    ),
    Offer("placed", "In suitable education for two terms", rule("well_placed", terms=2)),
    Offer(
        "few_suspended",
        "Fewer than three suspensions in three terms",
        rule("few_suspensions", episodes=3, terms=3),
    ),
    Offer(
        "no_crime",
        "No offence and no antisocial behaviour",
        rule("none_for_months", kinds=["offence", "asb"], reducible=True),
        own_months=True,
    ),
    Offer(
        "not_missing",
        "Not missing from home",
        rule("none_for_months", kinds=["missing"]),
        own_months=True,
    ),
    Offer(
        "no_abuse",
        "No incident of domestic abuse",
        rule(
            "none_for_months", kinds=["domestic_abuse"], roles=["victim", "child"], incidents=True
        ),
        own_months=True,
    ),
    Offer("works", "In lasting work", rule("in_work")),
    Offer("learns", "In education, work or training for 13 weeks", rule("in_eet", weeks=13)),
    Offer("stepped_down", "Social care has stepped down", rule("stepped_down"), own_months=True),
    Offer(
        "mental",
        "Gets help with mental health, or a score is better",
        rule(
            "state_held_or_score_better",
            kind="health",
            areas=["mental"],
            good=GOOD,
            tools=["SDQ", "PHQ-9", "GAD-7"],
        ),
        own_months=True,
    ),
    Offer(
        "health",
        "Gets help with physical health, learning or neurodiversity",
        rule(
            "state_held", kind="health", areas=["learning", "neurodiversity", "physical"], good=GOOD
        ),
        own_months=True,
    ),
    Offer(
        "substance",
        "Gets help with drugs or alcohol, or uses less",
        rule("state_held", kind="substance", good=["engaged", "reduced", "completed"]),
        own_months=True,
    ),
    Offer(
        "settled",
        "Settled in a home",
        rule("state_held", kind="housing", good=["settled"]),
        own_months=True,
    ),
    Offer(
        "debt",
        "Debts are cleared, or a plan for them is kept",
        rule("state_held", kind="debt", good=["plan_kept", "cleared"]),
        own_months=True,
    ),
)


def offer_of(test: Any, offers: tuple[Offer, ...]) -> Offer | None:
    """The offer that a need's test is; None for a test from elsewhere."""
    return next((one for one in offers if one.test == test), None)


def offer_named(code: str, offers: tuple[Offer, ...]) -> Offer | None:
    return next((one for one in offers if one.code == code), None)


def words_of(test: Any, offers: tuple[Offer, ...]) -> str:
    """A test in words."""
    found = offer_of(test, offers)
    if found is not None:
        return found.words
    name = test.get("rule", "several tests together") if isinstance(test, dict) else ""
    return f"A test from elsewhere: {str(name).replace('_', ' ')}"
