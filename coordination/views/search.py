"""Find."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from coordination.search import find
from families.acts.emergency import why_not_open
from sharing.authority import may
from sharing.journal import SEARCH, exposed, hash_of_terms
from sharing.views import viewer


class Search(TemplateView):
    """Among the families that the viewer may see; the rest does not exist.

    Posted, so that no name stands in an address, a log or a history.
    """

    template_name = "coordination/search.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, words = viewer(self.request), self.request.POST.get("words", "")[:100]
        found = find(user, words)
        if words.strip():
            shown = [row.pk for row in found.rows]
            exposed(user, shown, verb=SEARCH, terms=hash_of_terms(words))
        return super().get_context_data(**kwargs) | {
            "words": words,
            "found": found,
            "may_open": may(user, "emergency.open") and not why_not_open(user),
        }
