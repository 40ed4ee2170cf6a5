"""Fixtures: the cast by name, their borough, and one family whom Ada leads."""

from __future__ import annotations

import gc
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, settings
from rest_framework.test import APIClient

from families.models import Case, Family, Involvement, Transfer
from sharing import conditions, prepared
from sharing.models import User
from tests import cast
from tests.cast import Borough
from tests.copies import Copies
from tests.families.moved import Elsewhere, make_elsewhere, offer, say_yes
from tests.outcomes.ready import Ready, make_ready

copies = Copies()

#: A slow machine proves nothing about a rule.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that wait for a worker process come first: the other half of the run works meanwhile,
    where at the end everybody would wait for the last of them."""
    items.sort(key=lambda item: "broker" not in item.keywords)


def pytest_collection_finish() -> None:
    """All that is loaded by now stays: Python need not look through it again and again for what
    nobody needs."""
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Before the first test: the cast, made once through the acts and taken back."""
    with django_db_blocker.unblock():
        copies.remember(cast.STEPS)


@pytest.fixture(autouse=True)
def own_questions(request: pytest.FixtureRequest) -> None:
    """A patched rule goes into what is drawn by it: such a test keeps its questions for itself.

    The test's own wish counts: pytest-django asks for `monkeypatch` in every one of them.
    """
    if "monkeypatch" in inspect.signature(request.function).parameters:
        patch = request.getfixturevalue("monkeypatch")
        patch.setattr(prepared, "_kept", {})
        patch.setattr(conditions, "_kept", {})


@pytest.fixture
def borough(db) -> Borough:
    cache.clear()  # tries are counted by a person's key, and each copy of them has the same
    return copies.copy("borough", cast.make_borough)


def _member_of_the_cast(name: str):
    @pytest.fixture(name=name)
    def person(borough: Borough) -> User:
        return copies.copy(name, lambda: cast.make_person_of_the_cast(borough, name))

    return person


for _name in cast.ROLES:
    globals()[f"the_{_name}"] = _member_of_the_cast(_name)


@pytest.fixture
def case(borough: Borough, dot: User, ada: User) -> Case:
    """A family whom Ada leads."""
    return copies.copy("case", lambda: cast.make_case(dot, ada))


@pytest.fixture
def family(case: Case) -> Family:
    return case.family


@pytest.fixture
def with_cas(family: Family, cas: User, ada: User) -> Involvement:
    """Cas of the school has joined the team around the family; nobody has consented yet."""
    return copies.copy("with_cas", lambda: cast.let_help(family, cas, ada))


@pytest.fixture
def gone(family: Family, gus: User, ada: User) -> User:
    """Gus helped once, and left."""
    copies.copy("gone", lambda: cast.let_go(family, gus, ada))
    return gus


@pytest.fixture
def elsewhere(borough: Borough) -> Elsewhere:
    """The council next door."""
    return make_elsewhere(borough)


@pytest.fixture
def transfer(family: Family, elsewhere: Elsewhere, ada: User, hal: User) -> Transfer:
    """The family moved there: Kelly and Jayden agreed, and it is offered."""
    say_yes(family, elsewhere, ada, "Kelly", "Jayden")
    return offer(family, elsewhere, hal)


@pytest.fixture(scope="session")
def ready_once(django_db_setup: None, django_db_blocker: Any) -> None:
    def step(made: dict[str, Any]) -> Ready:
        return make_ready(made["borough"], made["dot"], made["ada"])

    with django_db_blocker.unblock():
        copies.remember({"ready": step}, on=("borough", "dot", "ada"))


@pytest.fixture
def ready(ready_once: None, borough: Borough, dot: User, ada: User) -> Ready:
    """Another family whom Ada led, closed and with all that a claim needs, whatever the day."""
    return copies.copy("ready", lambda: make_ready(borough, dot, ada))


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """A browser without scripts, signed in as someone."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="sharing.backends.Accounts")
        return client

    return sign_in


@pytest.fixture
def api_as() -> Callable[[User], APIClient]:
    """A program signed in as someone."""

    def sign_in(user: User) -> APIClient:
        client = APIClient()
        client.force_login(user, backend="sharing.backends.Accounts")
        return client

    return sign_in
