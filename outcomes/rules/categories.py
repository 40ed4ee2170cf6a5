"""Which category guards a fact, and the name of a need (access.md: each field has exactly one).

A need is part of the plan: whoever may read the plan reads that a child misses school. Some names
say more, that somebody is ill, drinks, broke the law, was abused or is known to social care. Those
are guarded as the facts are by which the need is found (docs/decisions/0046).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from outcomes.rules.framework import Framework, Need, Test
from outcomes.rules.lines import read_by

PLAN = "plan"
#: Guarded more closely than the plan; a need found by several is guarded as the first of them.
CLOSELY = (
    *("domestic_abuse", "mental_health", "substance_use", "health"),
    *("offending", "social_care"),
)
#: The category of each kind of fact in docs/facts.md. What is in them says more of health and
#: scores.
CATEGORIES: Mapping[str, str] = {
    **dict.fromkeys(
        ("attendance", "attendance_mark", "suspension", "exclusion", "placement"), "education"
    ),
    **dict.fromkeys(("offence", "asb", "sentence"), "offending"),
    **dict.fromkeys(("benefit", "employment", "work_programme", "eet"), "employment"),
    **dict.fromkeys(("social_care", "missing"), "social_care"),
    **dict.fromkeys(("housing", "debt"), "housing"),
    **dict.fromkeys(("score", "judgement", "regression"), PLAN),
    "domestic_abuse": "domestic_abuse",
    "health": "health",
    "substance": "substance_use",
}
#: Validated tools that measure someone's health; any other measures how a family gets on.
TOOLS: Mapping[str, str] = {
    **dict.fromkeys(("SDQ", "PHQ-9", "GAD-7", "CORE-10", "WEMWBS", "SWEMWBS"), "mental_health"),
    "ASQ": "health",
}
#: Needs of which the facts alone don't say it: found by a benefit too, or by any of several.
BY_CODE: Mapping[str, str] = {
    "tf2.3a": PLAN,
    "tf2.6a": "mental_health",
    "tf2.6b": "substance_use",
    "tf2.6c": "mental_health",
}
_TROUBLED = {"1": "offending", "5": "domestic_abuse", "6": "health"}
_SUPPORTING = {
    "3": "mental_health", "4": "substance_use", "6": "social_care", "7": "offending",
    "8": "domestic_abuse",
}  # fmt: skip
#: Needs that somebody names without a fact, and an authority's own: by their headline.
BY_HEADLINE: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(("tf2-2015", "tf2-2018", "tf2-2020", "sf-2021"), _TROUBLED),
    **dict.fromkeys(("nsfof-2022", "ffp-2025"), _SUPPORTING),
}


def category_of_fact(kind: str, fact: Mapping[str, Any]) -> str:
    """The category that decides who may see a fact of this kind.

    A judgement of a need is guarded like the need: whoever holds it says so.
    """
    if kind == "health" and fact.get("area") == "mental":
        return "mental_health"
    if kind == "score":
        return TOOLS.get(str(fact.get("tool", "")).upper(), PLAN)
    return CATEGORIES[kind]


def categories_of_kind(kind: str) -> tuple[str, ...]:
    """Every category that a fact of this kind may have, the usual one first."""
    more = {"health": ("mental_health",), "score": tuple(dict.fromkeys(TOOLS.values()))}
    return (CATEGORIES[kind], *more.get(kind, ()))


def category_of_need(framework: Framework, code: str) -> str:
    """The category of the name of a need; `framework` holds the authority's own needs too. One
    that it doesn't have is part of the plan."""
    need = framework.need(code)
    if need is None:
        return PLAN
    named = BY_HEADLINE.get(framework.slug, {}).get(need.headline)
    return BY_CODE.get(code) or _by_facts(need) or named or PLAN


def _by_facts(need: Need) -> str:
    """That of the facts by which it is found, where all of those are guarded more closely."""
    found = {category for test in need.entry.parts for category in _read_by(test)}
    return next((one for one in CLOSELY if one in found), "") if found <= {*CLOSELY} else ""


def _read_by(test: Test) -> set[str]:
    areas = test.given.get("areas") or ("",)
    return {category_of_fact(kind, {"area": area}) for kind in read_by(test) for area in areas}
