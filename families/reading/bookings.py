"""Someone's booked visits: those to come, and those whose day went by unrecorded."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from families.models import BookedVisit
from sharing.models import User
from sharing.questions.answering import once

#: Days ahead within which a booked visit is the next thing to do.
AHEAD = timedelta(days=7)


def coming_visits(user: User) -> list[BookedVisit]:
    """Those of today, also where the time is past, and of the next seven days, soonest first."""
    today = timezone.localdate()
    return [booked for booked in _standing(user) if timezone.localdate(booked.at) >= today]


def unrecorded_visits(user: User) -> list[BookedVisit]:
    """Those of days before today that were neither recorded nor called off, oldest first."""
    today = timezone.localdate()
    return [booked for booked in _standing(user) if timezone.localdate(booked.at) < today]


def _standing(user: User) -> list[BookedVisit]:
    """All of them in one question: a home asks for both kinds."""

    def judge() -> list[BookedVisit]:
        rows = BookedVisit.objects.visible_to(user).standing().of(user.post)
        rows = rows.filter(case__closed_on=None, at__date__lte=timezone.localdate() + AHEAD)
        return list(rows.select_related("case__family").order_by("at", "pk"))

    return once(("booked", user.pk, user.post and user.post.pk), judge)
