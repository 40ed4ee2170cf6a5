"""What time alone brings to light, and what it ends."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from families.acts import (
    clear_export,
    end_involvement,
    hand_over,
    note_unusual_looks,
    notice_ties,
    open_case,
    remind_of_emergencies,
)
from families.models import Export, Family, Involvement
from families.rules.unusual import monday_of
from sharing.models import User


@shared_task(name="families.notice_ties", acks_late=True)
def look_for_ties_everywhere() -> int:
    """Compare all who sign in with all on record; the number of new ties. Safe to run twice."""
    return notice_ties(by=User.objects.system())


@shared_task(name="families.shut_emergencies", acks_late=True)
def shut_run_out_emergencies() -> int:
    """Tidy up after the clock: a record that was open in an emergency is shut to the minute by
    the rule itself; here the projection and guardian's grant follow. Returns how many."""
    run_out = Involvement.objects.filter(
        kind=Involvement.Kind.EMERGENCY, ended_at=None, expires_at__lte=timezone.now()
    )
    links = list(run_out.order_by("pk"))
    for link in links:
        end_involvement(involvement=link, by=User.objects.system())
    return len(links)


@shared_task(name="families.hand_to_records", acks_late=True)
def hand_to_records() -> int:
    """Each night: records that went into the archive, or wait for a team that keeps it. How many.
    Safe to run twice."""
    waiting = list(Family.objects.to_hand_over().order_by("pk"))
    for family in waiting:
        hand_over(family=family, by=User.objects.system())
    return len(waiting)


@shared_task(name="families.help_who_came", acks_late=True)
def help_who_came() -> int:
    """Each night: families that were taken on into a record of ours, and nobody looked in time at
    whether that is so. They get a case of their own, which waits for a lead worker. How many."""
    families = list(Family.objects.left_waiting().order_by("pk"))
    for family in families:
        open_case(family=family, by=User.objects.system())
    return len(families)


@shared_task(name="families.clear_exports", acks_late=True)
def clear_exports() -> int:
    """The number of files deleted. Safe to run twice."""
    worn_out = list(Export.objects.worn_out())
    system = User.objects.system()
    for export in worn_out:
        clear_export(export=export, by=system)
    return len(worn_out)


@shared_task(name="families.weekly_digest", acks_late=True)
def note_last_weeks_looks() -> int:
    """The unusual looks of the week that ended last Sunday; how many are new. Safe to run twice."""
    week = monday_of(timezone.localdate() - timedelta(weeks=1))
    return note_unusual_looks(week=week, by=User.objects.system())


@shared_task(name="families.remind_of_emergencies", acks_late=True)
def remind_of_openings() -> int:
    """Each morning: openings that wait to be looked at. Safe to run twice."""
    return remind_of_emergencies(by=User.objects.system())
