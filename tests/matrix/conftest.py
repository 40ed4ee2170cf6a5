"""The situation of the house's access matrix, with a second adult who says no, and more markers.

It is made once a process, through every act, and taken back to that after each test.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction

from families import acts
from outcomes.acts import identify_need
from sharing import acts as sharing
from sharing.models import Category, User
from tests import cast
from tests.copies import copies
from tests.house.situation import PEOPLE, Situation, make_situation, the_cast, walked_often


@pytest.fixture(scope="module")
def made_situation(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Situation]:
    with django_db_blocker.unblock(), walked_often(), transaction.atomic():
        yield copies.once("situation of the matrix", lambda: make(the_cast()))
        transaction.set_rollback(True)


@pytest.fixture
def situation(made_situation: Situation, db: Any) -> Situation:
    """Questions stay kept from one state to the next: what stood in one may not show in another."""
    return copy.deepcopy(made_situation)


def make(find: Callable[[str], Any]) -> Situation:
    made = make_situation(find)
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
    identify_need(case=case, code="8a", why="marker-abuse", by=ada)
    asked = family.referrals.get()  # in words of its own, so that they can be told from the record
    asked.what_seen = "marker-own"
    asked.save()
    asked.people.update(given_name="Zack", family_name="Asked")
    made.named |= {"family": family, "partner": partner, "borough": find("borough")}
    made.named["parent"] = cast.member(family, "Zebedee")
    made.users["sue"] = made.named["elsewhere"].sue  # manages the hub of the council next door
    made.named |= prepared_for(ada)  # the one before is of what has changed since
    made.secrets = {
        name: sharing.make_token(name="Matrix", days=30, by=user).secret
        for name, user in made.users.items()
        if name in (*PEOPLE, "sue")
    }
    return made


def prepared_for(user: User) -> dict[str, Any]:
    """An export of theirs, and the end of the link that opens it."""
    export = acts.ask_export(kind="families", by=user)
    acts.prepare_export(export=export, by=user)
    return {"exports key": export.key, "signed": export.get_absolute_url().split("/")[2]}
