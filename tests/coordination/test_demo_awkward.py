"""Everyone in the demo borough whom careless code would get wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import Count
from django.utils import timezone

from coordination.demo.awkward import NAMESAKE
from coordination.demo.story import STORY
from families.models import (
    Address,
    Bond,
    Conflict,
    Consent,
    Export,
    Family,
    Person,
    Restriction,
    ViewAs,
)
from tests.coordination.borough import family, loaded, user


@pytest.fixture(scope="module")
def borough(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Path]:
    with loaded(django_db_blocker, tmp_path_factory.mktemp("data")) as place:
        yield place


@pytest.fixture(autouse=True)
def _in_the_borough(borough, db) -> None:
    """Each test sees it, and leaves it as it was."""


def test_twins():
    assert Bond.objects.filter(kind="twin", one__family__reference="WF-20436").exists()


def test_two_people_with_one_name_and_birthday():
    same = Person.objects.filter(given_name=NAMESAKE[0], family_name=NAMESAKE[1])
    assert same.values("family").distinct().count() == 2
    assert same.values("born").distinct().count() == 1


def test_an_unborn_child():
    baby = family(STORY).people.get(relation="unborn")
    assert baby.expected > timezone.localdate()
    assert not baby.stays.exists()


def test_born_on_29_february():
    assert Person.objects.filter(born__month=2, born__day=29).exists()


def test_apostrophes():
    assert Person.objects.filter(family_name="O'Neill").exists()
    assert Person.objects.filter(family_name="D’Arcy").exists()


def test_one_name_and_no_other():
    assert Person.objects.get(given_name="Wahyuni").full_name == "Wahyuni"


def test_arabic_and_polish_letters():
    assert Person.objects.get(given_name="أمل").known_as == "Amal"
    assert Person.objects.filter(given_name="Łucja").exists()


def test_half_of_the_week_with_each_parent():
    mila = family("WF-20402").people.get(given_name="Mila")
    assert sorted(stay.share for stay in mila.stays.all()) == [0.5, 0.5]
    assert mila.stays.values("household").distinct().count() == 2


def test_a_refuge_is_seen_by_named_people_only():
    place = Address.objects.get(family__reference="WF-20459")
    assert place.confidential
    assert Address.objects.visible_to(user("ruth.okafor")).filter(pk=place.pk).exists()
    assert family("WF-20459") in Family.objects.visible_to(user("callum.reid"))
    assert not Address.objects.visible_to(user("callum.reid")).filter(pk=place.pk).exists()


def test_a_family_of_ten():
    assert Family.objects.annotate(size=Count("people")).filter(size=10).exists()


def test_a_father_who_refuses():
    father = family("WF-20440").people.get(called="Dad")
    states = set(father.consents.standing().values_list("state", flat=True))
    assert states == {Consent.State.REFUSED}


def test_a_daughter_who_turns_18_this_week():
    today = timezone.localdate()
    soon = [p for p in family("WF-20436").people.all() if p.turns_18_on]
    assert any(today <= p.turns_18_on <= today + timedelta(days=7) for p in soon)


def test_a_colleague_cannot_open_her_own_family():
    own = family("WF-20463")
    assert Restriction.objects.filter(family=own, lifted_on=None).exists()
    assert Conflict.objects.filter(family=own, user=user("ruth.okafor")).exists()
    for username in ("ruth.okafor", "callum.reid", "tom.adeyemi"):
        assert own not in Family.objects.visible_to(user(username))
    assert own in Family.objects.visible_to(user("piotr.zielinski"))


def test_a_complaint_was_looked_into_and_a_list_is_being_taken_out():
    """Something on the pages of viewing as someone, and of lists that leave."""
    viewing = ViewAs.objects.get()
    assert viewing.by == user("grace.lindqvist")
    assert viewing.ended_at is not None
    assert Export.objects.get().user == user("priya.nair")
