"""Families that move between councils: what is offered, taken on, and not."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families import acts
from families.api.protection import BecauseIn
from families.leaving.transferring import councils_for, parcel_of, waits_for, words_told
from families.matching.alike import on_our_record
from families.models import EarlierEntry, Family, Transfer
from sharing.api import VisibleKeyField, VisibleViewSet, told_with
from sharing.journal import exposed
from sharing.models import Agency, Category


class TransferOut(serializers.ModelSerializer[Transfer]):
    """Each end reads the reference of its own record, and not the other's."""

    reference = serializers.SerializerMethodField()
    to_agency = serializers.StringRelatedField()  # type: ignore[var-annotated]
    from_agency = serializers.StringRelatedField(source="owner")  # type: ignore[var-annotated]

    def get_reference(self, transfer: Transfer) -> str:
        own: dict[int | None, str] = told_with(self, transfer, "own", self._own)
        return own.get(self._here(transfer), "")

    def _here(self, transfer: Transfer) -> int | None:
        agency = self.context["request"].user.agency
        offered = agency is not None and transfer.owner_id == agency.pk
        return transfer.family_id if offered else transfer.record_id

    def _own(self, transfers: list[Transfer]) -> dict[int, str]:
        families = Family.objects.visible_to(self.context["request"].user)
        own = families.filter(pk__in={self._here(transfer) for transfer in transfers} - {None})
        return dict(own.values_list("pk", "reference"))

    def to_representation(self, transfer: Transfer) -> dict[str, Any]:
        """The other council reads its words as far as they may go today."""
        why, told = words_told(transfer, self.context["request"].user)
        shown: dict[str, Any] = super().to_representation(transfer)
        return shown | {"why": why, "told": told}

    class Meta:
        model = Transfer
        fields = (
            "key", "reference", "from_agency", "to_agency", "state", "categories", "accepted",
            "why", "told", "offered_at", "answered_at", "words",
        )  # fmt: skip
        read_only_fields = fields


class EarlierEntryOut(serializers.ModelSerializer[EarlierEntry]):
    family = serializers.SlugRelatedField(slug_field="reference", read_only=True)  # type: ignore[var-annotated]
    person = serializers.SlugRelatedField(slug_field="key", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = EarlierEntry
        fields = (
            "key", "family", "person", "on", "category", "title", "text", "told_by", "brought_on",
        )  # fmt: skip
        read_only_fields = fields


class CouncilField(serializers.SlugRelatedField):
    """The hub of another council, by its key."""

    def get_queryset(self) -> Any:
        return councils_for(self.context["request"].user)


class OfferTransferIn(serializers.Serializer[Any]):
    council = CouncilField(slug_field="key", queryset=Agency.objects.none())
    categories = serializers.ListField(child=serializers.ChoiceField(Category.choices))
    why = serializers.CharField(max_length=400)
    told = serializers.CharField(max_length=400, help_text="What the family said to it")


class TakeOnIn(serializers.Serializer[Any]):
    categories = serializers.ListField(child=serializers.ChoiceField(Category.choices))
    same_as = VisibleKeyField(
        Family, slug_field="reference", required=False, help_text="Our own record of this family"
    )
    how = serializers.CharField(
        max_length=400, required=False, help_text="How you know that it is one family"
    )


class SameOut(serializers.Serializer[Any]):
    """Someone who is offered, and who they may be on our record."""

    offered = serializers.CharField(source="one.full_name")
    person = serializers.UUIDField(source="other.key")
    is_sure = serializers.BooleanField()
    reasons = serializers.CharField()


class HereOut(serializers.Serializer[Any]):
    """A record of our own that may be of this family."""

    reference = serializers.CharField(source="family.reference")
    helped_now = serializers.BooleanField()
    same = SameOut(many=True)


class EarlierEntryViewSet(VisibleViewSet):
    """What another council wrote, and came with a family."""

    model = EarlierEntry
    serializer_class = EarlierEntryOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("family", "person")


class TransferViewSet(VisibleViewSet):
    """Transfers that the caller’s hub was offered, or of families that they work with."""

    model = Transfer
    serializer_class = TransferOut

    def get_queryset(self) -> Any:
        ends = ("owner", "to_agency", "offered_by__user", "offered_by__agency")
        return super().get_queryset().select_related(*ends)

    @extend_schema(request=TakeOnIn)
    @action(detail=True, methods=["post"], url_path="take-on")
    def take_on(self, request: Request, **_: Any) -> Response:
        """Take the family on, with the history of these categories. Needs a password from the last
        5 minutes: send it as `password`. A token can't."""
        return self.perform(acts.take_on, TakeOnIn, transfer=self.get_object())

    @extend_schema(responses=HereOut(many=True))
    @action(detail=True, methods=["get"], url_path="on-our-record", pagination_class=None)
    def on_our_record(self, request: Request, **_: Any) -> Response:
        """Our own records that may be of this family, while it waits for us."""
        user: Any = request.user
        transfer = self.get_object()
        here = []
        if waits_for(user, transfer):
            here = on_our_record(parcel_of(transfer, user).people, user)
        shown = [one.family.pk for one in here]
        exposed(user, shown, verb="family.offered", page="take-on")
        return Response(HereOut(here, many=True).data)

    @extend_schema(request=BecauseIn)
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, **_: Any) -> Response:
        """Say no, with a reason that the other council reads."""
        return self.perform(acts.decline_transfer, BecauseIn, transfer=self.get_object())

    @extend_schema(request=BecauseIn)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **_: Any) -> Response:
        """Take the offer back before it is answered."""
        return self.perform(acts.withdraw_transfer, BecauseIn, transfer=self.get_object())
