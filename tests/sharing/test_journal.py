"""The journal: nothing is done without it, and nobody can change it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InternalError, connection, transaction
from django.http import Http404

from families import acts
from families.models import Family, Person
from sharing.acting import Unjournalled, act, record
from sharing.journal import mark_read
from sharing.models import JournalEntry
from sharing.refusals import Refused
from tests import cast


def test_registering_a_family_is_written_down_with_who_and_for_whom(family, dot):
    entry = JournalEntry.objects.filter(verb="family.register").get()
    assert (entry.by, entry.post_id, entry.family_id) == (dot, dot.post.pk, family.pk)


def test_rows_are_signed_in_their_history_by_the_actor(family, dot, ada):
    assert family.history.latest().history_user == dot
    assert family.open_case.history.latest().history_user == ada


def test_a_role_that_may_not_is_refused_and_nothing_is_written(borough, cas):
    with pytest.raises(PermissionDenied):
        cast.make_family(cas)
    assert not Family.objects.exists()
    assert not JournalEntry.objects.exists()


def test_the_right_role_without_sight_of_the_family_finds_nothing(family, ben):
    with pytest.raises(Http404):
        acts.add_person(family=family, person=acts.NewPerson("child", "Mo"), by=ben)


def test_a_refusal_undoes_everything(family, ada):
    with pytest.raises(Refused, match="parental responsibility"):
        acts.record_consents(
            person=cast.member(family, "Jayden"),
            decisions=[],
            given_by=cast.member(family, "Marcus"),
            by=ada,
        )
    assert "consent.record" not in JournalEntry.objects.filter(kind="did").verbs()
    refusal = JournalEntry.objects.get(kind="refused")
    assert (refusal.by, refusal.verb, refusal.why) == (ada, "consent.record", "")


def test_what_a_model_finds_wrong_is_a_refusal_at_its_field(family, ada):
    with pytest.raises(Refused) as no:
        acts.add_contact(person=cast.member(family, "Kelly"), value="x" * 500, by=ada)
    assert no.value.field == "value"


def test_what_the_database_finds_wrong_with_a_row_is_a_refusal_too(case, ada):
    both = {"doer_person": cast.member(case.family, "Kelly"), "doer_post": ada.post}
    with pytest.raises(Refused, match="It must be that an action has one doer"):
        acts.add_action(case=case, action=acts.NewAction("Ring the school", **both), by=ada)
    assert not case.actions.exists()
    assert JournalEntry.objects.get(kind="refused").verb == "action.add"


def test_an_act_that_writes_nothing_down_is_undone(family, ada, monkeypatch):
    monkeypatch.setattr("families.acts.registering.record", lambda *_, **__: None)
    with pytest.raises(Unjournalled):
        acts.add_person(family=family, person=acts.NewPerson("child", "Mo"), by=ada)
    assert not Person.objects.filter(given_name="Mo").exists()


def test_record_outside_an_act_is_a_mistake(family):
    with pytest.raises(Unjournalled):
        record(family)


def test_acts_take_keywords_only():
    with pytest.raises(TypeError, match="keyword"):

        @act("person.add")
        def add(person, by):
            return person


def test_an_unknown_verb_is_a_mistake():
    with pytest.raises(LookupError):
        act("family.vanish")


@pytest.mark.parametrize("statement", ["UPDATE {} SET why='x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete(statement, family):
    with pytest.raises(InternalError, match="added to"), transaction.atomic():
        connection.cursor().execute(statement.format(JournalEntry._meta.db_table))


def test_a_reader_finds_news_it_has_not_read_whatever_the_order(family, ada):
    unread = JournalEntry.objects.unread_by("tests.reader").filter(verb="person.add")
    news = list(unread)
    assert len(news) == 4
    mark_read("tests.reader", news[2:])  # the later ones first, as commits may come
    assert list(unread.all()) == news[:2]
