"""What went with a need being met, among the families of one's own agency that have it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from outcomes.explorer.alike import alike_for
from outcomes.explorer.shapes import NOTES
from outcomes.frameworks.loader import framework
from outcomes.judging.in_force import local_need
from outcomes.models import Need
from sharing.views import VisibleDetail, viewer


class WentWith(VisibleDetail):
    """Opened from the need in the family's ledger; the numbers are the same for any family."""

    model = Need
    template_name = "outcomes/need/went_with.html"
    context_object_name = "need"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("case")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        need: Need = self.object
        identity, table = alike_for(viewer(self.request), need)
        published = framework(need.case.framework)
        family = need.case.family_id
        text = published.need(need.code) or local_need(family, published.slug, need.code)
        return super().get_context_data(**kwargs) | {
            "identity": identity,
            "table": table,
            "notes": NOTES,
            "text": text.text if text else need.code,
            "outcome": text.outcome if text else "",
            "version": published.title,
            "back_url": reverse("outcomes:progress", args=[identity.reference]),
        }
