"""Looks at records that were unusual, week by week, each for a second person to ask about."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import PROTECT, Case, F, Q, When
from django.urls import reverse

from families.access import SharedQuerySet, not_archived, shut_to
from families.models.family import Family
from families.rules import unusual
from sharing.models import Agency, Category, Historied, Post, Role, User

#: A look is explained within so many working days after its digest.
ASK_WITHIN = 5
REVIEWERS = (Role.SUPERVISOR, Role.SHARING_LEAD)


class UnusualLookQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """The supervisors and sharing leads of the family's agency, or of the looker's where it
        is about no one family. Nobody reviews their own looks, nor learns of what is shut to them.
        """
        if user.role not in REVIEWERS or user.agency is None or not user.agency.is_active:
            return self.none()
        others = self.filter(not_archived(), owner=user.agency).exclude(user=user)
        return others.filter(Q(family=None) | ~shut_to(user) | self.asked_of(user))

    def asked_of(self, user: User) -> Q:
        """Those that they were asked about, as nobody else may be (docs/decisions/0035)."""
        return Q(pk__in=self.model.objects.filter(asked=user).values("pk"))

    def to_review(self) -> Self:
        return self.filter(reviewed_at=None)

    def by_what_waits(self) -> Self:
        """What nobody asked about first, then what is being looked into, then the rest."""
        pursued = Q(outcome=UnusualLook.Outcome.PURSUED)
        turn = Case(When(outcome="", then=0), When(pursued, then=1), default=2)
        return self.order_by(turn, "-week", "pk")

    def explained(self) -> Self:
        return self.filter(outcome=UnusualLook.Outcome.EXPLAINED)


class UnusualLook(Historied):
    """Someone looked at a family, or at many, in a way that is worth a question."""

    class Rule(models.TextChoices):
        SURNAME = unusual.SURNAME, "The same last name"
        STREET = unusual.STREET, "The same street"
        RELATIVES = unusual.RELATIVES, "Relatives of a family they help"
        TIED = unusual.TIED, "Tied to this family"
        VOLUME = unusual.VOLUME, "Many more than usual"
        HOURS = unusual.HOURS, "Outside working hours"

    class Outcome(models.TextChoices):
        EXPLAINED = "explained", "It is explained"
        PURSUED = "pursued", "It must be looked into"

    reference = models.CharField(
        max_length=12, unique=True, help_text="Like UL-40417; tells no one"
    )
    week = models.DateField(help_text="Its Monday")
    user = models.ForeignKey(User, PROTECT, related_name="+", help_text="Who looked")
    post = models.ForeignKey(Post, PROTECT, null=True, blank=True, related_name="+")
    family = models.ForeignKey(Family, PROTECT, null=True, blank=True, related_name="+")
    rules = ArrayField(models.CharField(max_length=10, choices=Rule))
    reasons = models.JSONField(default=list, help_text="Sentences without a name")
    found_at = models.DateTimeField(auto_now_add=True)
    review_by = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    outcome_words = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+", help_text="Whose reviewers ask")
    asked = models.ManyToManyField(
        User, related_name="+", blank=True, help_text="Where it is shut to all others who could"
    )
    objects = UnusualLookQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.CASE_NOTES, "owner"
        ends, further = ("owner",), "asked"

    class Meta:
        ordering = ("-week", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("week", "user", "family"),
                nulls_distinct=False,
                name="a_look_is_noted_once_a_week",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("user")),
                name="a_second_person_reviews_a_look",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("families:unusual-look", args=[self.key])

    @property
    def told_by(self) -> str:
        """What a notice calls the week's looks: LW-2026-48."""
        return unusual.digest_of(self.week)

    @property
    def why(self) -> str:
        return " ".join(self.reasons)
