"""Forms that did their work."""

from __future__ import annotations

from django.db import models

from sharing.models.shared import OpenToAll


class SentForm(models.Model):
    """A form that was sent and did its work, by a digest that tells nothing of what was in it."""

    digest = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Sharing(OpenToAll):
        pass

    def __str__(self) -> str:
        return self.digest[:8]
