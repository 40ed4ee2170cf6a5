"""What someone may not know changes nothing that they receive: not a byte of any address.

A second family of the same name, home and school is taken on, restricted at once to one supervisor,
and has everything that the first one has. Everyone else walks through the house before and after.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from families import acts
from families.models import Address, Family
from outcomes import acts as outcomes
from sharing.models import FeedRow
from tests import cast
from tests.house.asking import ask
from tests.house.situation import Situation
from tests.matrix.walking import ROUTES

pytestmark = [pytest.mark.matrix, pytest.mark.django_db]
#: What differs from one minute to the next whatever anyone may know.
PASSING = re.compile(
    rb"\d\d:\d\d(:\d\d(\.\d+)?)?|\d{1,2}[:.]\d\d[ap]m|\d+[hm] (left|late)|\d+ 100\"|[\w-]{60,}"
)
WORDS = ("Quill", "Zebedee", "MB3 7CK")
#: The hub takes it on, results and counts would hold it, the school would send its file.
WHO = ("dot", "ivy", "cas")


def received(situation: Situation, name: str) -> dict[str, bytes]:
    """Each address, and the search for what both families are called."""
    client = situation.client_of(name)
    found = {
        route.name: PASSING.sub(b"", ask(client, route, situation.kwargs(route)).content)
        for route in ROUTES
    }
    for words in WORDS:
        page = client.post("/find/", {"words": words}).content
        found[f"search {words}"] = re.sub(rb'csrf\w*"? value="\w+"|X-CSRFToken\W+\w+', b"", page)
    return found


def a_restricted_family(now: Situation) -> Family:
    hal = now.users["hal"]
    people = [
        acts.NewPerson("parent", "Zebedee", "Quillfeather", born=cast.LONG_AGO.replace(year=1988),
                       parental_duties=True),
        acts.NewPerson("child", "Wilf", "Quillfeather", born=cast.LONG_AGO.replace(year=2014)),
    ]  # fmt: skip
    home = acts.NewHome("Main home", "9 Marker Row", "MB3 7CK")
    family = acts.register_family(name="Quillfeather", people=people, home=home, by=hal)
    acts.place_restriction(family=family, reason="Staff", named=[hal], by=hal)
    case = acts.open_case(family=family, by=hal)
    acts.offer_case(case=case, lead=hal.post, by=hal)
    acts.accept_lead(case=case, by=hal)
    _work(family, case, now)
    return family


def _work(family: Family, case: Any, now: Situation) -> None:
    hal = now.users["hal"]
    parent, child = cast.member(family, "Zebedee"), cast.member(family, "Wilf")
    acts.record_visit(
        case=case, happened_at=timezone.now() - timedelta(hours=1), place="home",
        seen=[acts.SeenPerson(parent)], notes=[acts.NewNote("home", "secret")], by=hal,
    )  # fmt: skip
    line = acts.NewAction("secret line", doer_person=parent)
    acts.agree_plan(
        case=case, goals=[acts.NewGoal("secret", actions=[line])],
        agreed_with=[parent], review_on=timezone.localdate() + timedelta(days=3), by=hal,
    )  # fmt: skip
    acts.record_service(person=child, kind="school", state="now", name="marker-school", by=hal)
    fact = {"term": "2026-summer", "possible": 120, "authorised": 0, "unauthorised": 60}
    outcomes.record_evidence(
        family=family, person=child, kind="attendance", fact=fact, source="school", by=hal
    )
    outcomes.identify_need(case=case, code="2a", person=child, why="x", by=hal)
    outcomes.note_need(family=family, code="9b", why="x", by=hal)
    outcomes.judge_case(case=case, by=hal)
    row = FeedRow.objects.get()
    row.matches.create(
        person=child, kind="likely", state="proposed", score=0.95, owner=now.named["borough"].school
    )
    acts.decide_sharing(
        family=family, outcome="not_share", agency=now.named["borough"].police,
        categories=["education"], grounds=acts.Grounds("crime", "All", "6.1.e", "told"), by=hal,
    )  # fmt: skip


@pytest.mark.parametrize("name", WHO)
def test_a_family_that_one_may_not_know_changes_no_byte(name, situation):
    first, again = received(situation, name), received(situation, name)
    steady = {where for where in first if first[where] == again[where]}
    assert len(steady) > 250, sorted(set(first) - steady)
    a_restricted_family(situation)
    after = received(situation, name)
    changed = sorted(where for where in steady if first[where] != after[where])
    assert not changed
    assert Address.objects.filter(lines="9 Marker Row").count() == 2
