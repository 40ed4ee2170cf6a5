"""Lists that the caller takes out."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families import acts
from families.leaving.exports import as_file
from families.models import Export
from sharing.api import Conflicting, NothingIn, VisibleViewSet
from sharing.authority import require
from sharing.refusals import Refused
from sharing.signing_in.step_up import step_up


class AskIn(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=Export.Kind.choices)


class ExportOut(serializers.ModelSerializer[Export]):
    class Meta:
        model = Export
        fields = ("key", "kind", "state", "asked_at", "ready_at", "collected_at", "rows")
        read_only_fields = fields


class ExportViewSet(VisibleViewSet):
    """The caller's own exports."""

    model = Export
    serializer_class = ExportOut

    @extend_schema(request=AskIn)
    @action(detail=False, methods=["post"])
    def ask(self, request: Request) -> Response:
        """Ask for a list; it is prepared as the caller, in a minute. Needs a password from the last
        5 minutes: send it as `password`. A token can't."""
        return self.perform(acts.ask_export, AskIn)

    @extend_schema(request=NothingIn, responses={(200, "text/csv"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["post"])
    def collect(self, request: Request, **_: Any) -> HttpResponse:
        """The file, if every row of it is still the caller's to see. Needs a password from the last
        5 minutes: send it as `password`. A token can't."""
        user: Any = request.user
        require(user, "export.collect")
        export = self.get_object()
        step_up(request, "export.collect")
        try:
            return as_file(acts.collect_export(export=export, by=user), export.kind)
        except Refused as no:
            raise Conflicting(no) from no
