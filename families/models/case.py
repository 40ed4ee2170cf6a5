"""A case: one episode of support, from the front door to its closing."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import PROTECT, F, Q
from django.utils import timezone

from families.access import SharedQuerySet
from families.models.family import Family
from sharing.models import Agency, Category, Historied, Post, User


class CaseQuerySet(SharedQuerySet):
    def open(self, on: date | None = None) -> Self:
        on = on or timezone.localdate()
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on), opened_on__lte=on)

    def meant(self) -> Self:
        """All but those that were opened by mistake and withdrawn at once."""
        return self.exclude(closing_reason=Case.WITHDRAWN)

    def waiting(self) -> Self:
        """Open, and nobody leads yet."""
        return self.open().filter(stage=Case.Stage.WAITING)

    def led_by(self, post: Post | None) -> Self:
        return self.filter(lead=post, stage=Case.Stage.ACTIVE)


class Case(Historied):
    """One episode of support. The lead worker is asked first, and accepts."""

    class Stage(models.TextChoices):
        WAITING = "waiting", "Waiting for a lead worker"
        OFFERED = "offered", "A worker has been asked"
        ACTIVE = "active", "Being helped"
        NOT_ALLOCATED = "not_allocated", "Not allocated"
        CLOSED = "closed", "Closed"

    #: The closing reason of a case that was opened by mistake: nobody was helped.
    WITHDRAWN = "Opened by mistake"

    family = models.ForeignKey(Family, PROTECT, related_name="cases")
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.WAITING)
    framework = models.SlugField(max_length=40, help_text="The version in force when it began")
    opened_on = models.DateField(default=timezone.localdate)
    lead = models.ForeignKey(Post, PROTECT, null=True, blank=True, related_name="cases_led")
    offered_at = models.DateTimeField(null=True, blank=True)
    lead_since = models.DateField(null=True, blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closing_reason = models.CharField(max_length=60, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = CaseQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.IDENTITY, "owner"
        record = True

    class Meta:
        ordering = ("-opened_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("family",), condition=Q(closed_on=None), name="one_open_case_in_a_family"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="case_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=("offered", "active")) | Q(lead__isnull=False),
                name="an_offered_or_active_case_has_a_lead",
            ),
        )

    def __str__(self) -> str:
        return f"Case of {self.family.reference}"


class Assessment(Historied):
    """The whole-family assessment: what is happening, for every member, with the family."""

    case = models.ForeignKey(Case, PROTECT, related_name="assessments")
    completed_on = models.DateField(default=timezone.localdate)
    what_is_happening = models.TextField()
    strengths = models.TextField(blank=True)
    family_words = models.TextField(blank=True, help_text="In their own words")
    completed_by = models.ForeignKey(User, PROTECT, related_name="+")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SharedQuerySet.as_manager()

    class Sharing:
        family, category, owner = "case__family", Category.PLAN, "owner"

    class Meta:
        ordering = ("-completed_on", "-pk")

    def __str__(self) -> str:
        return f"Assessment {self.pk}"
