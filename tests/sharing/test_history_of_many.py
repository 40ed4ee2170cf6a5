"""Rows written many at once keep the versions that writing each would keep."""

import pytest

from families.models import Household
from sharing.history import change_all, performed_by, save_all
from sharing.models import User


@pytest.fixture
def made(family, ada):
    """One saved by itself, and two at once; then one changed by itself, and one with others."""
    alone, *others = (
        Household(family=family, label=label, owner=family.owner) for label in ("A", "B", "C")
    )
    with performed_by(User.objects.get(pk=ada.pk)):
        alone.save()
        save_all(others)
        alone.label = "Z"
        alone.save()
        change_all(Household, [others[0].pk], label="Z")
    return alone, others[0], others[1]


def told(row):
    """Each version, but for what tells one row from another."""
    apart = {"id", "key", "history_id", "history_date", "label"}
    return [
        {name: value for name, value in version.items() if name not in apart}
        for version in row.history.order_by("history_id").values()
    ]


def test_each_has_the_same_versions_signed_by_the_same_person(made, ada):
    alone, changed, untouched = made
    assert [version["history_type"] for version in told(alone)] == ["+", "~"]
    assert told(changed) == told(alone)
    assert told(untouched) == told(alone)[:1]
    assert {version["history_user_id"] for version in told(changed)} == {ada.pk}


def test_a_version_holds_what_the_row_held(made):
    alone, changed, untouched = made
    labels = [list(row.history.order_by("history_id").values_list("label", "key")) for row in made]
    assert labels[1] == [("B", changed.key), ("Z", changed.key)]
    assert labels[2] == [("C", untouched.key)]
    assert Household.objects.get(pk=changed.pk).label == alone.label == "Z"


def test_with_nothing_to_write_nothing_is_asked(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        save_all([])
        change_all(Household, [], label="Z")
