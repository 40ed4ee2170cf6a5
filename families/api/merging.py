"""Merges of two records of one family, and a second person's look at them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families import acts
from families.api.protection import BecauseIn
from families.models import Family, Merge
from sharing.api import VisibleKeyField, VisibleViewSet
from sharing.journal import saw


class MergeOut(serializers.ModelSerializer[Merge]):
    kept = serializers.SlugRelatedField(slug_field="reference", read_only=True)  # type: ignore[var-annotated]
    folded = serializers.SlugRelatedField(slug_field="reference", read_only=True)  # type: ignore[var-annotated]
    merged_by = serializers.StringRelatedField()  # type: ignore[var-annotated]
    looked_by = serializers.StringRelatedField()  # type: ignore[var-annotated]

    def to_representation(self, merge: Merge) -> dict[str, Any]:
        """The reasons for the agencies that keep the records."""
        told: dict[str, Any] = super().to_representation(
            merge.told_to(self.context["request"].user)
        )
        return told

    class Meta:
        model = Merge
        fields = (
            "key", "kept", "folded", "state", "why", "merged_by", "merged_at", "look_by",
            "looked_by", "looked_at", "words", "undone_at", "undone_because",
        )  # fmt: skip
        read_only_fields = fields


#: Whether both records are of one family.
SAME = (("yes", "Yes"), ("no", "No"))


class MergeIn(serializers.Serializer[Any]):
    folded = VisibleKeyField(Family, slug_field="reference", help_text="The other record")
    why = serializers.CharField(max_length=400)


class ReviewMergeIn(serializers.Serializer[Any]):
    same = serializers.ChoiceField(SAME)
    words = serializers.CharField(max_length=400)

    def validate_same(self, said: str) -> bool:
        return said == "yes"


class MergeViewSet(VisibleViewSet):
    """Merges of which the caller may open both records."""

    model = Merge
    serializer_class = MergeOut

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows.select_related("kept", "folded", "merged_by", "looked_by")

    def _families(self, rows: Any) -> set[int]:
        return {pk for row in rows for pk in (row.kept_id, row.folded_id)}

    def retrieve(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """One merge; it is written down in the logs of both families."""
        merge = self.get_object()
        saw(request.user, merge, family=merge.folded_id)
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(request=ReviewMergeIn)
    @action(detail=True, methods=["post"])
    def review(self, request: Request, **_: Any) -> Response:
        """A second person says whether it is one family. Needs a password from the last 5 minutes:
        send it as `password`. A token can't."""
        return self.perform(acts.review_merge, ReviewMergeIn, merge=self.get_object())

    @extend_schema(request=BecauseIn)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, **_: Any) -> Response:
        """They are two families after all."""
        return self.perform(acts.undo_merge, BecauseIn, merge=self.get_object())
