"""The family page and its story: they read every storey, so they stand at the top."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from coordination.family_page.as_at import found_on, stood
from coordination.family_page.chronology import story
from coordination.family_page.context import overview
from families.forms.as_at import AsAtForm
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
    """What happened, newest first; or, as at a day, what the record held when that day ended."""

    tab = "story"
    template_name = "coordination/story.html"

    def _registered(self) -> date:
        return timezone.localtime(self.family.registered_at).date()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = self.request.GET.get("show", "")
        kind = kind if kind in ("story", "evid") else ""
        person = self.chosen()
        form = AsAtForm.asked(self.request.GET, self._registered)
        day = form.cleaned_data["as_at"] if form.is_valid() else None
        found = found_on(self.identity, self.user, day) if day else None
        # what was asked and can't be answered shows no other day's record in its place
        months = story(self.identity, self.user, kind, person, found) if not form.errors else []
        return FamilyPage.get_context_data(self, **kwargs) | {
            "months": months,
            "show": kind,
            "person": person,
            "form": form,
            "stood": stood(self.identity, self.user, found, day) if day and found else None,
        }
