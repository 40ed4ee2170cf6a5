"""The sender hears the result. The first time is written down: what was heard is not undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models import Max

from referrals.models import Referral
from sharing.journal import saw
from sharing.models import JournalEntry, User
from sharing.wall import opened_to_read

HEARD = "referral.hear"


def hear(user: User, referrals: Iterable[Referral]) -> None:
    """Write down the results that this person, who is not of the hub, is shown for the first time.
    Needs with_result()."""
    told = {
        referral.pk: referral
        for referral in referrals
        if getattr(referral, "told_at", None) and not _of_hub(user, referral)
    }
    if not told:
        return
    before = _heard().filter(by=user, subject_id__in=told)
    last: dict[int, datetime] = dict(
        before.values_list("subject_id").annotate(Max("at")).order_by()
    )
    for pk, referral in told.items():
        if pk not in last or last[pk] < referral.told_at:  # type: ignore[attr-defined]
            saw(user, referral, verb=HEARD)


def heard_since(referral: Referral, moment: datetime) -> bool:
    """Whether a sender was shown the result of then."""
    with opened_to_read():
        return _heard().filter(subject_id=referral.pk, at__gte=moment).exists()


def _heard() -> models.QuerySet[JournalEntry]:
    return JournalEntry.objects.filter(
        kind=JournalEntry.Kind.SAW, verb=HEARD, subject_type=Referral._meta.label
    )


def _of_hub(user: User, referral: Referral) -> bool:
    return user.on_hub_duty and user.agency is not None and user.agency.pk == referral.to_agency_id
