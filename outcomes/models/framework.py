"""Published outcome frameworks, as rows that claims and local plans point at."""

from __future__ import annotations

from django.db import models

from sharing.models import Keyed, OpenToAll


class Framework(Keyed):
    """A published version. Its file can't change: the hash is checked when it is loaded."""

    slug = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=160)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True, help_text="Last day")
    sha256 = models.CharField(max_length=64)

    class Sharing(OpenToAll):
        pass

    class Meta:
        ordering = ("valid_from",)

    def __str__(self) -> str:
        return self.slug
