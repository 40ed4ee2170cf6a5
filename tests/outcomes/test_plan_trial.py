"""A draft is tried on the live families: who would change and why, counted with care."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coordination.news import deliver
from coordination.readers import READERS
from families import acts as families
from families.models import Conflict
from outcomes import acts
from outcomes.acts import trying
from outcomes.models import CaseStatus, LocalPlan, Need, PlanTrial, TrialChange
from outcomes.plans.trial import groups_of
from outcomes.tasks import judge_under_plan, try_plan
from sharing.models import Role, User
from sharing.refusals import Refused
from tests import cast
from tests.outcomes.plans_made import drafted
from tests.outcomes.ready import TODAY, make_ready, on

RAISED = {"min_attendance": 99}


def tried(by: User, **settings) -> PlanTrial:
    """A draft with these settings, tried to the end on TODAY."""
    with on(TODAY):
        trial = acts.try_plan(plan=drafted(by, **settings), by=by)
        try_plan(trial.pk)
    trial.refresh_from_db()
    return trial


def found(trial: PlanTrial) -> set[tuple[str, str, str]]:
    return {(one.what, one.code, one.way) for one in trial.changes.all()}


def test_it_says_who_would_change_and_why(ready, ivy):
    trial = tried(ivy, **RAISED)
    assert found(trial) == {("claim", "", "lose"), ("need", "1a", "met-not_met")}
    need = trial.changes.get(what="need")
    assert (need.case, need.need.person) == (ready.case, ready.jayden)
    assert "99" in " ".join(need.why_after)
    assert "99" not in " ".join(need.why_before)
    assert (trial.total, trial.done, trial.percent) == (1, 1, 100)
    assert trial.finished_at is not None


def test_a_draft_that_says_the_same_changes_nothing(ready, ivy):
    assert not tried(ivy).changes.exists()


def test_nothing_of_it_is_kept_as_a_judgement(ready, ivy):
    tried(ivy, **RAISED)
    assert not CaseStatus.objects.exists()


def test_it_works_in_batches_and_goes_on_where_it_stopped(borough, dot, ada, ivy, monkeypatch):
    for _ in range(3):
        make_ready(borough, dot, ada)
    monkeypatch.setattr(trying, "BATCH", 2)
    with on(TODAY):
        trial = acts.try_plan(plan=drafted(ivy, **RAISED), by=ivy)
        trial = acts.count_trial(trial=trial, by=User.objects.system())
        assert (trial.done, trial.percent, trial.finished_at) == (2, 66, None)
        assert try_plan(trial.pk) == 3
        assert try_plan(trial.pk) == 3
    assert trial.changes.filter(what="claim").count() == 3


def test_families_of_others_and_what_was_claimed_are_left_out(ready, ivy, jim, borough, dot, ada):
    claimed = make_ready(borough, dot, ada)
    with on(TODAY):
        acts.judge_case(case=claimed.case, by=ada)
        claim = acts.propose_claim(case=claimed.case, by=ivy)
        acts.approve_claim(claim=claim, by=jim)
    trial = tried(ivy, **RAISED)
    assert {one.case for one in trial.changes.all()} == {ready.case}
    assert trial.total == 1


def test_a_case_that_can_not_be_judged_is_said_and_not_taken_for_unchanged(ready, ivy):
    need = ready.case.needs.first()
    type(need).objects.filter(pk=need.pk).update(code="99z")
    trial = tried(ivy, **RAISED)
    assert (trial.passed_over, trial.done) == (1, 1)


def test_the_same_draft_runs_once_at_a_time_and_only_a_draft(ready, ivy, jim):
    with on(TODAY):
        plan = drafted(ivy, **RAISED)
        first = acts.try_plan(plan=plan, by=ivy)
        assert acts.try_plan(plan=plan, by=jim) == first
        plan = acts.change_plan(plan=plan, settings={"min_headlines": 2}, by=ivy)
        assert acts.try_plan(plan=plan, by=ivy) != first
        acts.publish_plan(plan=plan, fingerprint=plan.fingerprint, by=jim)
        with pytest.raises(Refused, match="Only a draft"):
            acts.try_plan(plan=plan, by=ivy)


def test_whoever_lost_their_post_gets_nothing(ready, ivy):
    with on(TODAY):
        trial = acts.try_plan(plan=drafted(ivy, **RAISED), by=ivy)
        post = ivy.post
        post.ends_on = timezone.localdate() - timedelta(days=1)
        post.save()
        try_plan(trial.pk)
    trial.refresh_from_db()
    assert trial.refused
    assert not trial.changes.exists()


def test_a_draft_that_is_changed_while_it_runs_stops_the_run(ready, ivy):
    with on(TODAY):
        plan = drafted(ivy, **RAISED)
        trial = acts.try_plan(plan=plan, by=ivy)
        acts.change_plan(plan=plan, settings={"min_headlines": 2}, by=ivy)
        assert try_plan(trial.pk) == 0
    assert not trial.changes.exists()


def test_small_numbers_are_not_told_and_restricted_families_not_counted(
    borough, dot, ada, ivy, hal
):
    made = [make_ready(borough, dot, ada) for _ in range(5)]
    trial = tried(ivy, **RAISED)
    with on(TODAY):
        assert {one.count for one in groups_of(trial)} == {"5 families"}
        families.place_restriction(
            family=made[0].family, reason="Her sister works here", named=[ada, hal], by=hal
        )
        assert {one.count for one in groups_of(trial)} == {"Fewer than 5 families"}
        seen = TrialChange.objects.visible_to(ivy).filter(what="claim")
        assert made[0].case.pk not in seen.values_list("case", flat=True)
        assert seen.count() == 4


def test_a_restricted_family_changes_nothing_that_is_told(ready, borough, dot, ada, ivy, hal):
    """Neither how many there are and are done, nor that one could not be judged."""
    shut = make_ready(borough, dot, ada)
    with on(TODAY):
        Need.objects.filter(pk=shut.case.needs.first().pk).update(code="99z")
        shutting = {"reason": "Her sister works here", "named": [ada, hal, ivy], "by": hal}
        families.place_restriction(family=shut.family, **shutting)
    trial = tried(ivy, **RAISED)
    assert (trial.total, trial.done, trial.passed_over) == (1, 1, 0)
    with on(TODAY):
        assert {one.families for one in groups_of(trial)} == {1}


def test_a_family_that_is_shut_while_it_runs_is_no_difference(borough, dot, ada, ivy, hal):
    made = [make_ready(borough, dot, ada) for _ in range(2)]
    with on(TODAY):
        trial = acts.try_plan(plan=drafted(ivy, **RAISED), by=ivy)
        families.place_restriction(family=made[0].family, reason="Staff", named=[hal], by=hal)
        try_plan(trial.pk)
    trial.refresh_from_db()
    assert (trial.total, trial.done, trial.percent) == (1, 1, 100)


def test_ones_own_tie_changes_no_number(borough, dot, ada, ivy):
    """Else one declares a tie, and reads off that the family is among those that change."""
    made = [make_ready(borough, dot, ada) for _ in range(5)]
    trial = tried(ivy, **RAISED)
    with on(TODAY):
        tie = {"user": ivy, "family": made[0].family, "tie": "Cousin", "owner": ivy.agency}
        Conflict.objects.create(**tie)
        assert {one.count for one in groups_of(trial)} == {"5 families"}
        assert TrialChange.objects.visible_to(ivy).filter(what="claim").count() == 4


def test_who_sees_which_changes(ready, ivy, borough, ben, cas):
    trial = tried(ivy, **RAISED)
    with on(TODAY):
        assert TrialChange.objects.visible_to(ivy).filter(trial=trial).count() == 2
        for other in (ben, cas):
            assert not TrialChange.objects.visible_to(other).exists()


def test_publishing_judges_the_families_under_it_again(ready, ivy, jim):
    with on(TODAY):
        deliver(READERS)
        assert ready.case.statuses.current().get().result == "met"
        plan = drafted(ivy, **RAISED)
        acts.publish_plan(plan=plan, fingerprint=plan.fingerprint, by=jim)
        assert deliver(READERS) == 1  # hands the work to a worker
        assert judge_under_plan(plan.pk) == 1
        assert ready.case.statuses.current().get().result == "not_met"
        assert judge_under_plan(plan.pk) == 1
    assert ready.case.statuses.count() == 2


def test_families_under_another_framework_are_not_judged_by_it(ready, ivy, jim):
    with on(TODAY):
        plan = drafted(ivy, "ffp-2025", **RAISED)
        acts.publish_plan(plan=plan, fingerprint=plan.fingerprint, by=jim)
        assert judge_under_plan(plan.pk) == 0
    assert LocalPlan.objects.running(TODAY).count() == 2


def test_an_analyst_counts_and_sees_no_family(ready, borough, ivy):
    kay = cast.make_user("Kim", borough.early_help, Role.ANALYST)
    trial = tried(ivy, **RAISED)
    with on(TODAY):
        assert groups_of(trial)
        assert not TrialChange.objects.visible_to(kay).exists()
