"""Judgements that a need is equal to met: asked by one person, answered by the one they named."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from outcomes import acts
from outcomes.models import EqualJudgement, Need
from sharing.api import VisibleKeyField, VisibleViewSet
from sharing.models import Post

KeyOf: Any = serializers.SlugRelatedField


class EqualJudgementOut(serializers.ModelSerializer[EqualJudgement]):
    """Only an `agreed` one counts: it is then a fact of kind judgement with both names."""

    need = KeyOf(slug_field="key", read_only=True)
    code = serializers.CharField(source="need.code", read_only=True)
    person = KeyOf(slug_field="key", read_only=True)
    judged_by = serializers.StringRelatedField()  # type: ignore[var-annotated]
    approver = serializers.StringRelatedField()  # type: ignore[var-annotated]

    class Meta:
        model = EqualJudgement
        fields = (
            *("key", "need", "code", "person", "on", "reason", "judged_by", "asked_at"),
            *("approver", "state", "answered_at", "answer"),
        )
        read_only_fields = fields


class AskEqualIn(serializers.Serializer[Any]):
    """`approver`: the post of a manager of the caller's agency who can open the record."""

    need = VisibleKeyField(Need)
    reason = serializers.CharField(max_length=400)
    approver = VisibleKeyField(Post)
    on = serializers.DateField(required=False)


class AnswerEqualIn(serializers.Serializer[Any]):
    agrees = serializers.BooleanField()
    answer = serializers.CharField(max_length=400, help_text="Why, either way")


class ReasonEqualIn(serializers.Serializer[Any]):
    answer = serializers.CharField(max_length=400, help_text="Why it is taken back")


class EqualJudgementViewSet(VisibleViewSet):
    """Judgements of needs that the caller may see."""

    model = EqualJudgement
    serializer_class = EqualJudgementOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("need", "person", "judged_by", "approver")

    @extend_schema(request=AskEqualIn)
    @action(detail=False, methods=["post"])
    def ask(self, request: Request) -> Response:
        """Judge a need equal to met and ask a manager by name to agree."""
        return self.perform(acts.ask_to_agree, AskEqualIn)

    @extend_schema(request=AnswerEqualIn)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, key: str) -> Response:
        """Agree or not, as the person who was asked."""
        return self.perform(acts.answer_judgement, AnswerEqualIn, judgement=self.get_object())

    @extend_schema(request=ReasonEqualIn)
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request: Request, key: str) -> Response:
        """Take back what still waits, as whoever judged."""
        return self.perform(acts.take_back_judgement, ReasonEqualIn, judgement=self.get_object())
