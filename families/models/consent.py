"""What a person decided about sharing."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import PROTECT, Q
from django.utils import timezone

from families.access import SharedQuerySet
from families.models.person import Person
from sharing.models import Agency, Category, Historied, Purpose, User


class ConsentQuerySet(SharedQuerySet):
    def standing(self) -> Self:
        """The last decision of each person for each agency, category and purpose."""
        return self.filter(replaced_at=None)

    def covering(self, on: date | None = None) -> Self:
        """Decisions that say yes on the day."""
        on = on or timezone.localdate()
        return self.standing().filter(
            Q(until=None) | Q(until__gte=on), state=Consent.State.GIVEN, decided_on__lte=on
        )

    def refusing(self) -> Self:
        return self.standing().filter(state__in=(Consent.State.REFUSED, Consent.State.WITHDRAWN))


class Consent(Historied):
    """A person's decision about one agency, one category and one purpose. A new one erases no
    old one."""

    class State(models.TextChoices):
        GIVEN = "given", "Said yes"
        REFUSED = "refused", "Said no"
        WITHDRAWN = "withdrawn", "Changed to no"

    class How(models.TextChoices):
        FACE_TO_FACE = "face_to_face", "Face to face"
        PHONE = "phone", "By phone"
        WRITING = "writing", "In writing"

    person = models.ForeignKey(Person, PROTECT, related_name="consents")
    agency = models.ForeignKey(Agency, PROTECT, related_name="+", help_text="Who may know")
    category = models.CharField(max_length=20, choices=Category)
    purpose = models.CharField(
        max_length=10, choices=Purpose, default=Purpose.SUPPORT, db_default=Purpose.SUPPORT
    )
    state = models.CharField(max_length=10, choices=State)
    decided_on = models.DateField(default=timezone.localdate)
    until = models.DateField(
        null=True, blank=True, help_text="Last day; the day before 18 where a parent decided"
    )
    given_by = models.ForeignKey(
        Person, PROTECT, related_name="+", help_text="Themselves or a parent"
    )
    how = models.CharField(max_length=20, choices=How, default=How.FACE_TO_FACE)
    words = models.TextField(blank=True, help_text="What they said")
    recorded_by = models.ForeignKey(User, PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = ConsentQuerySet.as_manager()

    class Sharing:
        family, category, owner = "person__family", Category.PLAN, "owner"
        person = "person"

    class Meta:
        ordering = ("-recorded_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "agency", "category", "purpose"),
                condition=Q(replaced_at=None),
                name="one_standing_decision_at_a_time",
            ),
        )
        indexes = (
            models.Index(
                fields=("agency", "category", "purpose", "person"),
                condition=Q(replaced_at=None),
                name="consent_that_stands",
            ),
        )

    def __str__(self) -> str:
        return f"Consent {self.pk}"
