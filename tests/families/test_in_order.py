"""A list stands in the order of what its reader may read: no place in it tells a hidden name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from coordination.search import find
from families import acts
from families.leaving.exports import table_for
from families.models import Family, Involvement
from families.reading.caseload import caseload
from families.reading.in_order import first_in_order, in_order
from families.views import lists
from sharing.models import Category, User
from tests.cast import make_family
from tests.copies import copied

TOKENS = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken(?:"|&quot;): (?:"|&quot;))[\w-]+')
NAMES = ("Mill", "Ash", "Zeal", "Kerr")
PAGES = ("families:list", "home", "families:visits-due", "families-list", "people-list")


@copied
def known(borough, dot, cas) -> list[Family]:
    """Four families whose record Cas may open, and whose name Cas may not know."""
    return [let_know(make_family(dot, name=name), cas, dot) for name in NAMES]


def let_know(family: Family, who: User, dot: User, given_name: str = "Jayden") -> Family:
    """The family is helped. One of them said yes to their agency, and has another last name."""
    acts.open_case(family=family, by=dot)
    acts.start_involvement(family=family, kind=Involvement.Kind.TEAM_AROUND, post=who.post, by=dot)
    decision = acts.Decision(who.agency, Category.IDENTITY, "given")
    person = family.people.get(given_name=given_name)
    acts.record_consents(
        person=person, decisions=[decision], given_by=family.people.get(given_name="Kelly"), by=dot
    )
    return family


def received(browser: Client, user: User) -> Iterator[bytes]:
    """Everything that lists families to someone, byte by byte."""
    for page in PAGES:
        yield TOKENS.sub(b"", browser.get(reverse(page)).content)
    yield TOKENS.sub(b"", browser.post(reverse("search"), {"words": "Osei"}).content)
    table = table_for(user, "families")
    yield table.as_csv() if table else b""


def rename(families: list[Family], *names: str) -> None:
    for family, name in zip(families, names, strict=True):
        Family.objects.filter(pk=family.pk).update(name=name)


@pytest.mark.matrix
@pytest.mark.parametrize("a_page", [25, 2])
def test_renaming_a_family_changes_nothing_for_who_may_not_know_the_name(
    a_page, known, cas, as_user, monkeypatch
):
    monkeypatch.setattr(lists, "PAGE", a_page)
    monkeypatch.setattr("coordination.search.MOST", a_page)
    browser = as_user(cas)
    before = list(received(browser, cas))
    theirs = [family.reference.encode() for family in known]
    assert all(any(one in shown for one in theirs) for shown in before), "a test of nothing"
    rename(known, "Zeal", "Kerr", "Ash", "Mill")
    assert list(received(browser, cas)) == before


def test_a_partner_turns_the_pages_and_misses_nobody(known, cas, as_user, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 1)
    browser, told, page = as_user(cas), [], reverse("families:list")
    while page:
        html = browser.get(page).content.decode()
        told += re.findall(r'class="wf-dotsep">(WF-\d+)', html)
        following = re.search(r'href="(\?after=[^"]+)" rel="next"', html)
        page = following and reverse("families:list") + following[1].replace("&amp;", "&")
    assert told == sorted(family.reference for family in known)


def test_a_whole_list_stands_by_the_names_that_are_shown(known, dot, cas):
    named = let_know(make_family(dot, name="Aa"), cas, dot, "Kelly")
    shown = [row.name for row in caseload(cas)]
    assert shown == ["Doyle", "Osei", "Osei", "Osei", "Osei"]
    assert caseload(cas)[0].pk == named.pk


def test_our_own_stand_by_name_and_before_the_others(known, dot, borough, ada):
    ours = [row.name for row in caseload(dot)]
    assert ours == sorted(NAMES)
    Family.objects.filter(pk=known[1].pk).update(owner=borough.school)  # Ash is another's now
    rows = caseload(dot)
    assert [row.name for row in rows[:3]] == ["Kerr", "Mill", "Zeal"]
    assert rows[3].pk == known[1].pk
    assert "Ash" not in [row.name for row in rows]
    here = Family.objects.visible_to(dot)
    assert first_in_order(here, dot, 9) == [row.pk for row in rows]
    assert list(here.order_by(*in_order(dot)).values_list("pk", flat=True)) == [
        row.pk for row in rows
    ]


def test_pages_go_on_from_our_own_to_the_others(known, dot, borough):
    Family.objects.filter(pk=known[1].pk).update(owner=borough.school)
    rows, after = [], None
    while page := caseload(dot, limit=1, after=after):
        rows += [row.pk for row in page]
        after = Family.objects.get(pk=page[-1].pk)
    assert rows == [row.pk for row in caseload(dot)]


def test_a_search_cuts_off_by_what_may_be_read(known, cas, monkeypatch):
    monkeypatch.setattr("coordination.search.MOST", 2)
    found = [row.reference for row in find(cas, "Osei").rows]
    assert found == sorted(family.reference for family in known)[:2]
    rename(known, "Zeal", "Kerr", "Ash", "Mill")
    assert [row.reference for row in find(cas, "Osei").rows] == found


def test_the_names_in_the_api_are_no_others_than_on_the_page(known, cas, api_as):
    told = json.loads(api_as(cas).get(reverse("families-list")).content)
    rows = told["results"] if isinstance(told, dict) else told
    assert {row["name"] for row in rows} == {family.reference for family in known}
