"""Sign-ins, tokens and colleagues' posts in the API. A token makes no further ways in."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from sharing import acts
from sharing.api import NothingIn, VisibleViewSet
from sharing.models import ApiToken, Post, SignIn


class TokenIn(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=60)
    days = serializers.IntegerField(min_value=1, max_value=90)


class SignInOut(serializers.ModelSerializer[SignIn]):
    class Meta:
        model = SignIn
        fields = ("key", "device", "began_at", "seen_at", "ended_at")
        read_only_fields = fields


class TokenOut(serializers.ModelSerializer[ApiToken]):
    secret = serializers.CharField(read_only=True, help_text="Only in the answer that makes it")

    class Meta:
        model = ApiToken
        fields = ("key", "name", "made_at", "expires_on", "last_used_at", "revoked_at", "secret")
        read_only_fields = fields


class PostOut(serializers.ModelSerializer[Post]):
    who = serializers.CharField(source="user.full_name", read_only=True)
    agency = serializers.StringRelatedField()  # type: ignore[var-annotated]
    team = serializers.StringRelatedField()  # type: ignore[var-annotated]

    class Meta:
        model = Post
        fields = ("key", "who", "agency", "team", "role", "title")
        read_only_fields = fields


def only_in_person(request: Request) -> None:
    """A token can't make, end or see ways in: who stole it would keep theirs."""
    if isinstance(request.auth, ApiToken):
        raise PermissionDenied


class SignInViewSet(VisibleViewSet):
    """Where the caller is signed in."""

    model = SignIn
    serializer_class = SignInOut

    def get_queryset(self) -> Any:
        found: Any = super().get_queryset()
        return found.live() if hasattr(found, "live") else found

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        only_in_person(request)

    @extend_schema(request=NothingIn)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **_: Any) -> Response:
        """Sign out there."""
        return self.perform(acts.end_session, NothingIn, session=self.get_object())


class TokenViewSet(VisibleViewSet):
    """The caller's own tokens."""

    model = ApiToken
    serializer_class = TokenOut

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        only_in_person(request)

    @extend_schema(request=TokenIn)
    @action(detail=False, methods=["post"])
    def make(self, request: Request) -> Response:
        """Make one; the secret is in this answer and nowhere else."""
        return self.perform(acts.make_token, TokenIn)

    @extend_schema(request=NothingIn)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, **_: Any) -> Response:
        """End it."""
        return self.perform(acts.revoke_token, NothingIn, token=self.get_object())


class PostViewSet(VisibleViewSet):
    """Colleagues in the caller's own authority."""

    model = Post
    serializer_class = PostOut

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("user", "agency", "team")

    @extend_schema(request=NothingIn)
    @action(detail=True, methods=["post"], url_path="close-account")
    def close_account(self, request: Request, **_: Any) -> Response:
        """Someone leaves: account, sign-ins and tokens end at once."""
        return self.perform(acts.close_account, NothingIn, post=self.get_object())


#: Address and viewset, for coordination/api.py.
VIEWSETS = (("sign-ins", SignInViewSet), ("tokens", TokenViewSet), ("posts", PostViewSet))
