"""Two records of one family: said by one person, looked at by another, and given back exactly."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.utils import timezone

from families import acts
from families.acts.merging import SECOND
from families.leaving.merging import (
    ADOPTION,
    ITSELF,
    MERGED,
    NOBODY_ELSE,
    OTHER_AUTHORITY,
    TWO_CASES,
    alike,
    losing_sight,
)
from families.models import Family, Involvement, Merge, Person, Restriction
from referrals.models import Referral
from sharing.checks import STOREYS
from sharing.models import Authority, JournalEntry, Role, User
from sharing.refusals import Refused
from tests import cast
from tests.copies import copied
from tests.house.test_wall import rows_of, seen_by

WHY = "Both have Jayden, born the same day"


@copied
def other(family, dot, hal) -> Family:
    """The same Kelly and Jayden, taken on twice; nobody leads it."""
    jayden = cast.member(family, "Jayden")
    people = [
        acts.NewPerson("parent", "Kelly", "Doyle", born=date(1990, 4, 2), parental_duties=True),
        acts.NewPerson("child", "Jaydn", "Osei", born=jayden.born),
        acts.NewPerson("grandparent", "Rose", "Doyle", born=date(1960, 1, 7)),
    ]
    return acts.register_family(name="Doyle", people=people, by=dot)


@copied
def merge(family, other, dot, hal) -> Merge:
    return say(family, other, dot)


def say(kept: Family, folded: Family, by: User, why: str = WHY) -> Merge:
    return acts.merge_families(kept=kept, folded=folded, why=why, by=by)


def look(merge: Merge, by: User, *, same: bool = True) -> Merge:
    return acts.review_merge(merge=merge, same=same, words="Rang the school", by=by)


def undo(merge: Merge, by: User) -> Merge:
    return acts.undo_merge(merge=merge, because="Two cousins", by=by)


def sees(user: User, *families: Family) -> list[bool]:
    return [Family.objects.visible_to(user).filter(pk=family.pk).exists() for family in families]


def walled(user: User) -> int:
    """Families that the database itself shows to someone."""
    with seen_by(user):
        return rows_of("families_family")


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but for versions, the journal and the merges themselves."""
    found = {}
    for storey in STOREYS:
        for model in apps.get_app_config(storey).get_models(include_auto_created=True):
            name = model._meta.label
            if hasattr(model, "instance_type") or name in (
                "families.Merge", "sharing.JournalEntry", "sharing.Reading",
            ):  # fmt: skip
                continue
            found[name] = sorted(model._default_manager.values_list(), key=repr)
    return found


class TestWhileItWaits:
    def test_who_knows_one_knows_neither_and_who_knows_both_knows_both(
        self, family, other, ada, dot, hal, with_cas
    ):
        assert sees(ada, family, other) == [True, False]
        say(family, other, dot)
        for user in (dot, hal):
            assert sees(user, family, other) == [True, True]
        for user in (ada, with_cas.post.user):
            assert sees(user, family, other) == [False, False]
            assert not Person.objects.visible_to(user).exists()

    def test_either_record_may_be_the_kept_one(self, family, other, ada, dot):
        say(other, family, dot)
        assert sees(ada, family, other) == [False, False]
        assert sees(dot, family, other) == [True, True]

    def test_the_wall_holds_it_too(self, family, other, ada, dot):
        assert (walled(ada), walled(dot)) == (1, 2)
        say(family, other, dot)
        assert (walled(ada), walled(dot)) == (0, 2)

    def test_who_comes_to_know_the_other_knows_both(self, merge, family, other, ada, dot):
        acts.start_involvement(family=other, kind="team_around", post=ada.post, by=dot)
        assert sees(ada, family, other) == [True, True]

    @pytest.mark.parametrize("restricted", [0, 1])
    def test_a_restriction_of_either_closes_both(self, merge, other, dot, hal, restricted):
        family = merge.kept
        limit = (family, other)[restricted]
        acts.place_restriction(family=limit, kind="staff", reason="Staff", named=[hal], by=hal)
        assert sees(hal, family, other) == [True, True]
        assert sees(dot, family, other) == [False, False]
        for one in (family, other):  # also for those who are offered it without an involvement
            assert not Family.objects.for_matching(dot).filter(pk=one.pk).exists()
        assert walled(dot) == 0

    @pytest.mark.parametrize("tied", [0, 1])
    def test_a_tie_to_either_closes_both(self, merge, family, other, dot, hal, tied):
        acts.declare_conflict(family=(family, other)[tied], tie="Cousin", by=dot)
        assert sees(dot, family, other) == [False, False]
        assert sees(hal, family, other) == [True, True]

    def test_who_asked_for_help_without_an_involvement_is_shut_out_of_both_by_a_tie(
        self, merge, family, other, ben, borough
    ):
        referral = Referral.objects.create(
            reference="R-4711", state="sent", from_agency=borough.early_help, sent_by=ben,
            to_agency=borough.early_help, sent_at=timezone.now(), family=family,
            owner=borough.early_help,
        )  # fmt: skip
        assert Referral.objects.visible_to(ben).filter(pk=referral.pk).exists()
        other.conflicts.create(user=ben, tie="Cousin", owner=other.owner)
        assert not Referral.objects.visible_to(ben).filter(pk=referral.pk).exists()

    def test_an_emergency_does_not_wait_for_it(self, merge, family, other, ada, lou):
        given = {"danger": "child", "reason": "Hospital rings: the boy is here alone"}
        acts.open_in_emergency(reference=family.reference, by=ada, **given)
        assert sees(ada, family, other) == [True, False]

    def test_an_emergency_opens_no_more_than_before(self, merge, family, other, ada, hal, lou):
        acts.place_restriction(family=other, kind="staff", reason="Staff", named=[hal], by=hal)
        with pytest.raises(Refused):
            acts.open_in_emergency(
                reference=family.reference, danger="child", by=ada,
                reason="Hospital rings: the boy is here alone",
            )  # fmt: skip

    def test_only_who_may_open_both_is_told_of_it(self, merge, ada, dot, hal, lou):
        told = {u.username for u in (ada, dot, hal, lou) if Merge.objects.visible_to(u).exists()}
        assert told == {"dot", "hal"}

    def test_after_fourteen_days_without_a_second_person_it_counts_no_more(
        self, merge, family, other, ada, hal, dot
    ):
        with time_machine.travel(timezone.now() + timedelta(days=14)):
            assert sees(ada, family, other) == [False, False]
        with time_machine.travel(timezone.now() + timedelta(days=15)):
            assert sees(ada, family, other) == [True, False]
            with pytest.raises(Refused, match="in time"):
                look(merge, hal)
            assert say(family, other, dot).waits

    def test_it_stands_in_the_logs_of_both(self, merge, family, other):
        for one in (family, other):
            assert JournalEntry.objects.filter(verb="family.merge", family_id=one.pk).count() == 1


