"""A need judged equal to met beside the number: by one person, and then by the one they named."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils import timezone

from families.models import Person
from outcomes.models.evidence import Evidence, Need, told_of
from outcomes.models.sampled import JudgedQuerySet
from sharing.models import Agency, Category, Historied, User


class EqualJudgementQuerySet(JudgedQuerySet):
    case, judged_at = "need__case", "asked_at"

    def visible_to(self, user: User) -> Self:
        """What is judged of somebody's need says that there is somebody, whoever it names."""
        return super().visible_to(user).filter(told_of(user))

    def waiting(self) -> Self:
        """Asked, and the named person has not answered: it counts for nothing."""
        return self.filter(state=EqualJudgement.State.ASKED)


class EqualJudgement(Historied):
    """What one person judged, whom they named, and what that person answered.

    Only an agreed one becomes a fact that verdicts read (`evidence`, kind judgement of facts.md).
    """

    class State(models.TextChoices):
        ASKED = "asked", "Waits for the second person"
        AGREED = "agreed", "Agreed by the second person"
        DECLINED = "declined", "Not agreed"
        TAKEN_BACK = "taken_back", "Taken back"

    need = models.ForeignKey(Need, PROTECT, related_name="+")
    person = models.ForeignKey(Person, PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField(default=timezone.localdate, help_text="As of which day")
    reason = models.TextField()
    judged_by = models.ForeignKey(User, PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    approver = models.ForeignKey(User, PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, help_text="Why they agree or not, or why taken back")
    evidence = models.ForeignKey(Evidence, PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = EqualJudgementQuerySet.as_manager()

    class Sharing:
        family, category, owner = "need__case__family", Category.CLAIM_EVIDENCE, "owner"
        person = "person"

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("need",),
                condition=Q(state="asked"),
                name="one_judgement_of_a_need_waits_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(approver=F("judged_by")), name="two_people_judge_equal_to_met"
            ),
            models.CheckConstraint(
                condition=Q(state="asked") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="an_answer_to_a_judgement_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="agreed", evidence__isnull=False)
                | ~Q(state="agreed") & Q(evidence=None),
                name="only_an_agreed_judgement_is_a_fact",
            ),
        )

    def __str__(self) -> str:
        return f"Equal judgement {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("outcomes:equal-judgement", args=[self.key])
