"""What the API tells about people: of whoever may be known, as the pages do."""

from __future__ import annotations

from typing import Any

from families.models.person import of_the_known
from sharing.api import VisibleViewSet
from sharing.views import viewer


class AboutPeople(VisibleViewSet):
    """Rows of another agency are left out where their `person` may not be known: a key that leads
    nowhere would still say how many there are (docs/decisions/0037)."""

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows
        return rows.filter(of_the_known(viewer(self.request)))
