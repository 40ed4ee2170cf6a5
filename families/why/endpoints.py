"""Why a row can be seen, who else can, and who is present: the pages' answers as data.

Stands beside families/api, so that the storeys above can answer it of their own records too.
"""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from families.identity import Identity
from families.pages import find_family
from families.why.audience import audiences
from families.why.explaining import Ground
from families.why.pages import explain
from families.why.presence import closed_to, present
from sharing.journal import saw
from sharing.models import Category, User


class BecauseOut(serializers.Serializer[Any]):
    heading = serializers.CharField()
    lines = serializers.ListField(child=serializers.CharField())
    until = serializers.CharField()


class KnowerOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    title = serializers.CharField()
    agency = serializers.CharField()
    people = serializers.IntegerField()
    until = serializers.DateField(allow_null=True)


class ExplanationOut(serializers.Serializer[Any]):
    chain = BecauseOut(many=True)
    until = serializers.DateField(allow_null=True)
    knowers = KnowerOut(many=True)


class ContactOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    phone = serializers.CharField()


class PresentOut(serializers.Serializer[Any]):
    agency = serializers.CharField()
    words = serializers.CharField()
    contact = ContactOut()


class ClosedOut(serializers.Serializer[Any]):
    agency = serializers.CharField()
    category = serializers.CharField()
    whom = serializers.ListField(child=serializers.CharField())
    reasons = serializers.ListField(child=serializers.CharField())
    contact = ContactOut()


class PresenceOut(serializers.Serializer[Any]):
    """Who is known to be involved, and what they keep from the caller with whom to ask."""

    present = PresentOut(many=True)
    closed = ClosedOut(many=True)


class AudienceOut(serializers.Serializer[Any]):
    category = serializers.CharField()
    agencies = serializers.ListField(child=serializers.CharField())
    people = serializers.ListField(child=serializers.CharField())


class Explains:
    """For a viewset of rows about families: `explain/` of one row."""

    get_object: Any

    @extend_schema(responses=ExplanationOut)
    @action(detail=True, methods=["get"], pagination_class=None)
    def explain(self, request: Request, **_: Any) -> Response:
        """Why the caller can see this, until when, and who else can."""
        row, user = self.get_object(), caller(request)
        found = explain(user, row)
        saw(user, row, page="why")
        return Response(ExplanationOut(found).data)


class ExplainsFamily(Explains):
    """For families also: who is present, and who would see what the caller writes."""

    @extend_schema(responses=PresenceOut)
    @action(detail=True, methods=["get"], pagination_class=None)
    def presence(self, request: Request, **_: Any) -> Response:
        """Which agencies are known to be involved, and what one can't see with whom to ask."""
        family, user = self.get_object(), caller(request)
        identity = find_family(user, family.reference)
        there, ground = present(identity, user), Ground([identity.pk], told_to=user)
        saw(user, family, page="presence")
        out = {"present": there, "closed": closed_to(ground, identity, user, there)}
        return Response(PresenceOut(out).data)

    @extend_schema(responses=AudienceOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def audience(self, request: Request, **_: Any) -> Response:
        """By category: who would see what the caller writes about this family now."""
        user = caller(request)
        identity: Identity = find_family(user, self.get_object().reference)
        return Response(
            AudienceOut(audiences(identity, user, Category.values).values(), many=True).data
        )


def caller(request: Request) -> User:
    """The person who asks, acting in one post."""
    user: Any = request.user
    return user
