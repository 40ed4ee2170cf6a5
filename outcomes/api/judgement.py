"""Verdicts as they stand, with reasons as far as the caller may see what they rest on."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from outcomes.models import CaseStatus, NeedStatus
from outcomes.progress import Grounds
from sharing.api import VisibleViewSet

KeyOf: Any = serializers.SlugRelatedField


class NeedStatusOut(serializers.ModelSerializer[NeedStatus]):
    """`reasons` are left empty, and `kept_back` is true, where they rest on facts kept from the
    caller."""

    need = KeyOf(slug_field="key", read_only=True)
    code = serializers.CharField(source="need.code", read_only=True)
    reasons = serializers.SerializerMethodField()
    kept_back = serializers.SerializerMethodField()

    class Meta:
        model = NeedStatus
        fields = (
            *("need", "code", "verdict", "reasons", "kept_back", "missing"),
            *("since", "until", "earliest"),
        )
        read_only_fields = fields

    def get_kept_back(self, row: NeedStatus) -> bool:
        context: Any = self.context
        held: dict[int, Grounds] = context.setdefault("grounds", {})
        case = row.need.case
        if case.pk not in held:
            held[case.pk] = Grounds(case, context["request"].user)
        return held[case.pk].kept_back(row.need)

    def get_reasons(self, row: NeedStatus) -> list[str]:
        return [] if self.get_kept_back(row) else list(row.reasons)


class JudgementOut(serializers.ModelSerializer[CaseStatus]):
    case = KeyOf(slug_field="key", read_only=True)
    family = serializers.CharField(source="case.family.reference", read_only=True)
    needs = NeedStatusOut(many=True, read_only=True, source="shown_needs")

    class Meta:
        model = CaseStatus
        fields = (
            *("key", "case", "family", "judged_at", "eligible", "result", "payment"),
            *("earliest", "facts_sha256", "needs"),
        )
        read_only_fields = fields


class JudgementViewSet(VisibleViewSet):
    """The judgement that stands, of each case that the caller may see."""

    model = CaseStatus
    serializer_class = JudgementOut

    def get_queryset(self) -> Any:
        found: Any = super().get_queryset()
        user: Any = self.request.user
        needs = NeedStatus.objects.none()
        if not getattr(self, "swagger_fake_view", False):
            needs = NeedStatus.objects.visible_to(user).select_related("need__case", "need__person")
        return (
            found.filter(replaced_at=None)
            .select_related("case__family")
            .prefetch_related(Prefetch("needs", needs, to_attr="shown_needs"))
        )
