"""A list that someone takes out of the system, prepared as them and collected by them."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.core import signing
from django.db import models
from django.db.models import PROTECT
from django.urls import reverse
from django.utils import timezone

from sharing.models import Keyed, OpenToAll, Post, User

#: After this time a prepared file can't be collected, and is deleted.
KEPT = timedelta(hours=24)
SALT = "families.export"


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: User) -> ExportQuerySet:
        """One's own, in the post in which they asked: what waits says how many families it has."""
        return self.filter(user=user, post=user.post)

    def ready(self) -> ExportQuerySet:
        fresh = timezone.now() - KEPT
        return self.filter(state=Export.State.READY, ready_at__gt=fresh)

    def worn_out(self) -> ExportQuerySet:
        """Prepared more than a day ago, with the file still there."""
        return self.filter(state=Export.State.READY, ready_at__lte=timezone.now() - KEPT)

    def of_link(self, signed: str, user: User) -> Export | None:
        """The export that a link names, where the link is for this person and still good."""
        try:
            said = signing.loads(signed, salt=SALT, max_age=KEPT)
        except signing.BadSignature:
            return None
        return self.ready().filter(key=said["export"], user=user, user_id=said["for"]).first()


def random_name(*_: object) -> str:
    """Where the file is kept: by chance, so that its name tells nothing."""
    return f"exports/{uuid.uuid4().hex}"


class Export(Keyed):
    """Asked for by one person in one post; nobody else ever gets the file."""

    class Kind(models.TextChoices):
        FAMILIES = "families", "My families"
        RESULTS = "results", "The results list"

    class State(models.TextChoices):
        ASKED = "asked", "Being prepared"
        READY = "ready", "Ready"
        REFUSED = "refused", "Not prepared"
        GONE = "gone", "Deleted"

    user = models.ForeignKey(User, PROTECT, related_name="+")
    post = models.ForeignKey(Post, PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    collected_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(upload_to=random_name, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    rows = models.PositiveIntegerField(default=0)
    objects = ExportQuerySet.as_manager()

    class Sharing(OpenToAll):
        own = "user"

    class Meta:
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_ready(self) -> bool:
        fresh = self.ready_at is not None and timezone.now() - self.ready_at < KEPT
        return self.state == self.State.READY and fresh

    @property
    def until(self) -> object:
        return self.ready_at + KEPT if self.ready_at else None

    def get_absolute_url(self) -> str:
        """Its link: says whom it is for, and is good for a day."""
        signed = signing.dumps({"export": str(self.key), "for": self.user_id}, salt=SALT)
        return reverse("families:collect-export", args=[signed])
