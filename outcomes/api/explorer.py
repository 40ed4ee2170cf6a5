"""The explorer's tables, with the same numbers and marks as the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from families.leaving.exports import as_file
from outcomes import acts
from outcomes.explorer.asked import SHOWS, Explorer
from outcomes.explorer.shapes import NOTES
from outcomes.forms.explorer import ExplorerForm
from sharing.api import Conflicting
from sharing.authority import require
from sharing.refusals import Refused

VERB = "figures.take"
CHOSEN = [
    OpenApiParameter("show", enum=list(SHOWS), description="Which tables; needs where left out"),
    OpenApiParameter("version", description="A framework version; the most used where left out"),
    OpenApiParameter("part", description="One part: year:2025, area:Orchard, team:<key>"),
    OpenApiParameter("need", description="The code of one need"),
]


class FiguresIn(serializers.Serializer[Any]):
    show = serializers.ChoiceField(list(SHOWS), required=False)
    version = serializers.CharField(required=False)
    part = serializers.CharField(required=False)
    need = serializers.CharField(required=False)


def form_of(request: Request, data: Any) -> ExplorerForm:
    """What was chosen. Raises ValidationError with the fields that are wrong."""
    user: Any = request.user
    require(user, VERB)
    form = ExplorerForm(data, explorer=Explorer(user))
    if not form.is_valid():
        raise serializers.ValidationError(
            {f: [str(no) for no in said] for f, said in form.errors.items()}
        )
    return form


class ExplorerTables(APIView):
    """Counts of 1 to 4 and what would give them away are null, marked held_back; 0 is nobody."""

    @extend_schema(parameters=CHOSEN, responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        """Tables with their headings' meanings, warnings and marks."""
        form = form_of(request, request.query_params)
        explorer, asked = form.explorer, form.asked
        return Response(
            {
                "show": asked.show,
                "counted_on": timezone.localdate(),
                "version": asked.version,
                "part": asked.part,
                "need": asked.need,
                "notes": list(NOTES),
                "warnings": explorer.warnings(asked),
                "tables": [table.as_dict() for table in explorer.tables(asked)],
            }
        )


class TakeFigures(APIView):
    """The same tables as a file."""

    @extend_schema(request=FiguresIn, responses={(200, "text/csv"): OpenApiTypes.BINARY})
    def post(self, request: Request) -> HttpResponse:
        """CSV of values, made at this moment; taking it out is written down."""
        form = form_of(request, request.data)
        user: Any = request.user
        try:
            content = acts.take_figures(by=user, **form.cleaned_data)
        except Refused as no:
            raise Conflicting(no) from no
        return as_file(content, f"explorer-{form.asked.show}")
