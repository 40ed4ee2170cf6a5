"""The ground storey's part of the API: files that came in; agreements stand beside."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from sharing.acts import receive_feed
from sharing.api import VisibleKeyField, VisibleViewSet
from sharing.doors.account_api import VIEWSETS as ACCOUNTS
from sharing.doors.agreements_api import VIEWSETS as AGREEMENTS
from sharing.models import Agency, FeedFile, FeedRow

State = FeedRow.State


class FeedOut(serializers.ModelSerializer[FeedFile]):
    """A file and how its rows fared."""

    from_agency = serializers.StringRelatedField()  # type: ignore[var-annotated]
    to_agency = serializers.StringRelatedField()  # type: ignore[var-annotated]
    good = serializers.IntegerField(read_only=True)
    bad = serializers.IntegerField(read_only=True)

    class Meta:
        model = FeedFile
        fields = (
            "key", "kind", "name", "from_agency", "to_agency", "category", "received_at",
            "encoding", "good", "bad",
        )  # fmt: skip
        read_only_fields = fields


class ProblemOut(serializers.Serializer[Any]):
    """What is wrong in one cell."""

    row = serializers.IntegerField()
    column = serializers.CharField()
    reason = serializers.CharField()
    left_out = serializers.BooleanField(help_text="False: the row was taken all the same")


class FeedDetailOut(FeedOut):
    """With every problem, in the order of the rows."""

    problems = serializers.SerializerMethodField()

    class Meta(FeedOut.Meta):
        fields = (*FeedOut.Meta.fields, "problems")  # type: ignore[assignment]
        read_only_fields = fields  # type: ignore[assignment]

    @extend_schema(responses=ProblemOut(many=True))
    def get_problems(self, file: FeedFile) -> list[dict[str, Any]]:
        rows = FeedRow.objects.visible_to(self.context["request"].user).filter(file=file)
        return [
            {"row": row.number, "left_out": row.state == State.BAD} | problem
            for row in rows.exclude(problems=[])
            for problem in row.problems
        ]


class ReceiveIn(serializers.Serializer[Any]):
    """A file as a multipart upload."""

    kind = serializers.ChoiceField(choices=FeedFile.Kind.choices)
    from_agency = VisibleKeyField(Agency)
    to_agency = VisibleKeyField(Agency, required=False)
    file = serializers.FileField(allow_empty_file=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Of a file that is too large, enough is read for the act to see that."""
        file = attrs.pop("file")
        return attrs | {"name": file.name, "content": file.read(settings.UPLOAD_LIMIT + 1)}


class FeedViewSet(VisibleViewSet):
    """Files that the caller's agency sent or looks after."""

    model = FeedFile

    def get_queryset(self) -> Any:
        counts = {
            "good": Count("rows", filter=Q(rows__state=State.READ)),
            "bad": Count("rows", filter=Q(rows__state=State.BAD)),
        }
        found = super().get_queryset().select_related("from_agency", "to_agency")
        return found.annotate(**counts)

    def get_serializer_class(self) -> Any:
        return FeedOut if self.action in ("list", "create") else FeedDetailOut

    @extend_schema(request={"multipart/form-data": ReceiveIn}, responses=FeedOut)
    def create(self, request: Request) -> Response:
        """Hand over a file."""
        taken = self.perform(receive_feed, ReceiveIn)
        counted = self.get_queryset().get(key=taken.data["key"])
        return Response(self.get_serializer(counted).data)


#: Address and viewset, for coordination/api.py.
VIEWSETS = (("feeds", FeedViewSet), *AGREEMENTS, *ACCOUNTS)
