"""Local plans and what a draft would change: read by the authority, one POST an act."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from outcomes import acts
from outcomes.frameworks.loader import slugs
from outcomes.models import LocalPlan, PlanTrial
from outcomes.plans.file import download
from outcomes.plans.trial import groups_of
from sharing.api import NothingIn, VisibleKeyField, VisibleViewSet
from sharing.authority import may
from sharing.journal import saw
from sharing.models import Post, User

KeyOf: Any = serializers.SlugRelatedField


class LocalPlanOut(serializers.ModelSerializer[LocalPlan]):
    """`overlay` is what `--plan` of judge takes (docs/facts.md)."""

    authority = KeyOf(slug_field="code", read_only=True)
    framework = KeyOf(slug_field="slug", read_only=True)
    supersedes = KeyOf(slug_field="key", read_only=True)
    standing = serializers.CharField(read_only=True)
    published_by = serializers.StringRelatedField()  # type: ignore[var-annotated]
    discretion_people = serializers.StringRelatedField(many=True)  # type: ignore[var-annotated]
    fingerprint = serializers.CharField(read_only=True)

    class Meta:
        model = LocalPlan
        fields = (
            *("key", "authority", "framework", "version", "supersedes", "state", "standing"),
            *("valid_from", "valid_until", "reason", "overlay", "discretion_roles"),
            *("discretion_people", "published_by", "published_at", "ended_why", "fingerprint"),
        )
        read_only_fields = fields


class DiscardedPlanOut(serializers.ModelSerializer[LocalPlan]):
    """What was thrown away."""

    class Meta:
        model = LocalPlan
        fields = ("key", "version")
        read_only_fields = fields


class PlanDaysIn(serializers.Serializer[Any]):
    valid_from = serializers.DateField()
    valid_until = serializers.DateField(required=False, allow_null=True)
    reason = serializers.CharField(max_length=300)

    def days(self, given: dict[str, Any]) -> acts.Days:
        return acts.Days(given["valid_from"], given.get("valid_until"), given["reason"])


class DraftPlanIn(PlanDaysIn):
    framework = serializers.ChoiceField([])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["framework"]
        field.choices = [(slug, slug) for slug in slugs()]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {"framework": attrs["framework"], "days": self.days(attrs)}


class PlanJudgesIn(serializers.Serializer[Any]):
    """`roles`: the words of a post’s `role`; `people`: posts."""

    roles = serializers.ListField(child=serializers.CharField(max_length=20), required=False)
    people = serializers.ListField(child=VisibleKeyField(Post), required=False)


class ChangePlanIn(serializers.Serializer[Any]):
    """Any of the three. `settings`: some of the overlay; null takes a setting away."""

    settings = serializers.DictField(required=False)
    days = PlanDaysIn(required=False)
    judges = PlanJudgesIn(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        given: dict[str, Any] = {}
        if "settings" in attrs:
            given["settings"] = attrs["settings"]
        if "days" in attrs:
            given["days"] = PlanDaysIn().days(attrs["days"])
        if "judges" in attrs:
            said = attrs["judges"]
            people = [post.user for post in said.get("people", [])]
            given["judges"] = acts.Judges(said.get("roles", []), people)
        return given


class PublishPlanIn(serializers.Serializer[Any]):
    """Of the plan that was read."""

    fingerprint = serializers.CharField(max_length=64)


class EndPlanIn(serializers.Serializer[Any]):
    last_day = serializers.DateField()
    reason = serializers.CharField(max_length=300)


class PlanTrialOut(serializers.ModelSerializer[PlanTrial]):
    """How far it is; once it is finished, families counted, nothing below five exactly."""

    plan = KeyOf(slug_field="key", read_only=True)
    asked_by = serializers.StringRelatedField()  # type: ignore[var-annotated]
    percent = serializers.IntegerField(read_only=True)
    changes = serializers.SerializerMethodField()

    class Meta:
        model = PlanTrial
        fields = (
            *("key", "plan", "asked_by", "asked_at", "as_of", "percent", "finished_at"),
            *("refused", "fingerprint", "changes"),
        )
        read_only_fields = fields

    @extend_schema_field(
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    name: {"type": "string"}
                    for name in ("what", "need", "way", "words", "families")
                },
            },
        }
    )
    def get_changes(self, trial: PlanTrial) -> list[dict[str, str]]:
        if trial.finished_at is None:
            return []
        return [
            {
                "what": one.what,
                "need": one.code,
                "way": one.way,
                "words": one.words,
                "families": one.count,
            }
            for one in groups_of(trial)
        ]


class LocalPlanViewSet(VisibleViewSet):
    """The plans of the caller's authority."""

    model = LocalPlan
    serializer_class = LocalPlanOut

    def get_queryset(self) -> Any:
        related = ("authority", "framework", "supersedes", "published_by")
        found: Any = super().get_queryset()
        return found.select_related(*related).prefetch_related("discretion_people")

    def get_serializer_class(self) -> Any:
        return {"try_it": PlanTrialOut, "discard": DiscardedPlanOut}.get(self.action, LocalPlanOut)

    @extend_schema(request=DraftPlanIn)
    def create(self, request: Request) -> Response:
        """Begin a draft over a framework, as a copy of the newest plan over it."""
        return self.perform(acts.draft_plan, DraftPlanIn)

    @extend_schema(request=ChangePlanIn)
    @action(detail=True, methods=["post"])
    def change(self, request: Request, key: str) -> Response:
        """Change a draft's settings, its days, or who may use discretion."""
        return self.perform(acts.change_plan, ChangePlanIn, plan=self.get_object())

    @extend_schema(request=None, responses=DiscardedPlanOut)
    @action(detail=True, methods=["post"])
    def discard(self, request: Request, key: str) -> Response:
        """Throw a draft away."""
        return self.perform(acts.discard_plan, NothingIn, plan=self.get_object())

    @extend_schema(request=PublishPlanIn)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, key: str) -> Response:
        """Let a draft count, by someone who did not write it."""
        return self.perform(acts.publish_plan, PublishPlanIn, plan=self.get_object())

    @extend_schema(request=EndPlanIn)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, key: str) -> Response:
        """Say its last day."""
        return self.perform(acts.end_plan, EndPlanIn, plan=self.get_object())

    @extend_schema(responses=OpenApiTypes.OBJECT)
    @action(detail=True)
    def file(self, request: Request, key: str) -> HttpResponse:
        """The plan as the file that `judge --plan` takes (docs/plan.schema.json)."""
        plan, user = self.get_object(), cast(User, request.user)
        saw(user, plan, form="file")
        return download(plan)

    @extend_schema(request=None, responses=PlanTrialOut)
    @action(detail=True, methods=["post"], url_path="try")
    def try_it(self, request: Request, key: str) -> Response:
        """Ask what a draft would change; answers with the trial, to be asked for again."""
        return self.perform(acts.try_plan, NothingIn, plan=self.get_object())


class PlanTrialViewSet(VisibleViewSet):
    """Trials of drafts, for those who prepare plans."""

    model = PlanTrial
    serializer_class = PlanTrialOut

    def get_queryset(self) -> Any:
        if not getattr(self, "swagger_fake_view", False):
            user: Any = self.request.user
            if not may(user, "local_plan.try"):
                raise PermissionDenied
        return super().get_queryset().select_related("plan", "asked_by")
