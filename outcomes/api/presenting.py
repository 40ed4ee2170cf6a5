"""Needs that were written down before there was a case."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families.api.about import AboutPeople
from families.models import Family, Person
from outcomes import acts
from outcomes.models import PresentingNeed
from sharing.api import NothingIn, VisibleKeyField

KeyOf: Any = serializers.SlugRelatedField


class PresentingNeedOut(serializers.ModelSerializer[PresentingNeed]):
    """`need` is empty while it waits for a case."""

    family = KeyOf(slug_field="reference", read_only=True)
    person = KeyOf(slug_field="key", read_only=True)
    need = KeyOf(slug_field="key", read_only=True)

    class Meta:
        model = PresentingNeed
        fields = (
            *("key", "family", "framework", "code", "person", "identified_on", "why", "category"),
            *("need", "taken_back_at"),
        )
        read_only_fields = fields


class PresentingNeedIn(serializers.Serializer[Any]):
    """In the words of the framework that a case would have today; without a person it is the
    family's."""

    family = VisibleKeyField(Family, slug_field="reference")
    code = serializers.CharField(max_length=10)
    person = VisibleKeyField(Person, required=False, allow_null=True)
    identified_on = serializers.DateField(required=False)
    why = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class PresentingNeedViewSet(AboutPeople):
    """Needs that the hub wrote down at triage."""

    model = PresentingNeed
    serializer_class = PresentingNeedOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("family", "person", "need")

    @extend_schema(request=PresentingNeedIn)
    def create(self, request: Request) -> Response:
        """Write one down; it waits for a case."""
        return self.perform(acts.note_need, PresentingNeedIn)

    @extend_schema(request=NothingIn)
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request: Request, key: str) -> Response:
        """Say that it was written down by mistake."""
        return self.perform(acts.take_back_need, NothingIn, noted=self.get_object())
