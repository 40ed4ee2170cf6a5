"""What time alone may turn: every case is judged again each night."""

from __future__ import annotations

import logging

from celery import shared_task
from django.db.models import QuerySet
from django.utils import timezone

from families.models import Case
from outcomes.acts import count_trial, judge_case
from outcomes.models import LocalPlan, PlanTrial
from outcomes.rules.reading import BadFile
from outcomes.watching import WATCHED, watched_cases
from sharing.models import User
from sharing.refusals import Refused

log = logging.getLogger(__name__)


@shared_task(name="outcomes.judge_everyone", acks_late=True)
def judge_everyone() -> int:
    """The number of cases looked at. Safe to run twice: an unchanged verdict writes nothing."""
    recent = timezone.localdate() - WATCHED
    cases = Case.objects.exclude(closed_on__lt=recent).filter(needs__isnull=False)
    return _judge_each(cases.distinct())


def _judge_each(cases: QuerySet[Case]) -> int:
    """One that can't be judged does not stop the others; the number looked at."""
    system, looked = User.objects.system(), 0
    for case in cases.select_related("family__authority", "owner").order_by("pk").iterator(200):
        try:
            judge_case(case=case, by=system)
        except (BadFile, Refused):
            log.exception("Case %s could not be judged", case.pk)
        looked += 1
    return looked


@shared_task(name="outcomes.try_plan", acks_late=True)
def try_plan(trial: int) -> int:
    """Try a draft plan batch by batch; the number of cases done. A killed worker's task goes on
    where it stopped."""
    done = 0
    for asked in PlanTrial.objects.filter(pk=trial):
        while asked.finished_at is None:
            asked = count_trial(trial=asked, by=User.objects.system())  # noqa: PLW2901
        done = asked.done
    return done


@shared_task(name="outcomes.judge_under_plan", acks_late=True)
def judge_under_plan(plan: int) -> int:
    """Judge again what other settings may turn; the number of cases looked at."""
    plans = LocalPlan.objects.filter(pk=plan).select_related("authority", "framework")
    return sum(_judge_each(watched_cases(p.authority, p.framework.slug)) for p in plans)
