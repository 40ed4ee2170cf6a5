"""An archived record and a merge of two: who sees what, before it, while it waits and after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.models import Family, Merge
from families.rules.archiving import a_year_on
from families.tasks import hand_to_records
from sharing.refusals import Refused
from tests.families.test_archive import at
from tests.families.test_merging_acts import look, other, say, sees, undo
from tests.families.test_merging_pages import UNKNOWN, page, url

__all__ = ["other"]

TODAY = timezone.localdate


@pytest.fixture
def once_helped(other, dot, ada) -> Family:
    """The second record had a case of its own too, which Ada led."""
    case = acts.open_case(family=other, opened_on=date(2024, 1, 8), by=dot)
    acts.offer_case(case=case, lead=ada.post, by=dot)
    acts.accept_lead(case=case, by=ada)
    return other


def close(family: Family, closed_on: date | None = None) -> None:
    """By whoever leads."""
    case = family.open_case
    acts.close_case(case=case, reason="Death", closed_on=closed_on, by=case.lead.user)


class TestBefore:
    def test_an_archived_record_is_merged_by_nobody(
        self, family, once_helped, dot, hal, rex, as_user
    ):
        close(once_helped, date(2024, 6, 3))
        with pytest.raises(Http404):
            say(family, once_helped, dot)
        with pytest.raises(Http404):
            say(once_helped, family, hal)
        with pytest.raises(PermissionDenied):
            say(once_helped, family, rex)
        start = url("merge-families", family.reference)
        assert UNKNOWN in page(as_user(dot), f"{start}?other={once_helped.reference}")

    def test_brought_back_it_is_merged_while_it_is_open(
        self, family, once_helped, dot, hal, rex, as_user
    ):
        close(once_helped, date(2024, 6, 3))
        acts.bring_back(family=once_helped, reason="They ask again", by=rex)
        last = once_helped.open_until
        with at(last - timedelta(days=3)):
            start = url("merge-families", family.reference)
            shown = page(as_user(dot), f"{start}?other={once_helped.reference}")
            assert f"If nobody looks by {last.day} {last:%B} {last.year}" in shown
            assert say(family, once_helped, dot).look_by == last
        with at(last):
            assert sees(dot, family, once_helped) == [True, True]
            assert look(Merge.objects.get(), hal).state == "agreed"


class TestWhileItWaits:
    def test_it_counts_no_more_once_a_record_is_archived(
        self, family, once_helped, dot, rex, ben, hal
    ):
        """Nobody works with both then: it would shut the living one to everyone."""
        acts.start_involvement(family=family, kind="team_around", post=ben.post, by=dot)
        close(once_helped, TODAY() - timedelta(days=360))
        last = once_helped.open_until
        with at(last - timedelta(days=2)):
            merge = say(family, once_helped, dot)
        with at(last):
            assert sees(ben, family, once_helped) == [False, False]
        with at(last + timedelta(days=1)):
            assert sees(ben, family, once_helped) == [True, False]
            assert sees(hal, family, once_helped) == [True, False]
            assert sees(rex, family, once_helped) == [False, True]
            merge.refresh_from_db()
            assert merge.ran_out

    def test_nor_where_a_case_is_closed_late_meanwhile(self, family, other, dot, ada, rex, ben):
        """A case that is closed with a day long ago archives its record at once."""
        acts.start_involvement(family=other, kind="team_around", post=ben.post, by=dot)
        family.cases.update(opened_on=date(2024, 1, 8))
        say(other, family, dot)
        assert sees(ben, other) == [False]
        acts.start_involvement(family=other, kind="team_around", post=ada.post, by=dot)
        close(family, date(2024, 6, 3))
        assert sees(ben, other) == [True]
        assert sees(rex, family, other) == [True, False]
        assert Merge.objects.get().history.latest().look_by == family.open_until


class TestAfterIt:
    def test_each_record_goes_to_the_archive_by_its_own_cases(
        self, family, once_helped, dot, hal, rex, as_user
    ):
        close(once_helped)
        merge = look(say(family, once_helped, dot), hal)
        with at(a_year_on(TODAY()) + timedelta(days=1)):
            for user in (dot, hal):
                assert sees(user, family, once_helped) == [True, False]
            assert sees(rex, family, once_helped) == [False, True]
            kept = page(as_user(dot), family.get_absolute_url())
            archived = page(as_user(rex), once_helped.get_absolute_url())
            for one, other_one in ((kept, once_helped), (archived, family)):
                assert other_one.reference not in one
            for user in (dot, hal, rex):
                address = merge.get_absolute_url()
                assert as_user(user).get(address).status_code == 404

    def test_it_is_undone_once_the_archived_one_is_back(
        self, family, once_helped, dot, hal, rex, ada
    ):
        close(once_helped, TODAY() - timedelta(days=363))
        merge = look(say(family, once_helped, dot), hal)
        with at(once_helped.open_until + timedelta(days=1)):
            with pytest.raises(Http404):
                undo(merge, dot)
            acts.bring_back(family=once_helped, reason="Two families after all", by=rex)
            assert undo(merge, dot).state == "undone"
            assert sees(ada, family, once_helped) == [True, True]

    def test_both_are_archived_and_one_is_brought_back(
        self, family, once_helped, dot, hal, rex, as_user
    ):
        close(once_helped)
        look(say(family, once_helped, dot), hal)
        close(family)
        with at(a_year_on(TODAY()) + timedelta(days=1)):
            hand_to_records()
            client = as_user(rex)
            said = page(client, reverse("families:bring-back", args=[once_helped.reference]))
            assert f"This family goes on as {family.reference}" in said
            acts.bring_back(family=once_helped, reason="They ask again", by=rex)
            assert sees(dot, family, once_helped) == [False, True]
            told = page(as_user(dot), once_helped.get_absolute_url())
            assert family.reference not in told
            assert sees(rex, family, once_helped) == [True, False]
            with pytest.raises(Refused, match="the one that goes on"):
                acts.open_case(family=once_helped, by=dot)
            acts.bring_back(family=family, reason="They ask again", by=rex)
            acts.open_case(family=family, by=dot)
            assert sees(dot, family, once_helped) == [True, True]
