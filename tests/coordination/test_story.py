"""The story of a family: one line for what belongs together, in words and not in codes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from families import acts
from outcomes import acts as outcomes
from tests.cast import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(family, case, as_user):
    def read(user) -> str:
        page = as_user(user).get(reverse("families:story", args=[family.reference]))
        return page.content.decode()

    return read


def test_what_someone_decided_on_one_day_is_one_line(family, borough, ada, told):
    decisions = [
        acts.Decision(agency, "identity", "given") for agency in (borough.school, borough.police)
    ]
    decisions.append(acts.Decision(borough.school, "plan", "refused"))
    acts.record_consents(person=member(family, "Kelly"), decisions=decisions, by=ada)
    page = told(ada)
    assert "Kelly said yes to Larkmoor Academy and Merrowby Police" in page
    assert "Kelly said no to Larkmoor Academy" in page
    assert page.count("Kelly said yes") == 1


def test_a_need_is_told_by_its_words_and_whose_it_is(family, case, ada, told):
    outcomes.identify_need(case=case, code="1a", person=member(family, "Jayden"), by=ada)
    assert "Need named. Jayden: Misses more than 10% of school over two terms" in told(ada)


@pytest.mark.usefixtures("with_cas")
def test_the_words_of_a_talk_about_several_agencies_are_for_whoever_wrote_them_down(
    family, borough, ada, cas, told, as_user
):
    """What somebody said of the police is not the school's to read beside its own yes."""
    kelly = member(family, "Kelly")
    decisions = [
        *(acts.Decision(borough.school, category, "given") for category in ("identity", "plan")),
        acts.Decision(borough.police, "identity", "refused"),
    ]
    said = "The school may, but the police took my brother."
    acts.record_consents(person=kelly, decisions=decisions, words=said, by=ada)
    consent = reverse("families:consent", args=[family.reference]) + f"?person={kelly.key}"
    for read in (told, lambda user: as_user(user).get(consent).content.decode()):
        assert said in read(ada)
        told_to_school = read(cas)
        assert "Larkmoor Academy" in told_to_school
        assert "Kelly" in told_to_school
        assert said not in told_to_school
