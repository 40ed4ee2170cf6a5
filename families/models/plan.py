"""The one plan: goals in the family's words, who does what by when, and how far it came."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import CASCADE, PROTECT, Count, F, OuterRef, Q, Subquery, When
from django.utils import timezone

from families.access import SharedQuerySet
from families.models.case import Case
from families.models.person import NamingQuerySet, Person
from families.models.visit import Visit
from sharing.models import Agency, Category, Historied, Post, User


class PlanQuerySet(SharedQuerySet):
    def agreed(self) -> Self:
        """Agreed with the family and not replaced by a newer version."""
        return self.filter(state=Plan.State.AGREED)

    def numbered(self, user: User) -> Self:
        """Each with its `number`: to the record's own agency its version; to another one its place
        among those that it may see, as a gap would tell of what it may not (access.md, P18)."""
        before = Plan.objects.visible_to(user).filter(
            case=OuterRef("case"), version__lte=OuterRef("version")
        )
        placed = Subquery(before.order_by().values("case").annotate(n=Count("pk")).values("n"))
        ours = When(case__family__owner=user.agency, then=F("version"))
        return self.annotate(number=models.Case(ours, default=placed))


class Plan(Historied):
    """One version of the family's plan. An agreed one is never edited; a newer one replaces it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        AGREED = "agreed", "Agreed"
        REPLACED = "replaced", "Replaced"

    case = models.ForeignKey(Case, PROTECT, related_name="plans")
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    family_words = models.TextField(blank=True, help_text="What they want, in their own words")
    agreed_on = models.DateField(null=True, blank=True)
    agreed_with = models.ManyToManyField(Person, related_name="plans_agreed", blank=True)
    agreed_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    review_on = models.DateField(null=True, blank=True)
    form_key = models.UUIDField(
        unique=True, null=True, blank=True, help_text="A form sent twice makes one plan"
    )
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = PlanQuerySet.as_manager()
    number: int  # where it was read `numbered`

    class Sharing:
        family, category, owner = "case__family", Category.PLAN, "owner"

    class Meta:
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(fields=("case", "version"), name="one_plan_of_a_version"),
            models.UniqueConstraint(
                fields=("case",), condition=Q(state="agreed"), name="one_agreed_plan_in_a_case"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(agreed_on__isnull=False, review_on__isnull=False),
                name="an_agreed_plan_has_its_dates",
            ),
        )

    def __str__(self) -> str:
        return f"Plan {self.version}"


class Goal(Historied):
    """What should be different. `need` is the code in the case's framework, where it serves one."""

    plan = models.ForeignKey(Plan, CASCADE, related_name="goals")
    words = models.CharField(max_length=300)
    need = models.CharField(max_length=10, blank=True)
    position = models.PositiveIntegerField(default=0)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SharedQuerySet.as_manager()

    class Sharing:
        family, category, owner = "plan__case__family", Category.PLAN, "owner"

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"Goal {self.pk}"


class ActionQuerySet(NamingQuerySet):
    def to_do(self) -> Self:
        """Not done; what an earlier version of the plan said is no longer asked of anyone."""
        return self.filter(done_on=None).exclude(goal__plan__state=Plan.State.REPLACED)

    def promised(self) -> Self:
        """Said at a visit, or taken on by someone of the family: they know of it."""
        return self.exclude(visit=None, doer_person=None)

    def overdue(self, on: date | None = None) -> Self:
        return self.to_do().filter(due_on__lt=on or timezone.localdate())

    def of(self, post: Post | None) -> Self:
        return self.filter(doer_post=post)


class Action(Historied):
    """A line of the plan, or a promise made at a visit. A worker or a family member does it.

    A review says how far it came; the line that goes on in the next version knows this one as
    `came_from`.
    """

    class Progress(models.TextChoices):
        PART = "part", "Part done"
        NOT_DONE = "not_done", "Not done"
        CHANGED = "changed", "Changed"

    case = models.ForeignKey(Case, PROTECT, related_name="actions")
    goal = models.ForeignKey(Goal, PROTECT, null=True, blank=True, related_name="actions")
    visit = models.ForeignKey(Visit, PROTECT, null=True, blank=True, related_name="actions")
    what = models.CharField(max_length=200)
    doer_person = models.ForeignKey(Person, PROTECT, null=True, blank=True, related_name="actions")
    doer_post = models.ForeignKey(Post, PROTECT, null=True, blank=True, related_name="actions")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    progress = models.CharField(max_length=8, choices=Progress, blank=True)
    in_the_way = models.CharField(max_length=300, blank=True, help_text="In the doer's own words")
    came_from = models.OneToOneField(
        "self", PROTECT, null=True, blank=True, related_name="goes_on_as"
    )
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = ActionQuerySet.as_manager()

    class Sharing:
        family, category, owner = "case__family", Category.PLAN, "owner"
        names = "doer_person"

    class Meta:
        ordering = (F("due_on").asc(nulls_last=True), "pk")
        indexes = (
            models.Index(
                fields=("doer_post", "due_on"), condition=Q(done_on=None), name="actions_to_do"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(doer_person=None) ^ Q(doer_post=None), name="an_action_has_one_doer"
            ),
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="a_done_action_says_by_whom",
            ),
        )

    def __str__(self) -> str:
        return f"Action {self.pk}"

    @property
    def is_late(self) -> bool:
        """Not done, and its day has gone by."""
        return (
            self.done_on is None and self.due_on is not None and self.due_on < timezone.localdate()
        )

    @property
    def doer(self) -> str:
        if self.doer_person:
            return self.doer_person.short_name
        return str(self.doer_post.user) if self.doer_post else ""
