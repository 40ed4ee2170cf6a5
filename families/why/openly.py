"""What is true of some families and of agencies, whoever looks: the questions behind `Ground`.

They are asked past the rule, as what decides is often about others than the viewer may see. Each is
drawn once for a day; what it finds is read anew each time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from families.access import seat_of
from families.models import Conflict, Consent, Involvement, Merge, Override, Restriction
from sharing.models import Line, User
from sharing.questions.prepared import AnyGiven, Statement, kept
from sharing.questions.several import Several

FAMILIES, AGENCIES = AnyGiven("families"), AnyGiven("agencies")


def asked(draw: Callable[[], QuerySet[Any]], **given: list[int]) -> list[Any]:
    """The rows of one of these questions."""
    return kept((draw, timezone.localdate()), lambda: Statement(draw())).ask(**given)


class Standing(NamedTuple):
    """What decides about some families: the rows of the questions below."""

    merging: list[Any]
    links: list[Any]
    restrictions: list[Any]
    ties: list[Any]
    said: list[Any]
    above: list[Any]


def of_families(reader: User | None, families: list[int]) -> Standing:
    """All of it in one statement. `reader`: who reads the sentences that are made of it."""

    def draw() -> Several:
        return Several(_merging(), _links(), _restrictions(), _ties(), _said(reader), _above())

    whose = seat_of(reader) if reader else timezone.localdate()
    return Standing(*kept((of_families, whose), draw).ask(families=families))


def _merging() -> QuerySet[Any]:
    """Pairs of families that wait for a second person to say that they are one."""
    waiting = Merge.objects.waiting()
    pairs = waiting.filter(kept__in=FAMILIES) | waiting.filter(folded__in=FAMILIES)
    return pairs.values_list("kept", "folded")


def _links() -> QuerySet[Involvement]:
    """Every involvement there ever was, with the `last` day of the family's record."""
    rows = Involvement.objects.filter(family__in=FAMILIES).select_related("post", "team")
    return rows.annotate(last=F("family__last_day__day")).order_by("since", "pk")


def _restrictions() -> QuerySet[Any]:
    """Family, restriction, and each person whom it names; nobody where it names none."""
    rows = Restriction.objects.in_force().filter(family__in=FAMILIES)
    return rows.values_list("family_id", "pk", "named").order_by("pk")


def _ties() -> QuerySet[Any]:
    """Families, and people who said that they know them."""
    rows = Conflict.objects.standing().filter(family__in=FAMILIES)
    return rows.values_list("family_id", "user_id")


def _said(reader: User | None) -> QuerySet[Any]:
    """Every standing decision, and whether this reader may know of it."""
    told = Consent.objects.visible_to(reader) if reader else Consent.objects.none()
    rows = Consent.objects.standing().filter(family__in=FAMILIES)
    return rows.annotate(told=Exists(told.filter(pk=OuterRef("pk")))).order_by("decided_on", "pk")


def _above() -> QuerySet[Override]:
    """Decisions to share without consent that stand today."""
    return Override.objects.in_force().filter(family__in=FAMILIES)


def lines() -> QuerySet[Line]:
    """Every line to these agencies, in force or not; `between` parties of its agreement still."""
    between = Line.objects.between_parties().filter(pk=OuterRef("pk"))
    rows = Line.objects.filter(to_agency__in=AGENCIES).exclude(agreement__state="draft")
    return rows.annotate(between=Exists(between)).select_related("agreement").order_by("pk")
