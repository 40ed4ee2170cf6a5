"""Fixtures: the cast by name, their borough, and one family whom Ada leads."""

from __future__ import annotations

import gc
import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.cache import cache
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from rest_framework.test import APIClient

from families.models import Case, Family, Involvement, Transfer
from outcomes.acts import judge_case
from sharing.models import Category, Line, Role, User
from sharing.questions import conditions, prepared
from tests import cast
from tests.cast import Borough
from tests.copies import AsMigrated, copied, copies
from tests.families.moved import Elsewhere, make_elsewhere, offer, say_yes
from tests.outcomes.ready import TODAY, Ready, make_ready, on

as_migrated = AsMigrated()

#: A slow machine proves nothing about a rule.
hypothesis.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("house")


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
    """Before the first test: the cast, made once through the acts and taken back. After one that
    commits, the database is as it was migrated."""
    TransactionTestCase._fixture_teardown = lambda _: as_migrated.put_back()
    with django_db_blocker.unblock():
        as_migrated.remember()
        copies.remember(cast.STEPS)


@pytest.fixture(autouse=True, scope="module")
def copies_remembered(request: pytest.FixtureRequest) -> None:
    """Before the tests of a module: what they copy, each thing once a process."""
    items = [item for item in request.session.items if item.module is request.module]
    asked = sorted({name for item in items for name in item.fixturenames})
    if "borough" in asked:
        request.getfixturevalue("django_db_setup")
        with request.getfixturevalue("django_db_blocker").unblock():
            copies.remember_for(request.module.__name__, asked)


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


@copied
def sid(family: Family, borough: Borough, ada: User) -> User:
    """A manager of the school, who helps, and is told much, but nothing of abuse."""
    manager = cast.make_user("Sid", borough.school, Role.SUPERVISOR)
    cast.let_help(family, manager, ada)
    for category in (Category.CONTACT, Category.CASE_NOTES):
        cast.make_line(borough.agreement, borough.early_help, borough.school, category)
    Line.objects.filter(to_agency=borough.school).update(consent_needed=False)
    return manager


@copied
def elsewhere(borough: Borough) -> Elsewhere:
    """The council next door."""
    return make_elsewhere(borough)


@copied
def transfer(family: Family, elsewhere: Elsewhere, ada: User, hal: User) -> Transfer:
    """The family moved there: Kelly and Jayden agreed, and it is offered."""
    say_yes(family, elsewhere, ada, "Kelly", "Jayden")
    return offer(family, elsewhere, hal)


@copied
def ready(borough: Borough, dot: User, ada: User) -> Ready:
    """Another family whom Ada led, closed and with all that a claim needs, whatever the day."""
    return make_ready(borough, dot, ada)


@copied
def judged(borough: Borough, dot: User, ada: User) -> Ready:
    """The same, with its judgement of the day on which claims are made."""
    made = make_ready(borough, dot, ada)
    with on(TODAY):
        judge_case(case=made.case, by=ada)
    return made


ClientT = TypeVar("ClientT", bound=Client)


def signed_in(client: ClientT, user: User) -> ClientT:
    """With a session that says who it is, as signing in leaves it: `force_login` writes it four
    times. Signing in itself is tested by those who send a password."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = user._meta.pk.value_to_string(user)
    session[BACKEND_SESSION_KEY] = "sharing.signing_in.backends.Accounts"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """A browser without scripts, signed in as someone."""

    def sign_in(user: User) -> Client:
        return signed_in(Client(), user)

    return sign_in


@pytest.fixture
def api_as() -> Callable[[User], APIClient]:
    """A program signed in as someone."""

    def sign_in(user: User) -> APIClient:
        return signed_in(APIClient(), user)

    return sign_in