class TestASecondPerson:
    def test_says_yes_and_each_record_is_open_again_to_its_own(
        self, merge, family, other, ada, hal
    ):
        assert look(merge, hal).state == "agreed"
        assert sees(ada, family, other) == [True, False]
        assert Merge.objects.standing().exists()

    def test_says_no(self, merge, family, other, ada, hal, dot):
        assert look(merge, hal, same=False).state == "rejected"
        assert sees(ada, family, other) == [True, False]
        assert say(family, other, dot).waits

    def test_is_never_the_first(self, merge, dot):
        with pytest.raises(Refused, match=SECOND):
            look(merge, dot)

    def test_is_never_the_first_in_the_database_either(self, merge, dot):
        with pytest.raises(IntegrityError), transaction.atomic():
            Merge.objects.filter(pk=merge.pk).update(looked_by=dot)

    def test_looks_once(self, merge, hal, dot, borough):
        look(merge, hal)
        una = cast.make_user("Una", borough.early_help, Role.SUPERVISOR, borough.hub)
        with pytest.raises(Refused, match="waits no more"):
            look(merge, una, same=False)

    def test_needs_the_role(self, merge, ada, other, dot):
        acts.start_involvement(family=other, kind="team_around", post=ada.post, by=dot)
        with pytest.raises(PermissionDenied):
            look(merge, ada)

    def test_must_know_both(self, merge, borough):
        una = cast.make_user("Una", borough.early_help, Role.SUPERVISOR, borough.east)
        with pytest.raises(Http404):
            look(merge, una)

    def test_says_what_they_found(self, merge, hal):
        with pytest.raises(Refused):
            acts.review_merge(merge=merge, same=True, words=" ", by=hal)


class TestUndoing:
    @pytest.mark.parametrize("looked", [False, True])
    def test_gives_both_back_exactly(self, family, other, ada, dot, hal, looked):
        before = everything()
        merge = say(family, other, dot)
        if looked:
            look(merge, hal)
        assert undo(merge, dot).state == "undone"
        after = everything()
        assert {name for name in before if before[name] != after[name]} == set()
        assert sum(map(len, before.values())) > 50
        assert sees(ada, family, other) == [True, False]

    def test_for_twelve_months(self, merge, hal, dot):
        look(merge, hal)
        with (
            time_machine.travel(timezone.now() + timedelta(days=366)),
            pytest.raises(Refused, match="12 months"),
        ):
            undo(merge, dot)
        with time_machine.travel(timezone.now() + timedelta(days=365)):
            assert undo(merge, dot).state == "undone"

    def test_says_why_and_happens_once(self, merge, dot):
        with pytest.raises(Refused, match="why"):
            acts.undo_merge(merge=merge, because=" ", by=dot)
        undo(merge, dot)
        with pytest.raises(Refused):
            undo(merge, dot)


