"""One person with posts in two agencies acts in one at a time, and takes nothing across."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from coordination.news import deliver
from coordination.readers import READERS
from families import acts
from families.models import BreakGlass, Export
from referrals.models import Referral
from sharing import acts as sharing
from sharing.middleware import ACTING_POST
from sharing.models import Post, Role, User
from tests import cast
from tests.house.routes import routes

WHY = "Hospital rings: the boy is here alone"


@pytest.fixture
def other(borough, ada) -> Post:
    """Ada also works for the charity, which knows no family."""
    return ada.posts.create(agency=borough.charity, role=Role.PRACTITIONER, starts_on=cast.LONG_AGO)


def browser_in(post: Post, as_user, ada) -> Client:
    """Her browser, where she chose this post."""
    client = as_user(ada)
    session = client.session
    session[ACTING_POST] = post.pk
    session.save()
    return client


@pytest.fixture
def at_charity(other, as_user, ada) -> Client:
    """Her browser, where she chose the charity's post."""
    return browser_in(other, as_user, ada)


@pytest.fixture
def left_behind(family, case, ada, ben, hal, dot) -> dict[str, object]:
    """What she has in her first post: a case, a list taken out, a referral that she wrote, and
    another family's record that she opened in an emergency."""
    export = acts.ask_export(kind="families", by=ada)
    deliver(READERS)
    second = cast.make_family(dot, name="Zanzibar")
    opened = acts.open_in_emergency(reference=second.reference, danger="child", reason=WHY, by=ada)
    referral = Referral.objects.create(
        reference="R-8128", sent_by=ada, from_agency=ada.agency, to_agency=ada.agency,
        owner=ada.agency,
    )  # fmt: skip
    acts.add_action(case=case, action=acts.NewAction("Ring the school", doer_post=ada.post), by=ada)
    return {"export": export, "second": second, "opened": opened, "referral": referral}


@pytest.mark.matrix
def test_no_address_without_a_name_tells_of_the_other(left_behind, family, at_charity):
    """Home and its tasks, lists, search, what waits to be collected, the API's lists and counts."""
    assert_tells_nothing(left_behind, family, at_charity)


@pytest.mark.matrix
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.ANALYST])
def test_nor_in_a_role_of_the_same_agency_that_sees_no_record(
    role, left_behind, family, as_user, ada
):
    """Accounts are kept without case data (access.md, P15), also by someone who helps families."""
    post = ada.posts.create(agency=ada.agency, role=role, starts_on=cast.LONG_AGO)
    assert_tells_nothing(left_behind, family, browser_in(post, as_user, ada))


def assert_tells_nothing(left_behind, family, browser) -> None:
    export, opened, second, referral = (
        left_behind[name] for name in ("export", "opened", "second", "referral")
    )
    marks = [
        family.reference, str(family.key), "Jayden", "Marcus", "Ring the school", second.reference,
        "Zanzibar", str(export.key), export.get_absolute_url(), str(opened.key), opened.reference,
        referral.reference,
    ]  # fmt: skip
    told, asked = {}, 0
    for route in routes():
        if route.takes or route.method != "get" or route.name == "set-language":
            continue
        answer = browser.get(reverse(route.name))
        asked += answer.status_code == 200
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if found := [mark for mark in marks if mark.encode() in content]:
            told[route.name] = found
        if route.is_api and b'"results"' in content and b'"family"' in content:
            assert answer.json()["results"] == [], route.name
    for words in ("Doyle", "Zanzibar", family.reference):
        page = browser.post("/find/", {"words": words}).content.decode()
        assert reverse("families:family", args=[family.reference]) not in page
        assert second.reference not in page
    assert not told
    assert asked > 40


def test_what_is_named_there_does_not_exist(left_behind, family, at_charity, api_as, ada):
    export, opened = left_behind["export"], left_behind["opened"]
    for url in (
        family.get_absolute_url(),
        export.get_absolute_url(),
        opened.get_absolute_url(),
        reverse("exports-detail", args=[export.key]),
        reverse("emergencies-detail", args=[opened.key]),
        reverse("families-detail", args=[family.reference]),
    ):
        assert at_charity.get(url).status_code == 404, url
    assert at_charity.post(export.get_absolute_url()).status_code == 404
    assert BreakGlass.objects.filter(pk=opened.pk).exists()
    assert Export.objects.get(pk=export.pk).collected_at is None


def test_the_first_post_has_it_all_still(left_behind, family, other, as_user, ada):
    client, export = as_user(ada), left_behind["export"]
    assert family.reference in client.get(reverse("families:list")).content.decode()
    assert left_behind["opened"].reference in client.get("/api/emergencies/").content.decode()
    assert client.get(export.get_absolute_url()).status_code == 200


def test_a_token_is_of_its_post_whatever_post_the_browser_is_in(
    left_behind, family, at_charity, other, ada
):
    """And a session that comes with a token acts in the token's post, not in its own."""
    here = User.objects.get(pk=ada.pk).acting_as(other)
    secret = sharing.make_token(name="Charity", days=1, by=here).secret
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    for url in ("/api/families/", "/api/people/", "/api/exports/", "/api/emergencies/"):
        assert program.get(url).json()["results"] == [], url
    both = at_charity.get("/api/families/", headers={"Authorization": f"Bearer {secret}"})
    assert both.json()["results"] == []
