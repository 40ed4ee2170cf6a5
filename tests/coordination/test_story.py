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
