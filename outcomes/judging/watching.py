"""Which cases are still judged: those that run, and those whose results are watched."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from families.models import Case
from outcomes.models import Need
from sharing.models import Authority

#: Closed cases are watched for six months, and claims are made some time after.
WATCHED = timedelta(days=730)


def watched_cases(authority: Authority, framework: str) -> QuerySet[Case]:
    """Of one authority under one framework: with needs, and not closed for too long."""
    recent = timezone.localdate() - WATCHED
    named = Need.objects.filter(case=OuterRef("pk"))
    cases = Case.objects.meant().filter(Exists(named), family__authority=authority)
    return cases.filter(framework=framework).exclude(closed_on__lt=recent)
