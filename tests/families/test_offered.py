"""What a partner's manager is offered, and what is not theirs although they may read it
(docs/decisions/0051, 0053). tests/house/test_offers.py sends every form as everyone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.acts.involvement import IN_AN_EMERGENCY
from families.acts.keeping import NOT_THEIRS
from families.models import BookedVisit, Consent, Involvement, SharingDecision
from outcomes.acts import note_need, take_back_need
from outcomes.models import Need
from referrals import acts as referrals
from sharing.models import Category, Line, Role, User
from sharing.refusals import Refused
from tests import cast
from tests.copies import copied

GROUNDS = acts.Grounds("child_harm", "He said he will hurt him", "6.1.e", "told")


@copied
def standing(case, borough, ada, hal):
    """Rows of the council's that Sid may read: a visit to come, a decision and a need."""
    soon = timezone.now() + timedelta(days=2)
    acts.book_visit(case=case, at=soon, by=ada)
    acts.decide_sharing(
        family=case.family, outcome="not_share", agency=borough.police, categories=["identity"],
        grounds=GROUNDS, by=ada,
    )  # fmt: skip
    note_need(family=case.family, code="9b", by=hal)


def refused(act, **said) -> str:
    """What the act says no with; empty where it does not."""
    try:
        act(**said)
    except Refused as no:
        return str(no)
    return ""


def test_what_he_may_read_is_still_not_his_to_decide(case, borough, hal, ada, sid, standing):
    family, booked = case.family, BookedVisit.objects.get()
    decision = SharingDecision.objects.get()
    noted = family.presenting_needs.get()
    shut = acts.place_restriction(family=family, reason="Staff", named=[hal, sid, ada], by=hal)
    tries = {
        "rename": (acts.rename_in_restriction, {"restriction": shut, "named": [sid]}),
        "lift": (acts.lift_restriction, {"restriction": shut, "because": "No more"}),
        "review": (acts.review_restriction, {"restriction": shut}),
        "end": (acts.review_sharing, {"decision": decision, "finding": "ends", "words": "No"}),
        "take back": (take_back_need, {"noted": noted}),
    }
    assert {name: refused(act, by=sid, **said) for name, (act, said) in tries.items()} == (
        dict.fromkeys(tries, NOT_THEIRS)
    )
    assert "can change it" in refused(acts.call_off_visit, booked=booked, why="Ill", by=sid)
    tries.pop("rename")
    assert not any(refused(act, by=hal, **said) for act, said in reversed(tries.values()))
    assert not refused(acts.call_off_visit, booked=booked, why="Ill", by=hal)


def test_a_yes_is_written_down_by_those_who_keep_the_record_and_a_no_by_anybody(
    family, borough, ada, sid
):
    kelly = cast.member(family, "Kelly")

    def say(state: str, by: User) -> str:
        decisions = [acts.Decision(borough.school, Category.HEALTH, state)]
        return refused(acts.record_consents, person=kelly, decisions=decisions, by=by)

    assert (say("given", sid), say("refused", sid), say("given", ada)) == (NOT_THEIRS, "", "")
    consent = Consent.objects.standing().get(person=kelly, category=Category.HEALTH)
    assert consent.recorded_by == ada


def test_he_sends_his_own_people_and_is_offered_nobody_else(
    family, borough, hal, cas, sid, as_user
):
    def offered(user) -> set[str]:
        page = as_user(user).get(reverse("families:add-helper", args=[family.reference]))
        groups = page.context["form"].fields["post"].choices[1:]
        return {agency for agency, _ in groups}

    assert offered(sid) == {"Larkmoor Academy"}
    assert offered(hal) > offered(sid)


def test_he_may_write_down_only_that_nothing_is_shared(family, sid, ada, as_user):
    url = reverse("families:decide-sharing", args=[family.reference])
    for user, outcomes in ((sid, ["not_share"]), (ada, ["share", "not_share"])):
        form = as_user(user).get(url).context["form"]
        assert [value for value, _ in form.fields["outcome"].choices] == outcomes
        assert ("until" in form.fields) is ("share" in outcomes)


def test_a_page_that_is_not_his_says_whom_to_ask(family, sid, as_user):
    answer = as_user(sid).get(reverse("families:close", args=[family.reference]))
    assert answer.status_code == 403
    assert NOT_THEIRS in answer.content.decode()
    role = as_user(sid).get(reverse("families:bring-back", args=[family.reference]))
    assert role.status_code == 403
    assert "the role you act in" in role.content.decode()


def test_in_an_emergency_nobody_is_let_in_and_nothing_leaves(family, ben, hal, as_user):
    acts.open_in_emergency(
        reference=family.reference, danger="child", reason="The school rings: no one came", by=ben
    )
    dee = cast.make_user("Dee", ben.agency, Role.HUB_OFFICER, hal.team)
    acts.end_involvement(
        involvement=family.involvements.live().get(kind=Involvement.Kind.HUB_DUTY), by=hal
    )
    acts.open_in_emergency(
        reference=family.reference, danger="child", reason="The school rings: no one came", by=dee
    )
    people = as_user(dee).get(reverse("families:people", args=[family.reference])).content.decode()
    for name in ("add-helper", "merge-families", "offer-transfer"):
        url = reverse(f"families:{name}", args=[family.reference])
        answer = as_user(dee).get(url)
        assert (answer.status_code, url in people) == (403, False), name
        assert IN_AN_EMERGENCY in answer.content.decode()
    assert reverse("families:add-person", args=[family.reference]) in people


def test_the_needs_to_choose_from_are_those_that_one_may_name(case, borough, ada, sid, as_user):
    url = reverse("outcomes:identify-need", args=[case.family.reference])

    def offered(user) -> set[str]:
        return {code for code, _ in as_user(user).get(url).context["form"].fields["code"].choices}

    everything, told = offered(ada), offered(sid)
    assert told < everything
    assert "8a" in everything - told  # that somebody is abused
    Line.objects.filter(to_agency=borough.school, category=Category.PLAN).delete()
    noted = reverse("outcomes:noted-needs", args=[case.family.reference])
    assert as_user(sid).get(url).status_code == 403
    assert url not in as_user(sid).get(noted).content.decode()
    assert url in as_user(ada).get(noted).content.decode()
    assert not Need.objects.exists()


def test_who_records_no_visits_is_offered_none(case, dot, ada, as_user):
    page, url = (
        reverse("families:visits-due"),
        reverse("families:record-visit", args=[case.family.reference]),
    )
    assert url in as_user(ada).get(page).content.decode()
    assert url not in as_user(dot).get(page).content.decode()


def test_another_hub_that_comes_to_a_meeting_does_not_run_it(borough, dot, hal, elsewhere):
    meeting = referrals.arrange_meeting(
        held_on=timezone.localdate(), attendees=[elsewhere.sue.post], by=hal
    )
    for act in (referrals.start_meeting, referrals.close_meeting):
        with pytest.raises(Refused, match="Only the family hub"):
            act(meeting=meeting, by=elsewhere.sue)
    assert referrals.start_meeting(meeting=meeting, by=dot).started_at
