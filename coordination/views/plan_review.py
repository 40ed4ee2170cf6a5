"""Reviewing the plan reads results too, so it stands at the top."""

from __future__ import annotations

from typing import Any

from families.views import review
from outcomes.telling.since import moved_since


class ReviewPlan(review.ReviewPlan):
    """Each goal beside how its need moved since the plan was agreed."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        moved = moved_since(self.identity, self.user, self.plan.agreed_on)
        for part in context["sheet"].goals:
            part.moved = moved.get(part.goal.need, ())
        return context
