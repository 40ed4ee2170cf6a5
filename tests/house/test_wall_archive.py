"""No way but an involvement leads past the second wall into the archive (access.md, P10)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from families.models import Family, FamilyAccess, LastDay, PossibleConflict
from families.wall.policies import tables
from tests.house.situation import PEOPLE
from tests.house.test_wall import fill, rows_of, seen_by, value

pytestmark = pytest.mark.matrix

WAYS = ("ends", "offered", "matched")


def models_with_other_ways() -> list[Any]:
    """Those whose rows are about a family and pass without an involvement."""
    return [
        walled.model
        for walled in tables()
        if walled.table == walled.model._meta.db_table
        and hasattr(walled.sharing, "family")
        and any(hasattr(walled.sharing, way) for way in WAYS)
    ]


def shown(situation, family: Family) -> dict[Any, set[str]]:
    """To whom the wall shows a row of the family, in each of these models."""
    found: dict[Any, set[str]] = {model: set() for model in models_with_other_ways()}
    for name in set(PEOPLE) - {"anonymous"}:
        with seen_by(situation.users[name]):
            for model, names in found.items():
                rows = model._default_manager.filter(**{model.Sharing.family or "pk": family.pk})
                if rows.exists():
                    names.add(name)
    return found


def test_no_other_way_leads_into_the_archive(situation):
    for model in models_with_other_ways():
        if not rows_of(model._meta.db_table):
            fill(model)
    family = Family.objects.get(reference=situation.named["reference"])
    FamilyAccess.objects.filter(family=family).delete()
    PossibleConflict.objects.update(family=family, source="noticed")
    before = shown(situation, family)
    assert len(before) > 7
    assert all(before.values()), before
    last = LastDay.objects.create(family=family, day=timezone.localdate())
    assert shown(situation, family) == before
    last.day -= timedelta(days=1)
    last.save()
    assert not any(shown(situation, family).values())
    for name in set(PEOPLE) - {"anonymous"}:
        user = situation.users[name]
        for model in models_with_other_ways():
            right = set(model._default_manager.visible_to(user).values_list("pk", flat=True))
            with seen_by(user):
                rows = model._default_manager.visible_to(user)
                assert set(rows.values_list("pk", flat=True)) == right, (name, model)


def test_who_works_with_whom_is_told_beside_their_own_families_only(situation):
    """Raw SQL as each: links and grants of the families that they work with, their own links, and
    last days of those; a day that is over is told of any, as the rule must know who is archived."""
    for family in Family.objects.all():
        LastDay.objects.update_or_create(family=family, defaults={"day": timezone.localdate()})
    told = dict.fromkeys(WITH_WHOM, 0)
    for name in set(PEOPLE) - {"anonymous"}:
        user = situation.users[name]
        with seen_by(user):
            for table, column in WITH_WHOM.items():
                told[table] += rows_of(table)
                count = f"SELECT count(*) FROM {table} WHERE {column} NOT IN ({KNOWN})"  # noqa: S608
                assert value(count, list(user.principals)) == 0, (name, table)
    assert all(told.values()), told
    eve = situation.users["eve"]
    with seen_by(eve):
        assert [rows_of(table) for table in WITH_WHOM] == [0, 0, 0, 0]
    one = LastDay.objects.first()
    LastDay.objects.filter(pk=one.pk).update(day=timezone.localdate() - timedelta(days=1))
    with seen_by(eve):
        assert rows_of("families_lastday") == 1


KNOWN = (
    "SELECT id FROM families_family"
    " UNION SELECT family_id FROM families_familyaccess WHERE principal = ANY (%s::bigint[])"
)
#: What says who works with which family, and the column that says which.
WITH_WHOM = {
    "families_familyaccess": "family_id", "families_familyuserpermission": "content_object_id",
    "families_familygrouppermission": "content_object_id", "families_lastday": "family_id",
}  # fmt: skip
