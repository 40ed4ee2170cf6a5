"""How Merrowby judges: what its payer goes on paying by, the version before, and a draft."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from coordination.demo.cast import Cast
from outcomes import acts
from outcomes.models import LocalPlan
from sharing.models import Authority, Role

FRAMEWORK = "nsfof-2022"
ONE_DAY = timedelta(days=1)


def make_plans(authority: Authority, on: date) -> None:
    """Two published versions over the framework of 2022; the later has been in force for years."""
    framework = next(row for row in acts.load_frameworks() if row.slug == FRAMEWORK)
    begun = on - timedelta(days=900)
    same = {"authority": authority.code, "min_attendance": 90}
    pays = {"pays": {"outcomes": "800.00", "until": None}}
    before = LocalPlan.objects.create(
        authority=authority,
        framework=framework,
        version=3,
        state=LocalPlan.State.PUBLISHED,
        valid_from=on - timedelta(days=1300),
        valid_until=begun - ONE_DAY,
        overlay=same | pays | {"sources": {"domestic_abuse": ["police"]}},
        reason="Wexmoor pays its boroughs by results of its own",
    )
    LocalPlan.objects.create(
        authority=authority,
        framework=framework,
        version=4,
        state=LocalPlan.State.PUBLISHED,
        valid_from=begun,
        overlay=same | pays | {"count_authorised_absence": True, "discretion": ["1a", "3a"]},
        discretion_roles=[Role.SUPERVISOR],
        supersedes=before,
        reason="A key worker’s word on domestic abuse counts too; managers may use discretion",
    )


def draft_next_plan(cast: Cast) -> None:
    """Sunita writes what Wexmoor asks for next; Miriam or Helen may publish it."""
    sunita = cast.user("sunita.rao")
    days = acts.Days(
        timezone.localdate() + timedelta(days=45),
        reason="Wexmoor asks for 92% and a longer watch on mental health",
    )
    plan = acts.draft_plan(framework=FRAMEWORK, days=days, by=sunita)
    settings = {"min_attendance": 92, "sustain_months": {"3a": 9, "3b": 9}}
    acts.change_plan(plan=plan, settings=settings, by=sunita)
