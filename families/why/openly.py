"""What is true of some families and of agencies, whoever looks: the questions behind `Ground`.

They are asked past the rule, as what decides is often about others than the viewer may see. Each is
drawn once for a day; what it finds is read anew each time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from families.access import seat_of
from families.models import Conflict, Consent, Involvement, Merge, Override, Restriction
from sharing.models import Line, User
from sharing.questions.prepared import AnyGiven, Statement, kept

FAMILIES, AGENCIES = AnyGiven("families"), AnyGiven("agencies")


def asked(draw: Callable[[], QuerySet[Any]], **given: list[int]) -> list[Any]:
    """The rows of one of these questions."""
    return kept((draw, timezone.localdate()), lambda: Statement(draw())).ask(**given)


def merging() -> QuerySet[Any]:
    """Pairs of families that wait for a second person to say that they are one."""
    waiting = Merge.objects.waiting()
    pairs = waiting.filter(kept__in=FAMILIES) | waiting.filter(folded__in=FAMILIES)
    return pairs.values_list("kept", "folded")


def links() -> QuerySet[Involvement]:
    """Every involvement there ever was, with the `last` day of the family's record."""
    rows = Involvement.objects.filter(family__in=FAMILIES).select_related("post", "team")
    return rows.annotate(last=F("family__last_day__day")).order_by("since", "pk")


def restrictions() -> QuerySet[Any]:
    """Family, restriction, and each person whom it names; nobody where it names none."""
    rows = Restriction.objects.in_force().filter(family__in=FAMILIES)
    return rows.values_list("family_id", "pk", "named").order_by("pk")


def ties() -> QuerySet[Any]:
    """Families, and people who said that they know them."""
    rows = Conflict.objects.standing().filter(family__in=FAMILIES)
    return rows.values_list("family_id", "user_id")


def above() -> QuerySet[Override]:
    """Decisions to share without consent that stand today."""
    return Override.objects.in_force().filter(family__in=FAMILIES)


def lines() -> QuerySet[Line]:
    """Every line to these agencies, in force or not; `between` parties of its agreement still."""
    between = Line.objects.between_parties().filter(pk=OuterRef("pk"))
    rows = Line.objects.filter(to_agency__in=AGENCIES).exclude(agreement__state="draft")
    return rows.annotate(between=Exists(between)).select_related("agreement").order_by("pk")


def consents_asked(reader: User | None, families: list[int]) -> list[Any]:
    """Every standing decision, and whether this reader of the sentences may know of it."""

    def draw() -> Statement:
        told = Consent.objects.visible_to(reader) if reader else Consent.objects.none()
        rows = Consent.objects.standing().filter(family__in=FAMILIES)
        rows = rows.annotate(told=Exists(told.filter(pk=OuterRef("pk"))))
        return Statement(rows.order_by("decided_on", "pk"))

    whose = seat_of(reader) if reader else timezone.localdate()
    return kept((consents_asked, whose), draw).ask(families=families)
