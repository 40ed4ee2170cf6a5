"""Who moves out is no longer at home there, and nothing is written of whom nobody chose."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.identity import identify
from families.models import Stay
from tests.cast import member

PAGES = ("add-stay", "add-bond", "add-contact")


def to(name, family):
    return reverse(f"families:{name}", args=[family.reference])


def day(on):
    return {"since_day": on.day, "since_month": on.month, "since_year": on.year}


@pytest.fixture
def refuge(family, ada):
    home = acts.NewHome("The new home", "2 Quay Street", "MB7 1AA")
    return acts.add_household(family=family, home=home, by=ada)


def homes_of(family, user, name):
    known = identify(user, pk=family.pk)
    return next(one.homes for one in known.members if one.name == name)


def test_who_moves_for_good_no_longer_lives_where_they_lived(case, family, refuge, ada, as_user):
    """A mother who fled still stood under her old address, and first: the worker was sent there."""
    kelly, today = member(family, "Kelly"), timezone.localdate()
    before = Stay.objects.get(person=kelly)
    given = {"person": str(kelly.key), "home": str(refuge.key)} | day(today)
    assert as_user(ada).post(to("add-stay", family), given).status_code == 302
    before.refresh_from_db()
    assert before.until == max(before.since, today - timedelta(days=1))
    assert homes_of(family, ada, "Kelly")[0] == "The new home"
    assert as_user(ada).get(reverse("home")).content.decode().count("2 Quay Street") <= 1
    assert Stay.objects.get(person=member(family, "Marcus")).until is None


def test_who_lives_in_two_homes_keeps_both(family, refuge, ada):
    jayden = member(family, "Jayden")
    acts.add_stay(person=jayden, household=refuge, share="0.5", days="Fri to Sun", by=ada)
    assert not Stay.objects.filter(person=jayden).exclude(until=None).exists()
    assert "The new home" in homes_of(family, ada, "Jayden")


def test_a_partner_ends_no_home_that_the_council_wrote(family, refuge, sid):
    kelly = member(family, "Kelly")
    acts.add_stay(person=kelly, household=refuge, by=sid)
    assert not Stay.objects.filter(person=kelly).exclude(until=None).exists()


@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_chosen_beforehand(page, family, case, ada, as_user):
    """“Save”, pressed too soon, wrote that the first of the list lives in the first home."""
    browser, stays = as_user(ada), Stay.objects.count()
    fields = browser.get(to(page, family)).context["form"].fields
    chosen = [name for name in ("person", "one", "other", "home") if name in fields]
    assert all(fields[name].choices[0][0] == "" for name in chosen)
    sent = dict.fromkeys(chosen, "") | {"kind": "phone", "phone": "07700 900142"}
    assert browser.post(to(page, family), sent | day(timezone.localdate())).status_code == 422
    assert Stay.objects.count() == stays
