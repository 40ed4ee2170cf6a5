"""View as, for programs: the same act, the same answers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families import acts
from families.models import ViewAs
from families.why.viewing import Openly, seen_as
from sharing.api import VisibleKeyField, VisibleViewSet
from sharing.models import Post


class ViewAsOut(serializers.ModelSerializer[ViewAs]):
    """Who looks as whom; `seen/` says what they could open."""

    post = serializers.SlugRelatedField(slug_field="key", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = ViewAs
        fields = ("key", "post", "reason", "started_at", "ends_at", "ended_at")
        read_only_fields = fields


class ViewAsIn(serializers.Serializer[Any]):
    post = VisibleKeyField(Post)
    reference = serializers.CharField(max_length=12)
    reason = serializers.CharField(max_length=500)


class EndIn(serializers.Serializer[Any]):
    """No input."""


class PageSeenOut(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]
    opens = serializers.BooleanField()


class SightAsOut(serializers.Serializer[Any]):
    giver = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    state = serializers.CharField()
    reasons = serializers.ListField(child=serializers.CharField())


class WhatTheySeeOut(serializers.Serializer[Any]):
    known = serializers.BooleanField()
    reasons = serializers.ListField(child=serializers.CharField())
    pages = PageSeenOut(many=True)
    sights = SightAsOut(many=True)


class ViewAsViewSet(Openly, VisibleViewSet):
    """The caller's own viewing, while it runs."""

    model = ViewAs
    serializer_class = ViewAsOut

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows.select_related("post__user", "post__agency", "post__team", "family__owner")

    @extend_schema(request=ViewAsIn)
    @action(detail=False, methods=["post"])
    def start(self, request: Request) -> Response:
        """Look as a post holder would, for a quarter of an hour."""
        return self.perform(acts.start_viewing_as, ViewAsIn)

    @extend_schema(request=EndIn)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **_: Any) -> Response:
        """Stop."""
        return self.perform(acts.end_viewing, EndIn, viewing=self.get_object())

    @extend_schema(responses=WhatTheySeeOut)
    @action(detail=True, methods=["get"], pagination_class=None)
    def seen(self, request: Request, **_: Any) -> Response:
        """What they could open of the family, and why or why not. No contents."""
        return Response(WhatTheySeeOut(seen_as(self.get_object())).data)
