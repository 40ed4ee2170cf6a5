"""Nobody reviews their own look, and none waits for ever: another is asked, and told no family."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.urls import reverse

from families import acts
from families.models import BreakGlass, Notice, UnusualLook
from families.tasks import remind_of_openings
from sharing.models import Post, Role, User
from tests import cast
from tests.families.looked_at import last_week, look_at
from tests.house.test_wall import seen_by

WHY = "Hospital rings: the boy is here alone"


def note() -> None:
    acts.note_unusual_looks(week=last_week(), by=User.objects.system())


def told(row: UnusualLook | BreakGlass) -> set[int]:
    return set(Notice.objects.filter(reference=row.told_by).values_list("to", flat=True))


@pytest.fixture
def una(borough) -> User:
    """A supervisor who works with no family."""
    return cast.make_user("Una", borough.early_help, Role.SUPERVISOR, borough.results)


@pytest.fixture
def look(family, hal, una) -> UnusualLook:
    """Hal, the only one whom the record names, looked at it and has the mother's last name."""
    User.objects.filter(pk=hal.pk).update(full_name="Hal Doyle")
    acts.place_restriction(family=family, reason="Staff", named=[hal], by=hal)
    look_at(family, hal)
    note()
    return UnusualLook.objects.get()


def may_see(row: UnusualLook | BreakGlass, *users: User) -> list[bool]:
    rows = type(row).objects
    return [rows.visible_to(user).filter(pk=row.pk).exists() for user in users]


class TestALook:
    def test_the_sharing_lead_is_asked_and_told_no_family(
        self, lou, look, family, hal, una, as_user
    ):
        assert may_see(look, lou, hal, una) == [True, False, False]
        assert told(look) == {lou.pk}
        page = as_user(lou).get(look.get_absolute_url())
        assert page.status_code == 200
        assert "Hal Doyle" in page.content.decode()
        listed = as_user(lou).get(reverse("families:unusual-looks")).content.decode()
        for word in (family.reference, str(family.key), "Jayden", "Orchard Rise"):
            assert word not in page.content.decode() + listed
        told_by_api = as_user(lou).get(reverse("unusual-looks-detail", args=[look.key])).json()
        assert told_by_api["family"] is None
        acts.review_look(look=look, outcome="pursued", words="He could not say why", by=lou)

    def test_where_there_is_no_lead_another_supervisor_is(self, look, hal, una, family, as_user):
        assert may_see(look, hal, una) == [False, True]
        assert told(look) == {una.pk}
        page = as_user(una).get(look.get_absolute_url()).content.decode()
        assert family.reference not in page
        assert as_user(una).get(family.get_absolute_url()).status_code == 404
        with pytest.raises(Http404):
            acts.review_look(look=look, outcome="explained", words="Mine", by=hal)

    def test_another_who_is_named_comes_before_anyone_else(self, look, lou, una, hal, family):
        acts.rename_in_restriction(restriction=family.restrictions.get(), named=[hal, una], by=hal)
        assert may_see(look, lou, una) == [False, True]
        assert not look.asked.exists()

    def test_who_is_tied_to_the_family_is_not_asked_from_that_moment(self, lou, look, una, family):
        possible = acts.say_tie(name="Kelly", tie="Aunt", by=lou)
        possible.family = family
        possible.save()
        other = cast.make_user("Oda", family.owner, Role.SUPERVISOR)
        acts.rename_in_restriction(
            restriction=family.restrictions.get(), named=[look.user, other], by=look.user
        )
        acts.confirm_tie(possible=possible, by=other)
        Post.objects.filter(user=other).update(ends_on=cast.LONG_AGO)
        remind_of_openings()
        assert may_see(look, lou, una) == [False, True]

    def test_the_morning_asks_anew_when_the_one_who_was_asked_left(self, lou, look, una):
        assert may_see(look, una) == [False]
        Post.objects.filter(user=lou).update(ends_on=cast.LONG_AGO)
        remind_of_openings()
        assert may_see(look, una) == [True]
        assert una.pk in told(look)

    def test_a_limit_placed_afterwards_asks_too(self, family, hal, una):
        User.objects.filter(pk=hal.pk).update(full_name="Hal Doyle")
        look_at(family, hal)
        note()
        look = UnusualLook.objects.get()
        assert not look.asked.exists()
        acts.place_restriction(family=family, reason="Staff", named=[hal], by=hal)
        assert may_see(look, una) == [True]
        acts.lift_restriction(restriction=family.restrictions.get(), because="It is over", by=hal)
        assert not look.asked.exists()

    def test_the_second_wall_lets_it_through_and_its_versions_not(
        self, lou, look, una, hal, borough
    ):
        with seen_by(User.objects.get(pk=lou.pk)):
            assert UnusualLook.objects.filter(pk=look.pk).exists()
            assert not UnusualLook.history.exists()
        with seen_by(cast.make_user("Eda", borough.school, Role.SUPERVISOR)):
            assert not UnusualLook.objects.exists()


class TestALookAtMany:
    """It tells of no family, so another agency of the authority may ask where its own can't."""

    @pytest.fixture
    def look(self, family, dot, borough) -> UnusualLook:
        """Sid, the only supervisor of the school, which has no sharing lead, looked by night."""
        sid = cast.make_user("Sid", borough.school, Role.SUPERVISOR)
        for one in (family, cast.make_family(dot), cast.make_family(dot)):
            look_at(one, sid, hour=23)
        note()
        return UnusualLook.objects.get(family=None)

    def test_goes_to_the_sharing_lead_of_the_council(self, lou, look, family, as_user):
        assert may_see(look, lou, look.user) == [True, False]
        assert told(look) == {lou.pk}
        page = as_user(lou).get(look.get_absolute_url()).content.decode()
        assert "Sid Example" in page
        assert family.reference not in page
        with seen_by(User.objects.get(pk=lou.pk)):
            assert UnusualLook.objects.filter(pk=look.pk).exists()
        acts.review_look(look=look, outcome="explained", words="A fire in the street", by=lou)

    def test_comes_back_to_its_own_agency_when_somebody_is_there(self, lou, look, borough):
        second = cast.make_user("Sue", borough.school, Role.SUPERVISOR)
        remind_of_openings()
        assert may_see(look, lou, second) == [False, True]
        assert told(look) == {lou.pk, second.pk}

    def test_stays_where_it_is_while_no_agency_near_has_a_sharing_lead(self, look, hal, borough):
        assert look.owner == borough.school
        assert may_see(look, hal) == [False]


def test_an_opening_of_a_restricted_record_is_looked_at_by_another(family, hal, lou, una, borough):
    """Hal is named in it, left its team, and opens it in an emergency."""
    far = cast.make_user("Fee", borough.early_help, Role.SUPERVISOR, borough.east)
    acts.place_restriction(family=family, reason="Staff", named=[far], by=hal)
    opened = acts.open_in_emergency(reference=family.reference, danger="child", reason=WHY, by=far)
    assert may_see(opened, lou, hal, una) == [True, False, False]
    assert told(opened) == {lou.pk}
    acts.review_emergency(emergency=opened, outcome="justified", words="He rang", by=lou)
