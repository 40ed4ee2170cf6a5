"""Whom the wall is told that someone knows, and whom it asks about row by row."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from families.models import Family, FamilyAccess, Involvement
from families.wall.policies import tables
from sharing.wall import FEW, KNOWN, LAST_MINUTES, MANY, WEB, opened_to_act
from tests.house.situation import PEOPLE, Situation, made
from tests.house.test_wall import fill, models_about_families, rows_of, seen_by, told, value

pytestmark = pytest.mark.matrix


@pytest.fixture
def situation(db) -> Situation:
    return made()


def forget_whom_they_know() -> None:
    for name in KNOWN:
        value(f"SELECT set_config('whole_family.{name}', '', false)")


def test_told_whom_they_know_or_asked_row_by_row_it_is_the_same(situation):
    """Who knows few families has them told with the request, who knows many is asked about: every
    kind of person sees the same rows of every table both ways."""
    everywhere = [walled.table for walled in tables()]
    for table in everywhere:
        if not rows_of(table):
            fill(next(m for m in models_about_families() if m._meta.db_table == table))
    seen = 0
    for name in PEOPLE:
        user = AnonymousUser() if name == "anonymous" else situation.users[name]
        with seen_by(user):
            by_list = {table: rows_of(table) for table in everywhere}
            assert told(KNOWN[0]) != "", name
            forget_whom_they_know()
            assert by_list == {table: rows_of(table) for table in everywhere}, name
            seen += sum(by_list.values())
    assert seen > 100


def test_an_act_makes_the_request_forget_whom_they_know(situation):
    """Else who takes themselves off a family would go on seeing it until the page is drawn."""
    ada = situation.users["ada"]
    with seen_by(ada):
        assert rows_of("families_family") == 1
        with transaction.atomic(), opened_to_act():
            FamilyAccess.objects.filter(principal__in=ada.principals).delete()
        assert [told(name) for name in KNOWN] == ["", ""]
        assert rows_of("families_family") == rows_of("families_visit") == 0


def test_in_its_last_minutes_an_emergency_is_asked_about_to_the_second(situation):
    """Its hours end while a long page is still drawn. Before, whom they know is told with it: a
    worker with one emergency would else wait for every row."""
    ada = situation.users["ada"]
    (own,) = set(
        FamilyAccess.objects.filter(principal=ada.post.pk).values_list("family", flat=True)
    )
    other = Family.objects.exclude(pk=own).first()
    hours = Involvement(family=other, post=ada.post, kind="emergency", owner=other.owner)
    hours.save()
    link = FamilyAccess(principal=ada.post.pk, family=other, purpose="support", since=hours.since)
    link.involvement, link.expires_at = hours, timezone.now() + timedelta(hours=1)
    link.save()
    with seen_by(ada):
        steps = ",".join(str(step) for key in sorted((own, other.pk)) for step in (key, key + 1))
        assert told(KNOWN[0]) == f"{{{steps}}}"
        assert rows_of("families_family") == 2
    link.expires_at = timezone.now() + timedelta(minutes=LAST_MINUTES - 1)
    link.save()
    with seen_by(ada):
        assert [told(name) for name in KNOWN] == ["", ""]
        assert rows_of("families_family") == 2
        value("RESET ROLE; SELECT 1")
        value(
            "UPDATE families_familyaccess SET expires_at = now() WHERE id = %s RETURNING 1", link.pk
        )
        value(f"SET ROLE {WEB}; SELECT 1")
        assert rows_of("families_family") == 1


def test_keys_that_follow_each_other_are_told_apart(situation):
    """A row's key is known where it passed an odd count of steps: also beside one that is known,
    below the first and above the last, and where nobody is known."""
    dot, ben = situation.users["dot"], situation.users["ben"]
    with seen_by(dot):
        steps = told(KNOWN[0])
        known = set(Family.objects.values_list("pk", flat=True))
    edges = {key + n for key in known for n in (-1, 0, 1)}
    passed = "SELECT width_bucket(%s::bigint, %s::bigint[]) %% 2 = 1"
    assert {key for key in edges if value(passed, key, steps)} == known
    with seen_by(ben):
        assert told(KNOWN[0]) == "{}"
        assert rows_of("families_family") == 0


def test_longer_lists_are_told_to_a_list_and_asked_about_for_a_page(situation):
    dot = situation.users["dot"]
    family = Family.objects.get(reference=situation.named["reference"])
    more = Family.objects.bulk_create(
        Family(name="More", reference=f"M{n}", authority=family.authority, owner=family.owner)
        for n in range(FEW)
    )
    made = Involvement.objects.bulk_create(
        Involvement(family=f, post=dot.post, kind=Involvement.Kind.HUB_DUTY, owner=f.owner)
        for f in more
    )
    FamilyAccess.objects.bulk_create(
        FamilyAccess(
            principal=dot.post.pk,
            family=link.family,
            purpose=link.purpose,
            since=link.since,
            involvement=link,
        )
        for link in made
    )
    with seen_by(dot):
        assert [told(name) for name in KNOWN] == ["", ""]
        assert rows_of("families_family") == FEW + 2
    with seen_by(dot, most=MANY):
        assert told(KNOWN[0]).count(",") == 2 * (FEW + 2) - 1
        assert rows_of("families_family") == FEW + 2


def test_a_page_whose_address_names_nothing_is_a_list(situation):
    ada, reference = situation.client_of("ada"), situation.named["reference"]
    told_of = {"/families/": MANY, f"/families/{reference}/": FEW, "/api/families/": MANY}
    for address, most in told_of.items():
        with CaptureQueriesContext(connection) as asked:
            assert ada.get(address).status_code == 200
        assert f"wall_tells({most})" in " ".join(one["sql"] for one in asked), address
