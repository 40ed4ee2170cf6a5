"""Closed for more than twelve months: open to the council's records officers alone (P10)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from guardian.shortcuts import assign_perm

from families import acts
from families.models import (
    Case,
    Family,
    FamilyAccess,
    FamilyGroupPermission,
    FamilyUserPermission,
    Involvement,
    Person,
)
from families.rules.archiving import BACK_FOR, a_year_on, first_of, open_until
from families.tasks import hand_to_records
from referrals.models import Referral
from sharing.models import Role, Team, User
from sharing.refusals import Refused
from tests import cast
from tests.copies import copied
from tests.referrals import steps


@copied
def led(borough, rex, dot, ada, cas):
    """Ada leads, and the school helps."""
    family = cast.make_family(dot)
    cast.let_lead(family, ada, dot)
    cast.let_help(family, cas, ada)
    return family


def close(family, ada, **when):
    case = acts.close_case(case=family.open_case, reason="Death", by=ada, **when)
    family.refresh_from_db()
    return case


def sees(user, family):
    return Family.objects.visible_to(user).filter(pk=family.pk).exists()


def at(day: date, hour: int = 12, minute: int = 0):
    moment = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    return time_machine.travel(moment, tick=False)


def test_twelve_months_are_counted_by_the_calendar():
    assert a_year_on(date(2024, 2, 29)) == date(2025, 2, 28)
    assert open_until([date(2024, 1, 9), date(2025, 7, 6)]) == date(2026, 7, 6)
    assert open_until([date(2024, 1, 9), None]) is None
    assert open_until([]) is None
    back = date(2026, 8, 1)
    assert open_until([date(2025, 7, 6)], back) == back
    assert open_until([date(2025, 8, 6)], back) == date(2026, 8, 6)
    assert open_until([None], back) is open_until([], back) is None
    assert first_of(None, date(2025, 1, 1)) == date(2025, 1, 1)
    assert first_of(None, None) is None


def test_the_night_after_twelve_months_it_passes_to_the_records_officer(led, rex, ada, cas, dot):
    close(led, ada)
    last = a_year_on(timezone.localdate())
    assert led.open_until == last
    with at(last, 23, 59):
        assert all(sees(user, led) for user in (ada, dot))
        assert not sees(rex, led)
    with at(last + timedelta(days=1), 0, 1):
        led.refresh_from_db()
        assert led.is_archived
        assert not any(sees(user, led) for user in (ada, dot, cas))
        assert not Person.objects.visible_to(ada).exists()
        assert sees(rex, led)
        assert Person.objects.visible_to(rex).filter(family=led).count() == 4


def test_closing_late_archives_at_once_and_every_way_in_is_shut(rex, ada, dot, hal, cas, as_user):
    referral = steps.registered(steps.sent(cas), dot)
    theirs = referral.family
    case = acts.open_case(family=theirs, opened_on=date(2024, 1, 8), by=dot)
    cast_off = date(2024, 6, 3)
    acts.offer_case(case=case, lead=ada.post, by=dot)
    acts.accept_lead(case=case, by=ada)
    close(theirs, ada, closed_on=cast_off)
    for user in (ada, dot, hal, cas):
        assert not sees(user, theirs)
        assert not Referral.objects.visible_to(user).filter(pk=referral.pk).exists()
    page = reverse("families:family", args=[theirs.reference])
    assert as_user(ada).get(page).status_code == 404
    assert as_user(rex).get(page).status_code == 200
    assert not Family.objects.for_matching(dot).filter(pk=theirs.pk).exists()
    assert not Family.objects.for_deciding_ties(hal).filter(pk=theirs.pk).exists()
    with pytest.raises(Refused):
        acts.open_in_emergency(
            reference=theirs.reference, danger="child_harm", reason="A child may be hurt", by=ada
        )


def test_a_records_officer_reads_the_archive_and_nothing_else(led, rex, ada, as_user):
    client = as_user(rex)
    assert not sees(rex, led)
    assert b"Nothing is in the archive" in client.get(reverse("families:list")).content
    assert client.get(reverse("families:family", args=[led.reference])).status_code == 404
    close(led, ada)
    with at(a_year_on(timezone.localdate()) + timedelta(days=1)):
        client = as_user(rex)
        assert "Open the archive" in client.get("/").content.decode()
        listed = client.get(reverse("families:list")).content.decode()
        assert led.reference in listed
        assert "Archive</h1>" in listed
        for name in ("family", "people", "plan", "visits", "story", "consent", "why"):
            page = reverse(f"families:{name}", args=[led.reference])
            assert client.get(page).status_code == 200
        for name in ("add-person", "agree-plan", "close", "record-visit"):
            page = reverse(f"families:{name}", args=[led.reference])
            assert client.get(page).status_code in (403, 404)


def test_the_archive_goes_by_role_and_by_team_together(led, borough, ada):
    """Nobody else in its team opens it, and its officers open nothing that they are let in to."""
    worker = cast.make_user("Kit", borough.early_help, Role.KEY_WORKER, borough.records)
    stray = cast.make_user("Sid", borough.early_help, Role.RECORDS_OFFICER, borough.east)
    keeper = cast.make_user("Kim", borough.early_help, Role.RECORDS_OFFICER, borough.records)
    for user in (stray, keeper):
        cast.let_help(led, user, ada)
    acts.start_involvement(family=led, kind="team_around", team=borough.east, by=ada)
    assert not any(sees(user, led) for user in (worker, stray, keeper))
    close(led, ada)
    with at(a_year_on(timezone.localdate()) + timedelta(days=1)):
        assert sees(keeper, led)
        assert not any(sees(user, led) for user in (worker, stray))


def test_who_manages_the_archive_registers_a_family_for_themselves(borough, rex, dot):
    """Its team works with archived records alone: it is let in to no other by any act."""
    manager = cast.make_user("Mo", borough.early_help, Role.SUPERVISOR, borough.records)
    family = cast.make_family(manager)
    assert sees(manager, family)
    assert not sees(rex, family)
    with pytest.raises(Refused, match="Nobody is let in like this"):
        acts.start_involvement(
            family=family, kind="team_around", team=borough.records, by=User.objects.system()
        )


def test_nothing_is_kept_out_of_the_archive_by_calling_it_a_mistake(led, ada):
    with pytest.raises(Refused, match="Say what came of it"):
        acts.close_case(case=led.open_case, reason=Case.WITHDRAWN.upper(), by=ada)


def test_the_night_cuts_what_escaped(led, rex, ada, dot):
    """As if someone had been let in at the very moment of the closing."""
    close(led, ada)
    FamilyAccess.objects.filter(family=led).exclude(involvement__kind="records").update(until=None)
    with at(a_year_on(timezone.localdate()) + timedelta(days=1)):
        assert sees(ada, led)
        assert (hand_to_records(), hand_to_records()) == (1, 0)
        assert not any(sees(user, led) for user in (ada, dot))
        assert sees(rex, led)


def test_another_councils_records_officer_has_none_of_it(led, borough, ada):
    team = cast.make_team(borough.charity, "Records", Team.Duty.RECORDS)
    other = cast.make_user("Other", borough.charity, Role.RECORDS_OFFICER, team)
    close(led, ada)
    with at(a_year_on(timezone.localdate()) + timedelta(days=1)):
        assert not sees(other, led)


def test_a_family_that_is_helped_again_is_open_again(led, ada, dot, hal):
    close(led, ada)
    acts.open_case(family=led, by=dot)
    led.refresh_from_db()
    assert led.open_until is None
    assert not led.involvements.filter(kind="records", ended_at=None).exists()
    with at(timezone.localdate() + timedelta(days=800)):
        assert sees(ada, led)


def test_a_case_that_was_a_mistake_archives_nothing(borough, rex, dot):
    family = cast.make_family(dot)
    acts.withdraw_case(case=acts.open_case(family=family, by=dot), by=dot)
    family.refresh_from_db()
    assert family.open_until is None


def test_it_is_brought_back_for_thirty_days_and_comes_back_to_the_archive(
    led, rex, ada, dot, as_user
):
    close(led, ada)
    day = a_year_on(timezone.localdate()) + timedelta(days=1)
    page = reverse("families:bring-back", args=[led.reference])
    with at(day):
        refused = as_user(rex).post(page, {"reason": ""})
        assert refused.status_code == 422
        assert refused.context["back_url"] == reverse("families:family", args=[led.reference])
        answer = as_user(rex).post(page, {"reason": "They ask again"}, follow=True)
        assert "open again for 30 days" in answer.content.decode()
        assert sees(ada, led)
        assert not sees(rex, led)
        assert Family.objects.for_matching(dot).filter(pk=led.pk).exists()
    with at(day + timedelta(days=31)):
        assert not sees(ada, led)
        assert sees(rex, led)


def test_a_case_that_was_a_mistake_takes_none_of_the_thirty_days(led, rex, ada, dot):
    close(led, ada)
    day = a_year_on(timezone.localdate()) + timedelta(days=1)
    with at(day):
        acts.bring_back(family=led, reason="They ask again", by=rex)
    with at(day + timedelta(days=3)):
        with pytest.raises(Http404):
            acts.bring_back(family=led, reason="Again", by=rex)
        acts.withdraw_case(case=acts.open_case(family=led, by=dot), by=dot)
        assert led.open_until == day + BACK_FOR
        assert sees(ada, led)
    with at(day + timedelta(days=31)):
        assert not sees(ada, led)
        assert sees(rex, led)


def test_a_case_that_was_helped_with_counts_its_own_twelve_months(led, rex, ada, dot):
    close(led, ada)
    day = a_year_on(timezone.localdate()) + timedelta(days=1)
    with at(day):
        acts.bring_back(family=led, reason="They ask again", by=rex)
        cast.let_lead(led, ada, dot)
        close(led, ada)
        assert led.open_until == a_year_on(day)


def test_brought_back_by_a_program_it_is_open_and_the_answer_tells_nothing_more(
    led, rex, ada, api_as
):
    close(led, ada)
    address = reverse("families-bring-back", args=[led.reference])
    day = a_year_on(timezone.localdate()) + timedelta(days=1)
    with at(day):
        program = api_as(rex)
        assert program.post(address, {"reason": " "}).status_code == 400
        answer = program.post(address, {"reason": "They ask again"})
        assert (answer.status_code, answer.json()["reference"]) == (200, led.reference)
        assert led.open_until == day + BACK_FOR
        assert sees(ada, led)
        assert program.post(address, {"reason": "Again"}).status_code == 404


def test_only_a_records_officer_brings_back(led, ada, hal):
    with pytest.raises(PermissionDenied):
        acts.bring_back(family=led, reason="They ask again", by=hal)


def test_nobody_makes_or_ends_the_archives_link_by_hand(led, rex, ada):
    with pytest.raises(Refused, match="Nobody is let in like this"):
        acts.start_involvement(family=led, kind="records", post=ada.post, by=ada)
    close(led, ada)
    link = led.involvements.get(kind="records")
    with pytest.raises(Refused, match="The archive lets go"):
        acts.end_involvement(involvement=link, by=ada)


def test_a_team_that_was_made_later_is_handed_what_waits(borough, dot, ada):
    Team.objects.filter(pk=borough.records.pk).update(duty=Team.Duty.CASEWORK)
    family = cast.make_family(dot)
    cast.let_lead(family, ada, dot)
    close(family, ada)
    assert hand_to_records() == 0
    cast.make_team(borough.early_help, "Old records", Team.Duty.RECORDS)
    assert (hand_to_records(), hand_to_records()) == (1, 0)


def test_an_administrator_is_told_that_nobody_keeps_the_archive(led, rex, ada, borough, as_user):
    """A number alone; of their own agency alone."""
    max_, other = (
        cast.make_user(name, agency, Role.ADMINISTRATOR)
        for name, agency in (("Max", borough.early_help), ("Oli", borough.charity))
    )

    def told(user):
        return "1 closed record is in the archive" in as_user(user).get("/").content.decode()

    rex.posts.update(team=borough.east)
    close(led, ada)
    assert not told(max_)
    with at(a_year_on(timezone.localdate()) + timedelta(days=1)):
        assert told(max_)
        assert led.reference not in as_user(max_).get("/").content.decode()
        assert not told(other)
        rex.posts.update(team=borough.records)
        assert not told(max_)


def test_grants_follow_at_night(led, rex, ada):
    def held():
        return {
            *FamilyUserPermission.objects.filter(content_object=led).values_list("user", flat=True),
            *FamilyGroupPermission.objects.filter(content_object=led).values_list(
                "group__name", flat=True
            ),
        }

    before = held()
    close(led, ada)
    assert held() == before
    with at(a_year_on(timezone.localdate()) + timedelta(days=1), 1, 20):
        assert (hand_to_records(), hand_to_records()) == (1, 0)
        assert held() == {rex.team.group.name}
        acts.bring_back(family=led, reason="They ask again", by=rex)
        assert held() == before


@pytest.mark.parametrize("left", ["person", "team"])
def test_a_grant_that_is_left_is_taken_the_next_night(led, rex, ada, borough, left):
    """A person's, or a team's alone; those of the archive and of an auditor stay."""
    close(led, ada)
    fay = cast.make_person_of_the_cast(borough, "fay")
    last = a_year_on(timezone.localdate()) + timedelta(days=30)
    acts.start_involvement(
        family=led, kind="audit", post=fay.post, until=last, by=User.objects.system()
    )
    with at(a_year_on(timezone.localdate()) + timedelta(days=1)):
        assert (hand_to_records(), hand_to_records()) == (1, 0)
        assert FamilyUserPermission.objects.get(content_object=led).user == fay
        assign_perm("families.view_family", ada if left == "person" else borough.hub.group, led)
        assert (hand_to_records(), hand_to_records()) == (1, 0)


def test_what_lists_join_never_outlasts_the_familys_last_day(led, rex, ada, hal, dot):
    """The projection may narrow and never widen: whatever begins or moves after the closing."""
    close(led, ada)
    acts.start_involvement(family=led, kind="team_around", post=hal.post, by=ada)
    rows = FamilyAccess.objects.filter(family=led).exclude(involvement__kind="records")
    assert rows.count() > 3
    assert set(rows.values_list("until", flat=True)) == {led.open_until}
    own = timezone.localdate() + timedelta(days=5)
    acts.start_involvement(
        family=led, kind="panel", post=dot.post, until=own, by=User.objects.system()
    )
    assert rows.filter(until=own).count() == 1
    case = Case.objects.get(family=led)
    assert case.closed_on is not None
    assert Involvement.objects.get(family=led, kind="panel").until == own
