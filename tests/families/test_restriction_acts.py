"""A restricted record does not exist for anyone who is not named; someone looks at it again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from families import acts
from families.models import Family, Match, Person, Restriction
from families.reading.caseload import caseload
from referrals.models import AllocationMeeting, Item, Referral
from sharing.models import FeedFile, FeedRow
from sharing.refusals import Refused


@pytest.fixture
def restricted(family, ada, hal) -> Restriction:
    """Hal and nobody else."""
    acts.start_involvement(family=family, kind="team_around", post=hal.post, by=ada)
    return acts.place_restriction(
        family=family, kind="staff", reason="Staff family", named=[hal], by=hal
    )


@pytest.mark.parametrize("read", [
    lambda user, family: Family.objects.visible_to(user),
    lambda user, family: Person.objects.visible_to(user),
    lambda user, family: Family.objects.for_matching(user),
    lambda user, family: Match.objects.visible_to(user),
    lambda user, family: Referral.objects.visible_to(user),
    lambda user, family: Item.objects.visible_to(user),
    lambda user, family: caseload(user),
])  # fmt: skip
def test_no_list_has_it(read, restricted, dot, hal, borough, kay):
    family = restricted.family
    row = _everywhere(family, borough, kay)
    for user in (dot, kay, family.open_case.lead.user):
        assert not list(read(user, family)), user
    acts.lift_restriction(restriction=restricted, because="Left the council", by=hal)
    assert any(list(read(user, family)) for user in (dot, kay)), row


def _everywhere(family, borough, kay):
    """A referral, a place on an agenda and a row of a file that may be about one of them."""
    Referral.objects.create(
        reference="R-4711", state="sent", from_agency=borough.school, sent_by=kay,
        to_agency=borough.early_help, sent_at=timezone.now(), family=family, owner=borough.school,
    )  # fmt: skip
    meeting = AllocationMeeting.objects.create(
        agency=borough.early_help, held_on=timezone.localdate(), chair=kay
    )
    Item.objects.create(meeting=meeting, case=family.open_case, owner=borough.early_help)
    file = FeedFile.objects.create(
        kind="education", name="roll.csv", sha256="0" * 64, from_agency=borough.school,
        to_agency=borough.early_help, received_by=kay,
    )  # fmt: skip
    row = FeedRow.objects.create(file=file, number=2, state="read", typed={})
    return row.matches.create(
        person=family.people.first(), kind="likely", state="proposed", score=0.9,
        owner=borough.school,
    )  # fmt: skip


def test_it_is_due_in_90_days_and_never_later(restricted, hal):
    today = timezone.localdate()
    assert restricted.review_on == today + timedelta(days=90)
    with pytest.raises(Refused) as no:
        acts.review_restriction(
            restriction=restricted, review_on=today + timedelta(days=91), by=hal
        )
    assert no.value.field == "review_on"
    done = acts.review_restriction(
        restriction=restricted, review_on=today + timedelta(days=30), by=hal
    )
    assert (done.reviewed_on, done.review_on) == (today, today + timedelta(days=30))


def test_only_a_supervisor_places_one(family, ada, dot):
    for user in (ada, dot):
        with pytest.raises(PermissionDenied):
            acts.place_restriction(family=family, reason="x", named=[user], by=user)


def test_whoever_is_no_longer_named_loses_sight_at_once(restricted, hal, ada):
    acts.rename_in_restriction(restriction=restricted, named=[ada], by=hal)
    restricted.refresh_from_db()
    assert restricted.keeper == ada
    assert not Family.objects.visible_to(hal).exists()
    assert Family.objects.visible_to(ada).exists()


def test_the_keeper_reviews_and_no_other_worker(restricted, hal, ada, dot):
    acts.rename_in_restriction(restriction=restricted, named=[hal, ada, dot], keeper=ada, by=hal)
    assert acts.review_restriction(restriction=restricted, by=ada)
    with pytest.raises(Refused, match="owner or a supervisor"):
        acts.review_restriction(restriction=restricted, by=dot)


def test_a_record_is_restricted_once_at_a_time(restricted, hal):
    with pytest.raises(Refused, match="already"):
        acts.place_restriction(family=restricted.family, reason="x", named=[hal], by=hal)


def test_it_is_never_closed_to_everyone(restricted, hal, gus):
    gus.is_active = False
    gus.save()
    for named in ([], [gus]):
        with pytest.raises(Refused) as no:
            acts.rename_in_restriction(restriction=restricted, named=named, by=hal)
        assert no.value.field == "named"


def test_lifting_needs_a_reason_and_happens_once(restricted, hal):
    with pytest.raises(Refused) as no:
        acts.lift_restriction(restriction=restricted, because=" ", by=hal)
    assert no.value.field == "because"
    acts.lift_restriction(restriction=restricted, because="Left", by=hal)
    with pytest.raises(Refused, match="was lifted"):
        acts.lift_restriction(restriction=restricted, because="Left", by=hal)
