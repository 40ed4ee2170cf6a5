"""The families that someone may see, 25 at a time, by name."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.views.generic import TemplateView

from families.caseload import after, caseload, led_by
from families.models import Family
from sharing.models import Role
from sharing.views import viewer

PAGE = 25


class Families(TemplateView):
    """Keyset pages: the next one starts after the last row, however long the list is."""

    template_name = "families/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        families: QuerySet[Family] = Family.objects.visible_to(user)
        only_mine = user.role == Role.KEY_WORKER and "all" not in self.request.GET
        if only_mine:
            families = led_by(user)
        start = families.filter(key=key).first() if (key := self._after()) else None
        if start:
            families = after(families, start.name, start.pk)
        rows = caseload(user, families, limit=PAGE + 1)
        return super().get_context_data(**kwargs) | {
            "rows": rows[:PAGE],
            "next_key": rows[PAGE - 1].key if len(rows) > PAGE else None,
            "paged": start is not None,
            "only_mine": only_mine,
            "key_worker": user.role == Role.KEY_WORKER,
        }

    def _after(self) -> str:
        key = self.request.GET.get("after", "")
        return key if len(key) == 36 and key.count("-") == 4 else ""
