"""What time alone may turn: each night every case that may still count is judged again."""

from __future__ import annotations

import logging

from celery import shared_task

from outcomes.acts import count_trial, judge_cases
from outcomes.judging.everyone import AT_ONCE, judge_part, parts
from outcomes.judging.watching import watched_cases
from outcomes.models import LocalPlan, PlanTrial
from sharing.models import User

log = logging.getLogger(__name__)


@shared_task(name="outcomes.judge_everyone", acks_late=True)
def judge_everyone() -> int:
    """Hand out all families in parts, so that all workers share them; the number of parts. A part
    that can't be handed out is judged here."""
    handed = list(parts())
    for first, last in handed:
        try:
            judge_families.apply_async((first, last), retry=False)
        except Exception:
            log.exception("Families %s to %s could not be handed out", first, last)
            judge_part((first, last))
    return len(handed)


@shared_task(name="outcomes.judge_families", acks_late=True)
def judge_families(first: int, last: int) -> int:
    """Judge what is stale among the families with these keys; how many changed. Safe to run twice,
    and at once in two workers: an unchanged verdict writes nothing."""
    done = judge_part((first, last))
    if done.judged:
        log.info("Families %s to %s: %s", first, last, done)
    return done.written


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
    keys = [key for p in plans for key in _watched_under(p)]
    for start in range(0, len(keys), AT_ONCE):
        judge_cases(keys=keys[start : start + AT_ONCE], by=User.objects.system())
    return len(keys)


def _watched_under(plan: LocalPlan) -> list[int]:
    cases = watched_cases(plan.authority, plan.framework.slug)
    return list(cases.order_by("pk").values_list("pk", flat=True))
