"""Visits: who was seen, and what was said, each note with its own category."""

from __future__ import annotations

from django.db import models
from django.db.models import CASCADE, PROTECT
from django.utils import timezone

from families.access import SharedQuerySet
from families.models.case import Case
from families.models.person import NamingQuerySet, Person
from sharing.models import Agency, Category, Historied, User


class Visit(Historied):
    """A worker met the family, or tried to."""

    class Place(models.TextChoices):
        HOME = "home", "At home"
        SCHOOL = "school", "At school"
        OFFICE = "office", "At our office"
        ELSEWHERE = "elsewhere", "Somewhere else"
        PHONE = "phone", "By phone"

    class Outcome(models.TextChoices):
        MET = "met", "We met"
        NO_ONE_IN = "no_one_in", "No one in"

    case = models.ForeignKey(Case, PROTECT, related_name="visits")
    happened_at = models.DateTimeField(default=timezone.now)
    place = models.CharField(max_length=20, choices=Place, default=Place.HOME)
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.MET)
    recorded_by = models.ForeignKey(User, PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    form_key = models.UUIDField(
        unique=True, null=True, blank=True, help_text="A form sent twice makes one visit"
    )
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SharedQuerySet.as_manager()

    class Sharing:
        family, category, owner = "case__family", Category.CASE_NOTES, "owner"

    class Meta:
        ordering = ("-happened_at", "-pk")
        indexes = (models.Index(fields=("recorded_at",), name="visits_as_recorded"),)

    def __str__(self) -> str:
        return f"Visit {self.pk}"


class Seen(Historied):
    """A member was there; a child may have been seen alone."""

    visit = models.ForeignKey(Visit, CASCADE, related_name="seen")
    person = models.ForeignKey(Person, PROTECT, related_name="seen_at")
    alone = models.BooleanField(default=False)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = NamingQuerySet.as_manager()

    class Sharing:
        family, category, owner = "visit__case__family", Category.CASE_NOTES, "owner"
        person, names = "person", "person"

    class Meta:
        verbose_name_plural = "seen"
        constraints = (
            models.UniqueConstraint(fields=("visit", "person"), name="seen_once_at_a_visit"),
        )

    def __str__(self) -> str:
        return f"Seen {self.pk}"


class Note(Historied):
    """What was noted under one heading. Its category says who else may read it."""

    class Heading(models.TextChoices):
        WHAT_HAPPENED = "what_happened", "What happened"
        HOME = "home", "The home"
        CHILD_VOICE = "child_voice", "The child's own words"
        WORRIES = "worries", "Worries"
        STRENGTHS = "strengths", "Strengths"
        AGREED = "agreed", "What we agreed"

    visit = models.ForeignKey(Visit, CASCADE, related_name="notes")
    heading = models.CharField(max_length=20, choices=Heading)
    text = models.TextField()
    category = models.CharField(max_length=20, choices=Category, default=Category.CASE_NOTES)
    person = models.ForeignKey(Person, PROTECT, null=True, blank=True, related_name="notes")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SharedQuerySet.as_manager()

    class Sharing:
        family, category, owner = "visit__case__family", "category", "owner"
        person = "person"

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Note {self.pk}"
