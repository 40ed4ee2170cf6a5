"""What a partner's manager is offered, and what is not theirs although they may read it
(docs/decisions/0051, 0053). tests/house/test_offers.py sends every form as everyone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.acts.deciding import NOT_ABOUT_THEM
from families.acts.keeping import NOT_THEIRS
from families.models import Bond, BookedVisit, Case, Consent, Involvement, SharingDecision
from outcomes.acts import note_need, take_back_need
from outcomes.models import Need
from referrals import acts as referrals
from sharing.models import Agency, Category, Line, Role, User
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


def test_what_others_decided_about_the_record_is_not_his(case, borough, hal, ada, sid, standing):
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
    for name, (act, said) in tries.items():
        if name != "take back":  # nor is he told of it: a reason may tell what no line does
            with pytest.raises(Http404):
                act(by=sid, **said)
    assert refused(take_back_need, noted=noted, by=sid) == NOT_THEIRS
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
        assert "You opened this record in an emergency" in answer.content.decode()
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


def test_why_a_record_was_shut_or_opened_is_told_to_those_who_decide(
    case, borough, ada, hal, sid, api_as
):
    """He has the line for notes of visits, which a reason for something else is not."""
    family, words = case.family, "Her GP says that she is ill"
    acts.decide_sharing(
        family=family, outcome="share", agency=borough.school, categories=["education"],
        grounds=replace(GROUNDS, reason=words), until=timezone.localdate() + timedelta(days=9),
        by=ada,
    )  # fmt: skip
    shut = acts.place_restriction(family=family, reason=words, named=[hal, ada, sid], by=hal)
    acts.lift_restriction(restriction=shut, because=words, by=hal)
    lists = ("sharing-decisions-list", "restrictions-list")

    def told(user: User) -> list[bool]:
        return [words in api_as(user).get(reverse(name)).content.decode() for name in lists]

    assert (told(ada), told(hal), told(sid)) == ([True, True], [True, True], [False, False])
    Case.objects.filter(pk=case.pk).update(lead=sid.post)  # who leads looks at decisions too
    assert told(sid) == [True, True]


def test_another_agency_writes_down_what_is_said_about_itself(family, borough, ada, hal, sid):
    kelly = cast.member(family, "Kelly")
    cast.make_line(borough.agreement, borough.school, borough.early_help, Category.MENTAL_HEALTH)

    def say(by: User, agency: Agency, category: Category, state: str = "refused") -> str:
        return refused(
            acts.record_consents, person=kelly, by=by,
            decisions=[acts.Decision(agency, category, state)],
        )  # fmt: skip

    assert not say(ada, borough.police, Category.HEALTH)  # he is not told of it
    Case.objects.filter(family=family).update(lead=sid.post)
    for state in ("refused", "given"):
        assert say(sid, borough.police, Category.HEALTH, state) == NOT_ABOUT_THEM
        assert say(sid, borough.police, Category.HOUSING, state) == NOT_ABOUT_THEM  # nor of none
        assert say(sid, borough.early_help, Category.HEALTH, state) == NOT_ABOUT_THEM
        assert not say(sid, borough.early_help, Category.MENTAL_HEALTH, state)
        assert not say(sid, borough.school, Category.HEALTH, state)
    judged = {
        "person": cast.member(family, "Jayden"), "parts": [acts.Part(Category.HEALTH)],
        "able": True, "ground": "He knows what it means", "by": sid,
    }  # fmt: skip
    assert refused(acts.judge_competence, agency=borough.police, **judged) == NOT_ABOUT_THEM
    assert not refused(acts.judge_competence, agency=borough.school, **judged)
    no = Consent.objects.standing().get(person=kelly, agency=borough.police)
    assert (no.state, no.recorded_by) == ("refused", ada)
    assert not say(hal, borough.police, Category.HEALTH, "given")


def test_he_is_not_told_that_the_council_judged_a_child(case, borough, ada, sid):
    """Of a part of what is decided, which refuses whoever keeps the record."""
    kelly, jayden = (cast.member(case.family, name) for name in ("Kelly", "Jayden"))
    said = [
        acts.Decision(borough.school, one, "refused") for one in (Category.HEALTH, Category.HOUSING)
    ]
    acts.judge_competence(
        person=jayden, agency=borough.school, parts=[acts.Part(Category.HEALTH)], able=True,
        ground="He knows what it means", by=ada,
    )  # fmt: skip
    about = {"person": jayden, "decisions": said, "given_by": kelly}
    assert "judged able to decide a part" in refused(acts.record_consents, by=ada, **about)
    assert not refused(acts.record_consents, by=sid, **about)


def test_he_is_not_told_what_others_wrote_of_who_is_related(family, borough, ada, sid):
    kelly, marcus = (cast.member(family, name) for name in ("Kelly", "Marcus"))
    acts.add_bond(one=kelly, other=marcus, kind="living_together", by=ada)
    Bond.objects.update(owner=borough.police)
    assert not refused(acts.add_bond, one=marcus, other=kelly, kind="living_together", by=sid)
