"""Opening a record in an emergency, and the notices that tell others of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import PROTECT, F, Q
from django.urls import reverse
from django.utils import timezone

from families.access import SharedQuerySet, not_archived, shut_to
from families.models.family import Family
from families.models.involvement import Involvement
from families.rules import reminding
from sharing.models import Agency, Category, Historied, Keyed, OpenToAll, Post, Role, User

#: A record opened in an emergency shuts again after so long, to the minute.
OPEN_FOR = timedelta(hours=4)
REASON_AT_LEAST = 20
REVIEW_WITHIN = 5  # working days
#: Who may open one, as the role table has it. In another post, such as an administrator's, the same
#: person is not told of what they opened (access.md, P15).
OPENERS = (Role.KEY_WORKER, Role.HUB_OFFICER, Role.SUPERVISOR)


class BreakGlassQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Whoever used it, where they work for the same agency in a role that may; the supervisors
        of the family's, and its sharing leads."""
        if user.agency is None or user.role not in (*OPENERS, Role.SHARING_LEAD):
            return self.none()
        theirs = Q(user=user, post__agency=user.agency)
        if user.role in (Role.SUPERVISOR, Role.SHARING_LEAD):
            theirs |= Q(owner=user.agency)
        theirs &= not_archived()
        return self.filter(theirs).filter(~shut_to(user) | self.asked_of(user))

    def asked_of(self, user: User) -> Q:
        """Those that they were asked to look at, as nobody else may."""
        return Q(pk__in=self.model.objects.filter(asked=user).values("pk"))

    def to_review(self) -> Self:
        return self.filter(reviewed_at=None)


class BreakGlass(Historied):
    """Someone opened a record they do not work with, in an emergency. Others look at why."""

    class Danger(models.TextChoices):
        CHILD = "child", "A child may be in danger now"
        ADULT = "adult", "An adult may be in danger now"
        ASKED = "asked", "Police, hospital or social care ask now"
        NOBODY = "nobody", "Nobody who works with them can be reached"

    class Outcome(models.TextChoices):
        JUSTIFIED = "justified", "It was needed"
        NOT_JUSTIFIED = "not_justified", "It was not needed"

    reference = models.CharField(
        max_length=12, unique=True, help_text="Like BG-40417; tells no one"
    )
    family = models.ForeignKey(Family, PROTECT, related_name="+")
    user = models.ForeignKey(User, PROTECT, related_name="+")
    post = models.ForeignKey(Post, PROTECT, related_name="+")
    involvement = models.OneToOneField(Involvement, PROTECT, related_name="break_glass")
    danger = models.CharField(max_length=10, choices=Danger)
    reason = models.TextField()
    started_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    review_by = models.DateField()
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    outcome_words = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    asked = models.ManyToManyField(
        User, related_name="+", blank=True, help_text="Where it is shut to all others who could"
    )
    objects = BreakGlassQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.CASE_NOTES, "owner"
        ends, further = ("owner", "post__agency"), "asked"

    class Meta:
        verbose_name_plural = "records opened in an emergency"
        ordering = ("-started_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("user")),
                name="a_second_person_reviews_an_emergency",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("families:emergency", args=[self.key])

    @property
    def told_by(self) -> str:
        """What a notice calls it."""
        return self.reference

    @property
    def is_running(self) -> bool:
        return self.involvement.ended_at is None and timezone.now() < self.ends_at


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(to=user)

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(Keyed):
    """One new item for one person. It carries a reference, and neither a name nor a family."""

    class Kind(models.TextChoices):
        EMERGENCY = "emergency", "A record was opened in an emergency"
        REMINDED = reminding.FIRST, "A record opened in an emergency waits to be looked at"
        REMINDED_AGAIN = reminding.SECOND, "It still waits to be looked at"
        LATE = reminding.LATE, "Nobody has looked at it in five working days"
        LOOKS = "looks", "Looks at records to ask about"

    to = models.ForeignKey(User, PROTECT, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    reference = models.CharField(max_length=12)
    told_at = models.DateTimeField(auto_now_add=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    objects = NoticeQuerySet.as_manager()

    class Sharing(OpenToAll):
        own = "to"

    class Meta:
        ordering = ("-told_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("to", "kind", "reference"), name="a_person_is_told_once"
            ),
        )

    def __str__(self) -> str:
        return f"Notice {self.pk}"
