"""A seeded sample of claims, what the auditor may see of it, and what they found."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import CASCADE, PROTECT, Count, Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from families.access import SharedQuerySet
from outcomes.models.claim import Claim, ClaimLine
from sharing.models import Agency, Category, Historied, OpenToAll, Post, Role, User


class AuditSampleQuerySet(models.QuerySet["AuditSample"]):
    def running(self, on: date | None = None) -> Self:
        on = on or timezone.localdate()
        return self.filter(opens_on__lte=on, closes_on__gte=on)

    def visible_to(self, user: User) -> Self:
        """Theirs, where at least one claim of it is told to them: “0 of 3” would say that the
        others are shut (access.md, P4)."""
        told = SampledClaim.objects.visible_to(user).filter(sample=OuterRef("pk")).order_by()
        return self.theirs(user).filter(Exists(told))

    def theirs(self, user: User) -> Self:
        """Its auditor while its window runs; the coordinators of the agency that drew it."""
        if user.role == Role.AUDITOR:
            return self.running().filter(auditor=user.post)
        if user.role in (Role.COORDINATOR, Role.SUPERVISOR) and user.agency is not None:
            return self.filter(agency=user.agency)
        return self.none()

    def with_checked(self, user: User) -> Self:
        """Each with how many of the claims that this person may see are checked, as `checked`."""
        left = SampledClaim.objects.unfinished().values("pk")
        done = SampledClaim.objects.visible_to(user).exclude(pk__in=left).order_by()
        return self.annotate(checked=Count("claims", filter=Q(claims__in=done), distinct=True))


class AuditSample(Historied):
    """Claims drawn by a seed from a counted population, for one auditor, for a time."""

    reference = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey(Agency, PROTECT, related_name="+")
    auditor = models.ForeignKey(Post, PROTECT, related_name="audit_samples")
    opens_on = models.DateField(default=timezone.localdate)
    closes_on = models.DateField(help_text="Last day")
    seed = models.CharField(max_length=40)
    population = models.PositiveIntegerField()
    population_sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    drawn_by = models.ForeignKey(User, PROTECT, related_name="+")
    drawn_at = models.DateTimeField(auto_now_add=True)
    objects = AuditSampleQuerySet.as_manager()

    class Sharing(OpenToAll):
        pass

    class Meta:
        ordering = ("-drawn_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="a_sample_closes_after_it_opens"
            ),
        )

    def __str__(self) -> str:
        return self.reference


class SampledClaimQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Claims of a sample this person may see, whose evidence they may see too."""
        return super().visible_to(user).filter(sample__in=AuditSample.objects.theirs(user))

    def placed(self, user: User) -> Self:
        """Each with its `place` among those of its sample that this person may see: by the number
        with which it was drawn a hidden one would be missed."""
        before = SampledClaim.objects.visible_to(user).filter(
            sample=OuterRef("sample"), position__lte=OuterRef("position")
        )
        counted = before.order_by().values("sample").annotate(number=Count("pk"))
        return self.annotate(place=Subquery(counted.values("number")))

    def unfinished(self) -> Self:
        """With a need of which the auditor has said nothing yet."""
        said = AuditFinding.objects.filter(sampled=OuterRef(OuterRef("pk")), line=OuterRef("pk"))
        left = ClaimLine.objects.filter(~Exists(said), claim=OuterRef("claim"))
        return self.filter(Exists(left))


class SampledClaim(Historied):
    """One claim in a sample. The auditor sees its frozen lines, and nothing newer."""

    sample = models.ForeignKey(AuditSample, CASCADE, related_name="claims")
    claim = models.ForeignKey(Claim, PROTECT, related_name="samples")
    position = models.PositiveIntegerField()
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SampledClaimQuerySet.as_manager()

    class Sharing:
        family, category, owner = "claim__case__family", Category.CLAIM_EVIDENCE, "owner"

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("sample", "claim"), name="a_claim_is_sampled_once"),
        )

    def __str__(self) -> str:
        return f"Sampled claim {self.pk}"


class AuditFindingQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """An auditor's are those of their own samples while they are open: what another one, or an
        earlier sample, found of the same family is not theirs to check (access.md, P13)."""
        seen = super().visible_to(user)
        if user.role != Role.AUDITOR:
            return seen
        return seen.filter(sampled__in=SampledClaim.objects.visible_to(user).order_by())


class AuditFinding(Historied):
    """What the auditor says of one need of a claim, and what the coordinator answered."""

    class Result(models.TextChoices):
        AGREE = "agree", "Agree"
        QUESTION = "question", "Ask a question"
        NOT_VALID = "not_valid", "Not valid"

    sampled = models.ForeignKey(SampledClaim, CASCADE, related_name="findings")
    line = models.ForeignKey(ClaimLine, PROTECT, related_name="findings")
    result = models.CharField(max_length=10, choices=Result)
    text = models.TextField(blank=True)
    found_by = models.ForeignKey(User, PROTECT, related_name="+")
    found_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = AuditFindingQuerySet.as_manager()

    class Sharing:
        family, category, owner = "sampled__claim__case__family", Category.CLAIM_EVIDENCE, "owner"

    class Meta:
        ordering = ("-found_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(result="agree") | ~Q(text=""), name="a_question_is_put_in_words"
            ),
        )

    def __str__(self) -> str:
        return f"Finding {self.pk}"
