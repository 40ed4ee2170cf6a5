"""An authority's local plans: the list, one plan in plain words, and how two versions differ."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from outcomes.acts.local_plans import at_a_council
from outcomes.models import LocalPlan
from outcomes.plans.file import download
from outcomes.plans.shown import (
    STANDINGS,
    actions,
    begins_under,
    differences,
    ordered,
    parts_of,
    versions_of,
    wrote_some,
)
from sharing.authority import may
from sharing.journal import saw
from sharing.views import VisibleDetail, VisibleList, viewer


class LocalPlans(VisibleList):
    """Those of the viewer's authority, and what a case that opens today begins under."""

    model = LocalPlan
    template_name = "outcomes/plan/plans.html"
    paginate_by = 0

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        authorities = user.agency.authorities.order_by("name") if user.agency else []
        return super().get_context_data(**kwargs) | {
            "rows": ordered(self.get_queryset()),
            "begins": [(one, *begins_under(one)) for one in authorities],
            "writes": at_a_council(user) and may(user, "local_plan.draft"),
        }


class LocalPlanPage(VisibleDetail):
    """One plan: each setting beside the published one, with where that comes from."""

    model = LocalPlan
    template_name = "outcomes/plan/plan.html"
    context_object_name = "plan"

    def get_queryset(self) -> Any:
        related = ("authority", "framework", "supersedes", "written_by", "published_by")
        return super().get_queryset().select_related(*related)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan, user = self.object, viewer(self.request)
        return super().get_context_data(**kwargs) | {
            "standing": STANDINGS[plan.standing],
            "parts": parts_of(plan, user),
            "actions": actions(plan, user),
            "versions": versions_of(plan, user),
            "wrote": plan.is_draft and wrote_some(plan, user),
            "trial": plan.trials.first() if may(user, "local_plan.try") else None,
        }


class PlanFile(VisibleDetail):
    """The plan as the file that `judge --plan` takes, for whoever may read the plan."""

    model = LocalPlan

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("authority", "framework")

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        saw(viewer(self.request), self.object, form="file")
        return download(self.object)


class PlanChanges(VisibleDetail):
    """What this version says otherwise than another (`?since=`), the one before it at first."""

    model = LocalPlan
    template_name = "outcomes/plan/changes.html"
    context_object_name = "plan"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("authority", "framework", "supersedes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan, user = self.object, viewer(self.request)
        others = [one for one, _ in versions_of(plan, user) if one.pk != plan.pk]
        before = self.other(others)
        return super().get_context_data(**kwargs) | {
            "before": before,
            "others": others,
            "changed": differences(before, plan) if before else [],
        }

    def other(self, others: list[LocalPlan]) -> LocalPlan | None:
        """The version that the address names, or the one that this was copied from."""
        asked = self.request.GET.get("since", "")
        if asked:
            found = next((one for one in others if str(one.key) == asked), None)
            if found is None:
                raise Http404
            return found
        before = next((one for one in others if one.pk == self.object.supersedes_id), None)
        return before or next((one for one in others if one.version < self.object.version), None)
