"""A record's way into the archive and back (access.md, P10; docs/decisions/0040).

The last day on which a family is known stands in a table of its own and, cut to it, in each row
of the projection: the rule itself is judged by its days and needs no further question.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from families.acts.involvement import project, take_grant_back, withdraw
from families.models import Family, Involvement, LastDay
from families.rules.archiving import BACK_FOR, open_until
from sharing.journal import act, record
from sharing.models import Team, User
from sharing.refusals import Refused

RECORDS = Involvement.Kind.RECORDS


def settle(family: Family) -> None:
    """Work out anew how long the record stays open, after a case of it opened or closed. Whoever
    is let in at the same moment waits, and is cut to the same day."""
    Family.objects.select_for_update(of=("self",)).get(pk=family.pk)
    keep_open(family, open_until(family.cases.meant().values_list("closed_on", flat=True)))


def keep_open(family: Family, until: date | None) -> None:
    """Say anew until when those who worked with it know it; None: for as long as they work."""
    if family.open_until == until:
        return
    if until is None:
        LastDay.objects.filter(family=family).delete()
    else:
        LastDay.objects.update_or_create(family=family, defaults={"day": until})
    for link in family.involvements.filter(projection__isnull=False).exclude(kind=RECORDS):
        project(link)
    _hand_to_records(family)


def _hand_to_records(family: Family) -> None:
    """From the day after, its own council's records officers have it, and they alone."""
    last = family.open_until
    day_after = last and last + timedelta(days=1)
    for link in family.involvements.filter(kind=RECORDS, ended_at=None):
        if link.since != day_after:
            link.ended_at = timezone.now()
            link.save()
            withdraw(link)
    if day_after is None:
        return
    there = family.involvements.filter(kind=RECORDS, ended_at=None).values("team")
    teams = Team.objects.filter(agency=family.owner, duty=Team.Duty.RECORDS)
    for team in teams.exclude(pk__in=there):
        link = Involvement(
            family=family, team=team, kind=RECORDS, since=day_after, owner=family.owner
        )
        link.full_clean()
        link.save()
        project(link)


@act("records.hand_over")
def hand_over(*, family: Family, by: User) -> Family:
    """What the rule does by its days, guardian's grants follow at night; and a records team that
    its council made since gets the record."""
    _hand_to_records(family)
    for link in family.involvements.filter(projection__isnull=False):
        project(link)
        if link.kind != RECORDS and family.is_archived:
            take_grant_back(link)
    record(family)
    return family


@act("family.bring_back", on="family")
def bring_back(*, family: Family, reason: str, by: User) -> Family:
    """Open an archived record again to those who worked with it, and to the hub's offers, for
    thirty days: a family that asks for help again. Once a case opens it stays open."""
    if not reason.strip():
        raise Refused("Say why this record is needed again", field="reason")
    family = Family.objects.select_for_update(of=("self",)).get(pk=family.pk)
    if not family.is_archived:
        raise Refused("This record is not in the archive")
    keep_open(family, timezone.localdate() + BACK_FOR)
    record(family, why=reason.strip(), until=str(family.open_until))
    return family
