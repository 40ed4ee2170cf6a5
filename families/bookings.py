"""Someone's booked visits: those to come, and those whose day went by unrecorded."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from families.models import BookedVisit
from sharing.models import User

#: Days ahead within which a booked visit is the next thing to do.
AHEAD = timedelta(days=7)


def coming_visits(user: User) -> list[BookedVisit]:
    """Those of today, also where the time is past, and of the next seven days, soonest first."""
    today = timezone.localdate()
    rows = _standing(user).filter(at__date__range=(today, today + AHEAD))
    return list(rows)


def unrecorded_visits(user: User) -> list[BookedVisit]:
    """Those of days before today that were neither recorded nor called off, oldest first."""
    return list(_standing(user).filter(at__date__lt=timezone.localdate()))


def _standing(user: User) -> QuerySet[BookedVisit]:
    rows = BookedVisit.objects.visible_to(user).standing().of(user.post)
    return rows.filter(case__closed_on=None).select_related("case__family").order_by("at", "pk")
