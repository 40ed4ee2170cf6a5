"""Verdicts as they stand, with reasons as far as the caller may see what they rest on."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from rest_framework import serializers

from outcomes.api.on_grounds import OnGrounds
from outcomes.judging.judged import Judged, judged_needs, judgement_of
from outcomes.models import CaseStatus, NeedStatus
from outcomes.models.evidence import told_of
from outcomes.rules.slipping import signs, slips_if
from outcomes.telling.grounds import Grounds
from outcomes.telling.ledger import whom_for, whom_to_ask
from sharing.api import VisibleViewSet

KeyOf: Any = serializers.SlugRelatedField


class NeedStatusOut(serializers.ModelSerializer[NeedStatus]):
    """`reasons` are left empty where they rest on facts kept from the caller, and to another agency
    that helps always. `kept_back` says so to the case's own agency only."""

    need = KeyOf(slug_field="key", read_only=True)
    code = serializers.CharField(source="need.code", read_only=True)
    judgement = serializers.SerializerMethodField()
    reasons = serializers.SerializerMethodField()
    kept_back = serializers.SerializerMethodField()
    ask = serializers.SerializerMethodField()
    slips_if = serializers.SerializerMethodField()
    signs = serializers.SerializerMethodField()

    class Meta:
        model = NeedStatus
        fields = (
            *("need", "code", "verdict", "judgement", "reasons", "kept_back", "missing", "ask"),
            *("since", "until", "earliest", "slips_if", "signs"),
        )
        read_only_fields = fields

    def _grounds(self, row: NeedStatus) -> Grounds:
        grounds: dict[int, Grounds] = self.context["grounds"]
        return grounds[row.need.case_id]

    def get_kept_back(self, row: NeedStatus) -> bool:
        return self._grounds(row).hinted(row.need)

    def get_judgement(self, row: NeedStatus) -> str:
        """`equivalent`: judged equal to met beside the number; `word`: nothing measures it."""
        judged = judged_needs(row.status.verdicts).get((row.need.code, person_of(row)), Judged())
        return judgement_of(self._grounds(row).published.need(row.need.code), judged.judgement)

    def get_ask(self, row: NeedStatus) -> list[dict[str, str]]:
        """Whom to ask for each thing that is missing."""
        text = self._grounds(row).published.need(row.need.code)
        told = text and whom_to_ask(text)
        return [{"what": what, "whom": whom_for(what) or told or ""} for what in row.missing]

    def get_slips_if(self, row: NeedStatus) -> list[str]:
        """What would undo the outcome, by its rule."""
        grounds = self._grounds(row)
        text = grounds.published.need(row.need.code)
        return list(slips_if(text, grounds.plan)) if text else []

    def get_signs(self, row: NeedStatus) -> list[dict[str, Any]]:
        """What on record, as far as the caller may see it, points to how it may go."""
        grounds = self._grounds(row)
        text = grounds.published.need(row.need.code)
        if text is None:
            return []
        today = timezone.localdate()
        found = signs(grounds.shown, text, person_of(row), today, grounds.plan)
        return [{"bad": sign.bad, "says": sign.says} for sign in found]

    def get_reasons(self, row: NeedStatus) -> list[str]:
        return [] if self._grounds(row).untold(row.need) else list(row.reasons)


def person_of(row: NeedStatus) -> str | None:
    return str(row.need.person.key) if row.need.person else None


class JudgementOut(OnGrounds, serializers.ModelSerializer[CaseStatus]):
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
            needs = NeedStatus.objects.visible_to(user).filter(told_of(user, "need__person"))
            needs = needs.select_related("need__person")
        return (
            found.filter(replaced_at=None)
            .select_related("case__family")
            .prefetch_related(Prefetch("needs", needs, to_attr="shown_needs"))
        )
