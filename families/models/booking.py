"""Visits that are agreed and still to come."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import PROTECT, Q

from families.access import SharedQuerySet
from families.models.case import Case
from families.models.visit import Visit
from sharing.models import Agency, Category, Historied, Post


class BookedVisitQuerySet(SharedQuerySet):
    def standing(self) -> Self:
        """Neither held nor called off."""
        return self.filter(visit=None, called_off_at=None)

    def of(self, post: Post | None) -> Self:
        return self.filter(visitor=post)


class BookedVisit(Historied):
    """A worker and the family agreed to meet. It ends in a visit, or is called off."""

    case = models.ForeignKey(Case, PROTECT, related_name="booked_visits")
    at = models.DateTimeField()
    place = models.CharField(max_length=20, choices=Visit.Place, default=Visit.Place.HOME)
    visitor = models.ForeignKey(Post, PROTECT, related_name="booked_visits")
    remember = models.CharField(max_length=200, blank=True, help_text="What to bring or to ask")
    visit = models.ForeignKey(Visit, PROTECT, null=True, blank=True, related_name="booked_as")
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_why = models.CharField(max_length=200, blank=True)
    form_key = models.UUIDField(
        unique=True, null=True, blank=True, help_text="A form sent twice books one visit"
    )
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = BookedVisitQuerySet.as_manager()

    class Sharing:
        family, category, owner = "case__family", Category.CASE_NOTES, "owner"

    class Meta:
        ordering = ("at", "pk")
        indexes = (
            models.Index(
                fields=("visitor", "at"),
                condition=Q(visit=None, called_off_at=None),
                name="visits_to_come",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(visit=None) | Q(called_off_at=None), name="held_or_called_off_not_both"
            ),
        )

    def __str__(self) -> str:
        return f"Booked visit {self.pk}"
