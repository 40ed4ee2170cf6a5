"""A record's way into the archive and back (access.md, P10; docs/decisions/0040).

The last day on which a family is known stands in a table of its own and, cut to it, in each row
of the projection: the rule itself is judged by its days and needs no further question.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from families.acts.involvement import project, take_grant_back, withdraw
from families.models import Family, Involvement, LastDay, Merge
from families.rules.archiving import BACK_FOR, open_until
from sharing.acting import act, locked, record
from sharing.models import JournalEntry, Team, User
from sharing.refusals import Refused

RECORDS = Involvement.Kind.RECORDS
BRING_BACK = "family.bring_back"


def settle(family: Family) -> None:
    """Work out anew how long the record stays open, after a case of it opened or closed. Whoever
    is let in at the same moment waits, and is cut to the same day."""
    locked(family)
    closed = family.cases.meant().values_list("closed_on", flat=True)
    keep_open(family, open_until(closed, _brought_back_until(family)))


def _brought_back_until(family: Family) -> date | None:
    """As the journal tells: a case that opens takes the day itself away."""
    told = JournalEntry.objects.filter(verb=BRING_BACK, kind=JournalEntry.Kind.DID)
    told = told.filter(family_id=family.pk).order_by("-pk")
    until = told.values_list("data__until", flat=True).first()
    return date.fromisoformat(until) if until else None


def keep_open(family: Family, until: date | None) -> None:
    """Say anew until when those who worked with it know it; None: for as long as they work."""
    if family.open_until == until:
        return
    if until is None:
        LastDay.objects.filter(family=family).delete()
    else:
        LastDay.objects.update_or_create(family=family, defaults={"day": until})
        _let_merges_run_out(family, until)
    for link in family.involvements.filter(projection__isnull=False).exclude(kind=RECORDS):
        project(link)
    _hand_to_records(family)


def _let_merges_run_out(family: Family, last: date) -> None:
    """Nobody works with both records once one is archived, so nobody could look at their merge."""
    for merge in Merge.objects.waiting().of(family.pk).filter(look_by__gt=last):
        merge.look_by = last
        merge.save()


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
        link.check_and_save()
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


@act(BRING_BACK, on="family")
def bring_back(*, family: Family, reason: str, by: User) -> Family:
    """Open an archived record again to those who worked with it, and to the hub's offers, for
    thirty days: a family that asks for help again. Once a case opens it stays open.

    Raises Refused without a reason, and for a record that is not in the archive.
    """
    if not reason.strip():
        raise Refused("Say why this record is needed again", field="reason")
    family = locked(family)
    if not family.is_archived:
        raise Refused("This record is not in the archive")
    keep_open(family, timezone.localdate() + BACK_FOR)
    record(family, why=reason.strip(), until=str(family.open_until))
    return family
