"""Which version counts: for a case that begins, and what an authority's plan makes of it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from families.models import Family
from families.versions import tells_the_version
from outcomes.frameworks import loader
from outcomes.models import LocalPlan
from outcomes.rules.framework import Framework, Need, with_local
from outcomes.rules.plans import read_plan
from sharing.models import Authority


@tells_the_version
def version_for(authority: Authority, on: date) -> str | None:
    """The version that the authority's own plans go on counting by on the day, the newest where
    plans over several are in force; without a plan the published version whose dates hold the day.

    None before the first version was published.
    """
    going_on = LocalPlan.objects.in_force(authority, on=on).order_by("-framework__valid_from")
    slug: str | None = going_on.values_list("framework__slug", flat=True).first()
    if slug is None:
        published = loader.in_force(on, loader.frameworks())
        slug = published.slug if published else None
    return slug


def measure_today(authority: Authority) -> Framework | None:
    """The framework that a case would begin under today, with the plan's local needs."""
    slug = version_for(authority, timezone.localdate())
    if slug is None:
        return None
    plan = LocalPlan.objects.in_force(authority, slug).first()
    local = read_plan(plan.overlay).local_needs if plan else ()
    return with_local(loader.framework(slug), local)


def local_need(family: int, slug: str, code: str) -> Need | None:
    """An authority's own need by its code, in the words of the last version that had it."""
    own = Family.objects.filter(pk=family).values("authority")
    plans = LocalPlan.objects.published().filter(framework__slug=slug, authority__in=own)
    for plan in plans.order_by("-version"):
        for need in read_plan(plan.overlay).local_needs:
            if need.code == code:
                return need
    return None
