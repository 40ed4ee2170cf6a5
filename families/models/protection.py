"""The few reasons that stand above a person's own decision, and above an involvement."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import PROTECT, Q
from django.utils import timezone

from families.access import SharedQuerySet
from families.models.family import Family
from sharing.models import Agency, Category, Historied, User


class OverrideQuerySet(SharedQuerySet):
    def in_force(self, on: date | None = None) -> Self:
        on = on or timezone.localdate()
        return self.filter(since__lte=on, until__gte=on)


class Override(Historied):
    """A recorded decision to share without consent, to keep someone safe."""

    family = models.ForeignKey(Family, PROTECT, related_name="overrides")
    agency = models.ForeignKey(Agency, PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=Category)
    reason = models.TextField()
    basis = models.CharField(max_length=120)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(help_text="Last day")
    decided_by = models.ForeignKey(User, PROTECT, related_name="+")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = OverrideQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.CASE_NOTES, "owner"

    def __str__(self) -> str:
        return f"Override {self.pk}"


class RestrictionQuerySet(SharedQuerySet):
    def in_force(self) -> Self:
        return self.filter(lifted_on=None)


class Restriction(Historied):
    """A record that only named people may open: staff's own family, high risk, adoption."""

    family = models.ForeignKey(Family, PROTECT, related_name="restrictions")
    reason = models.CharField(max_length=200)
    named = models.ManyToManyField(User, related_name="+")
    placed_on = models.DateField(default=timezone.localdate)
    review_on = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = RestrictionQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.CASE_NOTES, "owner"

    def __str__(self) -> str:
        return f"Restriction {self.pk}"


class ConflictQuerySet(SharedQuerySet):
    def standing(self) -> Self:
        return self.filter(ended_on=None)


class Conflict(Historied):
    """A user's own tie to a family. It removes access at once."""

    user = models.ForeignKey(User, PROTECT, related_name="conflicts")
    family = models.ForeignKey(Family, PROTECT, related_name="conflicts")
    tie = models.CharField(max_length=120, help_text="Cousin, neighbour")
    declared_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = ConflictQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.CASE_NOTES, "owner"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "family"), condition=Q(ended_on=None), name="one_standing_conflict"
            ),
        )

    def __str__(self) -> str:
        return f"Conflict {self.pk}"
