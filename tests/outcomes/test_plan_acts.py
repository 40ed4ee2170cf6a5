"""A local plan's life: drafted, changed, published by a second person, replaced, ended."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from outcomes import acts
from outcomes.judging.facts import facts_of, measure_of, overlay_of
from outcomes.models import LocalPlan, Need
from sharing.models import JournalEntry, Role
from sharing.refusals import Refused
from tests import cast
from tests.outcomes.plans_made import OWN, SLUG, days, drafted, published

ONE_DAY = timedelta(days=1)


@pytest.fixture
def today(db) -> date:
    return timezone.localdate()


def test_a_draft_counts_for_nothing_until_a_second_person_publishes_it(ivy, jim, case, today):
    plan = drafted(ivy, min_attendance=95)
    assert overlay_of(case) == {}
    acts.publish_plan(plan=plan, fingerprint=plan.fingerprint, by=jim)
    case.framework = SLUG
    assert overlay_of(case)["min_attendance"] == 95
    assert overlay_of(case, today - ONE_DAY) == {}
    plan.refresh_from_db()
    assert (plan.state, plan.published_by, plan.standing) == ("published", jim, "in_force")
    verbs = JournalEntry.objects.filter(verb__startswith="local_plan.")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "local_plan.draft",
        "local_plan.change",
        "local_plan.publish",
    ]


def test_whoever_wrote_any_of_it_does_not_publish_it(ivy, jim, hal):
    plan = drafted(ivy)
    plan = acts.change_plan(plan=plan, settings={"min_headlines": 3}, by=jim)
    for writer in (ivy, jim):
        with pytest.raises(Refused, match="A second person"):
            acts.publish_plan(plan=plan, fingerprint=plan.fingerprint, by=writer)
    acts.publish_plan(plan=plan, fingerprint=plan.fingerprint, by=hal)


def test_what_was_changed_while_it_was_read_is_read_again(ivy, jim):
    plan = drafted(ivy)
    read = plan.fingerprint
    acts.change_plan(plan=plan, settings={"min_headlines": 3}, by=ivy)
    with pytest.raises(Refused, match="changed while you read it"):
        acts.publish_plan(plan=plan, fingerprint=read, by=jim)


def test_a_published_plan_never_changes(ivy, jim):
    plan = published(ivy, jim, min_headlines=3)
    for change in (acts.change_plan, acts.discard_plan):
        with pytest.raises(Refused, match="never changes"):
            change(plan=plan, by=ivy)


def test_a_new_version_starts_as_a_copy_and_takes_the_place_of_the_one_before(
    ivy, jim, today, borough
):
    first = published(ivy, jim, min_headlines=3, discretion=None)
    later = today + timedelta(days=10)
    second = drafted(ivy, since=later, min_attendance=95)
    assert (second.version, second.supersedes) == (2, first)
    assert second.overlay["min_headlines"] == 3
    acts.publish_plan(plan=second, fingerprint=second.fingerprint, by=jim)
    first.refresh_from_db()
    assert first.valid_until == later - ONE_DAY
    at = LocalPlan.objects.in_force
    assert at(borough.authority, SLUG, later - ONE_DAY).get() == first
    assert at(borough.authority, SLUG, later).get() == second


def test_a_plan_that_never_began_gives_the_days_back(ivy, jim, today):
    first = published(ivy, jim)
    second = published(ivy, jim, since=today + timedelta(days=10))
    acts.end_plan(plan=second, last_day=today, reason="The payer thought again", by=ivy)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.valid_until is None
    assert second.standing == "over"
    third = published(ivy, jim, since=today + timedelta(days=10))
    assert third.version == 3


def test_one_draft_over_a_framework_at_a_time(ivy, jim, borough):
    drafted(ivy)
    with pytest.raises(Refused) as no:
        drafted(jim)
    assert no.value.field == "framework"
    drafted(jim, "ffp-2025")
    twin = LocalPlan.objects.first()
    twin.pk, twin.version = None, 9
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_two_plans_never_count_on_the_same_day(ivy, jim, today):
    first = published(ivy, jim, since=today + timedelta(days=30))
    second = drafted(ivy, since=today + timedelta(days=30))
    with pytest.raises(Refused, match="Version 1 begins on") as no:
        acts.publish_plan(plan=second, fingerprint=second.fingerprint, by=jim)
    assert no.value.field == "valid_from"
    second = acts.change_plan(plan=second, days=days(today), by=ivy)
    with pytest.raises(Refused, match="can’t count on the same day"):
        acts.publish_plan(plan=second, fingerprint=second.fingerprint, by=jim)
    until = days(today, first.valid_from - ONE_DAY)
    second = acts.change_plan(plan=second, days=until, by=ivy)
    acts.publish_plan(plan=second, fingerprint=second.fingerprint, by=jim)


@pytest.mark.parametrize(
    ("since", "until", "field"), [(0, -1, "valid_until"), (-1, None, "valid_from")]
)
def test_days_that_can_not_be_are_refused_at_their_field(ivy, today, since, until, field):
    acts.load_frameworks()
    last = None if until is None else today + timedelta(days=until)
    given = acts.Days(today + timedelta(days=since), last)
    with pytest.raises(Refused) as no:
        acts.draft_plan(framework=SLUG, days=given, by=ivy)
    assert no.value.field == field
    with pytest.raises(Refused, match="published framework"):
        acts.draft_plan(framework="nsfof-1066", days=days(), by=ivy)


def test_what_is_wrong_with_a_setting_is_refused_at_it_and_changes_nothing(ivy):
    plan = drafted(ivy, min_headlines=3)
    with pytest.raises(Refused) as no:
        acts.change_plan(plan=plan, settings={"sustain_months": {"9z": 3}}, by=ivy)
    assert no.value.field == "sustain_months.9z"
    plan.refresh_from_db()
    assert "sustain_months" not in plan.overlay
    plan = acts.change_plan(plan=plan, settings={"min_headlines": None}, by=ivy)
    assert plan.overlay == {"authority": plan.authority.code}


def test_a_first_day_that_passed_while_it_waited_is_changed_first(ivy, jim, today):
    plan = drafted(ivy)
    LocalPlan.objects.filter(pk=plan.pk).update(valid_from=today - ONE_DAY)
    plan.refresh_from_db()
    with pytest.raises(Refused, match="first day has passed"):
        acts.publish_plan(plan=plan, fingerprint=plan.fingerprint, by=jim)


def test_a_draft_is_thrown_away_for_good(ivy):
    plan = drafted(ivy)
    acts.discard_plan(plan=plan, by=ivy)
    assert not LocalPlan.objects.exists()


def test_ending_a_plan_moves_new_cases_on(ivy, jim, dot, today):
    plan = published(ivy, jim)
    refused = [
        ({"last_day": today - ONE_DAY, "reason": "It is over"}, "last_day"),
        ({"last_day": today, "reason": " "}, "reason"),
    ]
    for given, field in refused:
        with pytest.raises(Refused) as no:
            acts.end_plan(plan=plan, by=ivy, **given)
        assert no.value.field == field
    acts.end_plan(plan=plan, last_day=today, reason="The payer has stopped", by=ivy)
    plan.refresh_from_db()
    assert (plan.state, plan.valid_until, plan.standing) == ("ended", today, "in_force")
    with pytest.raises(Refused, match="earlier than that"):
        acts.end_plan(plan=plan, last_day=today + ONE_DAY, reason="Go on a day", by=ivy)


@pytest.mark.parametrize("name", ["ada", "dot", "kay", "lou", "max", "cas", "fay"])
def test_other_roles_write_no_plan(name, borough):
    who = cast.make_person_of_the_cast(borough, name)
    acts.load_frameworks()
    with pytest.raises(PermissionDenied):
        acts.draft_plan(framework=SLUG, days=days(), by=who)


def test_only_people_of_the_council_itself_write_its_plan(borough, ivy):
    plan = drafted(ivy)
    outside = cast.make_user("Una", borough.school, Role.SUPERVISOR)
    with pytest.raises(Refused, match="the council itself"):
        acts.draft_plan(framework="ffp-2025", days=days(), by=outside)
    with pytest.raises(Http404):
        acts.change_plan(plan=plan, settings={}, by=outside)


def test_a_draft_is_for_those_who_prepare_it_and_the_plan_for_everyone(borough, ivy, jim):
    plan = drafted(ivy)
    seen = LocalPlan.objects.visible_to
    made = {n: cast.make_person_of_the_cast(borough, n) for n in ("hal", "kay", "ada", "cas")}
    assert [name for name, user in made.items() if plan in seen(user)] == ["hal", "kay"]
    acts.publish_plan(plan=plan, fingerprint=plan.fingerprint, by=jim)
    assert all(plan in seen(user) for user in made.values())


def test_an_own_need_is_named_judged_and_kept_when_a_later_version_drops_it(ivy, jim, dot, ada):
    published(ivy, jim, local_needs=[OWN])
    case = cast.let_lead(cast.make_family(dot), ada, dot)
    assert case.framework == SLUG
    acts.identify_need(case=case, code="L1", by=ada)
    assert [need.need for need in acts.verdicts_on(case, facts_of(case)).needs] == ["L1"]
    later = timezone.localdate() + ONE_DAY
    published(ivy, jim, since=later, local_needs=None)
    assert measure_of(case, later).need("L1").text == OWN["text"]
    assert acts.verdicts_on(case, facts_of(case), later).needs[0].need == "L1"
    other = cast.let_lead(cast.make_family(dot), ada, dot)
    assert measure_of(other, later).need("L1") is None


def equivalent(case, by, second, ada, code="1a"):
    child = cast.member(case.family, "Jayden")
    named = Need.objects.filter(case=case, code=code).first()
    need = named or acts.identify_need(case=case, code=code, person=child, by=ada)
    why = "His attendance can not rise."
    return acts.ask_to_agree(need=need, reason=why, approver=second.post, by=by)


def test_discretion_is_used_by_those_whom_the_plan_names_and_for_its_needs(
    ivy, jim, dot, ada, hal, borough
):
    hana = cast.make_user("Hana", borough.early_help, Role.SUPERVISOR, borough.hub)
    plan = drafted(ivy, discretion=["1a"])
    with pytest.raises(Refused, match="who may use discretion") as no:
        acts.publish_plan(plan=plan, fingerprint=plan.fingerprint, by=jim)
    assert no.value.field == "discretion_roles"
    plan = acts.change_plan(plan=plan, judges=acts.Judges([Role.SUPERVISOR]), by=ivy)
    case = cast.let_lead(cast.make_family(dot), ada, dot)
    with pytest.raises(Refused, match="doesn’t leave this need"):
        equivalent(case, hal, hana, ada)
    acts.publish_plan(plan=plan, fingerprint=plan.fingerprint, by=jim)
    case = cast.let_lead(cast.make_family(dot), ada, dot)
    with pytest.raises(Refused, match="to other people") as no:
        equivalent(case, ada, hal, ada)
    assert no.value.field == "need"
    with pytest.raises(Refused, match="doesn’t leave this need"):
        equivalent(case, hal, hana, ada, code="3a")
    assert equivalent(case, hal, hana, ada).state == "asked"
    again = acts.draft_plan(framework=SLUG, days=days(timezone.localdate() + ONE_DAY), by=ivy)
    assert again.discretion_roles == [Role.SUPERVISOR]
    acts.change_plan(plan=again, judges=acts.Judges([], [ada]), by=ivy)
    assert again.lets_judge(ada)
    with pytest.raises(Refused, match="roles there are"):
        acts.change_plan(plan=again, judges=acts.Judges(["king"]), by=ivy)
