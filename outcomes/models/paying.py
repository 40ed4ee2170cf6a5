"""What the payer said to a claim: paid, or refused; written down by one, agreed by another."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils import timezone

from outcomes.models.claim import Claim
from outcomes.models.sampled import SampledQuerySet
from sharing.models import Agency, Category, Historied, User


class PayerAnswerQuerySet(SampledQuerySet):
    samples = "claim__samples"

    def waiting(self) -> Self:
        """Written down, and no second person has read it beside the payer's letter."""
        return self.filter(state=PayerAnswer.State.RECORDED)

    def agreed(self) -> Self:
        return self.filter(state=PayerAnswer.State.AGREED)

    def standing(self) -> Self:
        """At most one a claim: what was taken back as a mistake is kept and counts nowhere."""
        return self.exclude(state=PayerAnswer.State.TAKEN_BACK)


class PayerAnswer(Historied):
    """The payer's answer to one claim. `letter`: those that were written down together."""

    class Result(models.TextChoices):
        PAID = "paid", "Paid"
        REFUSED = "refused", "Refused"

    class State(models.TextChoices):
        RECORDED = "recorded", "Waits for a second person"
        AGREED = "agreed", "Agreed by a second person"
        TAKEN_BACK = "taken_back", "Taken back as a mistake"

    claim = models.ForeignKey(Claim, PROTECT, related_name="answers")
    letter = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    result = models.CharField(max_length=10, choices=Result)
    on = models.DateField(default=timezone.localdate, help_text="The day that the payer names")
    amount = models.DecimalField(max_digits=9, decimal_places=2, default=0, help_text="Pounds")
    reference = models.CharField(max_length=40, blank=True, help_text="The payer's own")
    why = models.TextField(blank=True, help_text="Why refused, or why less than approved")
    state = models.CharField(max_length=10, choices=State, default=State.RECORDED)
    recorded_by = models.ForeignKey(User, PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    agreed_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_why = models.TextField(blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = PayerAnswerQuerySet.as_manager()

    class Sharing:
        family, category, owner = "claim__case__family", Category.CLAIM_EVIDENCE, "owner"

    class Meta:
        ordering = ("-recorded_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("claim",),
                condition=~Q(state="taken_back"),
                name="the_payer_answers_a_claim_once",
            ),
            models.CheckConstraint(
                condition=Q(result="paid", amount__gt=0) & ~Q(reference="")
                | Q(result="refused", amount=0) & ~Q(why=""),
                name="an_answer_says_how_much_or_why_not",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="an_agreed_answer_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("recorded_by")),
                name="two_people_say_what_the_payer_said",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken_back")
                | Q(taken_back_by__isnull=False) & ~Q(taken_back_why=""),
                name="an_answer_taken_back_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"Payer’s answer {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("outcomes:claim", args=[self.claim.key])
