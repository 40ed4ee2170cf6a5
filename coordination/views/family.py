"""The family page and its story: they read every storey, so they stand at the top."""

from __future__ import annotations

from typing import Any

from coordination.chronology import story
from coordination.context import overview
from families.identity import Member
from families.pages import FamilyPage
from sharing.views import or_404


class OverviewPage(FamilyPage):
    """Who they are, what matters now, who helps, what we don't know."""

    tab = "overview"
    template_name = "coordination/family.html"

    def chosen(self) -> Member | None:
        wanted = self.request.GET.get("person")
        return or_404(self.identity.by_key(wanted)) if wanted else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.chosen()
        return super().get_context_data(**kwargs) | {
            "page": overview(self.identity, self.user, person),
            "person": person,
        }


class StoryPage(OverviewPage):
    """What happened, newest first."""

    tab = "story"
    template_name = "coordination/story.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = self.request.GET.get("show", "")
        kind = kind if kind in ("story", "evid") else ""
        person = self.chosen()
        return FamilyPage.get_context_data(self, **kwargs) | {
            "months": story(self.identity, self.user, kind, person),
            "show": kind,
            "person": person,
        }
