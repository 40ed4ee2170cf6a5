"""The weekly allocation meeting: its agenda, what was decided, and who has room."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import CASCADE, PROTECT, Q
from django.urls import reverse

from families.access import SharedQuerySet, drawn_once
from families.models import Case, Family
from sharing.models import Agency, Category, Historied, OpenToAll, Post, User


class MeetingQuerySet(models.QuerySet["AllocationMeeting"]):
    def visible_to(self, user: User) -> MeetingQuerySet:
        """The hub that holds it, and the people invited."""
        if user.agency is None or user.post is None:
            return self.none()
        room = Q(attendees=user.post)
        if user.on_hub_duty:
            room |= Q(agency=user.agency)
        return self.filter(room).distinct()


class AllocationMeeting(Historied):
    """One meeting of the allocation panel."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        CLOSED = "closed", "Closed"

    agency = models.ForeignKey(Agency, PROTECT, related_name="+")
    held_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    chair = models.ForeignKey(User, PROTECT, related_name="+")
    attendees = models.ManyToManyField(Post, related_name="meetings", blank=True)
    minutes_each = models.PositiveSmallIntegerField(default=8, help_text="For each family")
    started_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    objects = MeetingQuerySet.as_manager()

    class Sharing(OpenToAll):
        pass

    class Meta:
        ordering = ("-held_on",)
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "held_on"), name="one_meeting_of_a_hub_on_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"Allocation meeting {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("referrals:meeting", args=[self.key])


class ItemQuerySet(SharedQuerySet):
    def undecided(self) -> Self:
        """On the agenda of a meeting to come, and not yet talked about."""
        return self.filter(outcome="", meeting__state=AllocationMeeting.State.PLANNED)

    def visible_to(self, user: User) -> Self:
        """Families of a meeting that this person attends and also knows."""
        return self.filter(_attended(user))

    @drawn_once
    def told_to(self, user: User) -> Self:
        """Those whose reasons they may read too: a reason tells of the family, like its plan."""
        return super().visible_to(user).filter(_attended(user))


def _attended(user: User) -> Q:
    """Items of a meeting that this person attends, about a family whom they also know."""
    meetings = AllocationMeeting.objects.visible_to(user)
    return Q(meeting__in=meetings, case__family__in=Family.objects.visible_to(user))


class Item(Historied):
    """One family on the agenda, and the decision about it."""

    class Outcome(models.TextChoices):
        ALLOCATED = "allocated", "Allocated"
        DEFERRED = "deferred", "Bring back later"
        MORE_FACTS = "more_facts", "Needs more facts"
        NOT_ALLOCATED = "not_allocated", "Do not allocate"

    class NotAllocated(models.TextChoices):
        """Reasons used in Nottingham (rulebook 7.10)."""

        LOWER_LEVEL = "lower_level", "Needs can be met by one service"
        SOCIAL_CARE = "social_care", "Social care leads"
        DECLINED = "declined", "The family said no"
        MOVED = "moved", "Moved out of the area"
        ALREADY_HELPED = "already_helped", "Already being helped"

    meeting = models.ForeignKey(AllocationMeeting, CASCADE, related_name="items")
    case = models.ForeignKey(Case, PROTECT, related_name="items")
    position = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    lead = models.ForeignKey(Post, PROTECT, null=True, blank=True, related_name="+")
    not_allocated = models.CharField(max_length=20, choices=NotAllocated, blank=True)
    reason = models.TextField(blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = ItemQuerySet.as_manager()

    class Sharing:
        family, category, owner = "case__family", Category.PLAN, "owner"

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "case"), name="a_family_is_on_the_agenda_once"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="allocated") | Q(lead__isnull=False),
                name="allocated_to_someone",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=("deferred", "not_allocated"))
                | Q(look_again_on__isnull=False),
                name="put_off_until_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"Item {self.pk}"


class CapacityQuerySet(models.QuerySet["Capacity"]):
    def visible_to(self, user: User) -> CapacityQuerySet:
        """Colleagues in the viewer's authority."""
        return self.filter(post__in=Post.objects.visible_to(user))


class Capacity(Historied):
    """How many families a worker can lead, where, and in which languages."""

    post = models.OneToOneField(Post, CASCADE, related_name="capacity")
    families_at_most = models.PositiveIntegerField(default=8)
    wards = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    woman = models.BooleanField(null=True, help_text="Where a family asks for a woman or a man")
    away_until = models.DateField(null=True, blank=True)
    objects = CapacityQuerySet.as_manager()

    class Sharing(OpenToAll):
        pass

    class Meta:
        verbose_name_plural = "capacities"

    def __str__(self) -> str:
        return f"Capacity of {self.post}"
