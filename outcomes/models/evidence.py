"""Needs that a worker identified, and dated facts about people that bear on them."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import PROTECT, Exists, OuterRef, Q
from django.utils import timezone

from families.access import REACH, SUPPORT, SharedQuerySet
from families.models import Case, Family, Match, Person, Stay
from families.models.person import of_the_known
from sharing.models import Agency, Category, Historied, User


def told_of(user: User, person: str = "person") -> Q:
    """Rows about needs of whoever may be known. Who counts or audits results knows needs, and may
    know nobody (docs/decisions/0037)."""
    return of_the_known(user, person) if REACH.get(user.role) is SUPPORT else Q()


class Need(Historied):
    """A need of one person, or of the family, in the words of the case's framework."""

    case = models.ForeignKey(Case, PROTECT, related_name="needs")
    code = models.CharField(max_length=10, help_text="1a ... 10c for nsfof-2022")
    person = models.ForeignKey(Person, PROTECT, null=True, blank=True, related_name="needs")
    identified_on = models.DateField(default=timezone.localdate)
    identified_by = models.ForeignKey(User, PROTECT, related_name="+")
    why = models.TextField(blank=True)
    category = models.CharField(max_length=20, choices=Category, default=Category.PLAN)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SharedQuerySet.as_manager()

    class Sharing:
        family, category, owner = "case__family", "category", "owner"
        person, for_results = "person", Category.PLAN

    class Meta:
        ordering = ("code", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "code", "person"), name="a_need_is_named_once", nulls_distinct=False
            ),
        )

    def __str__(self) -> str:
        return f"Need {self.code}"


class Source(models.TextChoices):
    """Where a fact comes from (facts.md)."""

    SCHOOL = "school", "School"
    POLICE = "police", "Police"
    YOT = "yot", "Youth offending team"
    HOUSING = "housing", "Housing"
    DWP = "dwp", "Jobcentre"
    HEALTH = "health", "Health"
    SOCIAL_CARE = "social_care", "Children's social care"
    KEY_WORKER = "key_worker", "Key worker"
    FAMILY = "family", "The family"
    OTHER = "other", "Someone else"


class EvidenceQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """A fact from a school names it, and a school tells where a child lives: where that is
        confidential, it is for those whom the address names (P5)."""
        hidden = Stay.objects.out_of_sight_of(user).filter(person=OuterRef("person"))
        return super().visible_to(user).exclude(Q(owner__kind=Agency.Kind.SCHOOL) & Exists(hidden))


class Evidence(Historied):
    """One dated fact, in the shape of facts.md. `slot` says which fact it is, so that the same fact
    from the same agency is held once and a correction replaces it.

    The database keeps a `number` of all that a judgement may rest on beside them, in the index by
    family too (migration 0003): who judges everyone asks for that alone.
    """

    family = models.ForeignKey(Family, PROTECT, related_name="evidence", db_index=False)
    person = models.ForeignKey(Person, PROTECT, null=True, blank=True, related_name="evidence")
    kind = models.CharField(max_length=20)
    category = models.CharField(max_length=20, choices=Category)
    source = models.CharField(max_length=20, choices=Source)
    slot = models.CharField(max_length=80, help_text="Like attendance:2025-autumn")
    fact: Any = models.JSONField(help_text="The fields of its kind in facts.md, without person")
    recorded_on = models.DateField(default=timezone.localdate)
    recorded_by = models.ForeignKey(User, PROTECT, related_name="+")
    match = models.ForeignKey(Match, PROTECT, null=True, blank=True, related_name="evidence")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = EvidenceQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", "category", "owner"
        person = "person"

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ("recorded_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("family", "person", "kind", "slot", "source", "owner"),
                name="a_fact_is_held_once",
                nulls_distinct=False,
            ),
        )
        indexes = (models.Index(fields=("recorded_on",), name="evidence_by_day"),)

    def __str__(self) -> str:
        return f"Evidence {self.pk}"


class Coverage(Historied):
    """What is known to be complete: without it, nothing found is not the same as nothing there."""

    class Status(models.TextChoices):
        COUNTED = "counted", "Counted"
        NONE_FOUND = "none_found", "Looked, and none found"
        NOT_KNOWN = "not_known", "Not known"
        NO_ACCESS = "no_access", "We may not look"
        NOT_APPLICABLE = "not_applicable", "Does not apply"

    family = models.ForeignKey(Family, PROTECT, related_name="coverage")
    person = models.ForeignKey(Person, PROTECT, null=True, blank=True, related_name="coverage")
    kind = models.CharField(max_length=20)
    category = models.CharField(max_length=20, choices=Category)
    source = models.CharField(max_length=20, choices=Source)
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="Last day; empty while it goes on")
    status = models.CharField(max_length=20, choices=Status)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SharedQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", "category", "owner"
        person = "person"

    class Meta:
        verbose_name_plural = "coverage"

    def __str__(self) -> str:
        return f"Coverage {self.pk}"
