"""A user's own ties: conflicts, ties that wait for a decision, and one's own home."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families import acts
from families.api.protection import BecauseIn
from families.models import Conflict, OwnHome, PossibleConflict
from families.why.viewing import Openly
from sharing.api import VisibleViewSet


class ConflictOut(serializers.ModelSerializer[Conflict]):
    user = serializers.StringRelatedField()  # type: ignore[var-annotated]
    family = serializers.SlugRelatedField(slug_field="reference", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Conflict
        fields = ("key", "user", "family", "tie", "declared_on", "ended_on")
        read_only_fields = fields


class ConflictViewSet(Openly, VisibleViewSet):
    """The caller's own; for a supervisor, those of the agency's families."""

    model = Conflict
    serializer_class = ConflictOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("user", "family")

    @extend_schema(request=BecauseIn)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **_: Any) -> Response:
        """Let them work with the family again."""
        return self.perform(acts.end_conflict, BecauseIn, conflict=self.get_object())


class PossibleConflictOut(serializers.ModelSerializer[PossibleConflict]):
    user = serializers.StringRelatedField()  # type: ignore[var-annotated]
    family = serializers.SlugRelatedField(slug_field="reference", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = PossibleConflict
        fields = ("key", "user", "family", "source", "name", "tie", "reasons", "state", "found_at")
        read_only_fields = fields

    def to_representation(self, row: PossibleConflict) -> dict[str, Any]:
        """Whoever named a tie is not told what became of it: that would say who is on record."""
        shown = super().to_representation(row)
        if row.user_id == self.context["request"].user.pk:
            shown |= {"family": None, "state": ""}
        return shown


class SayTieIn(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=120)
    tie = serializers.CharField(max_length=120)


class ConfirmTieIn(serializers.Serializer[Any]):
    reference = serializers.CharField(max_length=12, required=False)


class PossibleConflictViewSet(VisibleViewSet):
    """What the caller named; for a supervisor, what waits for a decision."""

    model = PossibleConflict
    serializer_class = PossibleConflictOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("user", "family")

    @extend_schema(request=SayTieIn)
    def create(self, request: Request) -> Response:
        """Name someone one knows, without a reference."""
        return self.perform(acts.say_tie, SayTieIn)

    @extend_schema(request=ConfirmTieIn, responses=ConflictOut)
    @action(detail=True, methods=["post"], serializer_class=ConflictOut)
    def confirm(self, request: Request, **_: Any) -> Response:
        """It is a conflict; the record closes to them at once."""
        return self.perform(acts.confirm_tie, ConfirmTieIn, possible=self.get_object())

    @extend_schema(request=BecauseIn)
    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, **_: Any) -> Response:
        """It is none."""
        return self.perform(acts.dismiss_tie, BecauseIn, possible=self.get_object())


class OwnHomeOut(serializers.ModelSerializer[OwnHome]):
    class Meta:
        model = OwnHome
        fields = ("key", "lines", "postcode", "phone")
        read_only_fields = fields


class OwnHomeIn(serializers.Serializer[Any]):
    lines = serializers.CharField(max_length=200, required=False)
    postcode = serializers.CharField(max_length=10, required=False)
    phone = serializers.CharField(max_length=20, required=False)


class OwnHomeViewSet(VisibleViewSet):
    """The caller's own, and nobody else's."""

    model = OwnHome
    serializer_class = OwnHomeOut

    @extend_schema(request=OwnHomeIn)
    def create(self, request: Request) -> Response:
        """Say where one lives oneself; empty takes it back."""
        return self.perform(acts.say_own_home, OwnHomeIn)
