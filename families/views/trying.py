"""An agreement tried on the families of today, before it takes effect or stops."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from families.why.trial import try_agreement
from sharing.doors.agreements import looks_after
from sharing.journal import saw
from sharing.models import Agreement
from sharing.views import VisibleDetail, viewer


class TryAgreement(VisibleDetail):
    """Numbers only: no family, no person, nothing below five."""

    model = Agreement
    template_name = "families/try_agreement.html"
    context_object_name = "agreement"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        if not looks_after(self.object, user):
            raise PermissionDenied
        return super().get_context_data(**kwargs) | {"trial": try_agreement(self.object)}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        saw(viewer(self.request), self.object, verb="agreement.try")
        return super().render_to_response(context, **kwargs)
