"""What a draft plan would change: how far the run is, what it counted, and which families."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest

from families.models import Family
from families.reading.in_order import in_order
from outcomes.frameworks.loader import framework
from outcomes.models import PlanTrial, TrialChange
from outcomes.plans.trial import (
    Group,
    by_need,
    group_named,
    groups_of,
    passed_over,
    reasons_shown,
)
from outcomes.rules.framework import Framework, with_local
from outcomes.rules.plans import read_plan
from outcomes.telling.whose import names_seen, with_names
from sharing.authority import require
from sharing.journal import exposed
from sharing.models import User
from sharing.views import VisibleDetail, viewer

PAGE = 25


class Trial(VisibleDetail):
    """Counts only, and nothing below five. A page, and a fragment while it runs."""

    model = PlanTrial
    template_name = "outcomes/plan/trial.html"
    context_object_name = "trial"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            require(viewer(request), "local_plan.try")
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        related = ("plan__framework", "plan__authority", "asked_by")
        return super().get_queryset().select_related(*related)

    def get_template_names(self) -> list[str]:
        asked_by: Any = getattr(self.request, "htmx", None)
        part = "#found" if asked_by and not asked_by.boosted else ""
        return [f"{self.template_name}{part}"]

    @property
    def framework(self) -> Framework:
        """With the draft's own needs."""
        plan = self.object.plan
        local = read_plan(plan.overlay).local_needs
        return with_local(framework(plan.framework.slug), local)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        trial = self.object
        groups = groups_of(trial) if trial.finished_at else []
        return super().get_context_data(**kwargs) | {
            "plan": trial.plan,
            "changed_since": trial.plan.fingerprint != trial.fingerprint,
            "whole": [one for one in groups if one.what != TrialChange.What.NEED],
            "needs": by_need(groups, self.framework),
            "passed_over": passed_over(trial),
        }


class TrialFamilies(Trial):
    """The families of one group (`?group=`) that this person may see, with the sentences that
    differ."""

    template_name = "outcomes/plan/trial_families.html"

    def get_template_names(self) -> list[str]:
        return [self.template_name]

    def group(self) -> Group:
        found = group_named(self.request.GET.get("group", ""))
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, group, trial = viewer(self.request), self.group(), self.object
        seen = TrialChange.objects.visible_to(user).filter(
            trial=trial, what=group.what, code=group.code, way=group.way
        )
        seen = seen.filter(case__family__in=Family.objects.visible_to(user).order_by())
        rows = seen.select_related("case").order_by(*in_order(user, "case__family"), "pk")
        page = Paginator(rows, PAGE).get_page(self.request.GET.get("page"))
        changes = list(page.object_list)
        ids = {change.case.family_id for change in changes}
        families = {f.pk: f for f in Family.objects.visible_to(user).filter(pk__in=ids)}
        exposed(user, families, verb="family.list", page="local-plan-trial")
        need = self.framework.need(group.code) if group.code else None
        told = reasons_shown(user)
        name_people(changes if told else [], user)
        return super().get_context_data(**kwargs) | {
            "group": group,
            "need": need,
            "page": page,
            "rows": [
                (family, family.named_for(user), change)
                for change in changes
                if (family := families.get(change.case.family_id))
            ],
            "reasons": told,
        }


def name_people(changes: list[TrialChange], user: User) -> None:
    """Names for the ids that the sentences of these changes have."""
    said = [reason for one in changes for reason in (*one.why_before, *one.why_after)]
    name = names_seen(user, said)
    for one in changes:
        one.why_before = with_names(one.why_before, name)
        one.why_after = with_names(one.why_after, name)
