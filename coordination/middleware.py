"""What every answer carries, and the answer when a server that we lean on is away."""

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from redis.exceptions import ConnectionError as Away
from redis.exceptions import TimeoutError as Slow

from sharing.journal import Unwritten

log = logging.getLogger(__name__)

UNUSED = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")


class PrivacyHeaders:
    """No device access, and no copy of a page in any cache once someone has signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then add what is missing."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", ", ".join(f"{u}=()" for u in UNUSED))
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class CacheAway:
    """A server that we lean on is away: nobody gets in and nothing is shown, but is told so.

    Sign-in counts failures in the cache. What is not written in the journal is not shown.
    """

    RETRY_AFTER = 60  # seconds

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do unless something fails."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page with 503; anything else takes its usual way."""
        if not isinstance(error, Away | Slow | Unwritten | OperationalError):
            return None
        log.error("A server that we lean on does not answer (%s)", type(error).__name__)
        answer = render(request, "503.html", status=503)
        answer.headers["Retry-After"] = str(self.RETRY_AFTER)
        return answer
