"""Whoever offered a family to another council hears what came of it, and nothing of its record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.models import Transfer
from tests import cast
from tests.families.moved import take

TAKEN = "Wexmoor Early Help took the family on"
DECLINED = "Wexmoor Early Help did not take the family on"


@pytest.fixture
def home(as_user):
    return lambda user: as_user(user).get(reverse("home")).content.decode()


def test_whoever_offered_it_and_their_hub_are_told(transfer, family, elsewhere, dot, hal, home):
    assert "Wexmoor" not in home(hal)
    lead = family.open_case.lead.user
    taken = take(transfer, elsewhere.tim)
    for user in (hal, dot):
        said = home(user)
        assert TAKEN in said
        assert family.reference in said
        assert transfer.get_absolute_url() in said
        assert taken.record.reference not in said
    for user in (lead, elsewhere.tim, elsewhere.sue):
        assert TAKEN not in home(user)


def test_a_no_is_told_and_its_reason_is_on_the_page(transfer, elsewhere, hal, home, as_user):
    acts.decline_transfer(transfer=transfer, because="They live in Merrowby", by=elsewhere.tim)
    assert DECLINED in home(hal)
    assert "They live in Merrowby" in as_user(hal).get(transfer.get_absolute_url()).content.decode()


def test_each_is_told_until_they_have_opened_it(transfer, elsewhere, dot, hal, home, as_user):
    as_user(hal).get(transfer.get_absolute_url())  # before it was answered
    take(transfer, elsewhere.tim)
    assert TAKEN in home(hal)
    as_user(hal).get(transfer.get_absolute_url())
    assert TAKEN not in home(hal)
    assert TAKEN in home(dot)


def test_after_two_weeks_a_home_is_silent(transfer, elsewhere, hal, home):
    take(transfer, elsewhere.tim)
    Transfer.objects.update(answered_at=timezone.now() - timedelta(days=15))
    assert TAKEN not in home(hal)


def test_what_we_took_back_ourselves_is_no_news(transfer, hal, home):
    acts.withdraw_transfer(transfer=transfer, because="They came back", by=hal)
    assert "Wexmoor" not in home(hal)


def test_a_record_closed_to_someone_is_told_to_them_no_more(
    transfer, family, elsewhere, dot, hal, home
):
    take(transfer, elsewhere.tim)
    acts.place_restriction(family=family, reason="Staff", named=[hal], by=hal)
    assert TAKEN not in home(dot)
    assert TAKEN in home(hal)


def test_no_mail_is_sent_of_it(transfer, elsewhere):
    take(transfer, elsewhere.tim)
    assert not mail.outbox


def test_a_hub_without_such_families_has_no_list(dot, home):
    cast.make_family(dot)
    assert "Needs you today" not in home(dot)
