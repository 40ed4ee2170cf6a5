"""Claims: a result that is put forward, with the facts frozen as they stood."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import CASCADE, PROTECT, F, Q
from django.urls import reverse

from families.access import SharedQuerySet, shut_to
from families.models import Case, Person
from outcomes.models.evidence import Need, told_of
from outcomes.models.framework import Framework
from outcomes.models.progress import VERDICTS
from outcomes.models.sampled import SampledQuerySet
from sharing.models import Agency, Category, Historied, Role, User


class ClaimQuerySet(SampledQuerySet):
    def counted_for(self, user: User) -> Self:
        """For sums alone, to be read past the wall: what a coordinator's agency was promised does
        not change when a record goes into the archive (docs/decisions/0040)."""
        if user.role != Role.COORDINATOR or user.agency is None:
            return self.visible_to(user)
        return self.filter(owner=user.agency).exclude(shut_to(user, "case__family"))

    def standing(self) -> Self:
        """Put forward, approved or paid; one that came to nothing frees its people."""
        return self.exclude(state__in=Claim.NOTHING)

    def approved(self) -> Self:
        """Agreed to by two people here, whether or not the payer has answered with money."""
        return self.filter(state__in=Claim.APPROVED)

    def unanswered(self) -> Self:
        """Approved, with money to follow, and nothing written down of what the payer said."""
        return self.filter(state=Claim.State.APPROVED, amount__gt=0).exclude(
            answers__state__in=("recorded", "agreed")
        )

    def waiting(self) -> Self:
        return self.filter(state=Claim.State.PROPOSED)


class Claim(Historied):
    """One result of one family under one framework. Called a result where nothing is paid."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waits for a second person"
        APPROVED = "approved", "Approved"
        REJECTED = "rejected", "Rejected"
        PAID = "paid", "Paid"
        REFUSED = "refused", "Refused by the payer"

    #: Approved here by a second person; what the payer does then changes nothing of that.
    APPROVED, NOTHING = (State.APPROVED, State.PAID), (State.REJECTED, State.REFUSED)

    case = models.ForeignKey(Case, PROTECT, related_name="claims")
    reference = models.CharField(max_length=12, unique=True)
    framework = models.ForeignKey(Framework, PROTECT, related_name="claims")
    route = models.CharField(max_length=40)
    amount = models.DecimalField(max_digits=9, decimal_places=2, help_text="Pounds")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    as_of = models.DateField(help_text="The judging day")
    prepared_by = models.ForeignKey(User, PROTECT, related_name="+")
    prepared_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    why = models.TextField(blank=True, help_text="Reason where it was rejected")
    facts = models.JSONField(help_text="Frozen, as judge takes them (facts.md)")
    plan = models.JSONField(
        default=dict, blank=True, help_text="The local plan's overlay, frozen; empty without one"
    )
    verdicts = models.JSONField(help_text="Frozen, as judge prints them")
    facts_sha256 = models.CharField(max_length=64)
    framework_sha256 = models.CharField(max_length=64)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = ClaimQuerySet.as_manager()

    class Sharing:
        family, category, owner = "case__family", Category.CLAIM_EVIDENCE, "owner"

    class Meta:
        ordering = ("-prepared_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="proposed")
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="a_decided_claim_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("prepared_by")),
                name="two_people_make_a_claim",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("outcomes:claim", args=[self.key])

    @property
    def word(self) -> str:
        """A claim where money follows, a result where none does."""
        return "claim" if self.amount else "result"


class ClaimLineQuerySet(SampledQuerySet):
    samples = "claim__samples"

    def visible_to(self, user: User) -> Self:
        """Each line is of one need, and so of whoever has it."""
        return super().visible_to(user).filter(told_of(user, "need__person"))


class ClaimLine(Historied):
    """One need of a claim, with the verdict, the reasons and the evidence frozen as they stood."""

    claim = models.ForeignKey(Claim, CASCADE, related_name="lines")
    need = models.ForeignKey(Need, PROTECT, related_name="claim_lines")
    title = models.CharField(max_length=200)
    verdict = models.CharField(max_length=20, choices=VERDICTS)
    reasons = models.JSONField(default=list)
    evidence = models.JSONField(default=list, help_text="[{source, what, on}] as it stood")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = ClaimLineQuerySet.as_manager()

    class Sharing:
        family, category, owner = "claim__case__family", Category.CLAIM_EVIDENCE, "owner"

    class Meta:
        ordering = ("need__code", "pk")

    def __str__(self) -> str:
        return f"Claim line {self.pk}"


class ClaimedPerson(Historied):
    """A child, or an adult with parental duties, counted by a claim: once in a programme."""

    claim = models.ForeignKey(Claim, CASCADE, related_name="people")
    person = models.ForeignKey(Person, PROTECT, related_name="claimed")
    programme = models.CharField(max_length=40)
    standing = models.BooleanField(default=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SharedQuerySet.as_manager()

    class Sharing:
        family, category, owner = "claim__case__family", Category.CLAIM_EVIDENCE, "owner"

    class Meta:
        verbose_name_plural = "claimed people"
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "person"),
                condition=Q(standing=True),
                name="a_person_is_claimed_for_once_in_a_programme",
            ),
        )

    def __str__(self) -> str:
        return f"Claimed person {self.pk}"
