"""An agreement tried on the families of today, for programs."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from families.why.trial import Change, Sight, shown, try_agreement
from sharing.doors.agreements import looks_after
from sharing.journal import saw
from sharing.models import Agreement
from sharing.views import viewer


class SightOut(serializers.Serializer[Any]):
    """Counts in words: a number below five is told as “Fewer than 5”."""

    facts = serializers.CharField()
    people = serializers.CharField()
    families = serializers.CharField()

    def to_representation(self, instance: Sight) -> dict[str, str]:
        return {name: shown(getattr(instance, name)) for name in ("facts", "people", "families")}


class ChangeOut(serializers.Serializer[Change]):
    taker = serializers.StringRelatedField()  # type: ignore[var-annotated]
    giver = serializers.StringRelatedField()  # type: ignore[var-annotated]
    category = serializers.CharField()
    purpose = serializers.CharField()
    gained = SightOut()
    lost = SightOut()


class TrialOut(serializers.Serializer[Any]):
    begins = serializers.BooleanField(help_text="False: what would stop with it")
    changes = ChangeOut(many=True)


class TryAgreement(APIView):
    """Who would see more or less if it took effect, or stopped, today."""

    @extend_schema(responses=TrialOut)
    def get(self, request: Request, key: str) -> Response:
        user = viewer(request)
        agreement = get_object_or_404(Agreement.objects.visible_to(user), key=key)
        if not looks_after(agreement, user):
            raise PermissionDenied
        saw(user, agreement, verb="agreement.try")
        return Response(TrialOut(try_agreement(agreement)).data)
