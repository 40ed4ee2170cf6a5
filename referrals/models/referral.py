"""Someone asks for help for a family; the hub looks, and decides."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import CASCADE, PROTECT, Q
from django.urls import reverse
from django.utils import timezone

from families.access import SharedQuerySet, shut_to
from families.models import Family, Person
from sharing.models import Agency, Category, Historied, Role, Team, User


class ReferralQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Both ends. At the sender's: who wrote it and their supervisor. At ours: those on hub
        duty, once it is sent. A family's restriction or a conflict still shuts people out."""
        if user.agency is None:
            return self.none()
        sent_by_us = Q(sent_by=user, from_agency=user.agency)
        if user.role == Role.SUPERVISOR:
            sent_by_us |= Q(from_agency=user.agency)
        on_duty = user.team is not None and user.team.duty == Team.Duty.HUB
        ends = sent_by_us
        if on_duty and user.role in (Role.HUB_OFFICER, Role.SUPERVISOR):
            ends |= Q(to_agency=user.agency) & ~Q(state=Referral.State.DRAFT)
        return self.filter(ends).exclude(shut_to(user))

    def drafts(self) -> Self:
        return self.filter(state=Referral.State.DRAFT)

    def on_the_board(self) -> Self:
        """Sent and not decided."""
        return self.filter(state__in=(Referral.State.SENT, Referral.State.MORE_DETAIL))


class Referral(Historied):
    """A request for help for a family, from an agency or from a member of the public."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENT = "sent", "With the hub"
        MORE_DETAIL = "more_detail", "More detail asked for"
        DECIDED = "decided", "Decided"

    class Knows(models.TextChoices):
        AGREES = "agrees", "Yes, and they agree"
        UNSURE = "unsure", "They know, not sure yet"
        NO = "no", "No"

    reference = models.CharField(
        max_length=12, unique=True, help_text="Like R-3391; tells no order"
    )
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    from_agency = models.ForeignKey(
        Agency,
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: a member of the public",
    )
    sent_by = models.ForeignKey(User, PROTECT, related_name="referrals")
    to_agency = models.ForeignKey(Agency, PROTECT, related_name="referrals_received")
    return_code = models.CharField(
        max_length=64, blank=True, help_text="Hash of the code to come back with"
    )
    phone = models.CharField(max_length=30, blank=True)
    knows = models.CharField(max_length=10, choices=Knows, blank=True)
    what_seen = models.TextField(blank=True)
    what_wanted = models.TextField(blank=True, help_text="In the family's own words")
    who_helps = models.TextField(blank=True)
    everyone_named = models.BooleanField(default=False, help_text="Nobody else lives there")
    started_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    paused_at = models.DateTimeField(null=True, blank=True, help_text="The clock stops here")
    paused_minutes = models.PositiveIntegerField(default=0, help_text="Working minutes not counted")
    family = models.ForeignKey(Family, PROTECT, null=True, blank=True, related_name="referrals")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = ReferralQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.CASE_NOTES, "owner"

    class Meta:
        ordering = ("sent_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="draft") | Q(sent_at__isnull=False),
                name="a_sent_referral_has_its_time",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("referrals:triage-referral", args=[self.reference])


class AboutReferralQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """As the referral they belong to."""
        return self.filter(referral__in=Referral.objects.visible_to(user))


class ReferredPerson(Historied):
    """Someone named in a referral, as the sender knows them."""

    referral = models.ForeignKey(Referral, CASCADE, related_name="people")
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    born = models.DateField(null=True, blank=True)
    expected = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Person.Sex, blank=True)
    relation = models.CharField(max_length=20, choices=Person.Relation, blank=True)
    called = models.CharField(max_length=40, blank=True)
    school = models.CharField(max_length=120, blank=True)
    is_focus = models.BooleanField(default=False)
    person = models.ForeignKey(Person, PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = AboutReferralQuerySet.as_manager()

    class Sharing:
        family, category, owner = "referral__family", Category.IDENTITY, "owner"

    class Meta:
        verbose_name_plural = "referred people"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Referred person {self.pk}"

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or "Name not known"


class Check(Historied):
    """The hub asks an agency what it may say, before it decides."""

    referral = models.ForeignKey(Referral, CASCADE, related_name="checks")
    agency = models.ForeignKey(Agency, PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(User, PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = AboutReferralQuerySet.as_manager()

    class Sharing:
        family, category, owner = "referral__family", Category.CASE_NOTES, "owner"

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("referral", "agency"), name="an_agency_is_asked_once"),
        )

    def __str__(self) -> str:
        return f"Check {self.pk}"


class TriageDecision(Historied):
    """What the hub decided about a referral, and why, in a sentence the family could read."""

    class Outcome(models.TextChoices):
        LEAD_WORKER = "lead_worker", "Find a lead worker"
        ONE_AGENCY = "one_agency", "One agency can help"
        MASH = "mash", "Send to MASH"
        MORE_DETAIL = "more_detail", "Ask for more detail"
        NO_MORE = "no_more", "No more from us"

    class Reason(models.TextChoices):
        SEVERAL_NEEDS = "several_needs", "Three or more needs together"
        ONE_NEED = "one_need", "One need, one service"
        SAFETY = "safety", "Someone may be at risk of harm"
        TOO_LITTLE = "too_little", "Too little is known"
        ALREADY_HELPED = "already_helped", "Already being helped"
        DECLINED = "declined", "The family said no"

    referral = models.ForeignKey(Referral, CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=Outcome)
    reason = models.CharField(max_length=20, choices=Reason)
    why = models.TextField()
    offer = models.CharField(
        max_length=200, blank=True, help_text="What the family was offered instead"
    )
    decided_by = models.ForeignKey(User, PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = AboutReferralQuerySet.as_manager()

    class Sharing:
        family, category, owner = "referral__family", Category.CASE_NOTES, "owner"

    class Meta:
        ordering = ("-decided_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(outcome="no_more") | ~Q(offer=""),
                name="no_more_from_us_needs_an_offer",
            ),
        )

    def __str__(self) -> str:
        return f"Decision {self.pk}"
