"""How near each family is to a result: the coordinator's queue and the numbers above it.

One query holds the whole queue with its counts; the numbers above it are another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber
from django.utils import timezone

from families.models import Family
from families.reading.in_order import in_order
from outcomes.judging.judged import equivalents
from outcomes.models import CaseStatus, Claim, LocalPlan, NeedStatus, PayerAnswer
from sharing.models import User
from sharing.rules import Verdict
from sharing.rules.days import long_day
from sharing.wall import opened_to_read

READY, NEARLY, AT_RISK, NOT_YET = "ready", "nearly", "at_risk", "not_yet"
#: Group, its title, its tone and its icon, nearest first.
GROUPS = (
    (READY, "Ready", "good", "done"),
    (NEARLY, "Nearly ready", "wait", "clock"),
    (AT_RISK, "At risk", "bad", "warning"),
    (NOT_YET, "Not yet", "quiet", "dot"),
)
MOST = 6
#: The rules say that the result is reached.
REACHED = Q(result=Verdict.MET, eligible__in=(Verdict.MET.value, Verdict.NOT_APPLICABLE.value))


@dataclass(frozen=True, slots=True)
class Row:
    """One family in the queue."""

    status: Any
    family: Family
    name: str
    group: str

    @property
    def judged(self) -> int:
        """Needs that someone judged equal to met, beside the number."""
        return equivalents(self.status.verdicts)

    @property
    def words(self) -> str:
        """3 of 3 needs, then what matters next."""
        status = self.status
        needs = f"{status.met} of {status.counting} needs" if status.counting else "no need counts"
        said = f"{self.family.reference}, {needs}"
        said += f", {self.judged} judged equal" if self.judged else ""
        if status.proposed:
            return f"{said}. Waits for a second person"
        if self.group == AT_RISK:
            return f"{said}. One was met before"
        if status.earliest and self.group != READY:
            return f"{said}. From {long_day(status.earliest)}"
        if status.unknown and self.group != READY:
            return f"{said}, {status.unknown} not known"
        return said


@dataclass(frozen=True, slots=True)
class Group:
    """Families that stand equally near. `total` counts those beyond `rows` too."""

    name: str
    title: str
    tone: str
    icon: str
    total: int
    rows: tuple[Row, ...]

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers above the queue. `since`: the first day of the year that is counted, 1 April.

    `refused`: approved in that time, and the payer said no, so that they are not among `approved`.
    Pounds: `agreed` of what was approved since then, `paid` of that by the payer, `waiting` for a
    second person here.
    """

    approved: int
    refused: int
    since: date
    pays: bool
    agreed: Decimal
    paid: Decimal
    waiting: Decimal


def queue(user: User, only: str = "", start: int = 0, most: int = MOST) -> list[Group]:
    """Every group with its first families, or one group from its `start`th on."""
    placed = standing(user).annotate(
        place=Window(RowNumber(), partition_by=F("group"), order_by=_order(user)),
        total=Window(Count("pk"), partition_by=F("group")),
    )
    if only:
        placed = placed.filter(group=only)
    shown = list(placed.filter(place__gt=start, place__lte=start + most).order_by("place"))
    ids = {status.case.family_id for status in shown}
    families = {f.pk: f for f in Family.objects.visible_to(user).filter(pk__in=ids)}
    rows = [
        Row(status, family, family.named_for(user), status.group)
        for status in shown
        if (family := families.get(status.case.family_id))
    ]
    totals = {status.group: status.total for status in shown}
    return [
        Group(*words, totals.get(words[0], 0), tuple(r for r in rows if r.group == words[0]))
        for words in GROUPS
        if only in ("", words[0])
    ]


def to_put_forward(user: User) -> QuerySet[Any]:
    """Judgements of families with a result that nobody has proposed yet."""
    waiting = Claim.objects.visible_to(user).waiting().filter(case=OuterRef("case"))
    return _unapproved(user).filter(REACHED).exclude(Exists(waiting))


def _order(user: User) -> tuple[Any, ...]:
    """What waits for a second person, then by the day it could be met."""
    soonest = F("earliest").asc(nulls_last=True)
    return (F("proposed").desc(), soonest, *in_order(user, "case__family"), F("pk"))


