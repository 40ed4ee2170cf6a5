"""A sharing lead looks at what a post could open of one family: who, why, and until when."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import PROTECT, F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from families.access import SharedQuerySet, not_archived, shut_to
from families.models.family import Family
from sharing.models import Agency, Category, Historied, Post, Role, User

#: It ends by itself after so long.
LASTS = timedelta(minutes=15)
REASON_AT_LEAST = 20


class ViewAsQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Each sharing lead's own, while it runs, and while nothing shuts them out."""
        if user.role != Role.SHARING_LEAD:
            return self.none()
        return self.running().filter(not_archived(), by=user).exclude(shut_to(user))

    def running(self) -> Self:
        return self.filter(ended_at=None, ends_at__gt=Now())


class ViewAs(Historied):
    """Someone looks as a post holder would, and sees what would open and why. No contents."""

    by = models.ForeignKey(User, PROTECT, related_name="+")
    post = models.ForeignKey(Post, PROTECT, related_name="+")
    family = models.ForeignKey(Family, PROTECT, related_name="+")
    reason = models.TextField()
    started_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = ViewAsQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.CASE_NOTES, "owner"
        ends = ("owner",)

    class Meta:
        verbose_name_plural = "viewings as another post"
        ordering = ("-started_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("started_at")), name="a_viewing_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=("by",), condition=Q(ended_at=None), name="one_views_as_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"Viewing {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("families:viewing", args=[self.key])
