"""What time alone may turn: every case is judged again each night."""

from __future__ import annotations

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from families.models import Case
from outcomes.acts import judge_case
from outcomes.rules.reading import BadFile
from sharing.models import User
from sharing.refusals import Refused

log = logging.getLogger(__name__)
#: Closed cases are watched for six months, and claims are made some time after.
WATCHED = timedelta(days=730)


@shared_task(name="outcomes.judge_everyone", acks_late=True)
def judge_everyone() -> int:
    """The number of cases looked at. Safe to run twice: an unchanged verdict writes nothing."""
    recent = timezone.localdate() - WATCHED
    cases = Case.objects.exclude(closed_on__lt=recent).filter(needs__isnull=False).distinct()
    system = User.objects.system()
    looked = 0
    for case in cases.select_related("family__authority", "owner").order_by("pk").iterator(200):
        try:
            judge_case(case=case, by=system)
        except (BadFile, Refused):
            log.exception("Case %s could not be judged", case.pk)
        looked += 1
    return looked
