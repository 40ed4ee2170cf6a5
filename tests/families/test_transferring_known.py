"""A family that moves here may be on record here already (access.md, P11 and P12)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.leaving.transferring import parcel_of
from families.matching.alike import on_our_record
from families.models import Family, Merge, Transfer
from families.tasks import help_who_came
from sharing.models import JournalEntry
from sharing.refusals import Refused
from tests import cast
from tests.cast import PASSWORD
from tests.copies import copied
from tests.families.moved import AGREED, take

CHOSEN = [str(category) for category in AGREED]
HOW = "Kelly told us that she lived here"


@copied
def ours(family, elsewhere) -> Family:
    """Kelly as the other council knew her before, and someone whom nobody looks for."""
    kelly = cast.member(family, "Kelly")
    people = [
        acts.NewPerson("parent", "Kel", "Doyle", born=kelly.born),
        acts.NewPerson("grandparent", "Ottoline", "Sharp"),
    ]
    return acts.register_family(name="Doyle of Wexmoor", people=people, by=elsewhere.tim)


def found(transfer: Transfer, user) -> list[Family]:
    return [one.family for one in on_our_record(parcel_of(transfer, user).people, user)]


def join(transfer: Transfer, ours: Family, by, how: str = HOW) -> Transfer:
    return acts.take_on(transfer=transfer, categories=CHOSEN, same_as=ours, how=how, by=by)


class TestWhoIsFound:
    def test_a_record_of_ours_with_someone_alike(self, transfer, ours, elsewhere):
        (one,) = on_our_record(parcel_of(transfer, elsewhere.tim).people, elsewhere.tim)
        (pair,) = one.same
        assert (one.family, pair.one.short_name, pair.other.short_name) == (ours, "Kelly", "Kel")
        assert "forms of one name" in pair.reasons
        assert not one.helped_now

    def test_nobody_alike(self, transfer, elsewhere):
        people = [acts.NewPerson("parent", "Ottoline", "Sharp")]
        acts.register_family(name="Sharp", people=people, by=elsewhere.tim)
        assert found(transfer, elsewhere.tim) == []

    def test_a_record_that_is_closed_to_them_looks_like_none(self, transfer, ours, elsewhere):
        acts.place_restriction(family=ours, reason="Staff", named=[elsewhere.sue], by=elsewhere.sue)
        assert found(transfer, elsewhere.tim) == []
        assert found(transfer, elsewhere.sue) == [ours]

    def test_a_record_that_they_do_not_work_with(self, transfer, ours, elsewhere):
        for link in ours.involvements.all():
            acts.end_involvement(involvement=link, by=elsewhere.sue)
        assert found(transfer, elsewhere.tim) == []

    def test_of_whom_may_not_be_named_to_them_nobody_is_looked_for(
        self, transfer, family, elsewhere
    ):
        marcus = cast.member(family, "Marcus")
        people = [acts.NewPerson("parent", "Marcus", "Bell", born=marcus.born)]
        acts.register_family(name="Bell", people=people, by=elsewhere.tim)
        assert found(transfer, elsewhere.tim) == []


class TestTakenInto:
    def test_a_record_without_a_case_is_folded_into_the_new_one(self, transfer, ours, elsewhere):
        taken = join(transfer, ours, elsewhere.tim)
        merge = Merge.objects.get()
        assert (merge.kept, merge.folded, merge.waits) == (taken.record, ours, True)
        assert taken.record.open_case.stage == "waiting"

    def test_where_they_are_helped_goes_on(self, transfer, ours, elsewhere):
        acts.open_case(family=ours, by=elsewhere.tim)
        taken = join(transfer, ours, elsewhere.tim)
        merge = Merge.objects.get()
        assert (merge.kept, merge.folded) == (ours, taken.record)
        assert taken.record.open_case is None
        assert taken.record.earlier_entries.count() == taken.entries.count()

    @pytest.mark.parametrize("answer", ["no", "undone", "nobody looked"])
    def test_another_family_after_all_waits_for_help_of_its_own(
        self, answer, transfer, ours, elsewhere
    ):
        acts.open_case(family=ours, by=elsewhere.tim)
        taken = join(transfer, ours, elsewhere.tim)
        merge = Merge.objects.get()
        if answer == "no":
            acts.review_merge(merge=merge, same=False, words="Another Kelly", by=elsewhere.sue)
        elif answer == "undone":
            acts.review_merge(merge=merge, same=True, words="I rang her", by=elsewhere.sue)
            acts.undo_merge(merge=merge, because="Another Kelly", by=elsewhere.sue)
        else:
            assert help_who_came() == 0
            look_by = timezone.localdate() - timedelta(days=1)
            Merge.objects.update(look_by=look_by)
            assert help_who_came() == 1
        assert taken.record.open_case.stage == "waiting"
        assert ours.cases.count() == 1
        assert help_who_came() == 0

    def test_it_is_all_or_nothing(self, transfer, ours, elsewhere):
        with pytest.raises(Refused) as no:
            join(transfer, ours, elsewhere.tim, how=" ")
        assert no.value.field == "how"
        elsewhere.sue.posts.update(ends_on=timezone.localdate() - timedelta(days=1))
        with pytest.raises(Refused, match="Nobody else") as no:
            join(transfer, ours, elsewhere.tim)
        assert no.value.field == "same_as"
        assert Transfer.objects.get().waits
        assert Family.objects.filter(owner=elsewhere.hub).count() == 1

    def test_the_other_council_hears_nothing_of_it(
        self, transfer, ours, elsewhere, hal, as_user, api_as
    ):
        taken = join(transfer, ours, elsewhere.tim)
        page = as_user(hal).get(taken.get_absolute_url()).content.decode()
        told = f"{page}{api_as(hal).get(f'/api/transfers/{taken.key}/').content.decode()}"
        for words in (ours.reference, taken.record.reference, "Kel ", "merge", HOW):
            assert words not in told
        verbs = JournalEntry.objects.filter(family_id=transfer.family_id).verbs()
        assert "family.merge" not in verbs


class TestThePage:
    def url(self, transfer: Transfer) -> str:
        return reverse("families:take-on", args=[transfer.key])

    def test_it_shows_who_seems_the_same_and_asks(self, transfer, ours, elsewhere, as_user):
        there = as_user(elsewhere.tim)
        said = there.get(self.url(transfer)).content.decode()
        for words in (ours.reference, "Doyle of Wexmoor", "forms of one name", "No open case."):
            assert words in said
        assert "Ottoline" not in said
        offered = JournalEntry.objects.filter(verb="family.offered", by=elsewhere.tim)
        assert offered.about_family(ours.pk).exists()
        unsaid = there.post(self.url(transfer), {"categories": CHOSEN})
        assert unsaid.status_code == 422
        assert "Say whether one of our records is of this family" in unsaid.content.decode()

    def test_one_is_chosen(self, transfer, ours, elsewhere, as_user):
        given = {"categories": CHOSEN, "same_as": ours.reference, "how": HOW}
        answer = as_user(elsewhere.tim).post(self.url(transfer), given, follow=True)
        assert "A colleague looks at whether it is one family" in answer.content.decode()
        assert Merge.objects.get().why == HOW

    def test_none_is_chosen(self, transfer, ours, elsewhere, as_user):
        given = {"categories": CHOSEN, "same_as": "new"}
        as_user(elsewhere.tim).post(self.url(transfer), given)
        assert not Merge.objects.exists()
        assert Family.objects.filter(owner=elsewhere.hub).count() == 2

    def test_nothing_is_asked_where_nobody_is_alike(self, transfer, elsewhere, as_user):
        assert (
            "on record here" not in as_user(elsewhere.tim).get(self.url(transfer)).content.decode()
        )

    def test_whoever_offered_it_is_not_shown_their_own(self, transfer, hal, as_user):
        assert "on record here" not in as_user(hal).get(self.url(transfer)).content.decode()


class TestByProgram:
    def test_asked_and_taken_into(self, transfer, ours, elsewhere, hal, api_as):
        elsewhere.tim.set_password(PASSWORD)
        elsewhere.tim.save()
        there, address = api_as(elsewhere.tim), f"/api/transfers/{transfer.key}/"
        (one,) = there.get(f"{address}on-our-record/").json()
        assert (one["reference"], one["same"][0]["offered"]) == (ours.reference, "Kelly Doyle")
        assert api_as(hal).get(f"{address}on-our-record/").json() == []
        given = {
            "categories": CHOSEN, "same_as": ours.reference, "how": HOW, "password": PASSWORD,
        }  # fmt: skip
        assert there.post(f"{address}take-on/", given, format="json").status_code == 200
        assert Merge.objects.get().folded == ours

    def test_a_record_that_they_may_not_know_is_none(self, transfer, family, elsewhere, api_as):
        elsewhere.tim.set_password(PASSWORD)
        elsewhere.tim.save()
        given = {"categories": CHOSEN, "same_as": family.reference, "password": PASSWORD}
        answer = api_as(elsewhere.tim).post(
            f"/api/transfers/{transfer.key}/take-on/", given, format="json"
        )
        assert answer.status_code == 400
        assert "same_as" in answer.json()


def test_going_on_with_a_new_record_merges_nothing(transfer, ours, elsewhere):
    take(transfer, elsewhere.tim)
    assert not Merge.objects.exists()
