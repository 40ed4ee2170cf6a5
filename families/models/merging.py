"""Two records that are said to be of one family, until a second person has looked and after."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import PROTECT, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from families.access import REACH, SharedQuerySet, known_families
from families.models.family import Family
from sharing.models import Agency, Category, Historied, User

#: A second person looks within so many days, and before either record goes to the archive; after
#: them the merge counts no more.
LOOKED_AT_WITHIN = timedelta(days=14)
#: A merge can be undone for so long.
UNDONE_WITHIN = timedelta(days=365)
#: The two ends of a merge, each with the other.
ENDS = (("kept", "folded"), ("folded", "kept"))


#: Rows that close a family to someone: restrictions, and their own ties.
Shut = tuple[QuerySet[Any], QuerySet[Any]]


class MergeQuerySet(SharedQuerySet):
    def waiting(self, on: date | None = None) -> Self:
        """Those that nobody has looked at yet, and that still count."""
        return self.filter(state=Merge.State.WAITING, look_by__gte=on or timezone.localdate())

    def standing(self) -> Self:
        """Two records that count as one family's: looked at, or waiting for it."""
        return self.waiting() | self.agreed()

    def agreed(self) -> Self:
        return self.filter(state=Merge.State.AGREED)

    def came_to_nothing(self) -> Self:
        """A second person said no, or it was undone."""
        return self.filter(state__in=(Merge.State.REJECTED, Merge.State.UNDONE))

    def of(self, family: int) -> Self:
        return self.filter(Q(kept=family) | Q(folded=family))

    def visible_to(self, user: User) -> Self:
        """Only who may open both records is told of the merge."""
        return super().visible_to(user).filter(folded__in=known_families(user))

    def closing(self, user: User, shut: Shut) -> list[QuerySet[Any]]:
        """Families that a waiting merge closes to someone: what shuts them out of one record shuts
        them out of both, and whoever knows one record only knows neither (access.md, P12).

        `shut`: the rows that close a family to them, each with its family.
        """
        waiting = self.waiting().order_by()
        return [
            waiting.filter(_shut(other, shut) | _half(user, this, other)).values_list(this)
            for this, other in ENDS
        ]

    def only_half_known(self, user: User, shut: Shut) -> Q:
        """Families closed to someone because they know one record only, and for no other reason."""
        found = Q()
        for this, other in ENDS:
            closed = _shut(this, shut) | _shut(other, shut)
            half = self.waiting().filter(_half(user, this, other)).exclude(closed)
            found |= Q(pk__in=half.values(this))
        return found


def _shut(end: str, shut: Shut) -> Q:
    """Merges whose record at this end is closed to someone."""
    found = Q()
    for rows in shut:
        found |= Q(**{f"{end}__in": rows.values("family")})
    return found


def _half(user: User, this: str, other: str) -> Q:
    """Merges of which someone knows this record, and not the other. Whoever opened this one in an
    emergency keeps it for its hours: an emergency does not wait for a merge."""
    reach = REACH.get(user.role)
    if reach is None:
        return Q(pk__in=())
    known = apps.get_model("families", "FamilyAccess").objects.live()
    known = known.filter(principal__in=user.principals, purpose=reach.purpose)
    emergencies = known.filter(expires_at__isnull=False)
    half = Q(**{f"{this}__in": known.values("family")})
    half &= ~Q(**{f"{other}__in": known.values("family")})
    return half & ~Q(**{f"{this}__in": emergencies.values("family")})


class Merge(Historied):
    """Someone says that two records are of one family. Nothing in either record is changed."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for a second person"
        AGREED = "agreed", "One family: a second person agreed"
        REJECTED = "rejected", "Two families: a second person said no"
        UNDONE = "undone", "Undone"

    kept = models.ForeignKey(
        Family, PROTECT, related_name="merges", help_text="Whose reference goes on"
    )
    folded = models.ForeignKey(Family, PROTECT, related_name="merges_into")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    why = models.CharField(max_length=400)
    merged_by = models.ForeignKey(User, PROTECT, related_name="+")
    merged_at = models.DateTimeField(default=timezone.now)
    look_by = models.DateField(help_text="Last day on which it counts without a second person")
    looked_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    looked_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=400, blank=True, help_text="What the second person found")
    undone_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_because = models.CharField(max_length=400, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = MergeQuerySet.as_manager()

    class Sharing:
        family, category, owner = "kept", Category.IDENTITY, "owner"

    class Meta:
        ordering = ("-merged_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(kept=F("folded")), name="a_merge_is_of_two"),
            models.CheckConstraint(
                condition=Q(looked_by=None) | ~Q(looked_by=F("merged_by")),
                name="a_second_person_looks_at_a_merge",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(looked_by__isnull=False),
                name="an_agreed_merge_says_by_whom",
            ),
        )
        indexes = (
            models.Index(fields=("look_by",), condition=Q(state="waiting"), name="merges_waiting"),
        )

    def __str__(self) -> str:
        return f"Merge {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("families:merge", args=[self.key])

    def told_to(self, user: User) -> Merge:
        """As it is read: the reasons are words about people, for the agencies that keep the records
        (as decision 56 has it of what shuts or opens one). Nobody saves this one."""
        keepers = (self.kept.owner_id, self.folded.owner_id)
        if user.agency is None or user.agency.pk not in keepers:
            self.why = self.words = self.undone_because = ""
        return self

    @property
    def waits(self) -> bool:
        return self.state == self.State.WAITING and self.look_by >= timezone.localdate()

    @property
    def ran_out(self) -> bool:
        return self.state == self.State.WAITING and not self.waits

    @property
    def undone_until(self) -> date:
        """The last day on which it can be undone."""
        return timezone.localdate(self.merged_at) + UNDONE_WITHIN

    @property
    def can_be_undone(self) -> bool:
        stands = self.waits or self.state == self.State.AGREED
        return stands and self.undone_until >= timezone.localdate()
