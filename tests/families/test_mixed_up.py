"""What a request brings from elsewhere: a form that was sent for another family, somebody of
another, a link that begins with an act of its own. Of all the API asks tests/house/test_swapped.py.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from families import acts
from families.models import Case, Involvement
from outcomes.acts import record_coverage
from sharing.models import Role, User
from sharing.refusals import Refused
from tests import cast
from tests.copies import copied


@copied
def twin(dot: User, ada: User) -> Case:
    """Ada leads this one too, and writes in it."""
    born = cast.LONG_AGO.replace(year=1988)
    people = [acts.NewPerson("parent", "Thea", "Twin", born=born, parental_duties=True)]
    return cast.let_lead(acts.register_family(name="Twin", people=people, by=dot), ada, dot)


def forms(case: Case) -> dict[str, dict[str, Any]]:
    """Whatever keeps the key of the form that it was written with, by its act of the API."""
    someone, now = str(case.family.people.order_by("pk")[0].key), timezone.now()
    return {
        "agree-plan": {
            "goals": [{"words": "A goal"}], "agreed_with": [someone], "family_words": "marker",
            "review_on": str(timezone.localdate() + timedelta(days=30)), "form_key": str(uuid4()),
        },
        "record-visit": {
            "happened_at": now.isoformat(), "place": "home", "seen": [{"person": someone}],
            "notes": [{"heading": "worries", "text": "marker"}], "form_key": str(uuid4()),
        },
        "book-visit": {
            "at": (now + timedelta(days=2)).isoformat(), "remember": "marker",
            "form_key": str(uuid4()),
        },
    }  # fmt: skip


def test_a_form_of_another_family_gives_nothing_back(case, twin, ada, dot, api_as):
    """Else whoever lost a family would read again what they wrote of it, by sending its form for
    another (P6)."""
    program = api_as(ada)
    there, here = forms(twin), forms(case)
    for act, body in there.items():
        sent = [program.post(f"/api/cases/{twin.key}/{act}/", body, format="json") for _ in "12"]
        assert [answer.status_code for answer in sent] == [200, 200], act
        assert sent[0].json()["key"] == sent[1].json()["key"], "sent twice it is one"
    acts.end_involvement(involvement=twin.family.involvements.live().get(post=ada.post), by=dot)
    for act, body in here.items():
        body["form_key"] = there[act]["form_key"]
        answer = program.post(f"/api/cases/{case.key}/{act}/", body, format="json")
        assert answer.status_code == 409, act
        assert "marker" not in answer.content.decode(), act


def test_nor_in_another_role(case, ada, borough, sid, api_as):
    """One acts in one post at a time: in another agency's it is another's form."""
    body = forms(case)["agree-plan"]
    api_as(ada).post(f"/api/cases/{case.key}/agree-plan/", body, format="json")
    other = ada.posts.create(agency=borough.school, role=Role.KEY_WORKER, starts_on=cast.LONG_AGO)
    acts.start_involvement(family=case.family, kind="team_around", post=other, by=ada)
    at_school = User.objects.get(pk=ada.pk).acting_as(other)
    with pytest.raises(Refused, match="sent before"):
        acts.agree_plan(
            case=case, goals=[acts.NewGoal("A goal")], agreed_with=[], form_key=body["form_key"],
            review_on=timezone.localdate(), by=at_school,
        )  # fmt: skip


def test_coverage_names_nobody_of_another_family(family, twin, ada):
    with pytest.raises(Refused, match="this family"):
        record_coverage(
            family=family, person=twin.family.people.get(), kind="offence", source="police",
            since=cast.LONG_AGO, status="none_found", by=ada,
        )  # fmt: skip


@pytest.mark.parametrize("who", ["ada", "dot"])
def test_by_hand_people_are_let_in_to_help_and_for_nothing_else(who, family, fay, request, api_as):
    """An auditor's sight comes with a sample and ends with it (P13)."""
    by, answers = request.getfixturevalue(who), {}
    for kind in Involvement.Kind.values:
        body = {"kind": kind, "post": str(fay.post.key)}
        url = f"/api/families/{family.reference}/start-involvement/"
        answers[kind] = api_as(by).post(url, body, format="json").status_code
        if kind != "team_around":
            with pytest.raises(Refused):
                acts.start_involvement(family=family, kind=kind, post=fay.post, by=by)
    assert answers == dict.fromkeys(Involvement.Kind.values, 400) | {"team_around": 200}
