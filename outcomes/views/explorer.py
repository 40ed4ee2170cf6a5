"""The explorer: tables with their charts, what their headings mean, and a file of them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import TemplateView

from families.leaving.exports import as_file
from outcomes import acts
from outcomes.explorer.asked import SHOWS, Explorer
from outcomes.explorer.shapes import NOTES
from outcomes.forms.explorer import ExplorerForm
from outcomes.frameworks.loader import framework
from sharing.authority import require
from sharing.views import ActView, viewer


def page_of(form: ExplorerForm) -> dict[str, Any]:
    """The form, and the tables that it asks for."""
    explorer, here = form.explorer, reverse("outcomes:explorer")
    asked = form.asked
    tabs = [
        {
            "label": title,
            "url": f"{here}?{urlencode(form.again(show))}",
            "current": show == asked.show,
        }
        for show, title in SHOWS.items()
    ]
    context = {"form": form, "agency": explorer.agency, "empty": not explorer.versions}
    if context["empty"]:
        return context
    return context | {
        "tabs": tabs,
        "title": SHOWS[asked.show],
        "asked": asked,
        "notes": NOTES,
        "version": framework(asked.version),
        "families": explorer.families(asked.version),
        "warnings": explorer.warnings(asked),
        "tables": explorer.tables(asked),
    }


class ExplorerPage(TemplateView):
    """For those who may take the figures out; everyone of an agency sees the same numbers."""

    template_name = "outcomes/explorer/explorer.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = viewer(request)
        require(user, acts.take_figures.verb)  # type: ignore[attr-defined]
        form = ExplorerForm(request.GET, explorer=Explorer(user))
        status = 200 if form.is_valid() else 422
        return render(request, self.template_name, page_of(form), status=status)


class TakeFigures(ActView):
    """The same tables as a file, made at this moment."""

    act = acts.take_figures
    form_class: Any = ExplorerForm
    template_name = "outcomes/explorer/explorer.html"
    http_method_names = ("post",)
    done = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"data": self.request.POST, "explorer": Explorer(viewer(self.request))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        return super().get_context_data(**kwargs) | page_of(form)

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        content = getattr(self, "result", None)
        return answer if content is None else as_file(content, f"explorer-{form.asked.show}")

    def get_success_url(self) -> str:
        return reverse("outcomes:explorer")
