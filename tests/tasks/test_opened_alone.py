"""Past the wall: outside a transaction each message opens for itself, and nothing stays open."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction

from families.access import gate_for
from families.models import Family
from sharing.wall import ACT, RULE, behind_the_wall, opened_to_act, opened_to_read

pytestmark = pytest.mark.django_db(transaction=True)
OPEN = "SELECT current_setting('whole_family.open', true)"


def asked() -> str:
    with connection.cursor() as cursor:
        cursor.execute(OPEN)
        return str(cursor.fetchone()[0])


def said_past_django() -> str:
    """What the connection itself is told, by a question that no gate stands before."""
    with connection.connection.cursor() as cursor:
        cursor.execute(OPEN)
        return str(cursor.fetchone()[0])


def test_each_message_opens_for_itself(django_assert_num_queries):
    with behind_the_wall(gate_for(AnonymousUser())):
        assert asked() == ""
        with opened_to_read():
            for _ in range(2):
                with django_assert_num_queries(1):
                    assert asked() == RULE
                assert said_past_django() == ""
            with pytest.raises(TypeError, match="cursor in parts"):
                list(Family.objects.values_list("pk").iterator())
        assert asked() == ""
        with django_assert_num_queries(0), opened_to_read():
            pass


def test_an_act_that_is_done_while_reading_is_open_stays_an_act():
    with behind_the_wall(gate_for(AnonymousUser())), opened_to_read():
        with transaction.atomic(), opened_to_act():
            assert [asked(), asked()] == [ACT, ACT]
        assert asked() == RULE
        assert said_past_django() == ""
