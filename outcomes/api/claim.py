"""Claims: the frozen lines, and the two decisions."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families.models import Case
from outcomes import acts
from outcomes.api.on_grounds import OnGrounds
from outcomes.judging.judged import marks_of_claim
from outcomes.models import Claim, ClaimLine
from outcomes.telling.grounds import Grounds
from sharing.api import NothingIn, VisibleKeyField, VisibleViewSet

KeyOf: Any = serializers.SlugRelatedField


class ClaimLineOut(serializers.ModelSerializer[ClaimLine]):
    """`evidence` and `reasons` are empty where they rest on facts kept from the caller, and to
    another agency that helps.

    `judgement`: `equivalent` where a named person judged the need equal to met beside the number,
    `word` where nothing measures it; as frozen, for ever.
    """

    code = serializers.CharField(source="need.code", read_only=True)
    judgement = serializers.SerializerMethodField()

    class Meta:
        model = ClaimLine
        fields = ("key", "code", "title", "verdict", "judgement", "reasons", "evidence")

    def get_judgement(self, line: ClaimLine) -> str:
        person = str(line.need.person.key) if line.need.person else None
        return marks_of_claim(line.claim).get((line.need.code, person), "")

    def to_representation(self, instance: ClaimLine) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        grounds: dict[int, Grounds] = self.context["grounds"]
        untold = grounds[instance.need.case_id].untold(instance.need)
        return shown | ({"reasons": [], "evidence": []} if untold else {})


class ClaimOut(OnGrounds, serializers.ModelSerializer[Claim]):
    """The facts themselves stay inside: their hash says whether two copies are the same."""

    case = KeyOf(slug_field="key", read_only=True)
    framework = serializers.StringRelatedField()  # type: ignore[var-annotated]
    prepared_by = serializers.StringRelatedField()  # type: ignore[var-annotated]
    decided_by = serializers.StringRelatedField()  # type: ignore[var-annotated]
    lines = ClaimLineOut(many=True, read_only=True)

    class Meta:
        model = Claim
        fields = (
            *("key", "reference", "case", "framework", "route", "amount", "state", "as_of"),
            *("prepared_by", "prepared_at", "decided_by", "decided_at", "why"),
            *("facts_sha256", "framework_sha256", "lines"),
        )


class CaseIn(serializers.Serializer[Any]):
    """Whose result."""

    case = VisibleKeyField(Case)


class WhyIn(serializers.Serializer[Any]):
    why = serializers.CharField(max_length=2000)


class ClaimViewSet(VisibleViewSet):
    """Claims that the caller may see."""

    model = Claim
    serializer_class = ClaimOut

    def get_queryset(self) -> Any:
        found: Any = super().get_queryset()
        lines = ClaimLine.objects.none()
        if not getattr(self, "swagger_fake_view", False):
            user: Any = self.request.user
            lines = ClaimLine.objects.visible_to(user).select_related("need__person")
        related = ("case__family", "framework", "prepared_by", "decided_by")
        return found.select_related(*related).prefetch_related(Prefetch("lines", lines))

    @extend_schema(request=CaseIn)
    @action(detail=False, methods=["post"])
    def propose(self, request: Request) -> Response:
        """Put a case's result forward, with its facts frozen."""
        return self.perform(acts.propose_claim, CaseIn)

    @extend_schema(request=NothingIn)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, key: str) -> Response:
        """Agree, as a second person."""
        return self.perform(acts.approve_claim, NothingIn, claim=self.get_object())

    @extend_schema(request=WhyIn)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, key: str) -> Response:
        """Say no, with a reason; the people are free to be counted again."""
        return self.perform(acts.reject_claim, WhyIn, claim=self.get_object())
