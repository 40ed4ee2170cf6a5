"""One member's name is kept back, and every other kind of fact is open: nothing says it after all.

He does an action, agreed the plan, was seen, is another's partner, gave a yes for a child, has a
need, evidence and services of his own. What is told of these names nobody who may not be known,
neither by name nor by key, and no row lets anybody be counted.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from families import acts
from outcomes import acts as outcomes
from sharing.models import Category, Line
from tests import cast
from tests.house.asking import ask
from tests.house.situation import Situation
from tests.matrix.states import name_kept_back
from tests.matrix.walking import ROUTES

pytestmark = [pytest.mark.matrix, pytest.mark.django_db]
KEPT = (Category.IDENTITY, Category.CONTACT)


@pytest.fixture
def told(situation: Situation) -> Situation:
    """Whatever is not who they are is open to the school without a yes."""
    borough = situation.named["borough"]
    name_kept_back(situation)
    lines = Line.objects.filter(from_agency=borough.early_help, to_agency=borough.school)
    lines.exclude(category__in=KEPT).delete()
    for category in set(Category) - set(KEPT):
        cast.make_line(
            borough.agreement, borough.early_help, borough.school, category, consent_needed=False
        )
    everywhere(situation)
    return situation


def everywhere(now: Situation) -> None:
    """He stands in each row that can name a person."""
    family, he, ada = now.named["family"], now.named["partner"], now.users["ada"]
    type(he).objects.filter(pk=he.pk).update(family_name="Nightjar")
    zebedee, wilf = cast.member(family, "Zebedee"), cast.member(family, "Wilf")
    case = family.cases.get(closed_on=None)
    plan = acts.agree_plan(
        case=case,
        goals=[acts.NewGoal("his goal", actions=[acts.NewAction("his line", doer_person=he)])],
        agreed_with=[zebedee, he],
        review_on=timezone.localdate() + timedelta(days=30),
        by=ada,
    )
    promise = acts.add_action(
        case=case, action=acts.NewAction("his promise", doer_person=he), by=ada
    )
    visit = acts.record_visit(
        case=case, happened_at=timezone.now() - timedelta(hours=2), place="home",
        seen=[acts.SeenPerson(he), acts.SeenPerson(zebedee)],
        notes=[acts.NewNote("worries", "his note", person=he)], by=ada,
    )  # fmt: skip
    acts.add_bond(one=zebedee, other=he, kind="living_together", by=ada)
    acts.add_bond(one=he, other=wilf, kind="parent_of", by=ada)
    yes = [acts.Decision(now.users["cas"].agency, Category.IDENTITY, "given")]
    consent = acts.record_consents(person=wilf, decisions=yes, given_by=zebedee, by=ada)[0]
    type(consent).objects.filter(pk=consent.pk).update(given_by=he)
    now.named |= {
        "plans key": plan.key, "actions key": promise.key, "visits key": visit.key,
        "families:visit key": visit.key, "consents key": consent.key,
        "families:why-visit key": visit.key, "families:why-plan key": plan.key,
    } | facts_of(he, case, now)  # fmt: skip


def facts_of(he: Any, case: Any, now: Situation) -> dict[str, Any]:
    """What is known about him, by the addresses that take it."""
    family, ada = case.family, now.users["ada"]
    need = outcomes.identify_need(case=case, code="9b", person=he, why="his sorrow", by=ada)
    evidence = outcomes.record_evidence(
        family=family, person=he, kind="employment",
        fact={"from": "2026-01-05", "to": "2026-09-01", "hours": 30}, source="key_worker", by=ada,
    )  # fmt: skip
    service = acts.record_service(person=he, kind="health", state="now", name="his doctor", by=ada)
    noted = outcomes.note_need(family=family, code="10a", person=he, why="his", by=now.users["dot"])
    looked = outcomes.record_coverage(
        family=family, person=he, kind="offence", source="police", status="none_found",
        since=timezone.localdate(), by=ada,
    )  # fmt: skip
    outcomes.judge_case(case=case, by=ada)
    return {
        "his keys": [str(row.key) for row in (need, evidence, service, noted, looked)],
        "needs key": need.key, "presenting key": noted.key,
        "evidence key": evidence.key, "outcomes:why-evidence key": evidence.key,
        "services key": service.key, "families:why-service key": service.key,
    }  # fmt: skip


def found_in(situation: Situation, name: str, marks: list[str]) -> dict[str, list[str]]:
    client = situation.client_of(name)
    found: dict[str, list[str]] = {}
    for route in ROUTES:
        content = ask(client, route, situation.kwargs(route)).content
        if there := [mark for mark in marks if mark.encode() in content]:
            found[route.name] = there
    return found


def test_nothing_names_who_may_not_be_known(told):
    he: Any = told.named["partner"]
    his = ["Marmaduke", "Nightjar", "his line", "his promise", "his sorrow", "his doctor"]
    found = found_in(told, "cas", [*his, str(he.key), *told.named["his keys"]])
    assert not found, "\n".join(f"{at}: {marks}" for at, marks in found.items())


def test_where_they_may_be_known_it_is_all_there(told):
    he, school = told.named["partner"], told.users["cas"].agency
    yes = [acts.Decision(school, Category.IDENTITY, "given")]
    acts.record_consents(person=he, decisions=yes, by=told.users["ada"])
    found = found_in(told, "cas", ["Marmaduke", "his line", "his promise"])
    assert {"families:plan", "families:visits", "actions-list", "plans-detail"} <= set(found)
    assert "his line" in found["families:plan"]
    assert "Marmaduke" in found["families:visit"]


def test_their_own_agency_reads_its_lines_as_before(told):
    found = found_in(told, "ada", ["his line", "his promise", "his goal"])
    assert set(found["families:plan"]) == {"his line", "his promise", "his goal"}
