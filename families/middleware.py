"""Puts every request behind the second wall."""

from collections.abc import Callable
from contextlib import ExitStack

from django.http import HttpRequest, HttpResponse

from families.access import enter, gate_for
from sharing.wall import behind_the_wall


class BehindTheWall:
    """What the view asks, PostgreSQL answers for this viewer, even where we forgot to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Someone signed in is told at once; for others the first question does it, if any."""
        gate = gate_for(request.user)
        with ExitStack() as until_answered:
            until_answered.enter_context(behind_the_wall(gate))
            if request.user.is_authenticated:
                enter(gate)
            response = self.get_response(request)
            if response.streaming:  # what is still to be read is read as this viewer too
                response._resource_closers.append(  # type: ignore[attr-defined]
                    until_answered.pop_all().close
                )
            return response
