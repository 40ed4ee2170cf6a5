"""Sign-ins, tokens and accounts end when they should, at the next request."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from sharing import acts
from sharing.acts.accounts import hash_of
from sharing.models import ApiToken, SignIn
from sharing.refusals import Refused
from tests.cast import PASSWORD, make_user


@pytest.fixture
def the_max(request):
    """`max` is Python's own word."""
    return request.getfixturevalue("max")


def with_token(user, **terms) -> tuple[APIClient, ApiToken]:
    token = acts.make_token(**({"name": "Figures", "days": 30} | terms), by=user)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token.secret}")
    return client, token


def in_minutes(minutes: float):
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=True)


@pytest.mark.parametrize(("who", "limit"), [("ada", 30), ("fay", 30), ("lou", 15), ("max", 15)])
def test_an_idle_sign_in_ends(who, limit, request, as_user):
    client = as_user(request.getfixturevalue(who))
    url = reverse("help")
    client.get(url)
    with in_minutes(limit - 1):
        assert client.get(reverse("tasks")).status_code == 200
        later = timezone.now()
    with time_machine.travel(later + timedelta(minutes=limit + 1), tick=True):
        answer = client.get(f"{reverse('tasks')}?a=b")
        assert answer.status_code == 302
        assert answer.url == f"{reverse('account_login')}?next=%2Ftasks%2F%3Fa%3Db"
        assert client.get(reverse("tasks")).url.startswith(reverse("account_login"))


def test_a_busy_sign_in_ends_after_twelve_hours(ada, as_user):
    client, begun = as_user(ada), timezone.now()
    for minutes in range(0, 12 * 60, 20):
        with time_machine.travel(begun + timedelta(minutes=minutes), tick=True):
            assert client.get(reverse("tasks")).status_code == 200
    with time_machine.travel(begun + timedelta(minutes=12 * 60 + 1), tick=True):
        assert client.get(reverse("tasks")).status_code == 302


def test_what_was_posted_too_late_leads_back_to_its_form(family, ada, as_user):
    client = as_user(ada)
    page = reverse("families:add-contact", args=[family.reference])
    client.get(page)
    with in_minutes(31):
        answer = client.post(page, {"value": "x"}, HTTP_REFERER=f"http://testserver{page}")
        assert answer.url == f"{reverse('account_login')}?next={page.replace('/', '%2F')}"
    client = as_user(ada)
    client.get(page)
    with in_minutes(31):
        answer = client.post(page, {"value": "x"}, HTTP_REFERER="https://elsewhere.example/x")
        assert answer.url.endswith("next=%2F")


def test_a_program_with_an_ended_session_is_told_so(ada, api_as):
    client = api_as(ada)
    client.get("/api/families/")
    with in_minutes(31):
        assert client.get("/api/families/").status_code == 401


def test_signing_in_makes_a_new_session_and_comes_back(ada, client):
    ada.set_password(PASSWORD)
    ada.save()
    client.get(reverse("account_login"))
    before = client.cookies.get("sessionid")
    given = {"login": "ada", "password": PASSWORD, "next": "/tasks/"}
    answer = client.post(reverse("account_login"), given)
    assert answer.url == "/tasks/"
    after = client.cookies["sessionid"].value
    assert before is None or before.value != after
    first = client.get("/tasks/")
    assert first.status_code == 200
    assert "signed in as" not in first.content.decode()  # who it is stands at the top already
    client.post(reverse("account_logout"))
    stolen = Client()
    stolen.cookies["sessionid"] = after
    assert stolen.get("/tasks/").status_code == 302


