"""Puts every request behind the second wall; and while a sharing lead views as another post, shows
the banner on every page and lets nothing change."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from families.access import enter, gate_for
from families.models import ViewAs
from sharing.looking import only_looking
from sharing.models import Role, User
from sharing.questions.prepared import Given, Statement, kept
from sharing.wall import FEW, MANY, Gate, behind_the_wall, opened_to_read

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: The only things that can still be sent.
STILL_OPEN = frozenset({
    "families:view-as", "families:end-viewing", "viewings-start", "viewings-end", "account_logout",
})  # fmt: skip


class BehindTheWall:
    """What the view asks, PostgreSQL answers for this viewer, even where we forgot to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Whoever asks a question before the view begins is told of with it."""
        gate = request.gate = gate_for(request.user)  # type: ignore[attr-defined]
        with ExitStack() as until_answered:
            until_answered.enter_context(behind_the_wall(gate))
            response = self.get_response(request)
            if response.streaming:  # what is still to be read is read as this viewer too
                response._resource_closers.append(  # type: ignore[attr-defined]
                    until_answered.pop_all().close
                )
            return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, named: dict[str, Any]
    ) -> None:
        """Someone signed in is told of at once; for others the first question does it, if any. A
        view whose address names nothing is a list."""
        if request.user.is_authenticated:
            gate: Gate = request.gate  # type: ignore[attr-defined]
            gate.most = FEW if named else MANY
            enter(gate)


class ViewingAs:
    """Bound to the person, not to the role in use: neither changing roles nor a program of theirs,
    in whichever post, gets one out of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look whether they view as someone. Asked are only those who may; and what a program
        sends, as it brings one post and not the others."""
        viewing = self.viewing(request)
        request.viewing = viewing  # type: ignore[attr-defined]
        if viewing is None:
            return self.get_response(request)
        if request.method not in SAFE and resolve(request.path).view_name not in STILL_OPEN:
            raise PermissionDenied
        with only_looking():
            return self.get_response(request)

    def viewing(self, request: HttpRequest) -> ViewAs | None:
        posts: list[Any] = getattr(request, "posts", [])
        sends = hasattr(request, "token") and request.method not in SAFE
        if not sends and not any(post.role == Role.SHARING_LEAD for post in posts):
            return None
        with opened_to_read():  # they view a family that they do not know
            return next(iter(_running().ask(by=request.user.pk)), None)


def _running() -> Statement:
    """Whom someone views as now: one at a time, and every request of theirs asks."""

    def draw() -> Statement:
        rows = ViewAs.objects.running().filter(by=Given("by", User._meta.pk)).order_by()
        with_whom = rows.select_related("post__user", "post__agency", "family")
        return Statement(with_whom, planned=True)

    return kept((ViewingAs, "running"), draw)
