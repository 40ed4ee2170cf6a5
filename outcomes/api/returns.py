"""What came back to who did the work, by program: the same rows as their first page."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from outcomes.api.explorer import CHOSEN
from outcomes.explorer.shapes import NOTES
from outcomes.explorer.works import tables_of
from outcomes.forms.explorer import works_form
from outcomes.telling.returns import KINDS, TOLD_TO, results_back
from sharing.journal import exposed

#: What came back, as the schema names it.
CAME_BACK = [(kind, words) for kind, (_, words, _) in KINDS.items()]


class BackOut(serializers.Serializer[Any]):
    """`judgement`: `equivalent` where a need was judged equal to met, `word` where nothing measures
    it. `why` says that it is kept back where it rests on facts that the caller may not see."""

    kind = serializers.ChoiceField(CAME_BACK)
    family = serializers.CharField(source="family.reference")
    what = serializers.CharField()
    why = serializers.CharField()
    on = serializers.DateTimeField()
    judgement = serializers.CharField(source="mark", help_text="equivalent, word, or empty")


class ResultsBack(APIView):
    """Needs met or slipped back, and results put forward, approved, paid or refused: of the last
    two weeks, of the cases that the caller leads, or for a supervisor their team. Others get none.
    """

    @extend_schema(responses=BackOut(many=True))
    def get(self, request: Request) -> Response:
        """The newest first."""
        user: Any = request.user
        back = results_back(user)
        exposed(user, [one.family.pk for one in back], verb="family.list", page="results-back")
        return Response(BackOut(back, many=True).data)


class WhatWorks(APIView):
    """The explorer's tables of support and needs against results, for those who do the work."""

    @extend_schema(
        parameters=[one for one in CHOSEN if one.name in ("version", "part")],
        responses=OpenApiTypes.OBJECT,
    )
    def get(self, request: Request) -> Response:
        """One's own area where it may be shown by itself, else everyone; or the part asked for."""
        user: Any = request.user
        if user.role not in TOLD_TO:
            raise PermissionDenied
        form = works_form(user, request.query_params.dict())
        if not form.is_valid():
            raise serializers.ValidationError(form.errors.get_json_data())
        explorer, asked = form.explorer, form.asked
        tables = tables_of(explorer, asked.version, asked.part) if explorer.versions else []
        return Response(
            {
                "version": asked.version,
                "part": asked.part,
                "notes": list(NOTES),
                "tables": [table.as_dict() for table in tables],
            }
        )
