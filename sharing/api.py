"""What the API is made of: read-only lists and rows through visible_to, and one POST an act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import F, Manager, Model, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, status, viewsets
from rest_framework.exceptions import APIException
from rest_framework.response import Response

from sharing.authority import require
from sharing.journal import exposed, saw
from sharing.questions.single import only
from sharing.refusals import Refused
from sharing.signing_in.step_up import step_up


class Conflicting(APIException):
    """An act said no: 409 with its reasons."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "refused"

    def __init__(self, no: Refused) -> None:
        at = {"field": no.field} if no.field else {}
        super().__init__(detail={"reasons": list(no.reasons), **at})
        self.refusal = no


@extend_schema_field({"type": "string", "format": "uuid"})
class VisibleKeyField(serializers.SlugRelatedField):
    """Names a row by its key, among those that the caller may see."""

    def __init__(self, model: type[Model], **kwargs: Any) -> None:
        self.model = model
        kwargs.setdefault("slug_field", "key")
        kwargs.setdefault("queryset", model._default_manager.none())
        super().__init__(**kwargs)

    def get_queryset(self) -> QuerySet[Any]:
        user = self.context["request"].user
        return self.model._default_manager.visible_to(user)  # type: ignore[attr-defined]


def told_with(serializer: Any, row: Any, key: str, ask: Callable[[list[Any]], Any]) -> Any:
    """What `ask` finds for all rows that are told in one answer with this one, asked once."""
    kept: dict[str, Any] = serializer.context
    if key not in kept:
        kept[key] = ask(list(getattr(serializer.parent, "instance", None) or [row]))
    return kept[key]


class VisibleRows(serializers.ListSerializer):
    """Rows that stand within another: those that the caller may see, where nobody chose them yet.

    A list chooses them with one question for all; an act hands its row back as it wrote it, beside
    what it carried on of others.
    """

    def to_representation(self, data: Any) -> Any:
        if isinstance(data, Manager):
            rows: Any = data.all()
            chosen = rows._result_cache is not None
            data = rows if chosen else rows.visible_to(self.context["request"].user)
        return super().to_representation(data)


class NothingIn(serializers.Serializer[Any]):
    """What an act takes that needs no more than its subject."""


class VisibleViewSet(viewsets.ReadOnlyModelViewSet):
    """Rows the caller may see; anything else does not exist."""

    model: type[Model]
    lookup_field = "key"

    def get_queryset(self) -> QuerySet[Any]:
        if getattr(self, "swagger_fake_view", False):
            return self.model._default_manager.none()
        manager: Any = self.model._default_manager
        return manager.visible_to(self.request.user).order_by("pk")

    def get_object(self) -> Any:
        rows = self.filter_queryset(self.get_queryset())
        found = only(rows, self.lookup_field, self.kwargs[self.lookup_field])
        self.check_object_permissions(self.request, found)
        return found

    def list(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """A page of rows; the families that they tell of are written down."""
        rows = self.filter_queryset(self.get_queryset())
        path = getattr(getattr(self.model, "Sharing", None), "family", None)
        if path is not None:
            rows = rows.annotate(tells_of=F(path or "pk"))
        page = self.paginate_queryset(rows)
        shown = rows if page is None else page
        self.note_shown(shown)
        data = self.get_serializer(shown, many=True).data
        return Response(data) if page is None else self.get_paginated_response(data)

    def note_shown(self, rows: Iterable[Any]) -> None:
        """Before they are told. `tells_of`: the family that a row of a list is about."""
        user: Any = self.request.user
        families = [getattr(row, "tells_of", None) for row in rows]
        exposed(user, families, verb="family.list", page=self.basename)

    def retrieve(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        found = self.get_object()
        saw(request.user, found)
        return Response(self.get_serializer(found).data)

    def perform(
        self, act: Callable[..., Any], takes: type[serializers.Serializer], **subject: Any
    ) -> Response:
        """Clean the input, perform the act, answer with the row that it returns.

        A role that may not is told so before anything it sent is looked at; an act that reaches far
        asks for the password next (sharing/signing_in/step_up.py).
        """
        user: Any = self.request.user
        require(user, act.verb)  # type: ignore[attr-defined]
        step_up(self.request, act.verb)  # type: ignore[attr-defined]
        given = takes(data=self.request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        try:
            done = act(by=user, **subject, **given.validated_data)
        except Refused as no:
            raise Conflicting(no) from no
        return Response(self.get_serializer(done).data, status=status.HTTP_200_OK)
