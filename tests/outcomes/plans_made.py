"""Local plans on the way: drafted by Ivy, published by Jim."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from outcomes import acts
from outcomes.models import LocalPlan
from sharing.models import User

SLUG = "nsfof-2022"
WHY = "The payer asks for it"
#: A need of an authority’s own, as `--plan` of judge takes it.
OWN = {
    "code": "L1",
    "headline": "5",
    "text": "Grandparents look after the children alone",
    "outcome": "Someone helps them",
    "subject": "family",
    "provenance": "confirmed",
    "source": "Merrowby’s own plan",
    "months": 6,
    "entry": {"rule": "nominated"},
    "result": {"rule": "judged"},
}


def days(since: date | None = None, until: date | None = None) -> acts.Days:
    return acts.Days(since or timezone.localdate(), until, WHY)


def drafted(by: User, slug: str = SLUG, since: date | None = None, **settings: Any) -> LocalPlan:
    """A draft with these settings, as its writer has it."""
    acts.load_frameworks()
    plan = acts.draft_plan(framework=slug, days=days(since), by=by)
    return acts.change_plan(plan=plan, settings=settings, by=by) if settings else plan


def published(
    by: User, second: User, slug: str = SLUG, since: date | None = None, **settings: Any
) -> LocalPlan:
    """The same, published by a second person."""
    plan = drafted(by, slug, since, **settings)
    return acts.publish_plan(plan=plan, fingerprint=plan.fingerprint, by=second)
