"""Needs, dated facts, and what is known to be complete."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families.api.about import AboutPeople
from families.models import Case, Family, Person
from families.why.endpoints import Explains
from outcomes import acts
from outcomes.explorer.alike import alike_for
from outcomes.explorer.shapes import NOTES
from outcomes.models import Coverage, Evidence, Need, Source
from outcomes.rules.evidence import KINDS
from sharing.api import VisibleKeyField
from sharing.journal import saw

KeyOf: Any = serializers.SlugRelatedField


#: The kinds of facts of docs/facts.md, as the schema names them once.
FACT_KINDS = [(kind, kind) for kind in sorted(KINDS)]


class NeedOut(serializers.ModelSerializer[Need]):
    case = KeyOf(slug_field="key", read_only=True)
    person = KeyOf(slug_field="key", read_only=True)

    class Meta:
        model = Need
        fields = ("key", "case", "code", "person", "identified_on", "why", "category")
        read_only_fields = fields


class NeedIn(serializers.Serializer[Any]):
    """A need in the words of the case's framework; without a person it is the family's."""

    case = VisibleKeyField(Case)
    code = serializers.CharField(max_length=10)
    person = VisibleKeyField(Person, required=False, allow_null=True)
    identified_on = serializers.DateField(required=False)
    why = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class NeedViewSet(AboutPeople):
    """Needs that were named."""

    model = Need
    serializer_class = NeedOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("case", "person")

    @extend_schema(request=NeedIn)
    def create(self, request: Request) -> Response:
        """Name a need."""
        return self.perform(acts.identify_need, NeedIn)

    @extend_schema(responses=OpenApiTypes.OBJECT)
    @action(detail=True, url_path="went-with")
    def went_with(self, request: Request, key: str) -> Response:
        """Who was in the team around the caller's agency's families with this need, against it."""
        user: Any = request.user
        need = self.get_object()
        _, table = alike_for(user, need)
        saw(user, need)
        return Response({"notes": list(NOTES), **table.as_dict()})


class EvidenceOut(serializers.ModelSerializer[Evidence]):
    family = KeyOf(slug_field="reference", read_only=True)
    person = KeyOf(slug_field="key", read_only=True)
    owner = serializers.StringRelatedField()  # type: ignore[var-annotated]

    class Meta:
        model = Evidence
        fields = (
            *("key", "family", "person", "kind", "category", "source", "fact"),
            *("recorded_on", "owner"),
        )
        read_only_fields = fields


class EvidenceIn(serializers.Serializer[Any]):
    """One dated fact. `fact` has the fields of its kind in docs/facts.md, without the person."""

    family = VisibleKeyField(Family, slug_field="reference")
    kind = serializers.ChoiceField(FACT_KINDS)
    fact = serializers.DictField()
    source = serializers.ChoiceField(Source.choices)  # type: ignore[assignment]
    person = VisibleKeyField(Person, required=False, allow_null=True)


class EvidenceViewSet(Explains, AboutPeople):
    """Dated facts that the caller may see."""

    model = Evidence
    serializer_class = EvidenceOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("family", "person", "owner")

    @extend_schema(request=EvidenceIn)
    def create(self, request: Request) -> Response:
        """Hold a fact. The same again changes nothing; a correction replaces it."""
        return self.perform(acts.record_evidence, EvidenceIn)


class CoverageOut(serializers.ModelSerializer[Coverage]):
    family = KeyOf(slug_field="reference", read_only=True)
    person = KeyOf(slug_field="key", read_only=True)

    class Meta:
        model = Coverage
        fields = ("key", "family", "person", "kind", "source", "since", "until", "status")
        read_only_fields = fields


class CoverageIn(serializers.Serializer[Any]):
    """For which days a source is known to be complete; without a person it is for everyone."""

    family = VisibleKeyField(Family, slug_field="reference")
    kind = serializers.ChoiceField(FACT_KINDS)
    source = serializers.ChoiceField(Source.choices)  # type: ignore[assignment]
    status = serializers.ChoiceField(Coverage.Status.choices)
    since = serializers.DateField()
    until = serializers.DateField(required=False, allow_null=True)
    person = VisibleKeyField(Person, required=False, allow_null=True)


class CoverageViewSet(AboutPeople):
    """What is known to be complete."""

    model = Coverage
    serializer_class = CoverageOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("family", "person")

    @extend_schema(request=CoverageIn)
    def create(self, request: Request) -> Response:
        """Say that someone looked, and for which days."""
        return self.perform(acts.record_coverage, CoverageIn)
