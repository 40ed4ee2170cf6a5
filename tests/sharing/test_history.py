"""A row and its version are written by one statement, signed by whoever performs the act."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from families.models import Family, Person
from sharing.history import performed_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(family, ada) -> Person:
    return Person(family=family, given_name="Noor", family_name="Reed", owner=ada.agency)


def words_of(row: Person) -> list[tuple[str, str, object]]:
    """Each version, oldest first: what happened, the name then, who signed."""
    versions = row.history.order_by("history_id")
    return list(versions.values_list("history_type", "given_name", "history_user"))


def test_a_row_and_its_version_are_one_statement(person, ada):
    with performed_by(ada):
        for name in ("Noor", "Nour"):
            person.given_name = name
            with CaptureQueriesContext(connection) as asked:
                person.save()
            assert len(asked) == 1
    assert words_of(person) == [("+", "Noor", ada.pk), ("~", "Nour", ada.pk)]
    assert Person.objects.get(pk=person.pk).given_name == "Nour"


def test_the_version_is_what_the_database_took(person):
    """Every column of it, not what Python thought that it had sent."""
    person.born = "1990-02-03"
    person.save()
    columns = [field.attname for field in Person._meta.concrete_fields]
    row = Person.objects.filter(pk=person.pk).values(*columns).get()
    assert person.history.values(*columns).get() == row


def test_what_is_refused_leaves_no_version(person):
    person.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Person(
            key=person.key,
            family=person.family,
            given_name="Twice",
            owner=person.owner,
        ).save()
    person.relation = "x" * 100
    with pytest.raises(DatabaseError), transaction.atomic():
        person.save()
    assert words_of(person) == [("+", "Noor", None)]
    assert Person.history.filter(given_name="Twice").count() == 0


def test_an_update_that_finds_nothing_keeps_no_version(person):
    person.save()
    gone = Person.objects.get(pk=person.pk)
    person.delete()
    with pytest.raises(DatabaseError, match="did not affect any rows"), transaction.atomic():
        gone.save(force_update=True)
    assert [kind for kind, _, _ in words_of(gone)] == ["+", "-"]


def test_where_no_version_is_wanted_there_is_none(family):
    family.skip_history_when_saving = True
    before = family.history.count()
    family.name = "Without"
    family.save()
    assert Family.objects.get(pk=family.pk).name == "Without"
    assert family.history.count() == before