def test_one_sees_and_ends_ones_own_sign_ins(ada, ben, as_user):
    here, there, other = as_user(ada), as_user(ada), as_user(ben)
    there.get(reverse("tasks"), HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    other.get(reverse("tasks"))
    page = here.get(reverse("sharing:account")).content.decode()
    assert "Firefox on Windows" in page
    assert page.count("Sign out there") == 1
    row = SignIn.objects.get(device="Firefox on Windows")
    assert other.post(reverse("sharing:end-session", args=[row.key])).status_code == 404
    assert here.post(reverse("sharing:end-session", args=[row.key])).status_code == 302
    assert there.get(reverse("tasks")).status_code == 302
    assert here.get(reverse("tasks")).status_code == 200
    assert "Firefox on Windows" not in here.get(reverse("sharing:account")).content.decode()


def test_a_token_is_shown_once_and_kept_as_a_hash(ada, as_user):
    given = {"name": "Figures", "days": "30"}
    page = as_user(ada).post(reverse("sharing:make-token"), given).content.decode()
    secret = re.search(r'value="(wf_[\w-]{43})"', page)[1]
    token = ApiToken.objects.get()
    assert token.hash == hash_of(secret)
    assert secret not in str(ApiToken.objects.values())
    assert secret not in as_user(ada).get(reverse("sharing:account")).content.decode()


def test_a_token_sees_what_its_person_may_in_its_post(family, ada):
    client, token = with_token(ada)
    found = client.get("/api/families/").json()["results"]
    assert [row["reference"] for row in found] == [family.reference]
    token.refresh_from_db()
    assert token.last_used_at is not None
    made = client.post(
        f"/api/families/{family.reference}/note-warning/", {"text": "Dog"}, format="json"
    )
    assert made.status_code == 200


def test_a_token_opens_no_page(family, ada):
    client, _ = with_token(ada)
    assert client.get(reverse("families:list")).status_code == 302


def test_a_token_makes_no_further_ways_in(ada):
    client, _ = with_token(ada)
    given = {"name": "More", "days": 1}
    assert client.post("/api/tokens/make/", given, format="json").status_code == 403
    assert client.get("/api/tokens/").status_code == 403
    assert client.get("/api/sign-ins/").status_code == 403


def test_a_token_has_an_end_and_a_name_of_its_own(ada):
    with_token(ada)
    for wrong, field in (({"days": 91}, "days"), ({"days": 0}, "days"), ({}, "name")):
        with pytest.raises(Refused) as no:
            with_token(ada, **wrong)
        assert no.value.field == field


def revoke(ada, token):
    acts.revoke_token(token=token, by=ada)


def run_out(ada, token):
    ApiToken.objects.filter(pk=token.pk).update(expires_on=timezone.localdate() - timedelta(days=1))


def end_post(ada, token):
    ada.posts.update(ends_on=timezone.localdate() - timedelta(days=1))


def deactivate(ada, token):
    type(ada).objects.filter(pk=ada.pk).update(is_active=False)


def agency_leaves(ada, token):
    type(ada.agency).objects.filter(pk=ada.agency.pk).update(is_active=False)


@pytest.mark.parametrize("end", [revoke, run_out, end_post, deactivate, agency_leaves])
def test_a_token_dies_with_what_it_rests_on(end, family, ada):
    client, token = with_token(ada)
    assert client.get("/api/families/").status_code == 200
    end(ada, token)
    answer = client.get("/api/families/")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_closing_an_account_ends_every_way_in_at_once(ada, the_max, as_user):
    browsers = [as_user(ada) for _ in range(3)]
    program, _ = with_token(ada)
    for browser in browsers:
        assert browser.get(reverse("tasks")).status_code == 200
    boss = as_user(the_max)
    assert "Ada Example" in boss.get(reverse("sharing:people")).content.decode()
    boss.post(reverse("sharing:close-account", args=[ada.post.key]))
    for browser in browsers:
        assert browser.get(reverse("tasks")).status_code == 302
    assert program.get("/api/families/").status_code == 401
    assert not SignIn.objects.filter(user=ada).live().exists()


def test_an_administrator_closes_only_their_own_agencys_accounts(ada, the_max, cas, borough):
    with pytest.raises(Refused, match="your own"):
        acts.close_account(post=the_max.post, by=the_max)
    with pytest.raises(Refused, match="own agency"):
        acts.close_account(post=cas.post, by=the_max)
    made = make_user("Zoe", borough.early_help, "key_worker")
    made.posts.create(agency=borough.charity, role="practitioner")
    with pytest.raises(Refused, match="Lantern Trust"):
        acts.close_account(post=made.posts.first(), by=the_max)


def test_who_has_two_roles_has_one_account_to_close(borough, the_max, as_user):
    """Each role had a button of its own, as if it closed that role alone."""
    made = make_user("Zoe", borough.early_help, "key_worker")
    made.posts.create(agency=borough.early_help, role="hub_officer", title="Duty officer")
    boss = as_user(the_max)
    page = boss.get(reverse("sharing:people")).content.decode()
    assert page.count(f'Close account<span class="govuk-visually-hidden"> of {made}</span>') == 1
    assert "Duty officer" in page
    asked = boss.get(reverse("sharing:close-account", args=[made.posts.first().key]))
    assert "in every role" in asked.content.decode()
