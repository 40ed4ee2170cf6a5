"""The situation of the house's access matrix, with a second adult who says no, and more markers."""

from __future__ import annotations

import pytest

from families import acts
from outcomes.acts import identify_need
from sharing import planned, prepared
from sharing.models import Category
from tests import cast
from tests.house.situation import Situation, make_situation


@pytest.fixture
def situation(db, request, monkeypatch) -> Situation:
    """Every question is planned at once: a walk that asks it again goes by the plan."""
    monkeypatch.setattr(planned, "ASKED_BEFORE", 0)
    prepared._kept.clear()
    made = make_situation(request.getfixturevalue)
    ada, cas = made.users["ada"], made.users["cas"]
    family = cast.Family.objects.get(reference=made.named["reference"])
    partner = acts.add_person(
        family=family,
        person=acts.NewPerson(
            "step_parent", "Marmaduke", "Other", born=cast.LONG_AGO.replace(1985)
        ),
        by=ada,
    )
    no = [
        acts.Decision(cas.agency, category, "refused")
        for category in (Category.IDENTITY, Category.PLAN)
    ]
    acts.record_consents(person=partner, decisions=no, words="marker-words", by=ada)
    acts.note_warning(family=family, text="marker-warning", by=ada)
    wilf = cast.member(family, "Wilf")
    acts.record_service(person=wilf, kind="school", state="now", name="marker-school", by=ada)
    case = family.cases.get(closed_on=None)
    identify_need(case=case, code="2a", person=wilf, why="marker-why", by=ada)
    asked = family.referrals.get()  # in words of its own, so that they can be told from the record
    asked.what_seen = "marker-own"
    asked.save()
    asked.people.update(given_name="Zack", family_name="Asked")
    made.named["family"], made.named["borough"] = family, request.getfixturevalue("borough")
    return made
