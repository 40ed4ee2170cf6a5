"""What was open, prepared or handed out before a record went into the archive opens it no more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coordination.news import deliver
from coordination.readers import READERS
from families import acts
from families.models import BreakGlass, Family, ViewAs
from families.tasks import hand_to_records
from outcomes import acts as outcomes
from outcomes.models import Claim
from referrals import acts as referrals
from sharing import acts as sharing
from sharing.models import User
from sharing.refusals import Refused
from tests import cast
from tests.families.test_archive import at, close, led, sees
from tests.outcomes.claimed import approved_claim
from tests.referrals import steps

__all__ = ["led"]

ASKED = {"danger": "child", "reason": "Hospital rings: the boy is here alone"}
WHY = "The school asked why it sees no plan"


def archive_now(family: Family, ada) -> None:
    """A case that nobody closed when it ended."""
    family.cases.update(opened_on=date(2024, 1, 8))
    close(family, ada, closed_on=date(2024, 6, 3))


def test_an_emergency_that_runs_shuts_with_it(led, ben, ada, lou, hal, as_user):
    acts.open_in_emergency(reference=led.reference, by=ben, **ASKED)
    page = as_user(ben)
    assert page.get(led.get_absolute_url()).status_code == 200
    archive_now(led, ada)
    assert page.get(led.get_absolute_url()).status_code == 404
    assert not BreakGlass.objects.visible_to(ben).exists()
    with pytest.raises(Refused):
        acts.open_in_emergency(reference=led.reference, by=ben, **ASKED)
    for user in (ben, hal, lou):
        address = BreakGlass.objects.get().get_absolute_url()
        assert as_user(user).get(address).status_code == 404
        assert BreakGlass.objects.get().reference not in (
            as_user(user).get(reverse("families:emergencies")).content.decode()
        )


def test_viewing_as_someone_ends_and_a_new_one_is_like_that_of_no_family(
    led, ada, cas, lou, as_user
):
    browser, start = as_user(lou), reverse("families:view-as")
    form = {"post": cas.post.key, "reference": led.reference, "reason": WHY}
    browser.post(start, form)
    running = ViewAs.objects.get().get_absolute_url()
    assert browser.get(running).status_code == 200
    archive_now(led, ada)
    assert browser.get(running).status_code == 404
    ViewAs.objects.update(ended_at=timezone.now())
    said = [
        browser.post(start, form | {"reference": reference}).content.decode()
        for reference in (led.reference, "WF-00000")
    ]
    assert all("There is no family with this reference" in page for page in said)
    assert ViewAs.objects.count() == 1


def test_a_list_that_waits_to_be_collected_is_collected_no_more(led, ada, as_user):
    export = acts.ask_export(kind="families", by=ada)
    deliver(READERS)
    export.refresh_from_db()
    assert export.rows == 1
    archive_now(led, ada)
    answer = as_user(ada).post(export.get_absolute_url())
    assert answer.status_code == 422
    assert led.reference not in answer.content.decode()


def test_a_program_with_a_token_finds_nothing(led, ada, client):
    token = sharing.make_token(name="Register", days=1, by=ada)
    headers = {"Authorization": f"Bearer {token.secret}"}
    one = f"/api/families/{led.reference}/"
    assert client.get(one, headers=headers).status_code == 200
    archive_now(led, ada)
    assert Client().get(one, headers=headers).status_code == 404
    for name in ("families", "people", "cases", "involvements", "plans", "consents"):
        assert Client().get(f"/api/{name}/", headers=headers).json()["results"] == []


def test_an_auditor_keeps_the_claim_until_the_window_ends_and_nothing_else(
    case, rex, ivy, jim, fay, as_user
):
    """P13 stands beside P10: what was paid is checked when it is checked."""
    approved_claim(case, ivy, jim, "C-1001")
    last = timezone.localdate() + timedelta(days=30)
    sample = outcomes.draw_sample(auditor=fay.post, size=1, closes_on=last, by=ivy)
    page = reverse("outcomes:sampled", args=[sample.claims.get().key])
    archive_now(case.family, case.lead.user)
    hand_to_records()
    assert as_user(fay).get(page).status_code == 200
    assert as_user(fay).get(case.family.get_absolute_url()).status_code == 404
    assert as_user(ivy).get(page).status_code == 404
    assert not Claim.objects.visible_to(ivy).exists()
    with at(last + timedelta(days=1)):
        assert as_user(fay).get(page).status_code == 404
        assert not Claim.objects.visible_to(fay).exists()
        assert sees(rex, case.family)


def test_ones_own_log_names_no_archived_family(led, ada, as_user):
    as_user(ada).get(led.get_absolute_url())
    page = reverse("looked")
    assert led.reference in as_user(ada).get(page).content.decode()
    archive_now(led, ada)
    assert led.reference not in as_user(ada).get(page).content.decode()


def test_ones_own_tie_stays_told_to_oneself(led, ada, dot, hal, api_as, as_user):
    """They said it themselves; a supervisor who decided about it hears no more of it."""
    acts.declare_conflict(family=led, tie="Cousin", by=dot)
    archive_now(led, ada)
    assert led.reference in as_user(dot).get(reverse("families:people-i-know")).content.decode()
    told = api_as(dot).get(reverse("conflicts-list")).json()["results"]
    assert [one["family"] for one in told] == [led.reference]
    assert api_as(hal).get(reverse("conflicts-list")).json()["results"] == []


def test_who_asked_without_an_account_reads_their_own_request_and_nothing_of_the_record(
    borough, dot, ada, client
):
    public = User.objects.public()
    referral = steps.registered(steps.sent(public), dot)
    code = referrals.give_code(referral=referral, by=public)
    cast.let_lead(referral.family, ada, dot)
    archive_now(referral.family, ada)
    given = {"reference": referral.reference, "code": code}
    answer = client.post(reverse("referrals:ask-return"), given, follow=True)
    said = answer.content.decode()
    assert answer.status_code == 200
    assert referral.reference in said
    for words in (referral.family.reference, "Doyle", "Ada", "Orchard"):
        assert words not in said
