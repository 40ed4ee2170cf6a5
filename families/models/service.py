"""Which services work with whom, and the matches that tell us."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import PROTECT, Exists, OuterRef, Q
from django.utils import timezone

from families.access import SharedQuerySet, not_archived, shut_to
from families.models.family import Stay
from families.models.person import Person
from sharing.models import DATA_STEWARDS, Agency, Category, FeedRow, Historied, User


class ServiceQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Which school a child goes to tells where they live. Where that is confidential, a
        school is for those whom the address names (P5), and so is whatever a school writes: it is
        named as who knows it."""
        # asked of each person, who has a stay or two: a country keeps back many addresses
        hidden = Stay.objects.out_of_sight_of(user).filter(person=OuterRef("person"))
        found = super().visible_to(user)
        school = Q(kind=ServiceInvolved.Kind.SCHOOL) | Q(owner__kind=Agency.Kind.SCHOOL)
        return found.exclude(school & Exists(hidden))


class ServiceInvolved(Historied):
    """A service's own link with one person: now, in the past, or looked for and not found."""

    class Kind(models.TextChoices):
        SCHOOL = "school", "School"
        HEALTH = "health", "Health"
        MENTAL_HEALTH = "mental_health", "Mental health"
        HOUSING = "housing", "Housing"
        SOCIAL_CARE = "social_care", "Social care"
        POLICE = "police", "Police"

    class State(models.TextChoices):
        NOW = "now", "Now"
        PAST = "past", "Past"
        NONE_FOUND = "none_found", "None found"

    person = models.ForeignKey(Person, PROTECT, related_name="services")
    kind = models.CharField(max_length=20, choices=Kind)
    state = models.CharField(max_length=10, choices=State)
    name = models.CharField(max_length=120, blank=True, help_text="Larkmoor Academy")
    contact = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    as_of = models.DateField(default=timezone.localdate, help_text="Correct as of")
    match = models.ForeignKey(
        "families.Match", PROTECT, null=True, blank=True, related_name="services"
    )
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = ServiceQuerySet.as_manager()

    class Sharing:
        family, category, owner = "person__family", Category.SERVICES, "owner"
        person = "person"

    class Meta:
        verbose_name_plural = "services involved"
        ordering = ("kind", "-as_of", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "kind", "name", "owner"), name="one_row_for_a_service_and_person"
            ),
        )

    def __str__(self) -> str:
        return f"Service involved {self.pk}"


class MatchQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Stewards of the agency that received the file, whether or not they know the family:
        deciding who a row is about comes before any involvement. A restriction or a conflict
        still shuts them out."""
        if user.role not in DATA_STEWARDS or user.agency is None:
            return self.none()
        ours = self.filter(not_archived("person__family"), row__file__to_agency=user.agency)
        return ours.exclude(shut_to(user, "person__family"))

    def waiting(self) -> Self:
        return self.filter(state=Match.State.PROPOSED)

    def confirmed(self) -> Self:
        return self.filter(state=Match.State.CONFIRMED)


class Match(Historied):
    """A row of a file is about this person: exactly, or likely and for someone to decide."""

    class Kind(models.TextChoices):
        EXACT = "exact", "Exact"
        LIKELY = "likely", "Likely"

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waits for a decision"
        CONFIRMED = "confirmed", "The same person"
        REJECTED = "rejected", "Someone else"

    row = models.ForeignKey(FeedRow, PROTECT, related_name="matches")
    person = models.ForeignKey(Person, PROTECT, related_name="matches")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State)
    score = models.FloatField(help_text="0 to 1")
    reasons = models.JSONField(default=list)
    decided_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = MatchQuerySet.as_manager()

    class Sharing:
        family, category, owner = "person__family", Category.IDENTITY, "owner"
        person, ends = "person", ("row__file__to_agency",)

    class Meta:
        verbose_name_plural = "matches"
        ordering = ("row__file", "row__number", "-score")
        constraints = (
            models.UniqueConstraint(fields=("row", "person"), name="a_row_meets_a_person_once"),
            models.UniqueConstraint(
                fields=("row",), condition=Q(state="confirmed"), name="a_row_is_about_one_person"
            ),
        )

    def __str__(self) -> str:
        return f"Match {self.pk}"
