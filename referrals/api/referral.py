"""Asking and triage as an API: the same rows, one endpoint an act, through the same functions.

A sender gets what they sent and its result; those on hub duty get the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families.acts import Decision, NewHome, NewPerson
from families.models import Bond, Consent, Family, Person
from referrals import acts
from referrals.hearing import hear
from referrals.known import homes_out_of_sight, leave_schools_out
from referrals.models import (
    Check,
    Referral,
    ReferredPerson,
    TriageDecision,
)
from sharing.api import VisibleKeyField, VisibleViewSet, told_with
from sharing.models import Agency, Category, Post
from sharing.views import viewer


class PersonSaidSerializer(serializers.ModelSerializer[ReferredPerson]):
    """Someone named in a referral."""

    key = serializers.UUIDField(required=False)

    class Meta:
        model = ReferredPerson
        fields = (
            *("key", "given_name", "family_name", "born", "expected", "sex", "relation"),
            *("called", "school", "is_focus"),
        )


class SentSerializer(serializers.ModelSerializer[Referral]):
    """What its sender may know."""

    people = PersonSaidSerializer(many=True, read_only=True)
    result = serializers.CharField(source="told_outcome", default="", read_only=True)
    question = serializers.CharField(source="told_question", default="", read_only=True)

    class Meta:
        model = Referral
        fields: tuple[str, ...] = (
            *("key", "reference", "state", "sent_at", "phone", "knows", "prefers", "what_seen"),
            *("what_wanted", "who_helps", "everyone_named", "people", "result", "question"),
        )


class ReferralSerializer(SentSerializer):
    """What the hub works with."""

    family = serializers.SlugRelatedField(slug_field="key", read_only=True)  # type: ignore[var-annotated]
    held_by = serializers.StringRelatedField()  # type: ignore[var-annotated]
    from_agency = serializers.StringRelatedField()  # type: ignore[var-annotated]

    class Meta(SentSerializer.Meta):
        fields = (*SentSerializer.Meta.fields, "from_agency", "family", "held_by", "paused_at")

    def to_representation(self, instance: Referral) -> dict[str, Any]:
        if instance.family_id in told_with(self, instance, "placed", self._placed):
            leave_schools_out(instance)
        return super().to_representation(instance)

    def _placed(self, told: list[Referral]) -> set[int]:
        """Families whose home is kept back."""
        families = {one.family_id for one in told if one.family_id}
        return homes_out_of_sight(families, self.context["request"].user)


class DraftSerializer(serializers.Serializer[Any]):
    """What is kept of a draft. The same key again changes the same draft."""

    key = serializers.UUIDField(required=False)
    people = PersonSaidSerializer(many=True, required=False)
    phone = serializers.CharField(required=False, allow_blank=True, max_length=30)
    knows = serializers.ChoiceField(Referral.Knows.choices, required=False, allow_blank=True)
    prefers = serializers.ChoiceField(Referral.Prefers.choices, required=False, allow_blank=True)
    what_seen = serializers.CharField(required=False, allow_blank=True)
    what_wanted = serializers.CharField(required=False, allow_blank=True)
    who_helps = serializers.CharField(required=False, allow_blank=True)
    everyone_named = serializers.BooleanField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        people = [acts.PersonSaid(**person) for person in attrs.pop("people", [])]
        key = attrs.pop("key", None)
        return {"said": acts.Said(**attrs), "people": people, "key": key}


class NothingSerializer(serializers.Serializer[Any]):
    """An act that needs no more than its subject."""


class AttachSerializer(serializers.Serializer[Any]):
    """A family the hub is offered, by its key, and which rows are added to it."""

    family = serializers.UUIDField()
    add = VisibleKeyField(ReferredPerson, many=True, required=False)

    def validate_family(self, key: Any) -> Family:
        offered = Family.objects.for_matching(self.context["request"].user)
        family = offered.filter(key=key).first()
        if family is None:
            raise serializers.ValidationError("There is no such family.")
        return family


class MemberSerializer(serializers.Serializer[Any]):
    """A member of the new family."""

    row = VisibleKeyField(ReferredPerson, required=False)
    relation = serializers.ChoiceField(Person.Relation.choices)
    given_name = serializers.CharField(required=False, allow_blank=True, max_length=80)
    family_name = serializers.CharField(required=False, allow_blank=True, max_length=80)
    called = serializers.CharField(required=False, allow_blank=True, max_length=40)
    born = serializers.DateField(required=False, allow_null=True)
    expected = serializers.DateField(required=False, allow_null=True)
    sex = serializers.ChoiceField(Person.Sex.choices, required=False, allow_blank=True)
    language = serializers.CharField(required=False, allow_blank=True, max_length=40)
    is_focus = serializers.BooleanField(required=False)
    parental_duties = serializers.BooleanField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        row = attrs.pop("row", None)
        return {"registered": acts.Registered(NewPerson(**attrs), row)}


class BondSerializer(serializers.Serializer[Any]):
    """How two people are related, by their places in the list, from 0."""

    one = serializers.IntegerField(min_value=0)
    kind = serializers.ChoiceField(Bond.Kind.choices)
    other = serializers.IntegerField(min_value=0)


class HomeSerializer(serializers.Serializer[Any]):
    """The main home."""

    lines = serializers.CharField(required=False, allow_blank=True, max_length=200)
    postcode = serializers.CharField(required=False, allow_blank=True, max_length=10)
    ward = serializers.CharField(required=False, allow_blank=True, max_length=60)
    confidential = serializers.BooleanField(required=False)


class RegisterSerializer(serializers.Serializer[Any]):
    """A family that is not on record yet."""

    name = serializers.CharField(max_length=120)
    people = MemberSerializer(many=True, allow_empty=False)
    bonds = BondSerializer(many=True, required=False)
    home = HomeSerializer(required=False)
    phone_of = serializers.IntegerField(required=False, min_value=0)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs["people"] = [person["registered"] for person in attrs["people"]]
        attrs["bonds"] = [acts.NewBond(**bond) for bond in attrs.get("bonds", [])]
        if "home" in attrs:
            attrs["home"] = NewHome("Home 1", **attrs["home"])
        return attrs


class SaidSerializer(serializers.Serializer[Any]):
    """Yes or no to one agency knowing one category."""

    agency = VisibleKeyField(Agency)
    category = serializers.ChoiceField(Category.choices)
    state = serializers.ChoiceField([Consent.State.GIVEN, Consent.State.REFUSED])


class WordsSerializer(serializers.Serializer[Any]):
    """What someone decided about sharing, for themselves or for children."""

    decider = VisibleKeyField(Person)
    people = VisibleKeyField(Person, many=True, allow_empty=False)
    decisions = SaidSerializer(many=True, allow_empty=False)
    how = serializers.ChoiceField(Consent.How.choices, required=False)
    words = serializers.CharField(required=False, allow_blank=True)

    def validate_decisions(self, said: list[dict[str, Any]]) -> list[Decision]:
        return [Decision(**one) for one in said]


class AssignSerializer(serializers.Serializer[Any]):
    """Who looks after it: a post on hub duty."""

    holder = VisibleKeyField(Post)


class AskSerializer(serializers.Serializer[Any]):
    """Whom to ask."""

    agency = VisibleKeyField(Agency)


class AnswerSerializer(serializers.Serializer[Any]):
    """What they said."""

    answer = serializers.CharField()


class CheckSerializer(serializers.ModelSerializer[Check]):
    """A check and its answer."""

    agency = serializers.StringRelatedField()  # type: ignore[var-annotated]
    referral = serializers.SlugRelatedField(slug_field="key", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Check
        fields = ("key", "referral", "agency", "asked_at", "answered_at", "answer")


class DecideSerializer(serializers.Serializer[Any]):
    """What happens now, and why."""

    outcome = serializers.ChoiceField(TriageDecision.Outcome.choices)
    reason = serializers.ChoiceField(TriageDecision.Reason.choices)
    why = serializers.CharField(max_length=2000)
    offer = serializers.CharField(required=False, allow_blank=True, max_length=200)


class DecisionSerializer(serializers.ModelSerializer[TriageDecision]):
    """A decision of triage."""

    class Meta:
        model = TriageDecision
        fields = ("key", "outcome", "reason", "why", "offer", "decided_at", "undone_at")


class DiscardedSerializer(serializers.ModelSerializer[Referral]):
    """What was thrown away."""

    class Meta:
        model = Referral
        fields = ("key", "reference")


class ReferralViewSet(VisibleViewSet):
    """Referrals at both ends, and every act of asking and triage."""

    model = Referral
    answers = {
        "ask": CheckSerializer,
        "decide": DecisionSerializer,
        "discard": DiscardedSerializer,
    }

    def get_queryset(self) -> Any:
        found: Any = super().get_queryset()
        related = ("from_agency", "family", "held_by")
        return found.with_result().select_related(*related).prefetch_related("people")

    def get_serializer_class(self) -> Any:
        at_hub = getattr(getattr(self.request, "user", None), "on_hub_duty", True)
        return self.answers.get(self.action, ReferralSerializer if at_hub else SentSerializer)

    def note_shown(self, rows: Iterable[Any]) -> None:
        hear(viewer(self.request), rows)
        super().note_shown(rows)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        hear(viewer(request), [self.get_object()])
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(request=DraftSerializer)
    def create(self, request: Request) -> Response:
        """Keep a draft."""
        return self.perform(acts.draft_referral, DraftSerializer)

    @extend_schema(request=NothingSerializer)
    @action(detail=True, methods=["post"])
    def send(self, request: Request, key: str) -> Response:
        """Hand it to the hub."""
        return self.perform(acts.send_referral, NothingSerializer, referral=self.get_object())

    @extend_schema(request=NothingSerializer, responses=DiscardedSerializer)
    @action(detail=True, methods=["post"])
    def discard(self, request: Request, key: str) -> Response:
        """Throw away what was never sent."""
        return self.perform(acts.discard_referral, NothingSerializer, referral=self.get_object())

    @extend_schema(request=NothingSerializer)
    @action(detail=True, methods=["post"])
    def take(self, request: Request, key: str) -> Response:
        """Look after it."""
        return self.perform(acts.take_referral, NothingSerializer, referral=self.get_object())

    @extend_schema(request=AssignSerializer)
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, key: str) -> Response:
        """Let a colleague look after it."""
        return self.perform(acts.assign_referral, AssignSerializer, referral=self.get_object())

    @extend_schema(request=AttachSerializer)
    @action(detail=True, methods=["post"])
    def attach(self, request: Request, key: str) -> Response:
        """Say that it is about a family on record."""
        return self.perform(acts.attach_referral, AttachSerializer, referral=self.get_object())

    @extend_schema(request=RegisterSerializer)
    @action(detail=True, methods=["post"])
    def register(self, request: Request, key: str) -> Response:
        """Register a family that is not on record."""
        return self.perform(acts.register_referral, RegisterSerializer, referral=self.get_object())

    @extend_schema(request=WordsSerializer)
    @action(detail=True, methods=["post"])
    def words(self, request: Request, key: str) -> Response:
        """Record what the family said about sharing."""
        return self.perform(acts.record_words, WordsSerializer, referral=self.get_object())

    @extend_schema(request=AskSerializer, responses=CheckSerializer)
    @action(detail=True, methods=["post"])
    def ask(self, request: Request, key: str) -> Response:
        """Ask an agency what it may say."""
        return self.perform(acts.ask_agency, AskSerializer, referral=self.get_object())

    @extend_schema(request=DecideSerializer, responses=DecisionSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, key: str) -> Response:
        """Decide what happens now."""
        return self.perform(acts.decide_referral, DecideSerializer, referral=self.get_object())


class DecisionViewSet(VisibleViewSet):
    """What the hub decided about referrals."""

    model = TriageDecision
    serializer_class = DecisionSerializer

    @extend_schema(request=NothingSerializer)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, key: str) -> Response:
        """Take it back, within 10 minutes, while nothing followed from it."""
        return self.perform(acts.undo_decision, NothingSerializer, decision=self.get_object())


class CheckViewSet(VisibleViewSet):
    """Checks that the hub asked for."""

    model = Check
    serializer_class = CheckSerializer

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("agency", "referral")

    @extend_schema(request=AnswerSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, key: str) -> Response:
        """Record what they said."""
        return self.perform(acts.answer_check, AnswerSerializer, check=self.get_object())
