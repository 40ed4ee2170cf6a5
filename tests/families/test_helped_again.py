"""A family that is helped again: whoever led it before reads it until somebody else is asked."""

from __future__ import annotations

import pytest
from django.urls import reverse

from families import acts
from families.identity import identify
from families.models import Case, Family
from tests import cast


@pytest.fixture
def again(case, ada, dot) -> Case:
    """Ada led it, and it was closed. It is open again, and waits."""
    acts.close_case(case=case, reason="It went well", by=ada)
    return acts.open_case(family=case.family, by=dot)


def sees(user, case: Case) -> bool:
    return Family.objects.visible_to(user).filter(pk=case.family_id).exists()


def test_who_led_before_loses_sight_once_somebody_else_is_asked(again, ada, ben, dot, as_user):
    page = reverse("families:family", args=[again.family.reference])
    assert sees(ada, again)
    client = as_user(ada)
    assert client.get(page).status_code == 200
    acts.offer_case(case=again, lead=ben.post, by=dot)
    assert not sees(ada, again)
    assert client.get(page).status_code == 404
    assert sees(ben, again)


def test_asked_again_who_led_before_goes_on(again, ada, dot):
    acts.offer_case(case=again, lead=ada.post, by=dot)
    acts.accept_lead(case=again, by=ada)
    assert sees(ada, again)
    assert again.family.involvements.live().filter(kind="lead_worker").count() == 1


def test_pages_and_papers_name_who_leads_now(again, ada, ben, dot, hal):
    """The family's own copies say whom to ring."""
    acts.start_involvement(family=again.family, kind="team_around", post=hal.post, by=dot)

    def lead() -> str | None:
        found = identify(hal, pk=again.family_id)
        assert found is not None
        return found.lead and found.lead.name

    assert lead() is None, "nobody leads while it waits"
    acts.offer_case(case=again, lead=ben.post, by=dot)
    acts.accept_lead(case=again, by=ben)
    assert lead() == str(ben)
    acts.close_case(case=again, reason="It went well", by=ben)
    assert lead() == str(ben), "who led it last"


def test_where_the_one_who_was_asked_says_no_nobody_leads(again, ada, ben, dot):
    acts.offer_case(case=again, lead=ben.post, by=dot)
    acts.decline_lead(case=again, reason="Full", by=ben)
    assert not sees(ada, again)
    assert not sees(ben, again)
    assert cast.Involvement.objects.live().filter(kind="lead_worker").count() == 0
