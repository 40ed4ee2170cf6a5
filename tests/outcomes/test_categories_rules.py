"""Which category guards a need's name, and a fact: by hand for every published need."""

from dataclasses import replace

import pytest

from outcomes.frameworks.loader import framework, frameworks
from outcomes.rules.categories import (
    CATEGORIES,
    categories_of_kind,
    category_of_fact,
    category_of_need,
)
from outcomes.rules.evidence import KINDS
from outcomes.rules.framework import Test, with_local

#: Written down from the words of each need; what isn't here is part of the plan.
TROUBLED = {
    **dict.fromkeys([f"tf2.1{letter}" for letter in "abcdef"], "offending"),
    **dict.fromkeys([f"tf2.3{letter}" for letter in "bcd"], "social_care"),
    **dict.fromkeys([f"tf2.5{letter}" for letter in "abc"], "domestic_abuse"),
    "tf2.6a": "mental_health",
    "tf2.6b": "substance_use",
    "tf2.6c": "mental_health",
    "tf2.6d": "health",
}
SUPPORTING = {
    **dict.fromkeys(["2b", "2c", "3c"], "health"),
    **dict.fromkeys(["3a", "3b"], "mental_health"),
    **dict.fromkeys(["4a", "4b"], "substance_use"),
    **dict.fromkeys([f"6{letter}" for letter in "abcdef"], "social_care"),
    **dict.fromkeys(["7a", "7b", "7c"], "offending"),
    **dict.fromkeys(["8a", "8b", "8c"], "domestic_abuse"),
}
GUARDED = {
    "tf1-2012": {"crime": "offending"},
    **dict.fromkeys(["tf2-2015", "tf2-2018", "tf2-2020", "sf-2021"], TROUBLED),
    **dict.fromkeys(["nsfof-2022", "ffp-2025"], SUPPORTING),
}


@pytest.mark.parametrize("version", frameworks(), ids=lambda version: version.slug)
def test_each_published_need(version):
    found = {need.code: category_of_need(version, need.code) for need in version.needs}
    assert found == {need.code: "plan" for need in version.needs} | GUARDED[version.slug]


def local(code: str, headline: str, entry: Test):
    """The framework of 2022 with a need of the authority's own."""
    published = framework("nsfof-2022")
    own = replace(published.needs[0], code=code, headline=headline, entry=entry)
    return with_local(published, [own])


@pytest.mark.parametrize(
    ("headline", "entry", "category"),
    [
        ("1", Test(rule="nominated"), "plan"),
        ("8", Test(rule="nominated"), "domestic_abuse"),
        ("9", Test(rule="state_recorded", given={"kind": "substance"}), "substance_use"),
        ("9", Test(rule="state_recorded", given={"kind": "housing"}), "plan"),
        ("1", Test(rule="happened_within", given={"kinds": ["offence", "missing"]}), "offending"),
        (
            "1",
            Test(rule="state_recorded", given={"kind": "health", "areas": ["mental", "physical"]}),
            "mental_health",
        ),
    ],
)
def test_an_authoritys_own_need_by_its_facts_or_else_its_headline(headline, entry, category):
    assert category_of_need(local("L1", headline, entry), "L1") == category


def test_a_need_that_is_unknown_is_part_of_the_plan():
    assert category_of_need(framework("nsfof-2022"), "99z") == "plan"


def test_every_kind_of_fact_has_one():
    assert CATEGORIES.keys() == KINDS.keys()


@pytest.mark.parametrize(
    ("kind", "fact", "category"),
    [
        ("health", {"area": "mental"}, "mental_health"),
        ("health", {"area": "physical"}, "health"),
        ("score", {"tool": "phq-9"}, "mental_health"),
        ("score", {"tool": "ASQ"}, "health"),
        ("score", {"tool": "How we get on"}, "plan"),
        ("offence", {}, "offending"),
    ],
)
def test_a_fact_by_its_kind_and_what_is_in_it(kind, fact, category):
    assert category_of_fact(kind, fact) == category
    assert category in categories_of_kind(kind)
