"""Published outcome frameworks, and an authority's dated plan on top of one."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import PROTECT, Q
from django.utils import timezone

from sharing.models import Authority, Historied, Keyed, OpenToAll, User


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


class LocalPlanQuerySet(models.QuerySet["LocalPlan"]):
    def in_force(self, authority: Authority, framework: str, on: date | None = None) -> Self:
        on = on or timezone.localdate()
        return self.filter(
            Q(valid_until=None) | Q(valid_until__gte=on),
            authority=authority,
            framework__slug=framework,
            valid_from__lte=on,
        ).order_by("-version")

    def visible_to(self, user: User) -> Self:
        """Anyone who works with families in the authority may read how they are judged."""
        if user.agency is None:
            return self.none()
        return self.filter(authority__in=user.agency.authorities.all())


class LocalPlan(Historied):
    """An authority's overlay on a framework: thresholds, sources, and what its payer pays."""

    authority = models.ForeignKey(Authority, PROTECT, related_name="local_plans")
    framework = models.ForeignKey(Framework, PROTECT, related_name="local_plans")
    version = models.PositiveIntegerField(default=1)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    overlay = models.JSONField(default=dict, help_text="As `--plan` of judge takes it (facts.md)")
    objects = LocalPlanQuerySet.as_manager()

    class Sharing(OpenToAll):
        pass

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "framework", "version"), name="one_local_plan_of_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.authority}, {self.framework}, version {self.version}"
