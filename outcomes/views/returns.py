"""What came of one's work, and what works in one's area: for lead workers and their supervisors."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import View

from outcomes.explorer.shapes import NOTES
from outcomes.explorer.works import tables_of
from outcomes.forms.explorer import works_form
from outcomes.frameworks.loader import framework
from outcomes.telling.returns import TOLD_TO, results_back
from sharing.journal import exposed
from sharing.models import User
from sharing.views import viewer


class ResultsBack(View):
    """`?version=` and `?part=` choose other families than those of one's own area."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = viewer(request)
        if user.role not in TOLD_TO:
            raise PermissionDenied
        back = results_back(user)
        works = what_works(user, request)
        exposed(user, [one.family.pk for one in back], verb="family.list", page="results-back")
        told = [(one, one.family.named_for(user)) for one in back]
        status = 422 if works["form"].errors else 200
        context = works | {"back": told, "team": user.team, "agency": user.agency}
        return render(request, "outcomes/returns/back.html", context, status=status)


def what_works(user: User, request: HttpRequest) -> dict[str, Any]:
    """The form that chooses, and the tables."""
    form = works_form(user, request.GET.dict())
    form.is_valid()
    explorer, asked = form.explorer, form.asked
    if not explorer.versions:
        return {"form": form, "tables": []}
    return {
        "form": form,
        "tables": tables_of(explorer, asked.version, asked.part),
        "where": explorer.title(asked) if asked.part else "",
        "version": framework(asked.version),
        "families": explorer.families(asked.version),
        "notes": NOTES,
    }
