"""Records opened in an emergency, and new items. A sharing lead reads no family here either."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families import acts
from families.models import BreakGlass, Notice
from sharing.api import Conflicting, NothingIn, VisibleViewSet
from sharing.journal import refused


class EmergencyOut(serializers.ModelSerializer[BreakGlass]):
    by = serializers.CharField(source="user", read_only=True)

    class Meta:
        model = BreakGlass
        fields = (
            "key", "reference", "by", "danger", "reason", "started_at", "ends_at", "review_by",
            "outcome", "outcome_words", "reviewed_at",
        )  # fmt: skip
        read_only_fields = fields


class EmergencyIn(serializers.Serializer[Any]):
    reference = serializers.CharField(max_length=12)
    danger = serializers.ChoiceField(BreakGlass.Danger.choices)
    reason = serializers.CharField(max_length=1000)


class EmergencyReviewIn(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(BreakGlass.Outcome.choices)
    words = serializers.CharField(max_length=1000)


class EmergencyViewSet(VisibleViewSet):
    """Records that were opened in an emergency."""

    model = BreakGlass
    serializer_class = EmergencyOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("user")

    @extend_schema(request=EmergencyIn)
    def create(self, request: Request) -> Response:
        """Open a record for four hours, by its exact reference. Needs a password from the last 5
        minutes: send it as `password`. A token can't."""
        try:
            return self.perform(acts.open_in_emergency, EmergencyIn)
        except Conflicting as no:
            user: Any = request.user
            refused(user, user, verb="emergency.open", why=str(no.refusal))
            raise

    @extend_schema(request=EmergencyReviewIn)
    @action(detail=True, methods=["post"])
    def review(self, request: Request, **_: Any) -> Response:
        """Say whether it was needed."""
        return self.perform(acts.review_emergency, EmergencyReviewIn, emergency=self.get_object())


class NoticeOut(serializers.ModelSerializer[Notice]):
    class Meta:
        model = Notice
        fields = ("key", "kind", "reference", "told_at", "read_at")
        read_only_fields = fields


class NoticeViewSet(VisibleViewSet):
    """New items for the caller."""

    model = Notice
    serializer_class = NoticeOut

    @extend_schema(request=NothingIn)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, **_: Any) -> Response:
        """Put one away."""
        return self.perform(acts.read_notice, NothingIn, notice=self.get_object())
