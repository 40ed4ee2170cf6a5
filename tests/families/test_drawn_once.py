"""What may be seen is drawn once for one sight: it says what is drawn anew, and reads nothing."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Exists, OuterRef
from django.test.utils import CaptureQueriesContext

from families.access import SharedQuerySet, sight_of
from families.models import Family, Person
from sharing.models import Agreement
from sharing.questions import conditions
from sharing.questions.answering import answering
from tests import cast

SHARED = [
    model for model in apps.get_models()
    if isinstance(getattr(model, "objects", None) and model.objects.all(), SharedQuerySet)
]  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(conditions, "_kept", {})


def said(rows) -> tuple:
    """The question as PostgreSQL would be asked it."""
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return ("", ())


def understood(question: tuple) -> str:
    """As PostgreSQL understands it, whichever brackets it stands in."""
    sql, values = question
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (COSTS OFF) {sql or 'SELECT'}", values or None)
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.fixture
def person(request, case, with_cas):
    return request.getfixturevalue(request.param)


@pytest.mark.matrix
@pytest.mark.parametrize("person", cast.ROLES, indirect=True)
def test_what_is_kept_says_what_is_drawn_anew(person):
    anew = {model: said(model.objects.visible_to(person)) for model in SHARED}
    assert not conditions._kept, "outside a request nothing is kept"
    with answering():
        sight_of(person)
        with CaptureQueriesContext(connection) as asked:
            first = {model: said(model.objects.visible_to(person)) for model in SHARED}
            again = {model: said(model.objects.visible_to(person)) for model in SHARED}
    assert len(conditions._kept) >= len(SHARED) > 40
    assert not asked.captured_queries, "it depends on something that is not in the sight"
    assert first == again
    for model, question in anew.items():
        assert first[model][1] == question[1], model
        assert understood(first[model]) == understood(question), model
    moments = [m for m, (_, values) in again.items() if any(map(is_moment, values))]
    assert not moments, "asked later, it would still answer for then"


def is_moment(value) -> bool:
    return isinstance(value, datetime)


def test_what_is_asked_of_it_stays_with_who_asked(case, ada):
    with answering():
        seen = Person.objects.visible_to(ada)
        kelly = seen.filter(given_name="Kelly").order_by("-pk").distinct()
        assert kelly.count() == 1
        assert seen.exclude(pk=kelly.get().pk).count() == seen.count() - 1
        assert said(Person.objects.visible_to(ada)) == said(seen)
        assert "Kelly" not in str(said(seen))


def test_it_takes_other_names_within_another_question(case, with_cas, ada, cas):
    """And keeps its own for the next that asks it as it stands."""
    for user in (ada, cas):
        anew = Person.objects.visible_to(user)
        with answering():
            for _ in range(2):
                seen = Person.objects.visible_to(user)
                within = Person.objects.filter(pk__in=seen.values("pk"), pk__gt=0)
                plain = Person.objects.filter(pk__in=anew.values("pk"), pk__gt=0)
                assert understood(said(within)) == understood(said(plain))
                beside = seen.filter(Exists(seen.filter(pk=OuterRef("pk"))))
                assert set(within) == set(beside) == set(anew)
                assert set(seen | Person.objects.filter(pk=0)) == set(anew)
                assert set(seen & Person.objects.visible_to(user)) == set(anew)
                families = Family.objects.visible_to(user).filter(people__in=seen).distinct()
                assert families.count() == bool(anew)
                assert families.aggregate(n=Count("people"))["n"] >= bool(anew)
                assert said(seen) == said(anew)


def test_rows_of_which_something_was_asked_keep_it(case, ada, dot):
    other = cast.make_family(dot, name="Other")
    with answering():
        assert Person.objects.visible_to(ada).exists()
        assert not other.people.visible_to(ada).exists()
        assert set(case.family.people.visible_to(ada)) == set(case.family.people.all())
        one = Person.objects.order_by("pk")[:1]
        with pytest.raises(TypeError):  # as without: a slice can't be narrowed
            one.visible_to(ada)


def test_another_sight_is_drawn_anew(case, with_cas, cas, ada):
    def lines() -> tuple:
        with answering():
            return said(Family.objects.visible_to(type(cas).objects.get(pk=cas.pk)))

    before = lines()
    Agreement.objects.update(state=Agreement.State.SUSPENDED)
    assert lines() != before
    Agreement.objects.update(state=Agreement.State.ACTIVE)
    assert lines() == before
    with answering():
        assert said(Family.objects.visible_to(ada)) != before


def test_the_store_of_conditions_starts_anew_when_it_is_full(case, ada, monkeypatch):
    monkeypatch.setattr(conditions, "MOST", 2)
    with answering():
        for model in SHARED[:5]:
            assert said(model.objects.visible_to(ada)) == said(model.objects.visible_to(ada))
            assert len(conditions._kept) <= 2
