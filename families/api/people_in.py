"""What the API takes for people and homes."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from families import acts
from families.models import Person


class NewPersonFlat(serializers.Serializer[Any]):
    relation = serializers.ChoiceField(Person.Relation.choices)
    given_name = serializers.CharField(max_length=80, required=False, allow_blank=True)
    family_name = serializers.CharField(max_length=80, required=False, allow_blank=True)
    known_as = serializers.CharField(max_length=80, required=False, allow_blank=True)
    born = serializers.DateField(required=False)
    expected = serializers.DateField(required=False)
    sex = serializers.ChoiceField(Person.Sex.choices, required=False)
    called = serializers.CharField(max_length=40, required=False, allow_blank=True)
    is_focus = serializers.BooleanField(default=False)
    parental_duties = serializers.BooleanField(default=False)
    language = serializers.CharField(max_length=40, required=False, allow_blank=True)


class NewPersonIn(NewPersonFlat):
    """Cleans to a `NewPerson`."""

    Flat = NewPersonFlat
    make = staticmethod(lambda given: acts.NewPerson(**given))

    def validate(self, attrs: Any) -> Any:
        return self.make(attrs)


class HomeFlat(serializers.Serializer[Any]):
    label = serializers.CharField(max_length=60)  # type: ignore[assignment]
    lines = serializers.CharField(max_length=200, required=False, allow_blank=True)
    postcode = serializers.CharField(max_length=10, required=False, allow_blank=True)
    ward = serializers.CharField(max_length=60, required=False, allow_blank=True)
    confidential = serializers.BooleanField(default=False)
    is_main = serializers.BooleanField(default=False)


class HomeIn(HomeFlat):
    """Cleans to a `NewHome`."""

    Flat = HomeFlat
    make = staticmethod(lambda given: acts.NewHome(**given))

    def validate(self, attrs: Any) -> Any:
        return self.make(attrs)
