"""A step that reaches far asks for the password again, and keeps what was typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from coordination.told import STEPS
from families.models import BreakGlass, Export
from sharing.acts import make_token
from sharing.authority import MAY, STEP_UP
from sharing.models import JournalEntry
from sharing.signing_in.step_up import ASK, BY_A_PERSON, TOO_MANY, WRONG
from sharing.views import ActView
from tests.cast import PASSWORD

WHY = "Hospital rings: the boy is here alone"


@pytest.fixture
def later():
    """Signs someone in with a password, and lets minutes go by."""
    travels = []

    def sign_in(user, minutes: int = 6) -> Client:
        user.set_password(PASSWORD)
        user.save()
        client = Client()
        given = {"login": user.username, "password": PASSWORD}
        assert client.post(reverse("account_login"), given).status_code == 302
        client.get(reverse("home"))
        travels.append(time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=True))
        travels[-1].start()
        return client

    yield sign_in
    for travel in reversed(travels):
        travel.stop()


def emergency(family, **more) -> dict[str, str]:
    return {"reference": family.reference, "danger": "child", "reason": WHY} | more


def test_within_five_minutes_nothing_is_asked(family, ben, hal, later):
    client = later(ben, minutes=4)
    assert "your_password" not in client.get(reverse("families:open-emergency")).content.decode()
    assert client.post(reverse("families:open-emergency"), emergency(family)).status_code == 302
    assert BreakGlass.objects.exists()


class TestOpeningInAnEmergency:
    url = property(lambda self: reverse("families:open-emergency"))

    def test_the_form_asks_for_it_and_keeps_what_was_typed(self, family, ben, hal, later):
        client = later(ben)
        assert 'name="your_password"' in client.get(self.url).content.decode()
        answer = client.post(self.url, emergency(family))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Enter your password" in page
        assert WHY in page
        assert family.reference in page
        assert not BreakGlass.objects.exists()

    def test_a_wrong_one_is_said_logged_and_not_shown_again(self, family, ben, hal, later):
        client = later(ben)
        page = client.post(self.url, emergency(family, your_password="not-this-one"))
        assert page.status_code == 422
        assert WRONG in page.content.decode()
        assert "not-this-one" not in page.content.decode()
        assert not BreakGlass.objects.exists()
        entry = JournalEntry.objects.filter(verb="session.prove").get()
        assert (entry.kind, entry.by, entry.data) == ("refused", ben, {"step": "emergency.open"})

    def test_the_right_one_goes_on_and_counts_for_five_minutes(self, family, ben, hal, later):
        client = later(ben)
        given = emergency(family, your_password=PASSWORD)
        wrong = client.post(self.url, given | {"reason": "short"})
        assert wrong.status_code == 422
        assert 'name="your_password"' not in wrong.content.decode()  # given once is enough
        assert client.post(self.url, emergency(family)).status_code == 302
        assert BreakGlass.objects.get().user == ben
        entry = JournalEntry.objects.get(verb="session.prove")
        assert (entry.kind, entry.by, entry.data) == ("did", ben, {"step": "emergency.open"})
        mine = client.get(reverse("looked")).content.decode()
        assert "You gave your password again, for opening a record in an emergency" in mine

    def test_guessing_is_stopped(self, family, ben, hal, later):
        client = later(ben)
        for _ in range(10):
            client.post(self.url, emergency(family, your_password="not-this-one"))
        page = client.post(self.url, emergency(family, your_password=PASSWORD))
        assert TOO_MANY in page.content.decode()
        tries = JournalEntry.objects.filter(verb="session.prove").order_by("pk")
        assert tries.last().data == {"step": "emergency.open", "why": "too_many"}
        mine = client.get(reverse("looked")).content.decode()
        assert "You gave a wrong password, for opening a record in an emergency" in mine
        assert "You tried your password too often" in mine
        assert not BreakGlass.objects.exists()


def test_taking_a_list_out_asks_when_asked_for_and_when_collected(family, ada, later):
    client = later(ada)
    url = reverse("families:exports")
    assert client.post(url, {"kind": "families"}).status_code == 422
    assert not Export.objects.exists()
    given = {"kind": "families", "your_password": PASSWORD}
    assert client.post(url, given).status_code == 302
    assert Export.objects.exists()


def test_activating_an_agreement_asks(borough, lou, later):
    client = later(lou)
    url = reverse("sharing:activate-agreement", args=[borough.agreement.key])
    assert 'name="your_password"' in client.get(url).content.decode()
    assert client.post(url).status_code == 422


class TestTheApi:
    url = property(lambda self: reverse("emergencies-list"))

    def test_a_session_sends_the_password_with_the_call(self, family, ben, hal, later):
        client = later(ben)
        answer = client.post(self.url, emergency(family), content_type="application/json")
        assert answer.status_code == 403
        assert answer.json() == {"detail": ASK, "code": "password_needed"}
        given = emergency(family, password="not-this-one")
        answer = client.post(self.url, given, content_type="application/json")
        assert (answer.status_code, answer.json()["detail"]) == (403, WRONG)
        given = emergency(family, password=PASSWORD)
        answer = client.post(self.url, given, content_type="application/json")
        assert answer.status_code == 200
        assert BreakGlass.objects.exists()

    @pytest.mark.parametrize("given", [[], '"x"', {"password": 7}, {"password": ["a"]}])
    def test_nonsense_is_no_password(self, given, family, ben, hal, later):
        answer = later(ben).post(self.url, given, content_type="application/json")
        assert (answer.status_code, answer.json()["detail"]) == (403, ASK)

    def test_a_token_can_not(self, family, ben, hal, ada):
        token = make_token(name="Figures", days=1, by=ada)
        client = Client(headers={"Authorization": f"Bearer {token.secret}"})
        given = emergency(family, password=PASSWORD)
        for url, body in ((self.url, given), (reverse("exports-ask"), {"kind": "families"})):
            answer = client.post(url, body, content_type="application/json")
            assert answer.json() == {"detail": BY_A_PERSON, "code": "password_needed"}
        assert not BreakGlass.objects.exists()


def test_every_page_for_such_an_act_asks_by_itself():
    assert set(MAY) >= STEP_UP
    acts = {act: view for view in _views() if (act := getattr(view.act, "verb", "")) in STEP_UP}
    assert set(acts) == STEP_UP


def _views() -> list[type[ActView]]:
    assert get_resolver().url_patterns  # every page is imported
    found, waiting = [], [ActView]
    while waiting:
        view = waiting.pop()
        waiting += view.__subclasses__()
        found += [view] if hasattr(view, "act") else []
    return found


def test_each_such_step_has_its_words_on_ones_own_page():
    assert set(STEPS) == STEP_UP
