"""A draft plan is tried on the live families: asked for by someone, worked out in batches."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from families.models import Case
from families.why.trial import never_counted
from outcomes.frameworks.loader import framework
from outcomes.judging.facts import gather, keeping_needs, plans_over
from outcomes.judging.watching import watched_cases
from outcomes.models import Claim, LocalPlan, Need, PlanTrial, TrialChange
from outcomes.rules.comparing import Difference, compare_plans
from outcomes.rules.facts import read_facts
from outcomes.rules.plans import read_plan
from outcomes.rules.reading import BadFile
from sharing.acting import act, locked, record
from sharing.authority import may
from sharing.models import Post, User
from sharing.refusals import Refused

#: Cases in one transaction: some seconds of work.
BATCH = 100


@act("local_plan.try", on="plan")
def try_plan(*, plan: LocalPlan, by: User) -> PlanTrial:
    """Ask what a draft would change if it counted today. The same draft is tried once at a time."""
    plan = locked(plan)
    if not plan.is_draft or by.post is None:
        raise Refused("Only a draft is tried. What was published counts already")
    fingerprint = plan.fingerprint
    running = plan.trials.filter(finished_at=None, fingerprint=fingerprint).first()
    trial = running or PlanTrial.objects.create(
        plan=plan,
        fingerprint=fingerprint,
        asked_by=by,
        asked_as=by.post,
        total=cases_under(plan).count(),
    )
    record(trial, plan=plan.pk, total=trial.total, again=running is not None)
    return trial


def cases_under(plan: LocalPlan) -> QuerySet[Case]:
    """Every case that is still judged under its framework, and for which no claim was approved:
    what was claimed stays as it was made. None with limited access: how many could not be judged,
    or are done, is a number too (access.md, P4)."""
    cases = watched_cases(plan.authority, plan.framework.slug)
    return cases.exclude(claims__state__in=Claim.APPROVED).exclude(family__in=never_counted())


@act("local_plan.count")
def count_trial(*, trial: PlanTrial, by: User) -> PlanTrial:
    """Judge the next batch of cases under both plans. Safe to run twice and at once: a batch that
    was counted is not counted again, and two workers wait for each other."""
    trial = locked(trial)
    if trial.finished_at is None:
        _count_batch(trial)
    record(trial, plan=trial.plan_id, done=trial.done)
    return trial


def _count_batch(trial: PlanTrial) -> None:
    plan = LocalPlan.objects.select_related("authority", "framework").get(pk=trial.plan_id)
    trial.refused = not _still_may(trial)
    cases: list[Case] = []
    if not trial.refused and plan.fingerprint == trial.fingerprint:
        waiting = cases_under(plan).filter(pk__gt=trial.reached).order_by("pk")
        cases = list(waiting.select_related("family__authority", "owner")[:BATCH])
    _judge_each(cases, plan, trial)
    trial.done += len(cases)
    trial.reached = cases[-1].pk if cases else trial.reached
    if len(cases) < BATCH:
        trial.finished_at = timezone.now()
        trial.total = trial.done  # a family may have got limited access, or a claim, meanwhile
    trial.save()


def _still_may(trial: PlanTrial) -> bool:
    """Whoever asked holds the post in which they asked, and it may still try plans."""
    held = Post.objects.current().filter(pk=trial.asked_as_id).select_related("user", "agency")
    post = held.first()
    return post is not None and may(post.user.acting_as(post), "local_plan.try")


def _judge_each(cases: list[Case], plan: LocalPlan, trial: PlanTrial) -> None:
    """All are of one authority and framework; a few questions do, however many they are."""
    facts, versions = gather(cases), next(iter(plans_over(cases).values()), [])
    begun = [one for one in versions if one.valid_from <= trial.as_of]
    needs = {
        (need.case_id, need.code, str(need.person.key) if need.person else None): need
        for need in Need.objects.filter(case__in=cases).select_related("person")
    }
    for case in cases:
        try:
            found = differences(case, facts[case.pk].table, plan, begun, trial.as_of)
        except (BadFile, OverflowError):
            trial.passed_over += 1
        else:
            _keep(trial, case, found, needs)


def differences(
    case: Case, facts: dict[str, Any], plan: LocalPlan, versions: list[LocalPlan], as_of: date
) -> list[Difference]:
    """One case, judged as the settings of the day have it and as the draft would. Raises
    `BadFile`."""
    codes = {need["need"] for need in facts["needs"]}
    standing: dict[str, Any] = next((one.overlay for one in versions if one.holds(as_of)), {})
    now, then = (
        read_plan(keeping_needs(overlay, versions, lambda: codes))
        for overlay in (standing, plan.overlay)
    )
    return compare_plans(framework(case.framework), read_facts(facts), now, then, as_of=as_of)


def _keep(trial: PlanTrial, case: Case, found: list[Difference], needs: dict[Any, Need]) -> None:
    TrialChange.objects.bulk_create(
        [
            TrialChange(
                trial=trial,
                case=case,
                what=one.what,
                need=needs.get((case.pk, one.need, one.person)),
                code=one.need,
                way=one.way,
                before=one.before,
                after=one.after,
                why_before=list(one.why_before),
                why_after=list(one.why_after),
                owner=case.owner,
            )
            for one in found
        ]
    )
