"""What stands above consent and involvement: restrictions, confidential addresses, decisions."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families import acts
from families.models import Address, Restriction, SharingDecision
from families.models.person import addresses_shown
from families.rules.lawful import ARTICLE_6, ARTICLE_9, DANGERS, choices
from sharing.api import NothingIn, VisibleKeyField, VisibleViewSet
from sharing.models import Agency, Category, Post, User

DANGER_CHOICES = choices(DANGERS)


class NamedIn(serializers.Serializer[Any]):
    named = VisibleKeyField(Post, many=True, help_text="Keys of posts")

    def validate_named(self, posts: list[Post]) -> list[User]:
        return [post.user for post in posts]


class BecauseIn(serializers.Serializer[Any]):
    because = serializers.CharField(max_length=200)


class RestrictionOut(serializers.ModelSerializer[Restriction]):
    family = serializers.SlugRelatedField(slug_field="reference", read_only=True)  # type: ignore[var-annotated]
    named = serializers.StringRelatedField(many=True)  # type: ignore[var-annotated]
    keeper = serializers.StringRelatedField()  # type: ignore[var-annotated]

    class Meta:
        model = Restriction
        fields = (
            "key", "family", "kind", "reason", "named", "keeper", "placed_on", "reviewed_on",
            "review_on", "lifted_on",
        )  # fmt: skip
        read_only_fields = fields


class ReviewRestrictionIn(serializers.Serializer[Any]):
    review_on = serializers.DateField(required=False)
    why = serializers.CharField(max_length=200)


class RestrictionViewSet(VisibleViewSet):
    """Restrictions of families that the caller may see: so, those that name them."""

    model = Restriction
    serializer_class = RestrictionOut

    def get_queryset(self) -> Any:
        rows = super().get_queryset().select_related("family", "keeper")
        return rows.prefetch_related("named")

    @extend_schema(request=ReviewRestrictionIn)
    @action(detail=True, methods=["post"])
    def review(self, request: Request, **_: Any) -> Response:
        """It is still needed; look again within 90 days."""
        return self._on(acts.review_restriction, ReviewRestrictionIn)

    @extend_schema(request=NamedIn)
    @action(detail=True, methods=["post"], url_path="who-may")
    def who_may(self, request: Request, **_: Any) -> Response:
        """Change who may open the record."""
        return self._on(acts.rename_in_restriction, NamedIn)

    @extend_schema(request=BecauseIn)
    @action(detail=True, methods=["post"])
    def lift(self, request: Request, **_: Any) -> Response:
        """Open the record again."""
        return self._on(acts.lift_restriction, BecauseIn)

    def _on(self, act: Any, takes: Any) -> Response:
        return self.perform(act, takes, restriction=self.get_object())


class AddressOut(serializers.ModelSerializer[Address]):
    """Where a home is. A confidential one is empty here: ask for it with `reveal`."""

    family = serializers.SlugRelatedField(slug_field="reference", read_only=True)  # type: ignore[var-annotated]
    lines = serializers.SerializerMethodField()
    postcode = serializers.SerializerMethodField()

    class Meta:
        model = Address
        fields = ("key", "family", "lines", "postcode", "confidential", "not_safe")
        read_only_fields = fields

    def get_lines(self, address: Address) -> str:
        return "" if self._masked(address) else address.lines

    def get_postcode(self, address: Address) -> str:
        return "" if self._masked(address) else address.postcode

    def _masked(self, address: Address) -> bool:
        return address.confidential


class AddressShown(AddressOut):
    """The answer to `reveal`, which was written down."""

    def _masked(self, address: Address) -> bool:
        return False


class KeepBackIn(serializers.Serializer[Any]):
    named = VisibleKeyField(Post, many=True, required=False, help_text="Keys of posts")
    unsafe = VisibleKeyField(
        Address, required=False, help_text="An address where someone is a risk"
    )
    warning = serializers.CharField(max_length=200, required=False)
    phones = serializers.BooleanField(default=False)
    is_risk = serializers.ChoiceField(
        ("yes", "no"), help_text="Is anyone at an old address a risk to them?"
    )

    def validate_named(self, posts: list[Post]) -> list[User]:
        return [post.user for post in posts]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A risk is said where it is, or in words for the next worker."""
        if attrs.pop("is_risk") == "yes" and not (attrs.get("unsafe") or attrs.get("warning")):
            raise serializers.ValidationError({"warning": "Say what the next worker must know"})
        return attrs


