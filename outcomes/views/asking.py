"""An action of the plan for what a verdict lacks."""

from __future__ import annotations

from families.models import Case
from families.views.plan import AddAction
from outcomes.telling.glance import may_read_results
from outcomes.telling.progress import progress_of


class AskFor(AddAction):
    """Ask somebody for it. The address says which need it is of, and not what is missing of whom:
    that is worked out here, for whoever may read it (access.md, P16)."""

    def to_begin_with(self) -> str:
        if self.request.method != "GET" or "need" not in self.request.GET:
            return ""
        cases = Case.objects.visible_to(self.user).meant().filter(family_id=self.identity.pk)
        cases = cases.select_related("family__authority", "owner")
        case = cases.order_by("-opened_on", "-pk").first()
        if case is None or not may_read_results(self.identity, self.user, case):
            return ""
        here = self.request.get_full_path()
        needs = progress_of(case, self.identity, self.user).needs
        return next((one.action for need in needs for one in need.asks if one.url == here), "")
