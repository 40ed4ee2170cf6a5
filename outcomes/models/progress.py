"""Verdicts: what the rules say of each need and of the whole case, with their reasons."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import CASCADE, PROTECT, Q

from families.access import SharedQuerySet
from families.models import Case
from outcomes.models.evidence import Need
from outcomes.models.sampled import JudgedQuerySet
from sharing.models import Agency, Category, Historied
from sharing.rules import Verdict

VERDICTS = [(v.value, v.value.replace("_", " ").capitalize()) for v in Verdict]


class CaseStatusQuerySet(JudgedQuerySet):
    def current(self) -> Self:
        return self.filter(replaced_at=None)


class CaseStatus(Historied):
    """The judgement of a case on a day. An unchanged one writes nothing; a new one replaces it."""

    case = models.ForeignKey(Case, PROTECT, related_name="statuses")
    judged_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    eligible = models.CharField(max_length=20, choices=VERDICTS)
    result = models.CharField(max_length=20, choices=VERDICTS, help_text="Of the best route")
    payment = models.CharField(max_length=20, choices=VERDICTS)
    earliest = models.DateField(null=True, blank=True)
    verdicts = models.JSONField(help_text="As judge prints them (facts.md)")
    facts_sha256 = models.CharField(max_length=64)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = CaseStatusQuerySet.as_manager()

    class Sharing:
        family, category, owner = "case__family", Category.CLAIM_EVIDENCE, "owner"

    class Meta:
        verbose_name_plural = "case statuses"
        ordering = ("-judged_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(replaced_at=None),
                name="one_current_judgement_of_a_case",
            ),
        )

    def __str__(self) -> str:
        return f"Judgement {self.pk}"


class NeedStatusQuerySet(JudgedQuerySet):
    case, judged_at = "status__case", "status__judged_at"


class NeedStatus(Historied):
    """What the rules say of one need: met, not met, not known, not applicable - and why."""

    status = models.ForeignKey(CaseStatus, CASCADE, related_name="needs")
    need = models.ForeignKey(Need, PROTECT, related_name="statuses")
    verdict = models.CharField(max_length=20, choices=VERDICTS)
    reasons = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="Must be sustained until")
    earliest = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = NeedStatusQuerySet.as_manager()

    class Sharing:
        family, category, owner = "status__case__family", Category.CLAIM_EVIDENCE, "owner"

    class Meta:
        verbose_name_plural = "need statuses"
        ordering = ("need__code", "pk")

    def __str__(self) -> str:
        return f"Need status {self.pk}"


class Standing(models.Model):
    """Of which facts the judgement that stands was made, and until when it stands by itself.

    Remembered so that a judgement need not be made to know that it would be the same. Nothing is
    lost with these rows: a judgement without one is made again.
    """

    status = models.OneToOneField(CaseStatus, CASCADE, primary_key=True, related_name="standing")
    rows = models.BigIntegerField(help_text="Hash of all rows that the facts are gathered from")
    found = models.CharField(max_length=64, help_text="Hash of what was found")
    until = models.DateField(help_text="The first day on which time alone may turn it")
    soonest = models.DateField(help_text="The first day told that may not be shown once it is past")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SharedQuerySet.as_manager()

    class Sharing:
        family, category, owner = "status__case__family", Category.CLAIM_EVIDENCE, "owner"

    def __str__(self) -> str:
        return f"Standing of judgement {self.pk}"
