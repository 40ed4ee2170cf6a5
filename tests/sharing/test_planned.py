"""A question about one row is planned once a connection, and still answers for who asks now."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef

from sharing.models import Agency, Post
from sharing.questions import planned
from sharing.questions.planned import Probe
from sharing.questions.prepared import Given, Statement


@pytest.fixture(autouse=True)
def nothing_planned(db):
    """Other tests of this process share the connection."""
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    planned._by_connection.clear()


def known() -> list[str]:
    """What this connection has planned, as PostgreSQL tells."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements ORDER BY name")
        return [statement for (statement,) in cursor.fetchall()]


def one(**more) -> Statement:
    found = Agency.objects.filter(pk=Given("pk", Agency._meta.pk), **more)
    return Statement(found.values_list("name"), planned=True)


def test_it_is_planned_the_second_time_and_answers_for_whichever_row(borough):
    ask, hub, school = one().ask, borough.early_help, borough.school
    assert (ask(pk=hub.pk), known()) == ([[hub.name]], [])
    assert ask(pk=school.pk) == [[school.name]]
    assert len(known()) == 1
    assert (ask(pk=hub.pk), ask(pk=school.pk), ask(pk=0)) == ([[hub.name]], [[school.name]], [])
    assert len(known()) == 1


def test_two_askers_share_a_plan_and_each_gets_their_own(borough):
    here, gone = one(phone=borough.early_help.phone), one(phone="none")
    for _ in range(3):
        assert here.ask(pk=borough.early_help.pk)
        assert not gone.ask(pk=borough.early_help.pk)
    assert len(known()) == 1, "they differ in a value only"


def test_what_changes_after_it_was_planned_is_seen(borough):
    ask, hub = one(is_active=True).ask, borough.early_help
    assert [bool(ask(pk=hub.pk)) for _ in range(3)] == [True] * 3
    Agency.objects.filter(pk=hub.pk).update(is_active=False)
    assert ask(pk=hub.pk) == []


def test_the_oldest_plans_are_forgotten_for_new_ones(borough, monkeypatch):
    asked = [one(**{field: ""}) for field in ("kind", "name", "phone")]
    monkeypatch.setattr(planned, "MOST", 2 * max(len(s.sql) for s in asked))
    for statement in asked:
        for _ in range(2):
            statement.ask(pk=1)
    assert len(known()) == 2
    assert not any('"kind" =' in text for text in known())
    assert asked[0].ask(pk=1) == [], "and planned again when they are wanted"


def test_a_percent_sign_stays_one(borough):
    ask = one(name__startswith=borough.early_help.name[:2]).ask
    assert [ask(pk=borough.early_help.pk) for _ in range(3)] == [[[borough.early_help.name]]] * 3


def test_a_probe_finds_what_exists_finds_and_is_never_hashed(borough, ada):
    posts = Post.objects.filter(agency=OuterRef("pk"))
    by_probe, by_exists = (
        Agency.objects.filter(how(posts)).order_by("pk") for how in (Probe, Exists)
    )
    assert list(by_probe) == list(by_exists) != []
    assert "Hash" not in by_probe.explain()
    assert set(Agency.objects.filter(~Probe(posts))) == set(Agency.objects.filter(~Exists(posts)))
