"""Each role has its own way about, the same on every page."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import RequestFactory

from coordination import shell
from sharing.models import Role
from tests.families.moved import make_elsewhere


def request(path: str, role: str, *, partner: bool = False, hub: bool = False) -> Any:
    asked: Any = RequestFactory().get(path)
    asked.user = SimpleNamespace(
        role=role, post=None, is_authenticated=True, at_partner=partner, on_hub_duty=hub
    )
    return asked


@pytest.fixture
def every_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """A house in which each place is built."""
    made = {"home": "/"}
    monkeypatch.setattr(shell, "address", lambda n: made.get(n, f"/{n.replace(':', '/')}/"))


@pytest.mark.parametrize("role", Role.values)
def test_every_role_has_a_way_about_that_starts_at_home(role: str, every_address: None) -> None:
    places = shell.navigation(request("/", role))
    assert places[0]["label"] == "Home"
    assert places[0]["current"]
    assert len(places) <= 5
    assert len({place["label"] for place in places}) == len(places)


def test_a_page_belongs_to_the_place_it_lies_under(every_address: None) -> None:
    places = shell.navigation(request("/families/list/42/plan/", Role.KEY_WORKER))
    assert [place["label"] for place in places if place["current"]] == ["My families"]
    nowhere = shell.navigation(request("/role/", Role.KEY_WORKER))
    assert not any(place["current"] for place in nowhere)


def test_a_partner_outside_the_council_can_ask_for_help_first(every_address: None) -> None:
    places = shell.navigation(request("/", Role.PRACTITIONER, partner=True))
    assert [place["label"] for place in places][:3] == ["Home", "Ask for help", "Sent by you"]


def test_only_the_hubs_supervisor_has_a_triage_board(every_address: None) -> None:
    def labels(**where: bool) -> list[str]:
        return [place["label"] for place in shell.navigation(request("/", "supervisor", **where))]

    assert labels(hub=True) == ["Home", "Families", "Triage", "Meetings", "Tasks"]
    assert labels() == ["Home", "Families", "Meetings", "Tasks", "Find"]
    assert labels(partner=True) == ["Home", "Families", "Asked for", "Tasks", "Find"]


def test_a_place_that_is_not_built_is_left_out() -> None:
    assert shell.address("nowhere:at-all") == ""


def test_someone_who_has_not_signed_in_sees_no_navigation() -> None:
    asked: Any = RequestFactory().get("/")
    asked.user = SimpleNamespace(is_authenticated=False)
    around = shell.shell(asked)
    assert "navigation" not in around
    assert around["council"]


def test_the_header_names_the_council_for_which_someone_works(borough, ada, as_user):
    """Two councils share an installation; who works for both reads whose installation it is."""
    sue = make_elsewhere(borough).sue
    asked = "/privacy/"
    assert "Wexmoor Council" in as_user(sue).get(asked).content.decode()
    assert "Wexmoor Council" not in as_user(ada).get(asked).content.decode()
    sue.agency.authorities.add(borough.authority)
    assert "Wexmoor Council" not in as_user(sue).get(asked).content.decode()
