"""A form that is sent twice does its work once, also where no script keeps a button from being
pressed again.

Django masks its token against forged requests anew for each page that it draws. The token so names
the page that was sent, and with the address and all that was filled in it names the sending. The
act writes that down beside what it does: a second one, at once or an hour later, finds it there and
is undone as a whole (docs/decisions/0063).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from sharing.models.sent import SentForm

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (the name of a field)
#: As long as a page may stay open and be sent again. Then the sign-in has ended for certain.
REMEMBERED = timedelta(days=1)
_NOTE = (
    f"INSERT INTO {SentForm._meta.db_table} (digest, at) VALUES (%s, statement_timestamp())"  # noqa: S608
    " ON CONFLICT DO NOTHING"
)


class SentBefore(Exception):
    """This very form did its work already."""


_sending: ContextVar[str] = ContextVar("sending", default="")


@contextmanager
def sending(request: HttpRequest) -> Iterator[None]:
    """The first act inside does the work of this form, once. Raises SentBefore the second time."""
    token = _sending.set(digest_of(request))
    try:
        yield
    finally:
        _sending.reset(token)


def digest_of(request: HttpRequest) -> str:
    """The same for the same page, sent to the same address with the same words; empty where no
    page was sent. What a script sends is a part of a page that stays: pressed again, it is meant
    again, and the script keeps it from being pressed twice at once."""
    if not request.POST.get(TOKEN) or request.headers.get("HX-Request"):
        return ""
    said = [request.get_full_path(), *(f"{name}={values}" for name, values in request.POST.lists())]
    files = [(name, one) for name in request.FILES for one in request.FILES.getlist(name)]
    said += [f"{name}={file.name},{file.size}" for name, file in files]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def note_sent() -> None:
    """Called by the outermost act at the end of its transaction. Whoever sends the same at the same
    moment waits here for the first. What is done after it in the same request is not asked again.
    """
    if digest := _sending.get():
        _sending.set("")
        with connection.cursor() as cursor:
            cursor.execute(_NOTE, [digest])
            if not cursor.rowcount:
                raise SentBefore


def forget_sent() -> int:
    """How many were old enough to be forgotten."""
    count, _ = SentForm.objects.filter(at__lt=timezone.now() - REMEMBERED).delete()
    return count
