"""What a draft plan would change, worked out on the live families and kept with the draft."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import CASCADE, PROTECT
from django.urls import reverse
from django.utils import timezone

from families.access import SharedQuerySet
from families.models import Case
from outcomes.models.evidence import Need
from outcomes.models.local_plan import LocalPlan
from sharing.models import Agency, Category, Keyed, OpenToAll, Post, User


class PlanTrialQuerySet(models.QuerySet["PlanTrial"]):
    def visible_to(self, user: User) -> Self:
        """Whoever may read the draft."""
        return self.filter(plan__in=LocalPlan.objects.visible_to(user))


class PlanTrial(Keyed):
    """One run over every family that is judged under the plan's framework, in batches.

    `fingerprint`: of the draft as it was. `reached`: the last case that was judged, by its id.
    `passed_over`: cases that can't be judged, so that nobody takes them for unchanged.
    """

    plan = models.ForeignKey(LocalPlan, CASCADE, related_name="trials")
    fingerprint = models.CharField(max_length=64)
    asked_by = models.ForeignKey(User, PROTECT, related_name="+")
    asked_as = models.ForeignKey(Post, PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    as_of = models.DateField(default=timezone.localdate)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    passed_over = models.PositiveIntegerField(default=0)
    reached = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    refused = models.BooleanField(default=False, help_text="Whoever asked may not any more")
    objects = PlanTrialQuerySet.as_manager()

    class Sharing(OpenToAll):
        pass

    class Meta:
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"Trial {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("outcomes:plan-trial", args=[self.key])

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


class TrialChange(Keyed):
    """One thing about one case that would be judged otherwise, with the reasons that differ."""

    class What(models.TextChoices):
        ELIGIBLE = "eligible", "May count"
        CLAIM = "claim", "May be claimed for"
        AMOUNT = "amount", "What is paid"
        DAY = "day", "First possible day"
        NEED = "need", "A need"

    trial = models.ForeignKey(PlanTrial, CASCADE, related_name="changes")
    case = models.ForeignKey(Case, CASCADE, related_name="+")
    what = models.CharField(max_length=20, choices=What)
    need = models.ForeignKey(Need, CASCADE, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=10, blank=True)
    way = models.CharField(max_length=40, help_text="Gain or lose, or from which verdict to which")
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    why_before = models.JSONField(default=list, blank=True)
    why_after = models.JSONField(default=list, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SharedQuerySet.as_manager()

    class Sharing:
        family, category, owner = "case__family", Category.CLAIM_EVIDENCE, "owner"

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("trial", "what", "code", "way")),)

    def __str__(self) -> str:
        return f"Change {self.pk}"

    @property
    def days(self) -> tuple[date, date]:
        """Of a change of the first possible day: today’s and the draft’s."""
        return date.fromisoformat(self.before), date.fromisoformat(self.after)
