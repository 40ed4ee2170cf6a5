"""The family's results tab: how near a result is, and why."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from families.pages import FamilyPage
from outcomes.equal import judgements_of
from outcomes.paying import claims_of
from outcomes.rules.framework import Framework
from outcomes.telling.glance import may_read_results
from outcomes.telling.ledger import NeedRow
from outcomes.telling.progress import Progress, progress_of
from outcomes.views.of_family import OfCase
from sharing.authority import may


class ProgressPage(OfCase, FamilyPage):
    """Each need with its verdict, what it rests on, and what is missing."""

    template_name = "outcomes/progress/progress.html"

    @cached_property
    def progress(self) -> Progress | None:
        case = self.newest
        if not may_read_results(self.identity, self.user, case):
            raise Http404
        return progress_of(case, self.identity, self.user) if case else None

    @cached_property
    def framework(self) -> Framework:
        """As the progress was told by it."""
        return self.progress.measure if self.progress else super().framework

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        case, progress = self.newest, self.progress
        return super().get_context_data(**kwargs) | {
            "case": case,
            "progress": progress,
            "claims": claims_of(case, self.user) if case else [],
            "judgements": judgements_of(case, self.framework, self.identity, self.user)
            if case
            else [],
            "gaps": self.gaps(progress.needs) if progress else [],
            "may_name": case is not None and may(self.user, "need.identify") and bool(self.codes),
            "may_record": case is not None and may(self.user, "evidence.record"),
        }

    def gaps(self, needs: tuple[NeedRow, ...]) -> list[dict[str, str]]:
        """Everything that is missing once, and whom to ask for it."""
        record = may(self.user, "evidence.record")
        url = reverse("outcomes:record-evidence", args=[self.identity.reference]) if record else ""
        said = dict.fromkeys(
            f"{ask.what}, for {need.who}. Ask {ask.whom}." for need in needs for ask in need.asks
        )
        return [{"text": text, "url": url, "link": "Add it"} for text in said]
