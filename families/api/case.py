"""Cases, and the work in them: visits, plans, actions."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families import acts
from families.api.booking import BookedVisitOut, BookIn
from families.api.shapes import (
    ActionOut,
    AddActionIn,
    AssessIn,
    PlanIn,
    PlanOut,
    ReviewPlanIn,
    VisitIn,
    VisitOut,
)
from families.models import Action, Case, Goal, Note, Plan, Seen, Visit
from families.models.person import of_the_known
from families.rules.closing import LONGEST
from families.why.endpoints import Explains
from sharing.api import NothingIn, VisibleKeyField, VisibleViewSet
from sharing.models import Post


class CaseOut(serializers.ModelSerializer[Case]):
    family = serializers.SlugRelatedField(slug_field="reference", read_only=True)  # type: ignore[var-annotated]
    lead = serializers.StringRelatedField()  # type: ignore[var-annotated]
    closing_reason = serializers.SerializerMethodField()

    def get_closing_reason(self, case: Case) -> str:
        """How it went is for its own agency to tell."""
        agency = self.context["request"].user.agency
        return case.closing_reason if agency and case.owner_id == agency.pk else ""

    class Meta:
        model = Case
        fields = (
            "key", "family", "stage", "framework", "opened_on", "lead", "lead_since",
            "look_again_on", "closed_on", "closing_reason",
        )  # fmt: skip
        read_only_fields = fields


class OfferIn(serializers.Serializer[Any]):
    lead = VisibleKeyField(Post)


class ReasonIn(serializers.Serializer[Any]):
    reason = serializers.CharField()


class LookAgainIn(serializers.Serializer[Any]):
    look_again_on = serializers.DateField()


class CloseIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=LONGEST)
    closed_on = serializers.DateField(required=False)


class DoneIn(serializers.Serializer[Any]):
    done_on = serializers.DateField(required=False)


class CaseViewSet(VisibleViewSet):
    """Episodes of support that the caller may see."""

    model = Case
    serializer_class = CaseOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("family", "lead__user")

    @extend_schema(request=OfferIn)
    @action(detail=True, methods=["post"])
    def offer(self, request: Request, **_: Any) -> Response:
        """Ask a worker to lead."""
        return self.perform(acts.offer_case, OfferIn, case=self.get_object())

    @extend_schema(request=NothingIn)
    @action(detail=True, methods=["post"], url_path="accept-lead")
    def accept_lead(self, request: Request, **_: Any) -> Response:
        """Say yes."""
        return self.perform(acts.accept_lead, NothingIn, case=self.get_object())

    @extend_schema(request=ReasonIn)
    @action(detail=True, methods=["post"], url_path="decline-lead")
    def decline_lead(self, request: Request, **_: Any) -> Response:
        """Say no, with a reason."""
        return self.perform(acts.decline_lead, ReasonIn, case=self.get_object())

    @extend_schema(request=LookAgainIn)
    @action(detail=True, methods=["post"], url_path="leave-unallocated")
    def leave_unallocated(self, request: Request, **_: Any) -> Response:
        """Nobody leads for now; look again on a day."""
        return self.perform(acts.leave_unallocated, LookAgainIn, case=self.get_object())

    @extend_schema(request=CloseIn)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, **_: Any) -> Response:
        """End the episode."""
        return self.perform(acts.close_case, CloseIn, case=self.get_object())

    @extend_schema(request=AssessIn)
    @action(detail=True, methods=["post"])
    def assess(self, request: Request, **_: Any) -> Response:
        """Finish the whole-family assessment."""
        case = self.get_object()

        @wraps(acts.complete_assessment)
        def then_the_case(**given: Any) -> Case:
            acts.complete_assessment(**given)
            return case

        return self.perform(then_the_case, AssessIn, case=case)

    @extend_schema(request=VisitIn, responses=VisitOut)
    @action(detail=True, methods=["post"], url_path="record-visit", serializer_class=VisitOut)
    def record_visit(self, request: Request, **_: Any) -> Response:
        """Record a visit; the same form_key twice is one visit."""
        return self.perform(acts.record_visit, VisitIn, case=self.get_object())

    @extend_schema(request=BookIn, responses=BookedVisitOut)
    @action(detail=True, methods=["post"], url_path="book-visit", serializer_class=BookedVisitOut)
    def book_visit(self, request: Request, **_: Any) -> Response:
        """Book a visit of one's own; the same form_key twice is one booking."""
        return self.perform(acts.book_visit, BookIn, case=self.get_object())

    @extend_schema(request=PlanIn, responses=PlanOut)
    @action(detail=True, methods=["post"], url_path="agree-plan", serializer_class=PlanOut)
    def agree_plan(self, request: Request, **_: Any) -> Response:
        """Agree a plan; it becomes the newest version."""
        return self.perform(acts.agree_plan, PlanIn, case=self.get_object())

    @extend_schema(request=AddActionIn, responses=ActionOut)
    @action(detail=True, methods=["post"], url_path="add-action", serializer_class=ActionOut)
    def add_action(self, request: Request, **_: Any) -> Response:
        """Add an action."""
        return self.perform(acts.add_action, AddActionIn, case=self.get_object())


class VisitViewSet(Explains, VisibleViewSet):
    """Visits, each with the notes that the caller may see."""

    model = Visit
    serializer_class = VisitOut

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows
        user: Any = self.request.user
        return (
            super()
            .get_queryset()
            .prefetch_related(
                Prefetch("seen", Seen.objects.visible_to(user).select_related("person")),
                Prefetch("notes", Note.objects.visible_to(user).filter(of_the_known(user))),
            )
        )


class PlanViewSet(Explains, VisibleViewSet):
    """Versions of plans."""

    model = Plan
    serializer_class = PlanOut

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows
        user: Any = self.request.user
        actions = Action.objects.visible_to(user).select_related("doer_person", "doer_post__user")
        goals = Goal.objects.visible_to(user).prefetch_related(Prefetch("actions", actions))
        return rows.numbered(user).prefetch_related(Prefetch("goals", goals))

    @extend_schema(request=ReviewPlanIn, responses=PlanOut)
    @action(detail=True, methods=["post"])
    def review(self, request: Request, **_: Any) -> Response:
        """Say what moved, and agree the version that goes on."""
        return self.perform(acts.review_plan, ReviewPlanIn, plan=self.get_object())


class ActionViewSet(VisibleViewSet):
    """Lines of plans and promises."""

    model = Action
    serializer_class = ActionOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("doer_person", "doer_post__user")

    @extend_schema(request=DoneIn)
    @action(detail=True, methods=["post"])
    def complete(self, request: Request, **_: Any) -> Response:
        """Tick it off. Done twice is done once."""
        return self.perform(acts.complete_action, DoneIn, action=self.get_object())
