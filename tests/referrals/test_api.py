"""The front door's API: the same acts, the same limits."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from families import acts as family_acts
from referrals import acts
from referrals.models import Check, Item, Referral
from tests import cast
from tests.referrals import steps

pytestmark = pytest.mark.django_db
BASE = "/api/referrals/"


def post(client, path, data=None, status=200):
    response = client.post(path, data or {}, format="json")
    assert response.status_code == status, response.content
    return response.json()


def test_a_school_drafts_and_sends(api_as, cas, dot):
    client = api_as(cas)
    person = {"given_name": "Jayden", "born": "2012-05-03", "relation": "child"}
    drafted = post(client, BASE, {"people": [person], "what_seen": "Late"})
    assert drafted["people"][0]["given_name"] == "Jayden"
    refusal = post(client, f"{BASE}{drafted['key']}/send/", status=409)
    assert refusal["reasons"]
    post(client, BASE, {"key": drafted["key"], "people": [person], **steps.TOLD})
    assert post(client, f"{BASE}{drafted['key']}/send/")["state"] == "sent"
    assert Referral.objects.count() == 1


def test_the_sender_reads_no_more_than_the_result(api_as, cas, dot, borough):
    referral = steps.sent(cas)
    acts.ask_agency(referral=referral, agency=borough.police, by=dot)
    acts.decide_referral(referral=referral, outcome="mash", reason="safety", why="Knife", by=dot)
    got = api_as(cas).get(f"{BASE}{referral.key}/").json()
    assert got["result"] == "mash"
    assert not {"family", "held_by"} & set(got)
    assert "Knife" not in str(got)
    assert api_as(cas).get("/api/checks/").json()["results"] == []


def test_an_officer_of_another_hub_is_a_sender_like_any_other(api_as, dot, borough, family):
    """As under a combined authority: the request goes to the first hub."""
    second = cast.make_agency(borough.authority, "Second Early Help", "council")
    officer = cast.make_user("Ned", second, "hub_officer", cast.make_team(second, "Hub", "hub"))
    referral = steps.sent(officer)
    acts.take_referral(referral=referral, by=dot)
    Referral.objects.filter(pk=referral.pk).update(family=family)
    detail = f"{BASE}{referral.key}/"
    assert api_as(dot).get(detail).json()["held_by"] == "Dot Example"
    for told in (api_as(officer).get(detail).json(), *api_as(officer).get(BASE).json()["results"]):
        assert told["key"] == str(referral.key)
        assert not {"family", "held_by", "paused_at"} & set(told)


def test_a_stranger_finds_nothing(api_as, cas, dot, eve, ada):
    referral = steps.sent(cas)
    for other in (eve, ada):
        assert api_as(other).get(BASE).json()["results"] == []
        assert api_as(other).get(f"{BASE}{referral.key}/").status_code == 404
        post(api_as(other), f"{BASE}{referral.key}/take/", status=404)
    post(api_as(cas), f"{BASE}{referral.key}/take/", status=403)


def test_the_hub_does_it_all(api_as, cas, dot, ada, borough):
    client, referral = api_as(dot), steps.sent(cas)
    at = f"{BASE}{referral.key}/"
    assert post(client, f"{at}take/")["held_by"] == "Dot Example"
    member = {"relation": "parent", "given_name": "Kelly", "row": str(referral.people.first().key)}
    family = {"name": "Doyle", "people": [member], "home": {"postcode": "MB3 7CK", "lines": "6 A"}}
    assert post(client, f"{at}register/", family)["family"]
    kelly = str(Referral.objects.get().family.people.get().key)
    yes = {"agency": str(borough.school.key), "category": "plan", "state": "given"}
    post(client, f"{at}words/", {"decider": kelly, "people": [kelly], "decisions": [yes]})
    asked = post(client, f"{at}ask/", {"agency": str(borough.police.key)})
    post(client, f"/api/checks/{asked['key']}/answer/", {"answer": "Nothing known"})
    assert Check.objects.get().answer == "Nothing known"
    decided = {"outcome": "lead_worker", "reason": "several_needs", "why": "One plan"}
    assert post(client, f"{at}decide/", decided)["outcome"] == "lead_worker"
    meeting = post(client, "/api/meetings/", {"held_on": timezone.localdate().isoformat()})
    item = Item.objects.get()
    post(client, f"/api/items/{item.key}/decide/", {"outcome": "allocated"}, 409)
    lead = {"outcome": "allocated", "lead": str(ada.post.key)}
    assert post(client, f"/api/items/{item.key}/decide/", lead)["lead"] == str(ada.post.key)
    assert post(client, f"/api/meetings/{meeting['key']}/close/")["state"] == "closed"


def test_a_family_that_may_not_be_offered_does_not_exist(api_as, cas, dot, hal, family):
    referral = steps.sent(cas)
    family_acts.place_restriction(family=family, reason="Staff", named=[hal], by=hal)
    at = f"{BASE}{referral.key}/attach/"
    closed = post(api_as(dot), at, {"family": str(family.key)}, 400)
    nobody = post(api_as(dot), at, {"family": str(referral.key)}, 400)
    assert closed == nobody
    assert post(api_as(hal), at, {"family": str(family.key)})["family"] == str(family.key)


def test_longer_lists_cost_no_more_queries(api_as, cas, dot, borough):
    client = api_as(dot)

    def asked():
        found = {}
        for name in ("referrals", "checks", "meetings", "items"):
            client.get(f"/api/{name}/")  # what is drawn once has its own price
            with CaptureQueriesContext(connection) as queries:
                rows = client.get(f"/api/{name}/").json()["results"]
            found[name] = (len(rows), len(queries))
        return found

    def more(day):
        referral = steps.waiting(cas, dot)
        acts.take_referral(referral=steps.sent(cas), by=dot)
        acts.ask_agency(referral=steps.sent(cas), agency=borough.police, by=dot)
        acts.arrange_meeting(held_on=timezone.localdate() + timedelta(days=day), by=dot)
        assert referral.family is not None

    more(0)
    few = asked()
    more(1)
    many = asked()
    assert all(many[name][0] > few[name][0] > 0 for name in ("referrals", "checks", "meetings"))
    assert {name: cost for name, (_, cost) in many.items()} == {
        name: cost for name, (_, cost) in few.items()
    }
    assert max(cost for _, cost in many.values()) <= 14


def test_a_partner_that_sent_it_writes_down_no_yes_to_others(api_as, cas, sid, family, borough):
    """The hub does, which has the referral. Its sender helps the family, and would have opened the
    record to a third agency through it, which the family's own pages do not let them (0053)."""
    referral = steps.sent(cas)
    Referral.objects.filter(pk=referral.pk).update(family=family)
    kelly = str(family.people.get(given_name="Kelly").key)
    yes = {"agency": str(borough.police.key), "category": "case_notes", "state": "given"}
    body = {"decider": kelly, "people": [kelly], "decisions": [yes]}
    assert api_as(sid).get(f"/api/people/{kelly}/").status_code == 200
    assert api_as(sid).get(f"{BASE}{referral.key}/").status_code == 200
    nothing = post(api_as(sid), f"{BASE}00000000-0000-0000-0000-000000000007/words/", body, 404)
    assert post(api_as(sid), f"{BASE}{referral.key}/words/", body, 404) == nothing
    assert not family.people.get(given_name="Kelly").consents.exists()
