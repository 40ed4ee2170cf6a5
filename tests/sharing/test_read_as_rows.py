"""Rows, sessions and people that come by drawn questions are what Django would have read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import Model
from django.db.models.signals import post_init, pre_init  # noqa: TID251 to see that none listens
from django.utils import timezone

from sharing.models import Post, User
from sharing.questions.prepared import Statement
from sharing.signing_in.backends import Accounts
from sharing.signing_in.session_store import SessionStore

STOREYS = ("sharing", "families", "referrals", "outcomes", "sessions")


def test_no_model_does_anything_when_a_row_is_made():
    """`as_read` would pass it by."""
    for storey in STOREYS:
        for model in apps.get_app_config(storey).get_models():
            assert model.from_db.__func__ is Model.from_db.__func__, model
            own = [c for c in model.__mro__ if "__init__" in vars(c) and issubclass(c, Model)]
            assert {c.__module__.split(".")[0] for c in own} <= {"django"}, model
            for signal in (pre_init, post_init):
                assert not signal.has_listeners(model), model


def test_a_row_is_as_django_reads_it_and_can_be_saved(ada):
    (row,) = Statement(User.objects.filter(pk=ada.pk)).ask()
    plain = User.objects.get(pk=ada.pk)
    assert vars(row).keys() == vars(plain).keys()
    assert {k: v for k, v in vars(row).items() if k != "_state"} == {
        k: v for k, v in vars(plain).items() if k != "_state"
    }
    assert (row._state.adding, row._state.db) == (plain._state.adding, plain._state.db)
    row.full_name = "Ada Else"
    row.save(update_fields=["full_name"])
    assert User.objects.get(pk=ada.pk).full_name == "Ada Else"
    row.refresh_from_db()


def test_a_session_is_read_while_it_lasts(db):
    session = SessionStore()
    session["x"] = "y"
    session.create()
    assert SessionStore(session.session_key).load() == {"x": "y"}
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    late = SessionStore(session.session_key)
    assert late.load() == {}
    assert late.session_key is None
    assert SessionStore("nothing-like-it").load() == {}


@pytest.mark.parametrize("closed", [False, True])
def test_a_closed_account_comes_back_as_nobody(ada, closed):
    User.objects.filter(pk=ada.pk).update(is_active=not closed)
    assert Accounts().get_user(ada.pk) == (None if closed else ada)
    assert Accounts().get_user(0) is None


def test_a_person_comes_back_with_the_posts_that_they_hold_today(ada, django_assert_num_queries):
    """One question brings both; who holds none still comes back, as their agency may be closed."""
    (held,) = ada.posts.values_list("pk", flat=True)
    with django_assert_num_queries(1):
        found = Accounts().get_user(ada.pk)
        assert [post.pk for post in found.held] == [held]
    yesterday = timezone.localdate() - timedelta(days=1)
    Post.objects.filter(user=ada).update(starts_on=yesterday, ends_on=yesterday)
    found = Accounts().get_user(ada.pk)
    assert (found, found.held) == (ada, [])
