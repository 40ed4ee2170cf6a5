"""Allocation meetings and their agendas as an API."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from referrals import acts
from referrals.models import AllocationMeeting, Item
from referrals.room import who_said_no
from sharing.api import NothingIn, VisibleKeyField, VisibleViewSet
from sharing.journal import saw
from sharing.models import Post
from sharing.views import viewer


class ItemOut(serializers.ModelSerializer[Item]):
    """A family on the agenda, and the decision."""

    family = serializers.CharField(source="case.family.reference", read_only=True)
    meeting = serializers.SlugRelatedField(slug_field="key", read_only=True)  # type: ignore[var-annotated]
    lead = serializers.SlugRelatedField(slug_field="key", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Item
        fields = (
            *("key", "meeting", "family", "outcome", "lead", "reason", "not_allocated"),
            "look_again_on",
        )

    def to_representation(self, item: Item) -> dict[str, Any]:
        """A reason only for those who may read it."""
        shown = super().to_representation(item)
        if not getattr(item, "told", True):  # not there on what an act of the hub's own gave back
            shown |= {"reason": "", "not_allocated": ""}
        return shown


class DecideItemIn(serializers.Serializer[Any]):
    """What the meeting decides."""

    outcome = serializers.ChoiceField(Item.Outcome.choices)
    lead = VisibleKeyField(Post, required=False)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=400)
    not_allocated = serializers.ChoiceField(
        Item.NotAllocated.choices, required=False, allow_blank=True
    )
    look_again_on = serializers.DateField(required=False, allow_null=True)


class SaidNoOut(serializers.Serializer[Any]):
    """A worker who was asked to lead this family, and declined."""

    by = serializers.CharField()
    at = serializers.DateTimeField()
    why = serializers.CharField()


class ItemViewSet(VisibleViewSet):
    """Families on agendas."""

    model = Item
    serializer_class = ItemOut

    def get_queryset(self) -> Any:
        found: Any = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return found
        told = Item.objects.visible_to(viewer(self.request)).told_to(viewer(self.request))
        rows = found.select_related("case__family", "meeting", "lead")
        return rows.annotate(told=Exists(told.filter(pk=OuterRef("pk"))))

    @extend_schema(request=DecideItemIn)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, key: str) -> Response:
        """Decide about one family."""
        return self.perform(acts.decide_item, DecideItemIn, item=self.get_object())

    @extend_schema(responses=SaidNoOut(many=True))
    @action(detail=True, methods=["get"], url_path="said-no", pagination_class=None)
    def said_no(self, request: Request, key: str) -> Response:
        """Who said no to leading this family, and why: for the hub, which finds someone else."""
        user, item = viewer(request), self.get_object()
        saw(user, item.case.family, verb="family.discuss", page="said-no")
        return Response(SaidNoOut(who_said_no(item, [user]), many=True).data)


class MeetingOut(serializers.ModelSerializer[AllocationMeeting]):
    """A meeting."""

    chair = serializers.StringRelatedField()  # type: ignore[var-annotated]

    class Meta:
        model = AllocationMeeting
        fields = ("key", "held_on", "state", "chair", "minutes_each", "started_at", "closed_at")


class ArrangeIn(serializers.Serializer[Any]):
    """When, and who comes."""

    held_on = serializers.DateField()
    attendees = VisibleKeyField(Post, many=True, required=False)
    minutes_each = serializers.IntegerField(required=False, min_value=1, max_value=60)


class MeetingViewSet(VisibleViewSet):
    """Allocation meetings."""

    model = AllocationMeeting
    serializer_class = MeetingOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("chair")

    @extend_schema(request=ArrangeIn)
    def create(self, request: Request) -> Response:
        """Arrange one."""
        return self.perform(acts.arrange_meeting, ArrangeIn)

    @extend_schema(request=NothingIn)
    @action(detail=True, methods=["post"])
    def start(self, request: Request, key: str) -> Response:
        """Start the clock that gives each family its time."""
        return self.perform(acts.start_meeting, NothingIn, meeting=self.get_object())

    @extend_schema(request=NothingIn)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, key: str) -> Response:
        """End it."""
        return self.perform(acts.close_meeting, NothingIn, meeting=self.get_object())
