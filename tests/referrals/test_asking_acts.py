"""Asking for help: kept from the first word, sent once, and opened to nobody else."""

from dataclasses import replace
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.http import Http404

from families import acts as family_acts
from referrals import acts
from referrals.models import Referral, ReferredPerson, asked_by_the_public, asked_with_code
from sharing.models import JournalEntry, Role, User
from sharing.refusals import Refused
from tests import cast
from tests.referrals import steps

pytestmark = pytest.mark.django_db


def sees(user, referral) -> bool:
    return Referral.objects.visible_to(user).filter(pk=referral.pk).exists()


def verbs(subject) -> list[str]:
    entries = JournalEntry.objects.filter(
        subject_type=subject._meta.label, subject_id=subject.pk, kind="did"
    )
    return list(entries.order_by("pk").values_list("verb", flat=True))


def test_a_draft_keeps_half_a_number_and_is_in_the_journal(cas, dot):
    referral = steps.draft(cas, phone="0770")
    assert (referral.phone, referral.state) == ("0770", "draft")
    assert referral.to_agency == dot.agency
    assert verbs(referral) == ["referral.draft"]


def test_the_same_key_again_changes_the_same_draft(cas, dot):
    key, said = uuid4(), acts.Said(what_seen="One")
    people = [replace(steps.KELLY, key=uuid4())]
    first = acts.draft_referral(said=said, people=people, key=key, by=cas)
    again = acts.draft_referral(
        said=acts.Said(what_seen="Two"),
        people=[replace(people[0], given_name="Kel"), steps.JAYDEN],
        key=key,
        by=cas,
    )
    assert first.pk == again.pk
    assert Referral.objects.get().what_seen == "Two"
    assert [p.given_name for p in again.people.all()] == ["Kel", "Jayden"]
    assert again.people.first().key == people[0].key


def test_a_row_of_someone_else_is_not_taken_over(cas, eve, dot):
    theirs = steps.draft(cas).people.first()
    mine = steps.draft(eve, (replace(steps.KELLY, key=theirs.key, given_name="Mine"),))
    assert ReferredPerson.objects.get(pk=theirs.pk).given_name == "Kelly"
    assert mine.people.get().key != theirs.key


def test_nobody_changes_the_draft_of_another(cas, eve, dot):
    referral = steps.draft(cas)
    with pytest.raises(Http404):
        acts.draft_referral(said=acts.Said(), key=referral.key, by=eve)


def test_sent_twice_is_sent_once(cas, dot):
    referral = steps.sent(cas)
    again = acts.send_referral(referral=referral, by=cas)
    assert again.sent_at == referral.sent_at
    assert Referral.objects.count() == 1


@pytest.mark.parametrize(
    ("lacking", "people"),
    [({"what_seen": ""}, (steps.KELLY,)), ({"knows": ""}, (steps.KELLY,)), ({}, ())],
)
def test_what_is_needed_must_be_there(lacking, people, cas, dot):
    referral = steps.draft(cas, people, **lacking)
    with pytest.raises(Refused):
        acts.send_referral(referral=referral, by=cas)
    assert Referral.objects.get().state == "draft"


def test_what_was_sent_is_no_draft_any_more(cas, dot):
    referral = steps.sent(cas)
    with pytest.raises(Refused):
        acts.draft_referral(said=acts.Said(), key=referral.key, by=cas)


def test_a_place_without_a_hub_says_so(db):
    borough = cast.make_borough()
    cas = cast.make_person_of_the_cast(borough, "cas")
    borough.hub.duty = "casework"
    borough.hub.save()
    with pytest.raises(Refused, match="family hub"):
        steps.draft(cas)


@pytest.mark.parametrize("name", ["fay", "kay", "lou", "max", "ivy"])
def test_roles_that_do_not_ask_may_not(name, request, dot):
    with pytest.raises(PermissionDenied):
        steps.draft(request.getfixturevalue(name))


def test_a_draft_is_its_writers_alone(cas, dot, hal, eve, borough):
    head = cast.make_user("Head", borough.school, Role.SUPERVISOR)
    other = cast.make_user("Other", borough.school, Role.PRACTITIONER)
    referral = steps.draft(cas)
    assert sees(cas, referral)
    assert not any(sees(user, referral) for user in (dot, hal, eve, head, other))


