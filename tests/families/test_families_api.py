"""The families' API: the same acts, the same rule."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from families.models import Case, Consent, Person, Plan, Visit
from tests.cast import member


def test_reading_is_through_the_rule(family, ada, eve, gone, api_as):
    mine = api_as(ada)
    assert mine.get("/api/families/").json()["results"][0]["reference"] == family.reference
    for name in ("people", "cases", "involvements", "visits", "plans", "actions", "consents"):
        assert mine.get(f"/api/{name}/").status_code == 200
        for outsider in (eve, gone):
            assert api_as(outsider).get(f"/api/{name}/").json()["results"] == []
    for outsider in (eve, gone):
        assert api_as(outsider).get(f"/api/families/{family.reference}/").status_code == 404


def test_a_visit_and_a_plan_by_program(family, case, ada, api_as):
    kelly = member(family, "Kelly")
    key = str(uuid4())
    visit = {
        "happened_at": timezone.now().isoformat(),
        "place": "home",
        "form_key": key,
        "seen": [{"person": str(kelly.key)}],
        "notes": [{"heading": "worries", "text": "Rent"}],
        "actions": [{"what": "Ring", "doer_post": str(ada.post.key)}],
    }
    for _ in range(2):
        answer = api_as(ada).post(f"/api/cases/{case.key}/record-visit/", visit, format="json")
        assert answer.status_code == 200, answer.json()
    assert Visit.objects.get().notes.get().text == "Rent"
    assert answer.json()["notes"][0]["text"] == "Rent"
    plan = {
        "goals": [
            {"words": "In lessons", "actions": [{"what": "Meet", "doer_person": str(kelly.key)}]}
        ],
        "agreed_with": [str(kelly.key)],
        "review_on": str(timezone.localdate() + timedelta(days=30)),
    }
    api_as(ada).post(f"/api/cases/{case.key}/agree-plan/", plan, format="json")
    action = Plan.objects.get().goals.get().actions.get()
    done = api_as(ada).post(f"/api/actions/{action.key}/complete/", {}, format="json")
    assert done.json()["done_on"] == str(timezone.localdate())


def test_an_act_that_says_no_is_409_with_reasons(case, ada, api_as):
    bad = {"happened_at": timezone.now().isoformat(), "place": "home"}
    answer = api_as(ada).post(f"/api/cases/{case.key}/record-visit/", bad, format="json")
    assert answer.status_code == 409
    assert answer.json() == {"reasons": ["Say who was there"], "field": "seen"}


def test_consents_by_program(family, ada, borough, api_as):
    kelly = member(family, "Kelly")
    given = {
        "decisions": [{"agency": str(borough.school.key), "category": "identity", "state": "given"}]
    }
    assert (
        api_as(ada)
        .post(f"/api/people/{kelly.key}/record-consents/", given, format="json")
        .status_code
        == 200
    )
    consent = Consent.objects.get()
    api_as(ada).post(f"/api/consents/{consent.key}/withdraw/", {}, format="json")
    assert Consent.objects.standing().get().state == "withdrawn"


def test_registering_and_leading_by_program(dot, ada, eve, api_as):
    given = {
        "name": "Abara",
        "people": [{"relation": "parent", "given_name": "Lina"}],
        "home": {"label": "Home 1"},
    }
    made = api_as(dot).post("/api/families/register/", given, format="json")
    assert made.status_code == 200, made.json()
    reference = made.json()["reference"]
    assert api_as(eve).post("/api/families/register/", given, format="json").status_code == 403
    hub = api_as(dot)
    hub.post(
        f"/api/families/{reference}/add-person/",
        {"relation": "child", "given_name": "Ify"},
        format="json",
    )
    hub.post(f"/api/families/{reference}/open-case/", {}, format="json")
    case = Case.objects.get()
    hub.post(f"/api/cases/{case.key}/offer/", {"lead": str(ada.post.key)}, format="json")
    assert (
        api_as(ada).post(f"/api/cases/{case.key}/accept-lead/", {}, format="json").json()["stage"]
        == "active"
    )
    assert Person.objects.count() == 2
    tie = api_as(ada).post(
        f"/api/families/{reference}/declare-conflict/", {"tie": "Cousin"}, format="json"
    )
    assert tie.status_code == 200
    assert api_as(ada).get(f"/api/families/{reference}/").status_code == 404


def test_the_schema_is_made_without_complaint(ada, api_as):
    answer = api_as(ada).get("/api/schema")
    assert answer.status_code == 200
    assert b"/api/cases/{key}/record-visit/" in answer.content
