"""The published frameworks: what each counts, what shows it, and how sure we are of every rule.

They are public and about nobody, and are read from their files: opening one is no look at a record.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.views.generic import TemplateView

from outcomes.frameworks.loader import frameworks, slugs
from outcomes.frameworks.shown import shown


class Frameworks(TemplateView):
    """Every published version, the newest first."""

    template_name = "outcomes/framework/frameworks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"versions": frameworks()[::-1]}


class FrameworkPage(TemplateView):
    """One version: its headlines and needs, how a result is counted, and where that is from."""

    template_name = "outcomes/framework/framework.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if kwargs["slug"] not in slugs():
            raise Http404
        return super().get_context_data(**kwargs) | shown(kwargs["slug"])
