"""Visits to come."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families import acts
from families.models import BookedVisit, Visit
from sharing.api import VisibleViewSet


class BookedVisitOut(serializers.ModelSerializer[BookedVisit]):
    case = serializers.SlugRelatedField(slug_field="key", read_only=True)  # type: ignore[var-annotated]
    visitor = serializers.StringRelatedField()  # type: ignore[var-annotated]
    held = serializers.SerializerMethodField()

    def get_held(self, booked: BookedVisit) -> bool:
        """Whether a visit was recorded for it."""
        return booked.visit_id is not None

    class Meta:
        model = BookedVisit
        fields = (
            "key", "case", "at", "place", "visitor", "remember", "held", "called_off_at",
            "called_off_why",
        )  # fmt: skip
        read_only_fields = fields


class BookIn(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    place = serializers.ChoiceField(Visit.Place.choices, required=False)
    remember = serializers.CharField(max_length=200, required=False, allow_blank=True)
    form_key = serializers.UUIDField(required=False)


class MoveIn(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    place = serializers.ChoiceField(Visit.Place.choices, required=False)
    remember = serializers.CharField(max_length=200, required=False, allow_blank=True)


class CallOffIn(serializers.Serializer[Any]):
    why = serializers.CharField(max_length=200)


class BookedVisitViewSet(VisibleViewSet):
    """Visits that are booked, were held, or were called off."""

    model = BookedVisit
    serializer_class = BookedVisitOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("case", "visitor__user", "visitor__agency")

    @extend_schema(request=MoveIn)
    @action(detail=True, methods=["post"])
    def move(self, request: Request, **_: Any) -> Response:
        """Another time or place."""
        return self.perform(acts.move_visit, MoveIn, booked=self.get_object())

    @extend_schema(request=CallOffIn)
    @action(detail=True, methods=["post"], url_path="call-off")
    def call_off(self, request: Request, **_: Any) -> Response:
        """It will not be held."""
        return self.perform(acts.call_off_visit, CallOffIn, booked=self.get_object())
