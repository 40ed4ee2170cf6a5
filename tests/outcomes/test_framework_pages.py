"""The published frameworks as pages: every rule, how sure we are of it, and where it is from."""

import re

import pytest
from django.urls import reverse

from outcomes.frameworks.loader import FOLDER, frameworks
from outcomes.frameworks.sources import SOURCES, named_in

#: In the files' sources: parts of the rulebook's own tables, no documents.
PARTS_OF_TABLES = re.compile(r"\bH[1-6]\b")
CAPITALS = re.compile(r"\b[A-Z]{2,}[A-Z0-9-]*\b|\b[A-Z]\d{3}\b")


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_every_version_is_listed_the_newest_first(ada, as_user):
    page = text(as_user(ada).get(reverse("outcomes:frameworks")))
    titles = [one.title for one in reversed(frameworks())]
    places = [page.index(title) for title in titles]
    assert places == sorted(places)


@pytest.mark.parametrize("version", frameworks(), ids=lambda version: version.slug)
def test_a_version_shows_each_need_with_where_its_rule_is_from(version, cas, as_user):
    page = text(as_user(cas).get(reverse("outcomes:framework", args=[version.slug])))
    for need in version.needs:
        row = re.search(rf'<li id="need-{need.code}">.*?</li>', page)[0]
        sure = "As published" if need.provenance == "confirmed" else "Our reading of what was"
        assert sure in row
        assert all(said.split("’")[0] in row for said in (need.text, need.outcome, need.about))


def test_it_says_how_many_of_its_rules_are_as_published(ada, as_user):
    page = text(as_user(ada).get(reverse("outcomes:framework", args=["nsfof-2022"])))
    rules = re.findall(r'<p class="wf-xs wf-quiet">(?:The name: )?(.*?)</p>', page)
    shown = sum(rule.lower().startswith("as published") for rule in rules)
    assert 0 < shown < len(rules)
    assert f"{shown} of its {len(rules)} rules are as published." in page


def test_every_document_that_a_rule_names_is_told_by_its_title():
    for path in FOLDER.glob("*.toml"):
        for source in re.findall(r'^.*source = "(.*?)"', path.read_text(), re.MULTILINE):
            tags = set(CAPITALS.findall(PARTS_OF_TABLES.sub("", source)))
            assert tags == {name for name, _ in named_in([source])}, source
    assert named_in(["rulebook 2.2 (SFG-4; our reading)"]) == [("SFG-4", SOURCES["SFG-4"])]
