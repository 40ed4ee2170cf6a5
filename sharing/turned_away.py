"""Whoever is turned away is written down, and gets exactly the answer they would have got.

A record that may not be known and one that does not exist take the same way through this module:
one look for the record, one line in the journal (access.md, P3).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection, models
from django.http import HttpRequest, HttpResponse

from sharing.away import away
from sharing.journal import Unwritten, refused
from sharing.models import User
from sharing.questions.prepared import Given, Statement, kept
from sharing.wall import opened_to_read

TURNED_AWAY = (403, 404)
#: What an address may name a row by.
NAMES = ("reference", "key")


class TurnedAway:
    """Write down each 403 and 404 of someone who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match is None or response.status_code not in TURNED_AWAY:
            return response
        user: Any = request.user
        if user.is_authenticated:
            try:
                note(user, match, response.status_code)
            except Unwritten:
                return away(request)
        return response


def note(user: User, match: Any, status: int) -> None:
    """One line: who, which page, and the record where there is one."""
    view = getattr(match.func, "view_class", None) or getattr(match.func, "cls", None)
    model, pk, family = _subject(view, match.kwargs)
    subject = user if pk is None else model(pk=pk)
    refused(
        user, subject, verb=_verb(view), family=family or 0, page=match.view_name, status=status
    )


def _verb(view: Any) -> str:
    """The act that the page or endpoint is for, else that a page was asked for."""
    act = getattr(getattr(view, "act", None), "verb", None)
    verb = act or getattr(view, "verb", None)
    return verb if verb and isinstance(verb, str) else "page.open"


def _subject(view: Any, kwargs: dict[str, Any]) -> tuple[Any, int | None, int | None]:
    """The record that the address names, and its family: one question, whatever its answer."""
    model: type[models.Model] | None = getattr(view, "model", None)
    name = next((name for name in NAMES if name in kwargs), None)
    if model is None or name is None or name not in {f.name for f in model._meta.fields}:
        return model, None, None
    path = getattr(getattr(model, "Sharing", None), "family", None)
    asked = ("pk",) if path is None else ("pk", path or "pk")
    field: Any = model._meta.get_field(name)

    def draw() -> Statement:
        rows = model._base_manager.filter(**{name: Given("named", field)})
        return Statement(rows.order_by("pk").values_list(*asked)[:1], planned=True)

    named = field.get_db_prep_value(field.to_python(kwargs[name]), connection)
    with opened_to_read():  # what they may not know is what is looked for
        found = next(iter(kept((note, model, name), draw).ask(named=named)), None)
    if found is None:
        return model, None, None
    return model, found[0], found[1] if path is not None else None
