"""Fixtures: the cast by name, their borough, and one family whom Ada leads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from rest_framework.test import APIClient

from families import acts
from families.models import Case, Family, Involvement
from sharing.models import User
from tests import cast
from tests.cast import Borough


@pytest.fixture
def borough(db) -> Borough:
    return cast.make_borough()


def _member_of_the_cast(name: str):
    @pytest.fixture(name=name)
    def person(borough: Borough) -> User:
        return cast.make_person_of_the_cast(borough, name)

    return person


for _name in cast.ROLES:
    globals()[f"the_{_name}"] = _member_of_the_cast(_name)


@pytest.fixture
def case(borough: Borough, dot: User, ada: User) -> Case:
    """A family whom Ada leads."""
    return cast.let_lead(cast.make_family(dot), ada, dot)


@pytest.fixture
def family(case: Case) -> Family:
    return case.family


@pytest.fixture
def with_cas(family: Family, cas: User, ada: User) -> Involvement:
    """Cas of the school has joined the team around the family; nobody has consented yet."""
    return acts.start_involvement(
        family=family, kind=Involvement.Kind.TEAM_AROUND, post=cas.post, by=ada
    )


@pytest.fixture
def gone(family: Family, gus: User, ada: User) -> User:
    """Gus helped once, and left."""
    link = acts.start_involvement(
        family=family, kind=Involvement.Kind.TEAM_AROUND, post=gus.post, by=ada
    )
    acts.end_involvement(involvement=link, by=ada)
    return gus


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
