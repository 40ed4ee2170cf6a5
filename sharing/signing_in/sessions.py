"""How long someone stays signed in: idle and in all. What they typed waits for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils import timezone

from sharing.models import LONGEST_SIGN_IN, Role, SignIn
from sharing.signing_in.tokens import API

IDLE = timedelta(minutes=30)
#: Who can change rules or accounts leaves an open screen for less long (docs/operate/log.md).
IDLE_OF: dict[str, timedelta] = {
    Role.SHARING_LEAD: timedelta(minutes=15),
    Role.ADMINISTRATOR: timedelta(minutes=15),
}
#: How exactly "last seen" is kept: a busy person's session is written once in this time.
A_WHILE = 60  # seconds
BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


class Sessions:
    """Note a new sign-in, keep "last seen", and end what is over."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        if not user.is_authenticated or hasattr(request, "token"):
            return self.get_response(request)
        kept, now = request.session.get("sign_in"), timezone.now().timestamp()
        if kept is None or kept["session"] != request.session.session_key:
            _begin(request, now)
        elif is_over(user.role, kept["began"], kept["seen"], now):
            return _ended(request)
        elif now - kept["seen"] >= A_WHILE:
            request.session["sign_in"] = kept | {"seen": now}
            SignIn.objects.filter(pk=kept["row"]).update(seen_at=timezone.now())
        return self.get_response(request)


def is_over(role: str, began: float, seen: float, now: float) -> bool:
    """Idle for too long, or signed in for too long in all."""
    idle = IDLE_OF.get(role, IDLE).total_seconds()
    return now - seen >= idle or now - began >= LONGEST_SIGN_IN.total_seconds()


def device(agent: str) -> str:
    """'Firefox on Windows': enough to know one's own devices by."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return f"{browser} on {system}" if system else browser


def _begin(request: HttpRequest, now: float) -> None:
    user: Any = request.user
    row = SignIn.objects.create(
        user=user,
        session_key=request.session.session_key or "",
        device=device(request.headers.get("User-Agent", "")),
    )
    began = {"row": row.pk, "session": row.session_key, "began": now, "seen": now}
    request.session["sign_in"] = began


def _ended(request: HttpRequest) -> HttpResponse:
    """To sign in, and from there back to the page on which they were."""
    logout(request)
    if request.path.startswith(API):
        return JsonResponse({"detail": "Your sign-in has ended."}, status=401)
    sign_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': _page(request)})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": sign_in})
    return HttpResponseRedirect(sign_in)


def _page(request: HttpRequest) -> str:
    """The page they were on: what was posted can't be repeated, its form can be filled again."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    came = urlsplit(request.headers.get("Referer", ""))
    here = came.netloc == request.get_host()
    return f"{came.path}?{came.query}" if here and came.query else came.path if here else "/"
