"""Families and who works with them."""

from __future__ import annotations

from functools import wraps
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families import acts
from families.api.merging import MergeIn, MergeOut
from families.api.people_in import HomeIn, NewPersonIn
from families.api.protection import DecideSharingIn
from families.api.transferring import OfferTransferIn, TransferOut
from families.models import Family, Involvement, Restriction
from families.why.endpoints import ExplainsFamily
from sharing.api import NothingIn, VisibleKeyField, VisibleViewSet
from sharing.models import Post, User

#: All that somebody is let in for by hand; the rest begins with an act of its own.
HELPS = (Involvement.Kind.TEAM_AROUND.value, Involvement.Kind.TEAM_AROUND.label)


class FamilyOut(serializers.ModelSerializer[Family]):
    name = serializers.SerializerMethodField()
    owner = serializers.StringRelatedField()  # type: ignore[var-annotated]

    def get_name(self, family: Family) -> str:
        return family.named_for(self.context["request"].user)

    class Meta:
        model = Family
        fields = ("key", "reference", "name", "owner", "registered_at")
        read_only_fields = fields


class InvolvementOut(serializers.ModelSerializer[Involvement]):
    family = serializers.SlugRelatedField(slug_field="reference", read_only=True)  # type: ignore[var-annotated]
    who = serializers.CharField(read_only=True)
    reason = serializers.SerializerMethodField()

    def get_reason(self, link: Involvement) -> str:
        """Why someone was let in tells of the family: it is for the agency that wrote it, and for
        whoever was let in. That they are there is all that others may know."""
        user: User = self.context["request"].user
        ours = user.agency is not None and link.owner_id == user.agency.pk
        return link.reason if ours or link.principal in user.principals else ""

    class Meta:
        model = Involvement
        fields = ("key", "family", "who", "kind", "since", "until", "reason")
        read_only_fields = fields


class RegisterIn(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=120)
    people = NewPersonIn(many=True)
    home = HomeIn(required=False)


class WarningIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=200)


class TieIn(serializers.Serializer[Any]):
    tie = serializers.CharField(max_length=120)


class RestrictIn(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(Restriction.Kind.choices, required=False)
    reason = serializers.CharField(max_length=200)
    named = VisibleKeyField(Post, many=True)
    review_on = serializers.DateField(required=False)

    def validate_named(self, posts: list[Post]) -> list[User]:
        return [post.user for post in posts]


class InvolveIn(serializers.Serializer[Any]):
    kind = serializers.ChoiceField([HELPS])
    post = VisibleKeyField(Post, required=False)
    until = serializers.DateField(required=False)
    reason = serializers.CharField(max_length=200, required=False)


class BringBackIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=200)


class OpenIn(serializers.Serializer[Any]):
    opened_on = serializers.DateField(required=False)


class FamilyViewSet(ExplainsFamily, VisibleViewSet):
    """Families that the caller may see, by reference."""

    model = Family
    serializer_class = FamilyOut
    lookup_field = "reference"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("owner")

    @extend_schema(request=RegisterIn)
    @action(detail=False, methods=["post"])
    def register(self, request: Request) -> Response:
        """Take a family on to the register."""
        return self.perform(acts.register_family, RegisterIn)

    @extend_schema(request=NewPersonIn)
    @action(detail=True, methods=["post"], url_path="add-person")
    def add_person(self, request: Request, **_: Any) -> Response:
        """Add a member, born or expected."""
        self._one(acts.add_person, NewPersonIn, "person")
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=HomeIn)
    @action(detail=True, methods=["post"], url_path="add-home")
    def add_home(self, request: Request, **_: Any) -> Response:
        """Add a home."""
        self._one(acts.add_household, HomeIn, "home")
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=WarningIn)
    @action(detail=True, methods=["post"], url_path="note-warning")
    def note_warning(self, request: Request, **_: Any) -> Response:
        """Warn the next visitor."""
        return self._about(acts.note_warning, WarningIn)

    @extend_schema(request=TieIn)
    @action(detail=True, methods=["post"], url_path="declare-conflict")
    def declare_conflict(self, request: Request, **_: Any) -> Response:
        """Say that the caller is tied to this family; it closes for them at once."""
        return self._about(acts.declare_conflict, TieIn)

    @extend_schema(request=RestrictIn)
    @action(detail=True, methods=["post"], url_path="place-restriction")
    def place_restriction(self, request: Request, **_: Any) -> Response:
        """Close the record to everyone but the named people."""
        return self._about(acts.place_restriction, RestrictIn)

    @extend_schema(request=MergeIn, responses=MergeOut)
    @action(detail=True, methods=["post"], serializer_class=MergeOut)
    def merge(self, request: Request, **_: Any) -> Response:
        """Say that another record is of this family too; a second person looks at it. Needs a
        password from the last 5 minutes: send it as `password`. A token can't."""
        return self.perform(acts.merge_families, MergeIn, kept=self.get_object())

    @extend_schema(request=OfferTransferIn, responses=TransferOut)
    @action(detail=True, methods=["post"], serializer_class=TransferOut)
    def transfer(self, request: Request, **_: Any) -> Response:
        """Offer the record to the council that the family moved to. Needs a password from the last
        5 minutes: send it as `password`. A token can't."""
        return self.perform(acts.offer_transfer, OfferTransferIn, family=self.get_object())

    @extend_schema(request=DecideSharingIn)
    @action(detail=True, methods=["post"], url_path="decide-sharing")
    def decide_sharing(self, request: Request, **_: Any) -> Response:
        """Share without consent to keep someone safe, or decide not to."""
        return self._about(acts.decide_sharing, DecideSharingIn)

    @extend_schema(request=InvolveIn, responses=InvolvementOut)
    @action(
        detail=True,
        methods=["post"],
        url_path="start-involvement",
        serializer_class=InvolvementOut,
    )
    def start_involvement(self, request: Request, **_: Any) -> Response:
        """Let someone work with this family."""
        return self.perform(acts.start_involvement, InvolveIn, family=self.get_object())

    @extend_schema(request=OpenIn)
    @action(detail=True, methods=["post"], url_path="open-case")
    def open_case(self, request: Request, **_: Any) -> Response:
        """Begin an episode of support."""
        return self._about(acts.open_case, OpenIn)

    @extend_schema(request=BringBackIn)
    @action(detail=True, methods=["post"], url_path="bring-back")
    def bring_back(self, request: Request, **_: Any) -> Response:
        """Open an archived record again for thirty days."""
        return self._about(acts.bring_back, BringBackIn)

    def _about(self, act: Any, takes: Any) -> Response:
        """Perform an act on the family, and answer with the family."""
        family = self.get_object()

        @wraps(act)
        def then_the_family(**given: Any) -> Family:
            act(**given)
            return family

        return self.perform(then_the_family, takes, family=family)

    def _one(self, act: Any, takes: Any, name: str) -> None:
        """Perform an act that takes one thing, made by its serializer."""

        @wraps(act)
        def with_one(*, by: User, family: Family, **given: Any) -> Family:
            act(**{name: takes.make(given)}, family=family, by=by)
            return family

        self.perform(with_one, takes.Flat, family=self.get_object())


class InvolvementViewSet(VisibleViewSet):
    """Who works with which family."""

    model = Involvement
    serializer_class = InvolvementOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("family", "post__user", "team")

    @extend_schema(request=NothingIn)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **_: Any) -> Response:
        """End the link; access is gone with the next request."""
        return self.perform(acts.end_involvement, NothingIn, involvement=self.get_object())
