"""Who asks, read anew with each request by two questions that are drawn once (prepared.py)."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from sharing.models import User
from sharing.prepared import Given, Statement, kept


class Accounts(AuthenticationBackend):
    """Signing in is allauth's; here is how the person comes back with their next request."""

    def get_user(self, user_id: Any) -> User | None:
        """None for an account that is not there, or no longer open."""

        def draw() -> Statement:
            return Statement(User.objects.filter(pk=Given("pk", User._meta.pk)), planned=True)

        user = next(iter(kept(Accounts, draw).ask(pk=int(user_id))), None)
        return user if user is not None and self.user_can_authenticate(user) else None
