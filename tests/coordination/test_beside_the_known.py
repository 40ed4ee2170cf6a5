"""What stands beside people on the family's page is told of those who may be known, and of nobody
else: a column, a number or a note would say that there is somebody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.search import find
from families import acts
from families.models import ServiceInvolved, Visit
from sharing.models import Agreement, Category
from tests import cast

pytestmark = pytest.mark.django_db


def opens(borough, *categories: str) -> None:
    """The council tells the school these, whatever anybody says."""
    agreement = Agreement.objects.get(lines__in=borough.school.lines_in.all()[:1])
    for category in categories:
        terms = {"consent_needed": False}
        cast.make_line(agreement, borough.early_help, borough.school, category, **terms)


@pytest.fixture
def kelly(family, borough, with_cas, ada):
    """She may be known at the school; Marcus said no to who he is."""
    for name, state in (("Kelly", "given"), ("Marcus", "refused")):
        decision = acts.Decision(borough.school, Category.IDENTITY, state)
        acts.record_consents(person=cast.member(family, name), decisions=[decision], by=ada)
    return cast.member(family, "Kelly")


@pytest.fixture
def page(family, as_user):
    """What somebody reads on the family's page."""

    def read(user) -> str:
        return as_user(user).get(family.get_absolute_url()).content.decode()

    return read


def works_with(person, by, kind: str, contact: str = "") -> None:
    acts.record_service(
        person=person, kind=kind, state="now", name="The Larches", contact=contact,
        phone="01632 960500", by=by,
    )  # fmt: skip


def test_no_service_has_a_column_for_somebody_who_may_not_be_known(
    kelly, family, borough, ada, cas, page
):
    opens(borough, Category.SERVICES)
    works_with(cast.member(family, "Marcus"), ada, "mental_health", "Ms Probation")
    works_with(kelly, ada, "housing")
    assert "Mental health" in page(ada)
    told = page(cas)
    assert "The Larches" in told
    assert "Mental health" not in told
    assert "Ms Probation" not in told


def test_a_number_of_two_people_has_no_note_of_the_one_who_may_not_be_known(
    kelly, family, borough, ada, cas, page
):
    opens(borough, Category.CONTACT)
    marcus = cast.member(family, "Marcus")
    acts.add_contact(person=marcus, value="01632 960777", note="His work", by=ada)
    acts.add_contact(person=kelly, value="01632 960777", by=ada)
    assert "His work" in page(ada)
    told = page(cas)
    assert "01632 960777" in told
    assert "His work" not in told


def test_a_note_leads_to_its_visit_where_visits_are_told(kelly, case, borough, ada, cas, page):
    opens(borough, Category.HEALTH)
    visit = acts.record_visit(
        case=case, happened_at=timezone.now() - timedelta(hours=1), place="home",
        seen=[acts.SeenPerson(kelly)], by=ada,
        notes=[acts.NewNote("worries", "The flat is damp and cold.", category=Category.HEALTH)],
    )  # fmt: skip
    address = reverse("families:visit", args=[visit.key])
    assert address in page(ada)
    told = page(cas)
    assert "The flat is damp and cold." in told
    assert address not in told
    assert not Visit.objects.visible_to(cas).exists()


def test_why_is_answered_of_a_fact_of_somebody_who_may_be_known(
    kelly, family, borough, ada, cas, as_user
):
    """Its address may have been kept from a day on which Marcus could be known."""
    opens(borough, Category.SERVICES)
    of = {name: cast.member(family, name) for name in ("Kelly", "Marcus")}
    for person in of.values():
        works_with(person, ada, "housing")
    answers = {
        name: as_user(cas).get(reverse("families:why-service", args=[service.key])).status_code
        for name, person in of.items()
        for service in ServiceInvolved.objects.filter(person=person)
    }
    assert answers == {"Kelly": 200, "Marcus": 404}


def test_an_address_where_nobody_lives_who_may_be_known_is_in_no_answer(
    kelly, family, borough, ada, cas, api_as
):
    """The people page shows no such home: neither does a program, and no search finds it."""
    opens(borough, Category.CONTACT)
    home = acts.NewHome("Marcus’s flat", "2 Quay Street", "MB7 1AA")
    flat = acts.add_household(family=family, home=home, by=ada)
    acts.add_stay(person=cast.member(family, "Marcus"), household=flat, by=ada)

    def told(user) -> tuple[set[str], int]:
        rows = api_as(user).get("/api/addresses/").json()["results"]
        return {row["postcode"] for row in rows}, len(find(user, "MB7 1AA").rows)

    assert told(ada) == ({"MB3 7CK", "MB7 1AA"}, 1)
    assert told(cas) == ({"MB3 7CK"}, 0)
    acts.add_stay(person=kelly, household=flat, share="0.5", by=ada)
    assert told(cas) == ({"MB3 7CK", "MB7 1AA"}, 1)
