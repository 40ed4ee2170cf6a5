"""Programs come in with a token: as one person, in the post that the token is of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication

from sharing.models import ApiToken

API = "/api/"
BEARER = "Bearer "
#: How exactly the page of tokens says when one was last used.
A_WHILE = timedelta(minutes=1)


class Tokens:
    """Before anything asks who someone is, so that every wall sees the same person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.headers.get("Authorization", "")
        if not said.startswith(BEARER) or not request.path.startswith(API):
            return self.get_response(request)
        token = ApiToken.objects.of_secret(said.removeprefix(BEARER).strip())
        if token is None:
            answer = JsonResponse({"detail": "This token is not valid."}, status=401)
            answer.headers["WWW-Authenticate"] = BEARER.strip()
            return answer
        now = timezone.now()
        if token.last_used_at is None or now - token.last_used_at >= A_WHILE:
            ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
        request.token = token  # type: ignore[attr-defined]
        request.user = token.post.user.acting_as(token.post)
        return self.get_response(request)


class TokenAuthentication(BaseAuthentication):
    """The API takes over whom the middleware found."""

    def authenticate(self, request: Any) -> tuple[Any, ApiToken] | None:
        token = getattr(request._request, "token", None)
        return (request._request.user, token) if token is not None else None


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """What the API's schema says about it."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