class TestWhatStandsAgainstIt:
    def test_itself(self, family, dot):
        with pytest.raises(Refused, match=ITSELF):
            say(family, family, dot)

    def test_who_does_not_know_both_is_told_nothing(self, family, other, borough, dot):
        una = cast.make_user("Una", borough.early_help, Role.SUPERVISOR, borough.east)
        acts.start_involvement(family=family, kind="team_around", post=una.post, by=dot)
        with pytest.raises(Http404):
            say(family, other, una)

    def test_who_knows_one_by_an_emergency_only(self, family, other, borough, dot, lou):
        una = cast.make_user("Una", borough.early_help, Role.SUPERVISOR, borough.east)
        acts.start_involvement(family=family, kind="team_around", post=una.post, by=dot)
        acts.open_in_emergency(
            reference=other.reference, danger="child", by=una,
            reason="Hospital rings: the boy is here alone",
        )  # fmt: skip
        assert sees(una, family, other) == [True, True]
        with pytest.raises(Http404):
            say(family, other, una)

    def test_roles(self, family, other, ada, dot):
        acts.start_involvement(family=other, kind="team_around", post=ada.post, by=dot)
        with pytest.raises(PermissionDenied):
            say(family, other, ada)

    @pytest.mark.parametrize("lifted", [False, True])
    def test_an_adoption_for_ever(self, family, other, hal, dot, lifted):
        limit = acts.place_restriction(
            family=other, kind=Restriction.Kind.ADOPTION, reason="x", named=[hal, dot], by=hal
        )
        if lifted:
            acts.lift_restriction(restriction=limit, because="x", by=hal)
        with pytest.raises(Refused, match=ADOPTION):
            say(family, other, dot)

    def test_two_open_cases(self, family, other, dot):
        acts.open_case(family=other, by=dot)
        with pytest.raises(Refused, match=TWO_CASES):
            say(family, other, dot)

    def test_another_council(self, family, other, dot):
        elsewhere = Authority.objects.create(name="Elsewhere", code="E08009998")
        Family.objects.filter(pk=other.pk).update(authority=elsewhere)
        other.refresh_from_db()
        with pytest.raises(Refused, match=OTHER_AUTHORITY):
            say(family, other, dot)

    def test_a_record_is_in_one_merge_at_a_time(self, merge, family, other, dot, hal):
        third = acts.register_family(name="Doyle", people=[acts.NewPerson("parent", "K")], by=dot)
        for one in (family, other):
            with pytest.raises(Refused, match=MERGED):
                say(third, one, dot)
        look(merge, hal)
        with pytest.raises(Refused, match=MERGED):
            say(third, other, dot)

    def test_nobody_else_who_could_look(self, family, other, dot, hal):
        acts.place_restriction(family=other, kind="staff", reason="x", named=[dot], by=hal)
        with pytest.raises(Refused, match=NOBODY_ELSE):
            say(family, other, dot)

    def test_no_reason(self, family, other, dot):
        with pytest.raises(Refused, match="how you know"):
            say(family, other, dot, why=" ")

    def test_a_case_opens_in_the_record_that_goes_on(self, family, other, dot, hal):
        look(say(family, other, dot), hal)
        with pytest.raises(Refused, match="goes on"):
            acts.open_case(family=other, by=dot)


class TestBefore:
    def test_who_seems_the_same(self, family, other, dot):
        found = alike(family, other, dot)
        assert {(pair.one.given_name, pair.other.given_name, pair.is_sure) for pair in found} == {
            ("Kelly", "Kelly", True), ("Jayden", "Jaydn", False),
        }  # fmt: skip
        assert all(pair.reasons for pair in found)

    def test_who_loses_sight_by_agency(self, family, other, dot, with_cas):
        assert losing_sight(family, other, dot) == [
            ("Larkmoor Academy", 1),
            ("Merrowby Early Help", 1),
        ]

    def test_no_count_tells_of_links_that_are_hidden(self, family, other, dot, with_cas, borough):
        Involvement.objects.visible_to(dot)
        Family.objects.filter(pk=family.pk).update(owner=borough.charity)
        assert ("Larkmoor Academy", 1) in losing_sight(family, other, dot)
        borough.agreement.lines.all().delete()
        assert ("Larkmoor Academy", 1) not in losing_sight(family, other, dot)


@pytest.mark.django_db(transaction=True)
def test_two_people_look_at_once_and_one_answer_counts(
    transactional_db, family, other, merge, hal, borough
):
    una = cast.make_user("Una", borough.early_help, Role.SUPERVISOR, borough.hub)
    gate, refusals = threading.Barrier(2), []

    def run(user: User, same: bool) -> None:
        try:
            gate.wait(10)
            look(merge, user, same=same)
        except Refused as no:
            refusals.append(no)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=given) for given in ((hal, True), (una, False))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(refusals) == 1
    assert JournalEntry.objects.filter(verb="merge.review", kind="did").count() == 2  # both logs
