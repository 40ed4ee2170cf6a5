"""The cast is copied, also where a test before this one emptied the database (decision 29)."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command

from sharing.models import User
from tests import conftest
from tests.copies import copies, ground


def kinds() -> list[tuple[int, str, str]]:
    return sorted(ContentType.objects.values_list("pk", "app_label", "model"))


def permissions() -> list[tuple[int, int, str]]:
    return sorted(Permission.objects.values_list("pk", "content_type_id", "codename"))


def test_whoever_emptied_it_leaves_the_database_as_it_was_migrated(transactional_db):
    before = kinds(), permissions()
    User.objects.create(username="left-behind")
    # As after a test that commits: keys go on, so that no new row takes one of a copy's.
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False)
    assert (kinds(), permissions()) != before, "Django gives other keys, so this test is needed"
    conftest.as_migrated.put_back()
    assert (kinds(), permissions()) == before
    assert not User.objects.exists()


def test_what_was_kept_at_first_is_copied_by_each_test(db):
    """Whatever committed in this process until now; only at midnight is another day's made anew."""
    kept, now = copies.kept["borough"].ground, ground()
    assert kept[1:] == now[1:]
