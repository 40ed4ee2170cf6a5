"""Sessions in the database, each read by a question that is drawn once (prepared.py)."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.utils import timezone

from sharing.questions.prepared import Given, Statement, kept


class SessionStore(InDatabase):
    """As Django keeps them."""

    def _get_session_from_db(self) -> Any:
        """The session's row while it lasts; otherwise none, and its key is forgotten."""

        def draw() -> Statement:
            field: Any = self.model._meta.get_field
            key, now = Given("key", field("session_key")), Given("now", field("expire_date"))
            return Statement(
                self.model.objects.filter(session_key=key, expire_date__gt=now), planned=True
            )

        rows = kept(SessionStore, draw).ask(key=self.session_key, now=timezone.now())
        if not rows:
            self._session_key = None
        return next(iter(rows), None)
