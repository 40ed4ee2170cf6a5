"""The answer while a server that we lean on is away: nobody gets in and nothing is shown.

It is made without that server: no session, no user, no context processor. What someone typed comes
back in the page, to be sent again as it is.
"""

from __future__ import annotations

import sys
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils.http import escape_leading_slashes
from django.views.defaults import server_error
from redis.exceptions import ConnectionError as Away
from redis.exceptions import TimeoutError as Slow

from sharing.journal import Unwritten
from sharing.signing_in.tokens import API

RETRY_AFTER = 60  # seconds
#: What is typed and comes back: more than the longest form has, less than a file.
MOST = 200_000  # characters
SAID = "A part of this service is not answering. Nothing was changed. Try again in a minute."


def is_away(error: BaseException | None) -> bool:
    """Whether this was the fault of the database, the cache or the broker, and passes."""
    return isinstance(error, Away | Slow | Unwritten | OperationalError | InterfaceError)


def away(request: HttpRequest) -> HttpResponse:
    """503, in words or as JSON; it may be asked again in a minute."""
    if request.path.startswith(API):
        answer: HttpResponse = JsonResponse({"detail": SAID}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    else:
        context = {
            "typed": typed(request),
            "posted": request.method == "POST",
            "files": bool(_files(request)),
            "address": escape_leading_slashes(request.get_full_path()),
        }
        page = render_to_string("503.html", context)
        answer = HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE)
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def failed(request: HttpRequest) -> HttpResponse:
    """Django's last resort, for what fails in a middleware too, where no other can catch it."""
    return away(request) if is_away(sys.exc_info()[1]) else server_error(request)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was posted, to be posted again. Never a password, nor so much that it is a file."""
    sign_in = request.path == resolve_url(settings.LOGIN_URL)
    if request.method != "POST" or sign_in:
        return []
    try:
        posted = [(name, value) for name, values in request.POST.lists() for value in values]
    except (RawPostDataException, UnreadablePostError):
        return []
    kept = [(name, value) for name, value in posted if "password" not in name]
    return kept if sum(len(value) for _, value in kept) <= MOST else []


def _files(request: HttpRequest) -> object:
    try:
        return request.FILES
    except (RawPostDataException, UnreadablePostError):
        return None
