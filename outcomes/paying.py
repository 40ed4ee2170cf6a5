"""What the payer has answered, as a coordinator reads it: the sums, what waits, and the letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from families.models import Case, Family
from outcomes.models import Claim, PayerAnswer
from outcomes.telling.readiness import first_of_year
from sharing.models import User
from sharing.wall import opened_to_read

#: Letters that were agreed or taken back, newest first, on the page of payments.
LETTERS = 30
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Year:
    """Claims approved in one financial year, with money to follow, and what came of each. The four
    parts add up to what was approved; of what was paid, `short` pounds are less than approved."""

    since: date
    claims: int
    approved: Decimal
    paid_claims: int
    paid: Decimal
    short: Decimal
    refused_claims: int
    refused: Decimal
    open_claims: int
    open: Decimal

    @property
    def title(self) -> str:
        return f"April {self.since.year} to March {self.since.year + 1}"


def years(user: User) -> list[Year]:
    """By the financial year in which claims were approved, newest first."""
    settled = (*Claim.APPROVED, Claim.State.REFUSED)
    rows = Claim.objects.counted_for(user).filter(state__in=settled, amount__gt=0)
    paid = PayerAnswer.objects.agreed().filter(claim=OuterRef("pk"))
    found = (
        rows.filter(decided_at__isnull=False)
        .annotate(month=TruncMonth("decided_at"), money=Subquery(paid.values("amount")[:1]))
        .order_by()
        .values("month", "state")
        .annotate(number=Count("pk"), asked=Sum("amount"), got=Sum("money"))
    )
    by_year: dict[date, list[dict[str, Any]]] = {}
    with opened_to_read():
        rows_found = list(found)
    for row in rows_found:
        by_year.setdefault(first_of_year(timezone.localdate(row["month"])), []).append(row)
    return [_year(since, by_year[since]) for since in sorted(by_year, reverse=True)]


def _year(since: date, rows: Sequence[dict[str, Any]]) -> Year:
    def total(name: str, *states: str) -> Any:
        return sum((row[name] or NOTHING for row in rows if row["state"] in states), NOTHING)

    paid, refused, waits = Claim.State.PAID, Claim.State.REFUSED, Claim.State.APPROVED
    asked, got = total("asked", paid), total("got", paid)
    return Year(
        since=since,
        claims=int(total("number", paid, refused, waits)),
        approved=total("asked", paid, refused, waits),
        paid_claims=int(total("number", paid)),
        paid=got,
        short=asked - got,
        refused_claims=int(total("number", refused)),
        refused=total("asked", refused),
        open_claims=int(total("number", waits)),
        open=total("asked", waits),
    )


@dataclass(frozen=True, slots=True)
class Named:
    """A claim or an answer with the family as this viewer knows it."""

    row: Any
    family: Family | None


@dataclass(frozen=True, slots=True)
class Letter:
    """What was written down together from one letter of the payer's."""

    first: PayerAnswer
    answers: tuple[Named, ...]

    @property
    def rows(self) -> list[PayerAnswer]:
        return [named.row for named in self.answers]

    @property
    def total(self) -> Decimal:
        return sum((named.row.amount for named in self.answers), NOTHING)


def letters(user: User, rows: QuerySet[Any]) -> list[Letter]:
    """Answers by the letter that they were written down from, newest letter first."""
    found: dict[Any, list[PayerAnswer]] = {}
    related = ("claim__case__lead", "recorded_by", "agreed_by", "taken_back_by")
    for row in rows.select_related(*related).order_by("-recorded_at", "claim__reference"):
        found.setdefault(row.letter, []).append(row)
    names = named_families(user, {a.claim.case.family_id for rows in found.values() for a in rows})
    return [
        Letter(rows[0], tuple(Named(row, names.get(row.claim.case.family_id)) for row in rows))
        for rows in found.values()
    ]


def named_families(user: User, ids: Iterable[int]) -> dict[int, Family]:
    return {f.pk: f for f in Family.objects.visible_to(user).filter(pk__in=set(ids))}


def unanswered(user: User) -> QuerySet[Any]:
    """Approved claims with money to follow, of which nothing is written down, oldest first."""
    rows = Claim.objects.visible_to(user).unanswered().select_related("case", "framework")
    return rows.order_by("decided_at", "pk")


def months(user: User) -> list[tuple[str, str]]:
    """The months in which such claims were approved, oldest first, with how many of each."""
    found = unanswered(user).annotate(month=TruncMonth("decided_at")).order_by("month")
    counted = found.values("month").annotate(number=Count("pk"))
    return [(f"{row['month']:%Y-%m}", f"{row['month']:%B %Y}: {row['number']}") for row in counted]


def in_month(rows: QuerySet[Any], month: str) -> QuerySet[Any]:
    """Those approved in a month like 2026-07."""
    year, _, number = month.partition("-")
    return rows.filter(decided_at__year=int(year), decided_at__month=int(number))


def answers_of(claim: Claim, user: User) -> list[PayerAnswer]:
    """All that was written down of it, mistakes too, newest first."""
    rows = PayerAnswer.objects.visible_to(user).filter(claim=claim)
    return list(rows.select_related("claim", "recorded_by", "agreed_by", "taken_back_by"))


def answer_of(claim: Claim, user: User) -> PayerAnswer | None:
    """What stands of the payer's answer, waiting for a second person or agreed."""
    return standing_among(answers_of(claim, user))


def standing_among(answers: Sequence[PayerAnswer]) -> PayerAnswer | None:
    """The one of a claim's answers that stands."""
    return next((row for row in answers if row.state != PayerAnswer.State.TAKEN_BACK), None)


def claims_of(case: Case, user: User) -> list[tuple[Claim, PayerAnswer | None]]:
    """The case's claims, newest first, each with what stands of the payer's answer."""
    rows = Claim.objects.visible_to(user).filter(case=case).select_related("framework")
    answers = PayerAnswer.objects.visible_to(user).filter(claim__in=rows).standing()
    by_claim = {answer.claim_id: answer for answer in answers}
    return [(claim, by_claim.get(claim.pk)) for claim in rows]
