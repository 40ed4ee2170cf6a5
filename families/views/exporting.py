"""Take a list out: ask for it, come back for it, collect it yourself."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse

from families import acts
from families.forms.export import ExportForm
from families.leaving.exports import as_file
from families.models import Export
from sharing.forms import ButtonForm
from sharing.views import ActView, or_404, viewer


class Exports(ActView):
    """Ask for a list, and see those that one asked for."""

    act = acts.ask_export
    form_class = ExportForm
    template_name = "families/export/list.html"
    done = "We are preparing it. Refresh this page in a minute."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": viewer(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        exports = Export.objects.visible_to(viewer(self.request))[:10]
        return super().get_context_data(**kwargs) | {"exports": exports}

    def get_success_url(self) -> str:
        return reverse("families:exports")


class Collect(ActView):
    """Behind a link that says whom it is for. Everybody else finds nothing here."""

    act = acts.collect_export
    model = Export
    subject = "export"
    form_class: Any = ButtonForm
    template_name = "families/export/collect.html"

    def get_queryset(self) -> QuerySet[Any]:
        return Export.objects.visible_to(viewer(self.request))

    def get_subject(self) -> Any:
        found = Export.objects.visible_to(viewer(self.request))
        return or_404(found.of_link(self.kwargs["signed"], viewer(self.request)))

    def form_valid(self, form: Any) -> HttpResponse:
        self.done = ""
        answer = super().form_valid(form)
        content = getattr(self, "result", None)
        return answer if content is None else as_file(content, self.object.kind)

    def get_success_url(self) -> str:
        return reverse("families:exports")
