"""The families that someone may see, 25 at a time."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from families.models import Family
from families.reading.caseload import asked_to_lead, caseload, everyone, led_by
from sharing.authority import may
from sharing.journal import exposed
from sharing.models import Role
from sharing.views import viewer

PAGE = 25


class Families(TemplateView):
    """Keyset pages: the next one starts after the last row, however long the list is."""

    template_name = "families/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        asked = "asked" in self.request.GET
        only_mine = user.role == Role.KEY_WORKER and "all" not in self.request.GET and not asked
        archive = user.role == Role.RECORDS_OFFICER
        start = self._start()
        choose = asked_to_lead if asked else led_by if only_mine else everyone
        rows = caseload(user, choose, limit=PAGE + 1, after=start)
        exposed(user, [row.pk for row in rows[:PAGE]], verb="family.list", page="families")
        return super().get_context_data(**kwargs) | {
            "rows": rows[:PAGE],
            "has_days": any(row.days_words for row in rows),
            "next_key": rows[PAGE - 1].key if len(rows) > PAGE else None,
            "paged": start is not None,
            "only_mine": only_mine,
            "heading": self._heading(asked=asked, archive=archive, only_mine=only_mine),
            "archive": archive,
            "which": "asked" if asked else "" if only_mine else "all",
            "exports": may(user, "export.ask"),
            "key_worker": user.role == Role.KEY_WORKER,
        }

    def _heading(self, *, asked: bool, archive: bool, only_mine: bool) -> str:
        if asked:
            return "Workers asked, not answered"
        return "Archive" if archive else "My families" if only_mine else "Families"

    def _start(self) -> Family | None:
        """The last row of the page before this one."""
        key = self.request.GET.get("after", "")
        if len(key) != 36 or key.count("-") != 4:
            return None
        return Family.objects.visible_to(viewer(self.request)).filter(key=key).first()
