"""Asking and triage as an API: the same rows, one endpoint an act, through the same functions.

A sender gets what they sent and its result; those on hub duty get the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from referrals import acts
from referrals.api.shapes import (
    AnswerCheckIn,
    AskAgencyIn,
    AssignIn,
    AttachReferralIn,
    CheckOut,
    DecideReferralIn,
    DiscardedReferralOut,
    DraftReferralIn,
    RecordWordsIn,
    ReferralOut,
    RegisterReferralIn,
    SentOut,
    TriageDecisionOut,
)
from referrals.hearing import hear
from referrals.models import (
    Check,
    Referral,
    TriageDecision,
)
from sharing.api import NothingIn, VisibleViewSet
from sharing.views import viewer


class ReferralViewSet(VisibleViewSet):
    """Referrals at both ends, and every act of asking and triage."""

    model = Referral
    answers = {
        "ask": CheckOut,
        "decide": TriageDecisionOut,
        "discard": DiscardedReferralOut,
    }

    def get_queryset(self) -> Any:
        found: Any = super().get_queryset()
        related = ("from_agency", "family", "held_by")
        return found.with_result().select_related(*related).prefetch_related("people")

    def get_serializer_class(self) -> Any:
        at_hub = getattr(getattr(self.request, "user", None), "on_hub_duty", True)
        return self.answers.get(self.action, ReferralOut if at_hub else SentOut)

    def note_shown(self, rows: Iterable[Any]) -> None:
        hear(viewer(self.request), rows)
        super().note_shown(rows)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        hear(viewer(request), [self.get_object()])
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(request=DraftReferralIn)
    def create(self, request: Request) -> Response:
        """Keep a draft."""
        return self.perform(acts.draft_referral, DraftReferralIn)

    @extend_schema(request=NothingIn)
    @action(detail=True, methods=["post"])
    def send(self, request: Request, key: str) -> Response:
        """Hand it to the hub."""
        return self.perform(acts.send_referral, NothingIn, referral=self.get_object())

    @extend_schema(request=NothingIn, responses=DiscardedReferralOut)
    @action(detail=True, methods=["post"])
    def discard(self, request: Request, key: str) -> Response:
        """Throw away what was never sent."""
        return self.perform(acts.discard_referral, NothingIn, referral=self.get_object())

    @extend_schema(request=NothingIn)
    @action(detail=True, methods=["post"])
    def take(self, request: Request, key: str) -> Response:
        """Look after it."""
        return self.perform(acts.take_referral, NothingIn, referral=self.get_object())

    @extend_schema(request=AssignIn)
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, key: str) -> Response:
        """Let a colleague look after it."""
        return self.perform(acts.assign_referral, AssignIn, referral=self.get_object())

    @extend_schema(request=AttachReferralIn)
    @action(detail=True, methods=["post"])
    def attach(self, request: Request, key: str) -> Response:
        """Say that it is about a family on record."""
        return self.perform(acts.attach_referral, AttachReferralIn, referral=self.get_object())

    @extend_schema(request=RegisterReferralIn)
    @action(detail=True, methods=["post"])
    def register(self, request: Request, key: str) -> Response:
        """Register a family that is not on record."""
        return self.perform(acts.register_referral, RegisterReferralIn, referral=self.get_object())

    @extend_schema(request=RecordWordsIn)
    @action(detail=True, methods=["post"])
    def words(self, request: Request, key: str) -> Response:
        """Record what the family said about sharing."""
        return self.perform(acts.record_words, RecordWordsIn, referral=self.get_object())

    @extend_schema(request=AskAgencyIn, responses=CheckOut)
    @action(detail=True, methods=["post"])
    def ask(self, request: Request, key: str) -> Response:
        """Ask an agency what it may say."""
        return self.perform(acts.ask_agency, AskAgencyIn, referral=self.get_object())

    @extend_schema(request=DecideReferralIn, responses=TriageDecisionOut)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, key: str) -> Response:
        """Decide what happens now."""
        return self.perform(acts.decide_referral, DecideReferralIn, referral=self.get_object())


class DecisionViewSet(VisibleViewSet):
    """What the hub decided about referrals."""

    model = TriageDecision
    serializer_class = TriageDecisionOut

    @extend_schema(request=NothingIn)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, key: str) -> Response:
        """Take it back, within 10 minutes, while nothing followed from it."""
        return self.perform(acts.undo_decision, NothingIn, decision=self.get_object())


class CheckViewSet(VisibleViewSet):
    """Checks that the hub asked for."""

    model = Check
    serializer_class = CheckOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("agency", "referral")

    @extend_schema(request=AnswerCheckIn)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, key: str) -> Response:
        """Record what they said."""
        return self.perform(acts.answer_check, AnswerCheckIn, check=self.get_object())
