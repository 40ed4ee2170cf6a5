"""What stands above a person's own decision, and above an involvement: recorded, and looked at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import PROTECT, Q
from django.urls import reverse
from django.utils import timezone

from families.access import SharedQuerySet
from families.models.case import Case
from families.models.family import Family
from sharing.models import Agency, Category, Historied, User

#: A restriction is looked at again after so many days; it never simply goes on.
REVIEWED_EVERY = timedelta(days=90)


def for_deciders(user: User) -> Q:
    """Why a record was shut, or opened without a yes, is told to the agency that wrote it and to
    those who decide about the record: its keepers, the hub of its council, and who leads. A line
    for notes of visits tells nobody: a reason says of health, or of harm, what it doesn't cover."""
    leads = Case.objects.filter(stage=Case.Stage.ACTIVE, lead__agency=user.agency)
    theirs = (
        Q(owner=user.agency) | Q(family__owner=user.agency) | Q(family__in=leads.values("family"))
    )
    if user.on_hub_duty and user.agency is not None:
        theirs |= Q(family__authority__in=user.agency.authorities.all())
    return theirs


class SharingDecisionQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        return super().visible_to(user).filter(for_deciders(user))

    def to_review(self) -> Self:
        return self.filter(reviewed_at=None)


class SharingDecision(Historied):
    """Someone decided to share without consent, or not to share. Either way the reason is kept."""

    class Outcome(models.TextChoices):
        SHARE = "share", "Share"
        NOT_SHARE = "not_share", "Do not share"

    class Told(models.TextChoices):
        TOLD = "told", "Yes"
        LATER = "later", "Not yet, later"
        NOT_TOLD = "not_told", "No, it would not be safe"

    class Finding(models.TextChoices):
        STANDS = "stands", "It was right"
        ENDS = "ends", "It must end now"

    family = models.ForeignKey(Family, PROTECT, related_name="sharing_decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    agency = models.ForeignKey(Agency, PROTECT, related_name="+", help_text="Who asks, or is told")
    categories = ArrayField(models.CharField(max_length=20, choices=Category))
    danger = models.CharField(max_length=20, help_text="A code of families/rules/lawful.py")
    reason = models.TextField(help_text="Why, and why no less would do")
    kept_back = models.TextField(blank=True, help_text="What is not shared")
    article_6 = models.CharField(max_length=10)
    article_9 = models.CharField(max_length=10, blank=True)
    told = models.CharField(max_length=10, choices=Told)
    told_words = models.TextField(blank=True, help_text="Who was told, or why not")
    happened_at = models.DateTimeField(default=timezone.now)
    recorded_at = models.DateTimeField(auto_now_add=True)
    until = models.DateField(null=True, blank=True, help_text="Last day; for a yes")
    decided_by = models.ForeignKey(User, PROTECT, related_name="+")
    finding = models.CharField(max_length=10, choices=Finding, blank=True)
    finding_words = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SharingDecisionQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.CASE_NOTES, "owner"

    class Meta:
        ordering = ("-happened_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=models.F("decided_by")),
                name="a_second_person_reviews_a_decision_to_share",
            ),
        )

    def __str__(self) -> str:
        return f"Sharing decision {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("families:sharing-decisions", args=[self.family.reference])

    @property
    def shares(self) -> bool:
        return self.outcome == self.Outcome.SHARE

    @property
    def written_afterwards(self) -> bool:
        """In an emergency one acts first and writes later; that is allowed, and said."""
        return self.recorded_at - self.happened_at > timedelta(hours=1)

    @property
    def category_words(self) -> list[str]:
        return [Category(category).label for category in self.categories]


class OverrideQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        return super().visible_to(user).filter(for_deciders(user))

    def in_force(self, on: date | None = None) -> Self:
        on = on or timezone.localdate()
        return self.filter(since__lte=on, until__gte=on, ended_at=None)


class Override(Historied):
    """A recorded decision to share without consent, to keep someone safe."""

    family = models.ForeignKey(Family, PROTECT, related_name="overrides")
    decision = models.ForeignKey(
        SharingDecision, PROTECT, null=True, blank=True, related_name="overrides"
    )
    agency = models.ForeignKey(Agency, PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=Category)
    reason = models.TextField()
    basis = models.CharField(max_length=120)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(help_text="Last day")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Ended by a review, at once")
    decided_by = models.ForeignKey(User, PROTECT, related_name="+")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = OverrideQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.CASE_NOTES, "owner"

    def __str__(self) -> str:
        return f"Override {self.pk}"


class RestrictionQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Whoever keeps it looks at it again, whichever agency's they are."""
        return super().visible_to(user).filter(for_deciders(user) | Q(keeper=user))

    def in_force(self) -> Self:
        return self.filter(lifted_on=None)

    def kept_by(self, user: User) -> Self:
        """Those whose review is this person's task."""
        return self.in_force().filter(keeper=user)


class Restriction(Historied):
    """A record that only named people may open: staff's own family, high risk, adoption."""

    class Kind(models.TextChoices):
        STAFF = "staff", "A staff member’s own family"
        HIGH_PROFILE = "high_profile", "People would look out of curiosity"
        ADOPTION = "adoption", "Adoption"
        HIGH_RISK = "high_risk", "Someone is looking for them"

    family = models.ForeignKey(Family, PROTECT, related_name="restrictions")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.HIGH_RISK)
    reason = models.CharField(max_length=200)
    named = models.ManyToManyField(User, related_name="+")
    keeper = models.ForeignKey(
        User, PROTECT, null=True, blank=True, related_name="+", help_text="Who reviews it"
    )
    placed_on = models.DateField(default=timezone.localdate)
    placed_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)
    lifted_because = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = RestrictionQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.CASE_NOTES, "owner"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("family",), condition=Q(lifted_on=None), name="one_restriction_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"Restriction {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("families:restriction", args=[self.family.reference])
