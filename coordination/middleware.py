"""What every answer carries, and the answer when a server that we lean on is away."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sharing.away import away, is_away

log = logging.getLogger(__name__)

UNUSED = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")


class PrivacyHeaders:
    """No device access, and no copy of a page in any cache: of nobody's, as whoever asks for help
    without an account writes about people too, perhaps at a library's computer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then add what is missing."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", ", ".join(f"{u}=()" for u in UNUSED))
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class CacheAway:
    """A server that we lean on is away: nobody gets in and nothing is shown, but is told so.

    Sign-in counts failures in the cache. What is not written in the journal is not shown. What
    fails before this stands here, in another middleware, `sharing.away.failed` answers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do unless something fails."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page with 503; anything else takes its usual way."""
        if not is_away(error):
            return None
        log.error("A server that we lean on does not answer (%s)", type(error).__name__)
        return away(request)