class AddressViewSet(VisibleViewSet):
    """Addresses of families that the caller may see."""

    model = Address
    serializer_class = AddressOut

    def get_queryset(self) -> Any:
        rows = super().get_queryset().select_related("family")
        if getattr(self, "swagger_fake_view", False):
            return rows
        user: Any = self.request.user
        return rows.filter(pk__in=addresses_shown(user).order_by().values("pk"))

    @extend_schema(request=KeepBackIn)
    @action(detail=True, methods=["post"], url_path="keep-back")
    def keep_back(self, request: Request, **_: Any) -> Response:
        """Make it confidential."""
        return self._on(acts.keep_address_back, KeepBackIn)

    @extend_schema(request=NamedIn)
    @action(detail=True, methods=["post"], url_path="who-may")
    def who_may(self, request: Request, **_: Any) -> Response:
        """Change who may see it."""
        return self._on(acts.name_for_address, NamedIn)

    @extend_schema(request=NothingIn, responses=AddressShown)
    @action(detail=True, methods=["post"], serializer_class=AddressShown)
    def reveal(self, request: Request, **_: Any) -> Response:
        """Look at it; each look is written down."""
        return self._on(acts.reveal_address, NothingIn)

    @extend_schema(request=BecauseIn)
    @action(detail=True, methods=["post"], url_path="open-up")
    def open_up(self, request: Request, **_: Any) -> Response:
        """An address like any other again."""
        return self._on(acts.open_address_up, BecauseIn)

    def _on(self, act: Any, takes: Any) -> Response:
        return self.perform(act, takes, address=self.get_object())


class SharingDecisionOut(serializers.ModelSerializer[SharingDecision]):
    family = serializers.SlugRelatedField(slug_field="reference", read_only=True)  # type: ignore[var-annotated]
    agency = serializers.StringRelatedField()  # type: ignore[var-annotated]
    decided_by = serializers.StringRelatedField()  # type: ignore[var-annotated]
    reviewed_by = serializers.StringRelatedField()  # type: ignore[var-annotated]
    written_afterwards = serializers.BooleanField(read_only=True)

    class Meta:
        model = SharingDecision
        fields = (
            "key", "family", "outcome", "agency", "categories", "danger", "reason", "kept_back",
            "article_6", "article_9", "told", "told_words", "happened_at", "recorded_at",
            "written_afterwards", "until", "decided_by", "finding", "finding_words", "reviewed_by",
            "reviewed_at",
        )  # fmt: skip
        read_only_fields = fields


class DecideSharingIn(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(SharingDecision.Outcome.choices)
    agency = VisibleKeyField(Agency)
    categories = serializers.MultipleChoiceField(choices=Category.choices)
    danger = serializers.ChoiceField(DANGER_CHOICES)
    reason = serializers.CharField(max_length=4000)
    article_6 = serializers.ChoiceField(choices(ARTICLE_6))
    article_9 = serializers.ChoiceField(choices(ARTICLE_9), required=False, default="")
    kept_back = serializers.CharField(max_length=1000, required=False, default="")
    told = serializers.ChoiceField(SharingDecision.Told.choices)
    told_words = serializers.CharField(max_length=1000, required=False, default="")
    happened_at = serializers.DateTimeField(required=False)
    until = serializers.DateField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The grounds are one thing to the act."""
        words = ("danger", "reason", "article_6", "article_9", "kept_back", "told", "told_words")
        attrs["grounds"] = acts.Grounds(**{name: attrs.pop(name) for name in words})
        attrs["categories"] = sorted(attrs["categories"])
        return attrs


class ReviewSharingIn(serializers.Serializer[Any]):
    finding = serializers.ChoiceField(SharingDecision.Finding.choices)
    words = serializers.CharField(max_length=1000)


class SharingDecisionViewSet(VisibleViewSet):
    """Decisions to share without consent, or not to share."""

    model = SharingDecision
    serializer_class = SharingDecisionOut

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows.select_related("family", "agency", "decided_by", "reviewed_by")

    @extend_schema(request=ReviewSharingIn)
    @action(detail=True, methods=["post"])
    def review(self, request: Request, **_: Any) -> Response:
        """A second person's look."""
        return self.perform(acts.review_sharing, ReviewSharingIn, decision=self.get_object())
