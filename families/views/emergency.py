"""Opening a record in an emergency, and looking at that afterwards."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from families import acts
from families.acts.emergency import why_not_open
from families.forms.emergency import EmergencyForm, EmergencyReviewForm
from families.looking.lookers import looks_of
from families.models import BreakGlass, Notice
from sharing.authority import may
from sharing.forms import ButtonForm
from sharing.views import ActView, VisibleList, viewer


class OpenInEmergency(ActView):
    """By exact reference, and with one answer for all that can't be opened this way."""

    act = acts.open_in_emergency
    model = BreakGlass
    form_class = EmergencyForm
    template_name = "families/emergency/open.html"
    done = "Open for 4 hours. The family’s manager and the sharing lead were told."

    def why_not(self) -> str:
        return why_not_open(viewer(self.request))

    def get_success_url(self) -> str:
        return self.result.family.get_absolute_url()


class Emergencies(VisibleList):
    """What was opened: what waits for a second person first."""

    model = BreakGlass
    template_name = "families/emergency/list.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("user", "reviewed_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = viewer(self.request)
        context = super().get_context_data(**kwargs)
        rows = context["object_list"]
        return context | {
            "waiting": [row for row in rows if row.reviewed_at is None],
            "reviewed": [row for row in rows if row.reviewed_at],
            "may_review": may(user, "emergency.review"),
            "may_open": may(user, "emergency.open") and not why_not_open(user),
        }


class Emergency(ActView):
    """One, with what was opened, and the answer of a second person."""

    act = acts.review_emergency
    model = BreakGlass
    subject = "emergency"
    form_class = EmergencyReviewForm
    template_name = "families/emergency/review.html"
    done = "Saved. Thank you for looking."

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("user", "post__team", "reviewed_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row: BreakGlass = self.object
        looks = looks_of(row.user_id, row.family_id, row.started_at, row.ends_at)
        looks = [look for look in looks if look.verb != "emergency.open"]  # the page says so above
        mine = row.user_id == viewer(self.request).pk
        return super().get_context_data(**kwargs) | {
            "looks": looks,
            "may_answer": row.reviewed_at is None and not mine,
        }

    def get_success_url(self) -> str:
        return reverse("families:emergencies")


class Notices(VisibleList):
    """New items for the one who looks."""

    model = Notice
    template_name = "families/emergency/notices.html"


class ReadNotice(ActView):
    """Put one away."""

    act = acts.read_notice
    model = Notice
    subject = "notice"
    form_class = ButtonForm
    template_name = "families/emergency/notices.html"
    done = ""
    http_method_names = ("post",)

    def get_success_url(self) -> str:
        return reverse("families:notices")
