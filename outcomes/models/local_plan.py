"""An authority's dated plan on top of a published framework: written, published, ended."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils import timezone

from outcomes.models.framework import Framework
from sharing.models import Agency, Authority, Historied, OpenToAll, Role, User

#: Who reads a draft, besides those who publish it: whoever prepares it, and counts by it.
WRITERS = (Role.COORDINATOR, Role.SUPERVISOR, Role.ANALYST)


class LocalPlanQuerySet(models.QuerySet["LocalPlan"]):
    def published(self) -> Self:
        """All that counts or once counted: everything but drafts."""
        return self.exclude(state=LocalPlan.State.DRAFT)

    def begun_or_to_come(self) -> Self:
        """Published, but those that were ended before they began and so hold no day."""
        return self.published().exclude(valid_until__lt=F("valid_from"))

    def running(self, on: date | None = None) -> Self:
        """Published, and the day (today) lies within their days."""
        on = on or timezone.localdate()
        within = Q(valid_until=None) | Q(valid_until__gte=on)
        return self.published().filter(within, valid_from__lte=on)

    def in_force(
        self, authority: Authority, framework: str | None = None, on: date | None = None
    ) -> Self:
        """Of the authority, over one framework or over any, on the day (today)."""
        found = self.running(on).filter(authority=authority).order_by("-version")
        return found if framework is None else found.filter(framework__slug=framework)

    def visible_to(self, user: User) -> Self:
        """Anyone who works with families in the authority may read how they are judged; a draft is
        for those of the council who prepare and publish it."""
        if user.agency is None:
            return self.none()
        own = self.filter(authority__in=user.agency.authorities.all())
        of_council = user.agency.kind == Agency.Kind.COUNCIL
        if of_council and user.role in WRITERS:
            return own
        return own.exclude(state=LocalPlan.State.DRAFT)


class LocalPlan(Historied):
    """An authority's overlay on a framework: thresholds, sources, and what its payer pays.

    Once published its settings stay as they are; only its last day may still come nearer.
    `supersedes`: the version that it was copied from and takes the place of.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        ENDED = "ended", "Ended"

    authority = models.ForeignKey(Authority, PROTECT, related_name="local_plans")
    framework = models.ForeignKey(Framework, PROTECT, related_name="local_plans")
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True, help_text="Last day")
    overlay = models.JSONField(
        default=dict, blank=True, help_text="As `--plan` of judge takes it (facts.md)"
    )
    reason = models.CharField(max_length=300, blank=True, help_text="Why this version was written")
    discretion_roles = models.JSONField(
        default=list, blank=True, help_text="Roles that may judge equivalent progress"
    )
    discretion_people = models.ManyToManyField(User, blank=True, related_name="+")
    supersedes = models.ForeignKey("self", PROTECT, null=True, blank=True, related_name="later")
    written_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    published_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)
    objects = LocalPlanQuerySet.as_manager()

    class Sharing(OpenToAll):
        pass

    class Meta:
        ordering = ("framework__valid_from", "version")
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "framework", "version"), name="one_local_plan_of_a_version"
            ),
            models.UniqueConstraint(
                fields=("authority", "framework"),
                condition=Q(state="draft"),
                name="one_draft_of_a_local_plan",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None)
                | Q(valid_until__gte=F("valid_from"))
                | Q(state="ended"),  # ended before it began: it holds no day
                name="local_plan_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.authority}, {self.framework.title}, version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("outcomes:local-plan", args=[self.key])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def standing(self) -> str:
        """draft, not_begun, in_force or over, as of today."""
        today = timezone.localdate()
        if self.is_draft:
            return "draft"
        if self.valid_until is not None and self.valid_until < max(today, self.valid_from):
            return "over"
        return "not_begun" if self.valid_from > today else "in_force"

    def holds(self, day: date) -> bool:
        """Whether the day lies within its days."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def lets_judge(self, user: User) -> bool:
        """Whether this person, in the role they act in, may use discretion under it."""
        named = self.discretion_people.filter(pk=user.pk).exists()
        return user.role in self.discretion_roles or named

    @property
    def fingerprint(self) -> str:
        """Of all that it says: whoever publishes it publishes exactly what they read."""
        said: dict[str, Any] = {
            "framework": self.framework_id,
            "overlay": self.overlay,
            "days": [str(self.valid_from), str(self.valid_until)],
            "roles": sorted(self.discretion_roles),
            "people": sorted(person.pk for person in self.discretion_people.all()),
            "reason": self.reason,
        }
        plain = json.dumps(said, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()
