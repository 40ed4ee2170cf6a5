"""What a family seems to need before anything is decided: it waits with the family for a case."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import PROTECT, Q
from django.utils import timezone

from families.access import SharedQuerySet
from families.models import Family, Person
from outcomes.models.evidence import Need
from sharing.models import Agency, Category, Historied, User

WAITING = Q(need=None, taken_back_at=None)


class PresentingNeedQuerySet(SharedQuerySet):
    def waiting(self) -> Self:
        """No case has it yet, and nobody took it back."""
        return self.filter(WAITING)

    def standing(self) -> Self:
        """All that were not taken back."""
        return self.filter(taken_back_at=None)


class PresentingNeed(Historied):
    """A need that the hub wrote down at triage, in the words of the framework of that day. When a
    case opens it becomes a need of the case, and `need` says which."""

    family = models.ForeignKey(Family, PROTECT, related_name="presenting_needs")
    framework = models.SlugField(max_length=40, help_text="The version whose code this is")
    code = models.CharField(max_length=10)
    person = models.ForeignKey(Person, PROTECT, null=True, blank=True, related_name="+")
    identified_on = models.DateField(default=timezone.localdate)
    identified_by = models.ForeignKey(User, PROTECT, related_name="+")
    why = models.TextField(blank=True)
    category = models.CharField(max_length=20, choices=Category, default=Category.PLAN)
    need = models.ForeignKey(Need, PROTECT, null=True, blank=True, related_name="presented_as")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = PresentingNeedQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", "category", "owner"
        person, for_results = "person", Category.PLAN

    class Meta:
        ordering = ("code", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("family", "code", "person"),
                condition=WAITING,
                name="a_need_waits_once",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"Presenting need {self.code}"
