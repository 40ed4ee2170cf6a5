"""The one row that an address names: its question is kept, and what it answers never is."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.db.models import F
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from families import acts
from families.models import Case, Family, Involvement, Person
from sharing.questions import conditions, prepared
from sharing.questions.answering import answering
from sharing.questions.single import only
from tests import cast


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    for store in (conditions, prepared):
        monkeypatch.setattr(store, "_kept", {})


def found(rows, value, name="key"):
    try:
        return only(rows, name, value)
    except Http404:
        return None


def kept_rows() -> int:
    return sum(key[0] is only for key in prepared._kept if isinstance(key, tuple))


@pytest.mark.parametrize("who", cast.ROLES)
def test_it_is_the_row_that_is_found_when_drawn_anew(who, case, with_cas, request):
    """For each of the cast, of each model that the family has rows of; twice, as the second asking
    goes by what the first left."""
    user = request.getfixturevalue(who)
    for model in (Case, Family, Involvement, Person):
        for row in model.objects.all():
            right = model.objects.visible_to(user).filter(pk=row.pk).first()
            with answering():
                for _ in range(2):
                    one = found(model.objects.visible_to(user), row.key)
                    assert (one and vars(one) | {"_state": 0}) == (
                        right and vars(right) | {"_state": 0}
                    )


def test_the_question_is_drawn_once_and_what_may_be_seen_is_judged_each_time(
    case, with_cas, ada, cas, borough
):
    kelly = cast.member(case.family, "Kelly")
    yes = [acts.Decision(borough.school, "identity", "given")]
    (said,) = acts.record_consents(person=kelly, decisions=yes, by=ada)
    with answering():
        assert found(Person.objects.visible_to(cas), str(kelly.key)) == kelly
    assert kept_rows() == 1
    acts.withdraw_consent(consent=said, by=ada)
    with answering(), CaptureQueriesContext(connection) as asked:
        assert found(Person.objects.visible_to(cas), kelly.key) is None
    assert kept_rows() == 1
    assert any(str(kelly.key) in query["sql"] for query in asked)


#: What narrows or widens the rows: none may be answered by the question of another.
OTHERWISE = {
    "as they are": lambda rows: rows,
    "with the family": lambda rows: rows.select_related("family"),
    "none of that name": lambda rows: rows.filter(given_name="Nobody"),
    "all but that name": lambda rows: rows.exclude(given_name="Kelly"),
    "with more": lambda rows: rows.annotate(called_so=F("given_name")),
    "in another order": lambda rows: rows.order_by("-born"),
    "nothing": lambda rows: rows.none(),
}


@pytest.mark.parametrize("first", OTHERWISE)
def test_what_else_was_asked_of_the_rows_counts(first, case, ada):
    kelly = cast.member(case.family, "Kelly")
    for name in (first, *OTHERWISE):
        with answering():
            rows = OTHERWISE[name](Person.objects.visible_to(ada))
            one, right = found(rows, kelly.key), rows.filter(pk=kelly.pk).first()
            assert one == right, name
            if right is not None:
                assert vars(one).keys() - {"_prefetched_objects_cache"} == vars(right).keys(), name
                read_with_it = (row._state.fields_cache.keys() for row in (one, right))
                assert len(set(map(tuple, read_with_it))) == 1, name


def test_what_is_no_key_is_nobodys(case, ada):
    with answering():
        for value in ("no key", "", uuid.UUID(int=7)):
            assert found(Person.objects.visible_to(ada), value) is None
        assert found(Family.objects.visible_to(ada), case.family.reference, "reference")
        assert found(Family.objects.visible_to(ada), "WF-00000", "reference") is None
