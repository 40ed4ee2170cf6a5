"""Unusual looks, for the supervisors and sharing leads who ask about them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families import acts
from families.looking.lookers import Named, named_for_reviewing
from families.models import UnusualLook
from sharing.api import VisibleViewSet, told_with
from sharing.journal import exposed


class UnusualLookOut(serializers.ModelSerializer[UnusualLook]):
    by = serializers.CharField(source="user", read_only=True)
    family = serializers.SerializerMethodField(
        help_text="Its reference, for supervisors; null for sharing leads, and about many"
    )

    class Meta:
        model = UnusualLook
        fields = (
            "key", "reference", "week", "by", "family", "rules", "reasons", "review_by",
            "outcome", "outcome_words", "reviewed_at",
        )  # fmt: skip
        read_only_fields = fields

    def get_family(self, look: UnusualLook) -> str | None:
        named = told_with(self, look, "named", self._named)
        return named[look.family_id].reference if look.family_id in named else None

    def _named(self, looks: list[UnusualLook]) -> dict[int, Named]:
        families = {look.family_id for look in looks if look.family_id}
        return named_for_reviewing(self.context["request"].user, families) if families else {}


class LookReviewIn(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(UnusualLook.Outcome.choices)
    words = serializers.CharField(max_length=1000)


class UnusualLookViewSet(VisibleViewSet):
    """Looks at records that the weekly digest found worth a question."""

    model = UnusualLook
    serializer_class = UnusualLookOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("user")

    def retrieve(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Its family's own log does not say that someone asks: the looker may read that."""
        look = self.get_object()
        exposed(request.user, [look.family_id], verb="family.list", page="unusual-look")
        return Response(self.get_serializer(look).data)

    @extend_schema(request=LookReviewIn)
    @action(detail=True, methods=["post"])
    def review(self, request: Request, **_: Any) -> Response:
        """Say that it is explained, or that it must be looked into."""
        return self.perform(acts.review_look, LookReviewIn, look=self.get_object())
