"""The family's results tab: how near a result is, and why."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from families.models import Case
from families.pages import FamilyPage
from outcomes.progress import NeedRow, progress_of
from outcomes.views.of_family import OfCase
from sharing.authority import may
from sharing.models import Category
from sharing.views import or_404


class ProgressPage(OfCase, FamilyPage):
    """Each need with its verdict, what it rests on, and what is missing."""

    template_name = "outcomes/progress/progress.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case = self.cases.first()
        or_404(self.may_know(case) or None)
        progress = progress_of(case, self.identity, self.user) if case else None
        return super().get_context_data(**kwargs) | {
            "case": case,
            "progress": progress,
            "gaps": self.gaps(progress.needs) if progress else [],
            "may_name": case is not None and may(self.user, "need.identify"),
            "may_record": case is not None and may(self.user, "evidence.record"),
        }

    def may_know(self, case: Case | None) -> bool:
        """How an agency judges its families is its own; others who help don't see it."""
        agency = self.user.agency
        ours = self.identity.ours or bool(case and agency and case.owner_id == agency.pk)
        return ours and Category.CLAIM_EVIDENCE in self.identity.categories

    def gaps(self, needs: tuple[NeedRow, ...]) -> list[dict[str, str]]:
        """Everything that is missing once, and whom to ask for it."""
        record = may(self.user, "evidence.record")
        url = reverse("outcomes:record-evidence", args=[self.identity.reference]) if record else ""
        said = dict.fromkeys(
            f"{what}, for {need.who}. Ask {need.ask}." for need in needs for what in need.missing
        )
        return [{"text": text, "url": url, "link": "Add it"} for text in said]
