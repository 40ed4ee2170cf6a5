"""Matches between rows of files and people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.fields import empty
from rest_framework.request import Request
from rest_framework.response import Response

from families import acts
from families.matching.comparison import compare, for_comparing, rows_of_the_hidden
from families.models import Match
from sharing.api import Conflicting, VisibleKeyField, VisibleViewSet
from sharing.authority import require
from sharing.models import FeedFile
from sharing.refusals import Refused
from sharing.views import viewer


class ComparedOut(serializers.Serializer[Any]):
    """One value of the row beside ours. `state`: same, alike, differs or unknown."""

    what = serializers.CharField()
    theirs = serializers.CharField()
    ours = serializers.CharField()
    state = serializers.CharField()


class MatchOut(serializers.ModelSerializer[Match]):
    """The person's key, never their record: that follows the rule for whoever asks."""

    file = serializers.SerializerMethodField(help_text="Null beside a home that is kept back")
    row = serializers.SerializerMethodField(help_text="Its number; null where `file` is")
    person = serializers.SlugRelatedField("key", read_only=True)  # type: ignore[var-annotated]
    compared = serializers.SerializerMethodField()

    class Meta:
        model = Match
        fields = (
            "key", "file", "row", "person", "kind", "state", "score", "reasons", "compared",
            "decided_at",
        )  # fmt: skip
        read_only_fields = fields

    def get_file(self, match: Match) -> UUID | None:
        return None if self._hidden(match) else match.row.file.key

    def get_row(self, match: Match) -> int | None:
        return None if self._hidden(match) else match.row.number

    def _hidden(self, match: Match) -> bool:
        """Asked once for all that are told in one answer."""
        context: Any = self.context
        if "hidden" not in context or match.row_id not in context["asked"]:
            told = getattr(self.parent, "instance", None)
            rows = {one.row_id for one in told or ()} | {match.row_id}
            context |= {"hidden": rows_of_the_hidden(rows), "asked": rows}
        return match.row_id in context["hidden"]

    @extend_schema_field(ComparedOut(many=True))
    def get_compared(self, match: Match) -> Any:
        return ComparedOut(compare(match), many=True).data


class Answer(serializers.BooleanField):
    """Yes or no. Nothing said is no answer, also where a form leaves it out."""

    default_empty_html = empty


class DecideIn(serializers.Serializer[Any]):
    same = Answer()


class ProposeIn(serializers.Serializer[Any]):
    file = VisibleKeyField(FeedFile)


class MatchViewSet(VisibleViewSet):
    """Matches of the files that the caller's agency received."""

    model = Match
    serializer_class = MatchOut

    def get_queryset(self) -> Any:
        return for_comparing(super().get_queryset())

    @extend_schema(request=DecideIn)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, key: str) -> Response:
        """Say whether the row is about this person."""
        return self.perform(acts.decide_match, DecideIn, match=self.get_object())

    @extend_schema(request=ProposeIn, responses=MatchOut(many=True))
    @action(detail=False, methods=["post"])
    def propose(self, request: Request) -> Response:
        """Look again for the people of a file; answers with what is new and may be seen."""
        require(viewer(request), "match.propose")
        given = ProposeIn(data=request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        try:
            made = acts.propose_matches(by=viewer(request), **given.validated_data)
        except Refused as no:
            raise Conflicting(no) from no
        seen = self.get_queryset().filter(pk__in=[match.pk for match in made])
        return Response(self.get_serializer(seen, many=True).data)
