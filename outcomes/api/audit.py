"""Samples, the claims in them, findings and answers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from outcomes import acts
from outcomes.models import AuditFinding, AuditSample, ClaimLine, SampledClaim
from outcomes.telling.samples import sizes_told
from sharing.api import VisibleKeyField, VisibleViewSet
from sharing.models import Post

KeyOf: Any = serializers.SlugRelatedField


class SampleOut(serializers.ModelSerializer[AuditSample]):
    """`size`: of so many claims, as far as the caller may know their families."""

    auditor = KeyOf(slug_field="key", read_only=True)
    size = serializers.SerializerMethodField()

    def get_size(self, sample: AuditSample) -> int:
        """Asked once for all that are told in one answer."""
        context: Any = self.context
        if "sizes" not in context:
            told = getattr(self.parent, "instance", None) or [sample]
            context["sizes"] = sizes_told(told, context["request"].user)
        size: int = context["sizes"].get(sample.pk, 0)
        return size

    class Meta:
        model = AuditSample
        fields = (
            *("key", "reference", "auditor", "opens_on", "closes_on", "seed", "population"),
            *("population_sha256", "size", "drawn_at"),
        )
        read_only_fields = fields


class DrawIn(serializers.Serializer[Any]):
    """Whoever has the seed and the same population draws the same claims again."""

    auditor = VisibleKeyField(Post)
    size = serializers.IntegerField(min_value=1)
    closes_on = serializers.DateField()
    seed = serializers.CharField(required=False, allow_blank=True, max_length=40)


class SampleViewSet(VisibleViewSet):
    """An auditor's open samples; for coordinators, all that their agency drew."""

    model = AuditSample
    serializer_class = SampleOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("auditor")

    @extend_schema(request=DrawIn)
    def create(self, request: Request) -> Response:
        """Draw approved claims by a seed."""
        return self.perform(acts.draw_sample, DrawIn)


class SampledOut(serializers.ModelSerializer[SampledClaim]):
    sample = KeyOf(slug_field="key", read_only=True)
    claim = KeyOf(slug_field="key", read_only=True)
    position = serializers.IntegerField(
        source="place", read_only=True, help_text="Among those that the caller may see"
    )

    class Meta:
        model = SampledClaim
        fields = ("key", "sample", "claim", "position")
        read_only_fields = fields


class FindingOut(serializers.ModelSerializer[AuditFinding]):
    sampled = KeyOf(slug_field="key", read_only=True)
    line = KeyOf(slug_field="key", read_only=True)

    class Meta:
        model = AuditFinding
        fields = ("key", "sampled", "line", "result", "text", "found_at", "answer", "answered_at")
        read_only_fields = fields


class FindingIn(serializers.Serializer[Any]):
    line = VisibleKeyField(ClaimLine)
    result = serializers.ChoiceField(AuditFinding.Result.choices)
    text = serializers.CharField(required=False, allow_blank=True, max_length=4000)


class AnswerIn(serializers.Serializer[Any]):
    answer = serializers.CharField(max_length=4000)


class SampledViewSet(VisibleViewSet):
    """The claims of a sample."""

    model = SampledClaim
    serializer_class = SampledOut

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset().select_related("sample", "claim__case")
        if getattr(self, "swagger_fake_view", False):
            return rows
        user: Any = self.request.user
        return rows.placed(user)

    def get_serializer_class(self) -> Any:
        return FindingOut if self.action == "finding" else SampledOut

    @extend_schema(request=FindingIn, responses=FindingOut)
    @action(detail=True, methods=["post"])
    def finding(self, request: Request, key: str) -> Response:
        """Say of one need: agree, a question, or not valid."""
        return self.perform(acts.record_finding, FindingIn, sampled=self.get_object())


class FindingViewSet(VisibleViewSet):
    """What auditors found."""

    model = AuditFinding
    serializer_class = FindingOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("sampled", "line")

    @extend_schema(request=AnswerIn)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, key: str) -> Response:
        """Answer the auditor."""
        return self.perform(acts.answer_finding, AnswerIn, finding=self.get_object())
