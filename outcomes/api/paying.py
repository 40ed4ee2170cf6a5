"""What the payer said: written down by one person, agreed by a second, taken back as a mistake."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from outcomes import acts
from outcomes.acts.paying import MOST
from outcomes.api.claim import WhyIn
from outcomes.models import Claim, PayerAnswer
from sharing.api import Conflicting, NothingIn, VisibleKeyField, VisibleViewSet
from sharing.authority import require
from sharing.refusals import Refused

KeyOf: Any = serializers.SlugRelatedField


class PayerAnswerOut(serializers.ModelSerializer[PayerAnswer]):
    """`letter`: the same for all that were written down together. Only what is `agreed` counts."""

    claim = KeyOf(slug_field="key", read_only=True)
    claim_reference = serializers.CharField(source="claim.reference", read_only=True)
    recorded_by = serializers.StringRelatedField()  # type: ignore[var-annotated]
    agreed_by = serializers.StringRelatedField()  # type: ignore[var-annotated]
    taken_back_by = serializers.StringRelatedField()  # type: ignore[var-annotated]

    class Meta:
        model = PayerAnswer
        fields = (
            *("key", "claim", "claim_reference", "letter", "result", "on", "amount", "reference"),
            *("why", "state", "recorded_by", "recorded_at", "agreed_by", "agreed_at"),
            *("taken_back_by", "taken_back_at", "taken_back_why"),
        )
        read_only_fields = fields


class LetterIn(serializers.Serializer[Any]):
    """One letter: all of these claims were paid, or all were refused."""

    claims = serializers.ListField(child=VisibleKeyField(Claim), allow_empty=False, max_length=MOST)
    result = serializers.ChoiceField(PayerAnswer.Result.choices)
    on = serializers.DateField()
    reference = serializers.CharField(required=False, allow_blank=True, max_length=40)
    amount = serializers.DecimalField(
        max_digits=9, decimal_places=2, required=False, allow_null=True,
        help_text="Pounds, for one claim that was paid otherwise than approved",
    )  # fmt: skip
    why = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class PayerAnswerViewSet(VisibleViewSet):
    """What the payer said to claims that the caller may see, mistakes too."""

    model = PayerAnswer
    serializer_class = PayerAnswerOut

    def get_queryset(self) -> Any:
        related = ("claim", "recorded_by", "agreed_by", "taken_back_by")
        return super().get_queryset().select_related(*related)

    @extend_schema(request=LetterIn, responses=PayerAnswerOut(many=True))
    @action(detail=False, methods=["post"])
    def record(self, request: Request) -> Response:
        """Write down one letter; it counts once a second person agrees."""
        user: Any = request.user
        require(user, acts.record_answers.verb)  # type: ignore[attr-defined]
        given = LetterIn(data=request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        try:
            written = acts.record_answers(by=user, **given.validated_data)
        except Refused as no:
            raise Conflicting(no) from no
        return Response(self.get_serializer(written, many=True).data)

    @extend_schema(request=NothingIn)
    @action(detail=True, methods=["post"])
    def agree(self, request: Request, key: str) -> Response:
        """Agree, as a second person, to all of this answer's letter that waits."""
        return self.perform(acts.agree_answers, NothingIn, answer=self.get_object())

    @extend_schema(request=WhyIn)
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request: Request, key: str) -> Response:
        """Take back a mistake, with what was wrong; it stays in sight."""
        return self.perform(acts.take_back_answer, WhyIn, answer=self.get_object())
