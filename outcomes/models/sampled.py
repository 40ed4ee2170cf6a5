"""How far an auditor reaches: what was drawn for them, while their sample is open."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import F
from django.utils import timezone

from families.access import SharedQuerySet
from sharing.models import Role, User


class SampledQuerySet(SharedQuerySet):
    """Rows of claims. `samples`: the way from a row to the samples that its claim is in."""

    samples = "samples"

    def visible_to(self, user: User) -> Self:
        rows = super().visible_to(user)
        return rows.filter(**self.drawn_for(user)).distinct() if user.role == Role.AUDITOR else rows

    def drawn_for(self, user: User) -> dict[str, Any]:
        """What one claim must fulfil, so all of it belongs into one filter."""
        today = timezone.localdate()
        return {
            f"{self.samples}__sample__auditor": user.post,
            f"{self.samples}__sample__opens_on__lte": today,
            f"{self.samples}__sample__closes_on__gte": today,
        }


class JudgedQuerySet(SampledQuerySet):
    """Judgements. An auditor reads none that is newer than the claim (access.md, P13)."""

    case, judged_at = "case", "judged_at"

    @property
    def samples(self) -> str:  # type: ignore[override]
        return f"{self.case}__claims__samples"

    def drawn_for(self, user: User) -> dict[str, Any]:
        made = F(f"{self.case}__claims__prepared_at")
        return super().drawn_for(user) | {f"{self.judged_at}__lte": made}
