"""View as: a sharing lead sees what a post could open of one family, and why. No contents."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View

from families import acts
from families.forms.viewing import ViewAsForm
from families.models import ViewAs
from families.why.viewing import Openly, seen_as
from sharing.authority import require
from sharing.views import ActView, VisibleDetail, viewer


class StartViewing(Openly, ActView):
    """Choose the post, the family by its reference, and say why."""

    model = ViewAs
    act = staticmethod(acts.start_viewing_as)
    form_class = ViewAsForm
    template_name = "families/view_as.html"
    done = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": viewer(self.request)}


class Viewing(Openly, VisibleDetail):
    """What they could open, and why or why not."""

    model = ViewAs
    template_name = "families/viewing.html"

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows.select_related("post__user", "post__agency", "post__team", "family__owner")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"seen": seen_as(self.object)}


class EndViewing(Openly, View):
    """One press, from the banner of any page."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        user = viewer(request)
        viewing = get_object_or_404(ViewAs.objects.visible_to(user), key=key)
        require(user, "view_as.end")
        acts.end_viewing(viewing=viewing, by=user)
        messages.success(request, "You are yourself again.")
        return HttpResponseRedirect(reverse("families:view-as"))
