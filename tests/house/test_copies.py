"""The cast is copied, also where a test before this one emptied the database (decision 29)."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from sharing.models import User
from tests import conftest
from tests.copies import copies, ground


def kinds() -> list[tuple[int, str, str]]:
    return sorted(ContentType.objects.values_list("pk", "app_label", "model"))


def permissions() -> list[tuple[int, int, str]]:
    return sorted(Permission.objects.values_list("pk", "content_type_id", "codename"))


def test_whoever_commits_leaves_the_database_as_it_was_migrated(transactional_db):
    before = kinds(), permissions()
    User.objects.create(username="left-behind")
    conftest.as_migrated.put_back()
    assert (kinds(), permissions()) == before
    assert not User.objects.exists()


@pytest.fixture(scope="module")
def found() -> list[tuple[object, object]]:
    return []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", [False, True])
def test_nor_does_one_find_what_another_committed(again, found):
    """It is put back when the test is over, under the same keys."""
    found.append((kinds(), permissions()))
    assert found[0] == found[-1]
    assert not User.objects.filter(username="left-behind")
    User.objects.create(username="left-behind")


def test_what_was_kept_at_first_is_copied_by_each_test(db):
    """Whatever committed in this process until now; only at midnight is another day's made anew."""
    kept, now = copies.kept["borough"].ground, ground()
    assert kept[1:] == now[1:]
