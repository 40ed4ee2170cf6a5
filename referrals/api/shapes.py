"""What the API of referrals takes and answers.

A sender is told what they sent and its result; those on hub duty, the whole of it.
"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from families.acts import Decision, NewHome, NewPerson
from families.models import Bond, Consent, Family, Person
from referrals import acts
from referrals.known import beside_a_kept_home, leave_schools_out
from referrals.models import (
    Check,
    Referral,
    ReferredPerson,
    TriageDecision,
)
from sharing.api import VisibleKeyField, told_with
from sharing.models import Agency, Category, Post


class PersonSaidData(serializers.ModelSerializer[ReferredPerson]):
    """Someone named in a referral."""

    key = serializers.UUIDField(required=False)

    class Meta:
        model = ReferredPerson
        fields = (
            *("key", "given_name", "family_name", "born", "expected", "sex", "relation"),
            *("called", "school", "is_focus"),
        )


class SentOut(serializers.ModelSerializer[Referral]):
    """What its sender may know."""

    people = PersonSaidData(many=True, read_only=True)
    result = serializers.CharField(source="told_outcome", default="", read_only=True)
    question = serializers.CharField(source="told_question", default="", read_only=True)

    class Meta:
        model = Referral
        fields: tuple[str, ...] = (
            *("key", "reference", "state", "sent_at", "phone", "knows", "prefers", "what_seen"),
            *("what_wanted", "who_helps", "everyone_named", "people", "result", "question"),
        )


class ReferralOut(SentOut):
    """What the hub works with."""

    family = serializers.SlugRelatedField(slug_field="key", read_only=True)  # type: ignore[var-annotated]
    held_by = serializers.StringRelatedField()  # type: ignore[var-annotated]
    from_agency = serializers.StringRelatedField()  # type: ignore[var-annotated]

    class Meta(SentOut.Meta):
        fields = (*SentOut.Meta.fields, "from_agency", "family", "held_by", "paused_at")

    def to_representation(self, instance: Referral) -> dict[str, Any]:
        """No school beside a home that is kept back, nor of who may live there. Somebody of another
        hub who sent it is told what a sender is."""
        agency = self.context["request"].user.agency
        if agency is None or instance.to_agency_id != agency.pk:
            return SentOut(instance, context=self.context).data
        if instance.pk in told_with(self, instance, "placed", self._placed):
            leave_schools_out(instance)
        return super().to_representation(instance)

    def _placed(self, told: list[Referral]) -> set[int]:
        return beside_a_kept_home(told, self.context["request"].user)


class DraftReferralIn(serializers.Serializer[Any]):
    """What is kept of a draft. The same key again changes the same draft."""

    key = serializers.UUIDField(required=False)
    people = PersonSaidData(many=True, required=False)
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


class AttachReferralIn(serializers.Serializer[Any]):
    """A family the hub is offered, by its key, and which rows are added to it."""

    family = serializers.UUIDField()
    add = VisibleKeyField(ReferredPerson, many=True, required=False)

    def validate_family(self, key: Any) -> Family:
        offered = Family.objects.for_matching(self.context["request"].user)
        family = offered.filter(key=key).first()
        if family is None:
            raise serializers.ValidationError("There is no such family.")
        return family


class MemberIn(serializers.Serializer[Any]):
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


class NewBondIn(serializers.Serializer[Any]):
    """How two people are related, by their places in the list, from 0."""

    one = serializers.IntegerField(min_value=0)
    kind = serializers.ChoiceField(Bond.Kind.choices)
    other = serializers.IntegerField(min_value=0)


class NewHomeIn(serializers.Serializer[Any]):
    """The main home."""

    lines = serializers.CharField(required=False, allow_blank=True, max_length=200)
    postcode = serializers.CharField(required=False, allow_blank=True, max_length=10)
    ward = serializers.CharField(required=False, allow_blank=True, max_length=60)
    confidential = serializers.BooleanField(required=False)


class RegisterReferralIn(serializers.Serializer[Any]):
    """A family that is not on record yet."""

    name = serializers.CharField(max_length=120)
    people = MemberIn(many=True, allow_empty=False)
    bonds = NewBondIn(many=True, required=False)
    home = NewHomeIn(required=False)
    phone_of = serializers.IntegerField(required=False, min_value=0)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs["people"] = [person["registered"] for person in attrs["people"]]
        attrs["bonds"] = [acts.NewBond(**bond) for bond in attrs.get("bonds", [])]
        if "home" in attrs:
            attrs["home"] = NewHome("Home 1", **attrs["home"])
        return attrs


class SaidIn(serializers.Serializer[Any]):
    """Yes or no to one agency knowing one category."""

    agency = VisibleKeyField(Agency)
    category = serializers.ChoiceField(Category.choices)
    state = serializers.ChoiceField([Consent.State.GIVEN, Consent.State.REFUSED])


class RecordWordsIn(serializers.Serializer[Any]):
    """What someone decided about sharing, for themselves or for children."""

    decider = VisibleKeyField(Person)
    people = VisibleKeyField(Person, many=True, allow_empty=False)
    decisions = SaidIn(many=True, allow_empty=False)
    how = serializers.ChoiceField(Consent.How.choices, required=False)
    words = serializers.CharField(required=False, allow_blank=True)

    def validate_decisions(self, said: list[dict[str, Any]]) -> list[Decision]:
        return [Decision(**one) for one in said]


class AssignIn(serializers.Serializer[Any]):
    """Who looks after it: a post on hub duty."""

    holder = VisibleKeyField(Post)


class AskAgencyIn(serializers.Serializer[Any]):
    """Whom to ask."""

    agency = VisibleKeyField(Agency)


class AnswerCheckIn(serializers.Serializer[Any]):
    """What they said."""

    answer = serializers.CharField()


class CheckOut(serializers.ModelSerializer[Check]):
    """A check and its answer."""

    agency = serializers.StringRelatedField()  # type: ignore[var-annotated]
    referral = serializers.SlugRelatedField(slug_field="key", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Check
        fields = ("key", "referral", "agency", "asked_at", "answered_at", "answer")


class DecideReferralIn(serializers.Serializer[Any]):
    """What happens now, and why."""

    outcome = serializers.ChoiceField(TriageDecision.Outcome.choices)
    reason = serializers.ChoiceField(TriageDecision.Reason.choices)
    why = serializers.CharField(max_length=2000)
    offer = serializers.CharField(required=False, allow_blank=True, max_length=200)


class TriageDecisionOut(serializers.ModelSerializer[TriageDecision]):
    """A decision of triage."""

    class Meta:
        model = TriageDecision
        fields = ("key", "outcome", "reason", "why", "offer", "decided_at", "undone_at")


class DiscardedReferralOut(serializers.ModelSerializer[Referral]):
    """What was thrown away."""

    class Meta:
        model = Referral
        fields = ("key", "reference")