def standing(user: User) -> QuerySet[Any]:
    """The current judgements that this person may see and nobody has approved, by readiness.

    What the groups and their order name several times is asked before: a claim that waits, and what
    slipped back. Written into each place, the access rule would stand in the statement ten times.
    """
    proposed = Claim.objects.visible_to(user).waiting().values_list("case_id", flat=True)
    return _unapproved(user).annotate(
        met=_number(verdict=Verdict.MET),
        unknown=_number(verdict=Verdict.NOT_KNOWN),
        counting=_number(verdict__in=[Verdict.MET, Verdict.NOT_MET, Verdict.NOT_KNOWN]),
        proposed=_among("case_id", proposed),
        group=_group(_among("pk", _slipped(user))),
    )


def _unapproved(user: User) -> QuerySet[Any]:
    approved = Claim.objects.visible_to(user).filter(case=OuterRef("case")).approved()
    judged = CaseStatus.objects.visible_to(user).current().select_related("case")
    # a judgement may be open where the family is not: then it is not counted either
    judged = judged.filter(case__family__in=Family.objects.visible_to(user).order_by())
    return judged.exclude(Exists(approved))


def _slipped(user: User) -> QuerySet[Any, int]:
    """Current judgements by which a need is not met that was met before."""
    met = NeedStatus.objects.visible_to(user).filter(
        need=OuterRef("need"), verdict=Verdict.MET, status__replaced_at__isnull=False
    )
    now = NeedStatus.objects.filter(Exists(met), verdict=Verdict.NOT_MET)
    return now.filter(status__replaced_at=None).order_by().values_list("status_id", flat=True)


def _among(column: str, found: QuerySet[Any, int]) -> Case:
    """Whether a row is one of those found before. 0, no row's key: nobody groups by a constant."""
    return Case(When(Q(**{f"{column}__in": [0, *found]}), then=True), default=Value(value=False))


def _number(**which: Any) -> Count:
    """How many needs of the judgement are so."""
    return Count("needs", filter=Q(**{f"needs__{name}": value for name, value in which.items()}))


def _group(slipped: Case) -> Case:
    """Ready as the rules say; nearly where at most one need is still open."""
    near = Q(counting__gt=0, met__gte=F("counting") - 1, met__gt=0)
    return Case(
        When(Q(proposed=True) | REACHED, then=Value(READY)),
        When(slipped, then=Value(AT_RISK)),
        When(near & ~Q(eligible=Verdict.NOT_MET), then=Value(NEARLY)),
        default=Value(NOT_YET),
        output_field=CharField(),
    )


def tally(user: User) -> Tally:
    """What was approved since 1 April, and what money follows or waits."""
    since = first_of_year(timezone.localdate())
    midnight = timezone.make_aware(datetime.combine(since, time.min))
    this_year = Q(decided_at__gte=midnight)
    approved = this_year & Q(state__in=Claim.APPROVED)
    paid = PayerAnswer.objects.agreed().filter(claim=OuterRef("pk"))
    claims = Claim.objects.counted_for(user).annotate(money=Subquery(paid.values("amount")[:1]))
    with opened_to_read():
        sums = claims.aggregate(
            approved=Count("pk", filter=approved),
            refused=Count("pk", filter=this_year & Q(state=Claim.State.REFUSED)),
            agreed=Sum("amount", filter=approved),
            paid=Sum("money", filter=approved),
            waiting=Sum("amount", filter=Q(state=Claim.State.PROPOSED)),
        )
    plans = LocalPlan.objects.visible_to(user).running().values_list("overlay", flat=True)
    return Tally(
        approved=sums["approved"],
        refused=sums["refused"],
        since=since,
        pays=bool(sums["agreed"] or sums["waiting"] or any(plan.get("pays") for plan in plans)),
        agreed=sums["agreed"] or Decimal(0),
        paid=sums["paid"] or Decimal(0),
        waiting=sums["waiting"] or Decimal(0),
    )


def first_of_year(day: date) -> date:
    """1 April: results are counted by the financial year."""
    return date(day.year if day.month >= 4 else day.year - 1, 4, 1)
