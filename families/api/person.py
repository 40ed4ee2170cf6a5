"""People, and what they decided about sharing."""

from __future__ import annotations

from decimal import Decimal
from functools import wraps
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families import acts
from families.api.about import AboutPeople
from families.models import Attempt, Bond, Consent, ContactPoint, Household, Person, ServiceInvolved
from sharing.api import VisibleKeyField, VisibleViewSet
from sharing.models import Agency, Category, Purpose


class PersonOut(serializers.ModelSerializer[Person]):
    family = serializers.SlugRelatedField(slug_field="reference", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Person
        fields = (
            "key", "family", "given_name", "family_name", "known_as", "called", "relation",
            "sex", "born", "expected", "is_focus", "parental_duties", "language",
        )  # fmt: skip
        read_only_fields = fields


class ConsentOut(serializers.ModelSerializer[Consent]):
    person = serializers.SlugRelatedField(slug_field="key", read_only=True)  # type: ignore[var-annotated]
    agency = serializers.StringRelatedField()  # type: ignore[var-annotated]
    given_by = serializers.SerializerMethodField(help_text="Null where they may not be known")
    state_today = serializers.CharField(read_only=True, help_text="`state`, or expired")

    def get_given_by(self, consent: Consent) -> UUID | None:
        if not hasattr(consent, "giver_known"):  # as an act hands it back
            known = Person.objects.visible_to(self.context["request"].user)
            giver = known.filter(pk=consent.given_by_id).first()
            return giver and giver.key
        known_key: UUID | None = consent.giver_known
        return known_key

    class Meta:
        model = Consent
        fields = (
            "key", "person", "agency", "category", "purpose", "state", "state_today", "decided_on",
            "until", "review_on", "given_by", "how", "evidence", "replaced_at",
        )  # fmt: skip
        read_only_fields = fields


class DecisionIn(serializers.Serializer[Any]):
    """Cleans to a `Decision`."""

    agency = VisibleKeyField(Agency)
    category = serializers.ChoiceField(Category.choices)
    purpose = serializers.ChoiceField(Purpose.choices, default=Purpose.SUPPORT)
    state = serializers.ChoiceField(Consent.State.choices)

    def validate(self, attrs: Any) -> Any:
        return acts.Decision(**attrs)


class ConsentsIn(serializers.Serializer[Any]):
    decisions = DecisionIn(many=True)
    given_by = VisibleKeyField(Person, required=False)
    how = serializers.ChoiceField(Consent.How.choices, default=Consent.How.FACE_TO_FACE)
    words = serializers.CharField(required=False, allow_blank=True)
    decided_on = serializers.DateField(required=False)
    until = serializers.DateField(required=False)
    review_on = serializers.DateField(required=False)
    evidence = serializers.CharField(max_length=200, required=False, allow_blank=True)
    sure = serializers.BooleanField(
        default=False, help_text="A parent who no longer lives with the family still decides"
    )


class AttemptIn(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(Attempt.Outcome.choices)
    agency = VisibleKeyField(Agency, required=False)
    tried_on = serializers.DateField(required=False)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True)


class PartIn(serializers.Serializer[Any]):
    """Cleans to a `Part`."""

    category = serializers.ChoiceField(Category.choices)
    purpose = serializers.ChoiceField(Purpose.choices, default=Purpose.SUPPORT)

    def validate(self, attrs: Any) -> Any:
        return acts.Part(**attrs)


class CompetenceIn(serializers.Serializer[Any]):
    agency = VisibleKeyField(Agency)
    parts = PartIn(many=True)
    able = serializers.BooleanField()
    ground = serializers.CharField(max_length=2000)
    judged_on = serializers.DateField(required=False)


class WordsIn(serializers.Serializer[Any]):
    words = serializers.CharField(required=False, allow_blank=True)


class ContactIn(serializers.Serializer[Any]):
    value = serializers.CharField(max_length=120)
    kind = serializers.ChoiceField(ContactPoint.Kind.choices, default=ContactPoint.Kind.PHONE)
    safe = serializers.BooleanField(default=True)
    note = serializers.CharField(max_length=120, required=False, allow_blank=True)


class StayIn(serializers.Serializer[Any]):
    household = VisibleKeyField(Household)
    since = serializers.DateField(required=False)
    until = serializers.DateField(required=False)
    share = serializers.DecimalField(3, 2, min_value=0, max_value=1, default=Decimal(1))
    days = serializers.CharField(max_length=60, required=False, allow_blank=True)


class BondIn(serializers.Serializer[Any]):
    other = VisibleKeyField(Person)
    kind = serializers.ChoiceField(Bond.Kind.choices)
    since = serializers.DateField(required=False)


class ServiceIn(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(ServiceInvolved.Kind.choices)
    state = serializers.ChoiceField(ServiceInvolved.State.choices)
    name = serializers.CharField(max_length=120, required=False, allow_blank=True)
    contact = serializers.CharField(max_length=80, required=False, allow_blank=True)
    phone = serializers.CharField(max_length=30, required=False, allow_blank=True)
    since = serializers.DateField(required=False)
    until = serializers.DateField(required=False)


class PersonViewSet(VisibleViewSet):
    """People that the caller may see."""

    model = Person
    serializer_class = PersonOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("family")

    @extend_schema(request=ConsentsIn)
    @action(detail=True, methods=["post"], url_path="record-consents")
    def record_consents(self, request: Request, **_: Any) -> Response:
        """Write down decisions about sharing."""
        return self._about(acts.record_consents, ConsentsIn)

    @extend_schema(request=AttemptIn)
    @action(detail=True, methods=["post"], url_path="attempt-consent")
    def attempt_consent(self, request: Request, **_: Any) -> Response:
        """Write down that someone tried to ask, and has no answer yet."""
        return self._about(acts.record_attempt, AttemptIn)

    @extend_schema(request=CompetenceIn)
    @action(detail=True, methods=["post"], url_path="judge-competence")
    def judge_competence(self, request: Request, **_: Any) -> Response:
        """Write down whether a young person can make a decision about sharing themselves."""
        return self._about(acts.judge_competence, CompetenceIn)

    @extend_schema(request=ContactIn)
    @action(detail=True, methods=["post"], url_path="add-contact")
    def add_contact(self, request: Request, **_: Any) -> Response:
        """Add a way to reach them."""
        return self._about(acts.add_contact, ContactIn)

    @extend_schema(request=StayIn)
    @action(detail=True, methods=["post"], url_path="add-stay")
    def add_stay(self, request: Request, **_: Any) -> Response:
        """Say where they live."""
        return self._about(acts.add_stay, StayIn)

    @extend_schema(request=BondIn)
    @action(detail=True, methods=["post"], url_path="add-bond")
    def add_bond(self, request: Request, **_: Any) -> Response:
        """Say how they are related to someone; they are the parent, carer or first partner."""
        return self._about(acts.add_bond, BondIn, "one")

    @extend_schema(request=ServiceIn)
    @action(detail=True, methods=["post"], url_path="record-service")
    def record_service(self, request: Request, **_: Any) -> Response:
        """Say that a service works with them, or was looked for and not found."""
        return self._about(acts.record_service, ServiceIn)

    def _about(self, act: Any, takes: Any, name: str = "person") -> Response:
        person = self.get_object()

        @wraps(act)
        def then_the_person(**given: Any) -> Person:
            act(**given)
            return person

        return self.perform(then_the_person, takes, **{name: person})


class ConsentViewSet(AboutPeople):
    """Decisions about sharing, with those that were replaced."""

    model = Consent
    serializer_class = ConsentOut

    def get_queryset(self) -> Any:
        rows = super().get_queryset().select_related("person", "agency")
        if getattr(self, "swagger_fake_view", False):
            return rows
        user: Any = self.request.user
        known = Person.objects.visible_to(user).filter(pk=OuterRef("given_by"))
        return rows.annotate(giver_known=Subquery(known.values("key")[:1]))

    @extend_schema(request=WordsIn)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **_: Any) -> Response:
        """Change a yes to a no, from the next request on."""
        return self.perform(acts.withdraw_consent, WordsIn, consent=self.get_object())