def test_once_sent_both_ends_see_it_and_nobody_else(cas, dot, hal, borough, request):
    eve, ada, pat, ivy = map(request.getfixturevalue, ("eve", "ada", "pat", "ivy"))
    head = cast.make_user("Head", borough.school, Role.SUPERVISOR)
    other = cast.make_user("Other", borough.school, Role.PRACTITIONER)
    referral = steps.sent(cas)
    assert all(sees(user, referral) for user in (cas, dot, hal, head))
    assert not any(sees(user, referral) for user in (eve, ada, pat, ivy, other))


def test_a_conflict_or_a_restriction_shuts_both_ends_out(cas, dot, hal):
    referral = steps.registered(steps.sent(cas), dot)
    family_acts.declare_conflict(family=referral.family, tie="Cousin", by=dot)
    assert not sees(dot, referral)
    assert sees(hal, referral)
    family_acts.place_restriction(family=referral.family, reason="Staff", named=[hal], by=hal)
    assert sees(hal, referral)
    assert not sees(cas, referral)


def test_the_public_asks_and_comes_back_with_reference_and_code(dot):
    public = User.objects.public()
    referral = steps.sent(public, (steps.KELLY,), knows="")
    code = acts.give_code(referral=referral, by=public)
    kept = Referral.objects.get(pk=referral.pk)
    assert code.replace("-", "") not in kept.return_code
    assert asked_with_code(referral.reference.lower(), code.lower().replace("-", " ")) == kept
    assert asked_with_code(referral.reference, "AAAAA-AAAAA") is None
    assert asked_with_code("R-99999", code) is None
    assert asked_by_the_public(referral.key) == kept


def test_a_new_code_ends_the_old_one(dot):
    public = User.objects.public()
    referral = steps.draft(public)
    old = acts.give_code(referral=referral, by=public)
    acts.give_code(referral=referral, by=public)
    assert asked_with_code(referral.reference, old) is None


def test_a_code_never_opens_what_an_agency_sent(cas, dot):
    referral = steps.sent(cas)
    assert asked_by_the_public(referral.key) is None
    with pytest.raises(Http404):
        acts.give_code(referral=referral, by=User.objects.public())
    with pytest.raises(Http404):
        acts.send_referral(referral=referral, by=User.objects.public())


def test_without_a_code_nothing_opens(dot):
    referral = steps.draft(User.objects.public())
    assert asked_with_code(referral.reference, "") is None


def test_more_detail_stops_the_clock_until_it_is_sent_again(cas, dot):
    with time_machine.travel("2026-03-09T10:00:00+00:00", tick=False):
        referral = steps.sent(cas)
        acts.decide_referral(
            referral=referral, outcome="more_detail", reason="too_little", why="Who is 8?", by=dot
        )
    with time_machine.travel("2026-03-10T10:00:00+00:00", tick=False):
        (mine,) = Referral.objects.written_by(cas).with_result()
        assert (mine.told_question, mine.told_outcome) == ("Who is 8?", "more_detail")
        acts.draft_referral(
            said=acts.Said(**(steps.TOLD | {"who_helps": "Gran"})),
            people=[steps.KELLY],
            key=referral.key,
            by=cas,
        )
        again = acts.send_referral(referral=referral, by=cas)
    assert (again.state, again.paused_at, again.paused_minutes) == ("sent", None, 24 * 60)
    assert again.sent_at.isoformat().startswith("2026-03-09")


def test_a_draft_is_thrown_away_by_its_writer_only(cas, eve, dot):
    referral = steps.draft(cas)
    for other in (eve, dot):
        with pytest.raises(Http404):
            acts.discard_referral(referral=referral, by=other)
    acts.discard_referral(referral=referral, by=cas)
    assert not Referral.objects.exists()
    assert not ReferredPerson.objects.exists()
    assert verbs(referral) == ["referral.draft", "referral.discard"]


@pytest.mark.parametrize("state", ["sent", "more_detail", "decided"])
def test_what_the_hub_has_had_is_not_thrown_away(state, cas, dot):
    referral = steps.sent(cas)
    Referral.objects.filter(pk=referral.pk).update(state=state)
    with pytest.raises(Refused, match="sent already"):
        acts.discard_referral(referral=referral, by=cas)
    assert ReferredPerson.objects.count() == 2
