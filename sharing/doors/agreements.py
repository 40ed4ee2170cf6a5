"""Agreements as their parties may read them, line by line in plain words."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from sharing.models import Agreement
from sharing.views import VisibleDetail, VisibleList, viewer

#: Standing of an agreement, as a status and in words.
STANDINGS = {
    "active": ("good", "In force"),
    "not_begun": ("wait", "Not begun yet"),
    "ran_out": ("bad", "Ran out"),
    "suspended": ("bad", "Suspended"),
    "draft": ("wait", "Draft"),
    "ended": ("quiet", "Ended"),
}
IN_ORDER = list(STANDINGS)


class Agreements(VisibleList):
    """Those of this agency; a sharing lead sees their authority's. Those in force come first."""

    model = Agreement
    template_name = "sharing/agreements.html"
    paginate_by = 0

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        agreements = self.get_queryset().prefetch_related("parties").order_by("title", "pk")
        ordered = sorted(agreements, key=lambda one: IN_ORDER.index(one.standing))
        rows = [(one, STANDINGS[one.standing]) for one in ordered]
        return super().get_context_data(**kwargs) | {"rows": rows}


class AgreementPage(VisibleDetail):
    """One agreement: parties, days, and what each may tell whom."""

    model = Agreement
    template_name = "sharing/agreement.html"
    context_object_name = "agreement"

    def get_queryset(self) -> Any:
        return Agreement.objects.visible_to(viewer(self.request)).with_lines()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = groupby(self.object.lines.all(), lambda line: (line.from_agency, line.to_agency))
        return super().get_context_data(**kwargs) | {
            "standing": STANDINGS[self.object.standing],
            "groups": [(giver, taker, list(those)) for (giver, taker), those in lines],
        }
