"""What time alone may turn: each night every case that may still count is judged again."""

from __future__ import annotations

import logging

from celery import shared_task

from outcomes.everyone import judge_part, parts

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
