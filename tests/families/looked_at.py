"""Looks at records with a past: lines of the journal on the day that a test says."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from coordination.demo.rows import Rows, Signer
from families.models import Family
from families.rules.unusual import monday_of
from sharing.models import User


def last_week() -> date:
    """The Monday of the last week that is over."""
    return monday_of(timezone.localdate() - timedelta(weeks=1))


def look_at(
    family: Family, by: User, *, day: int = 1, hour: int = 11, weeks_ago: int = 1, did: str = ""
) -> None:
    """`by` opened the record on a day (0 is Monday) of an earlier week, or did something."""
    on = last_week() - timedelta(weeks=weeks_ago - 1) + timedelta(days=day)
    moment = timezone.make_aware(datetime.combine(on, time(hour)))
    rows = Rows().at(moment, Signer(by.pk, by.post.pk if by.post else None))
    if did:
        rows.did(did, Family, family.pk, family.pk)
    else:
        rows.saw("family.see", Family, family.pk, family.pk)
    rows.save_journal()
