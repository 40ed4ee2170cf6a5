"""Under which published outcomes framework a case begins. The storey that holds them says it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ImproperlyConfigured

from sharing.models import Authority

#: The framework's name for an authority on a day; None where no version had been published yet.
Teller = Callable[[Authority, date], str | None]
TELLERS: list[Teller] = []


def tells_the_version(teller: Teller) -> Teller:
    """The function under this says which version is in force. There is one, loaded at start."""
    TELLERS[:] = [teller]
    return teller


def version_in_force(authority: Authority, on: date) -> str | None:
    """The framework that a case of this authority begins under on the day.

    Raises ImproperlyConfigured where no storey above was loaded.
    """
    if not TELLERS:
        raise ImproperlyConfigured("Nothing says which outcomes framework is in force")
    return TELLERS[0](authority, on)
