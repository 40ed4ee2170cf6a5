"""A step that reaches far needs a password from the last five minutes, asked for where it is taken.

`sharing/authority.py` names the acts (STEP_UP). Pages and endpoints ask by themselves: the password
is one more field of the same form, so nothing that was typed is sent anywhere else or lost.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.core.ratelimit import consume
from django import forms
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from sharing.acts.accounts import prove_again
from sharing.authority import STEP_UP
from sharing.journal import refused

PROVED_FOR = timedelta(minutes=5)
FIELD = "your_password"
ASK = "Give your password again: the last time is more than 5 minutes ago"
WRONG = "That is not your password"
TOO_MANY = "Too many tries. Wait a minute, then try again"
BY_A_PERSON = "This needs a password from the last 5 minutes, so a token can’t do it"


def is_proved(request: HttpRequest) -> bool:
    """Whether the one at the keyboard gave their password in the last five minutes.

    Signing in is giving it. A token gives none, ever.
    """
    kept = None if hasattr(request, "token") else request.session.get("sign_in")
    if kept is None:
        return False
    ago = timezone.now().timestamp() - kept.get("proved", kept["began"])
    return 0 <= ago < PROVED_FOR.total_seconds()


def prove(request: HttpRequest, password: str, verb: str) -> str:
    """Take the password; what is wrong with it, or nothing. Each try is counted and logged."""
    user: Any = request.user
    if not consume(request, action="reauthenticate", user=user):
        refused(user, user, verb="session.prove", step=verb, why="too_many")
        return TOO_MANY
    if not check_password(password, user.password):
        refused(user, user, verb="session.prove", step=verb)
        return WRONG
    prove_again(step=verb, by=user)
    request.session["sign_in"] |= {"proved": timezone.now().timestamp()}
    request.session.modified = True
    return ""


class PasswordAgain(forms.CharField):
    """Stands in a form only while nothing proves who is there; so an answer in it was wrong."""

    def __init__(self, wrong: str) -> None:
        self.wrong = wrong
        super().__init__(
            label="Your password again",
            help_text="This step reaches far, and you last gave it more than 5 minutes ago.",
            strip=False,
            error_messages={"required": "Enter your password"},
            widget=forms.PasswordInput({"autocomplete": "current-password"}),
        )

    def clean(self, value: Any) -> Any:
        super().clean(value)
        raise ValidationError(self.wrong or WRONG)


class StepUp:
    """What a page for such an act asks besides."""

    request: HttpRequest
    verb: str
    wrong = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        given = request.POST.get(FIELD, "")
        if self.verb in STEP_UP and given and not is_proved(request):
            self.wrong = prove(request, given, self.verb)
        return super().post(request, *args, **kwargs)  # type: ignore[misc]

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)  # type: ignore[misc]
        if self.verb in STEP_UP and not is_proved(self.request):
            form.fields[FIELD] = PasswordAgain(self.wrong)
        return form


class PasswordNeeded(APIException):
    """403, until `password` comes with the call, or was given within five minutes."""

    status_code = status.HTTP_403_FORBIDDEN
    default_code = "password_needed"

    def __init__(self, why: str) -> None:
        super().__init__(detail={"detail": why, "code": self.default_code})


def step_up(request: Request, verb: str) -> None:
    """Raises PasswordNeeded where the act needs a password and nobody gave one lately."""
    if verb not in STEP_UP or is_proved(request._request):
        return
    if hasattr(request._request, "token"):
        raise PasswordNeeded(BY_A_PERSON)
    given = request.data.get("password") if isinstance(request.data, dict) else None
    proof = given if isinstance(given, str) else ""
    if wrong := prove(request._request, proof, verb) if proof else ASK:
        raise PasswordNeeded(wrong)
