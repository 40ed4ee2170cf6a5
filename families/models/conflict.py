"""A user's own ties to families: what they said, what was noticed, and what closes a record."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import PROTECT, Q
from django.utils import timezone

from families.access import SharedQuerySet, not_archived, shut_to
from families.models.family import Family
from sharing.models import Agency, Category, Historied, OpenToAll, Role, User


class TieQuerySet(SharedQuerySet):
    """What the one who said it and the supervisors of the family's agency may see.

    A supervisor need not work with the family: keeping people out of their own relatives' records
    is their duty for the whole agency. Nobody decides about themselves, and a record that is
    closed to the supervisor stays closed.
    """

    def visible_to(self, user: User) -> Self:
        if user.agency is None:
            return self.none()
        return self.said_by_them(user) | self.to_decide(user)

    def said_by_them(self, user: User) -> Self:
        """Of what is about them, each kind of tie narrows to what they said themselves."""
        return self.filter(user=user)

    def to_decide(self, user: User) -> Self:
        if user.role != Role.SUPERVISOR or user.agency is None:
            return self.none()
        ours = self.filter(not_archived(), owner=user.agency)
        return ours.exclude(user=user).exclude(shut_to(user))


class ConflictQuerySet(TieQuerySet):
    def said_by_them(self, user: User) -> Self:
        return super().said_by_them(user).filter(declared_by=user)

    def standing(self) -> Self:
        return self.filter(ended_on=None)


class Conflict(Historied):
    """A user's own tie to a family. It removes access at once."""

    user = models.ForeignKey(User, PROTECT, related_name="conflicts")
    family = models.ForeignKey(Family, PROTECT, related_name="conflicts")
    tie = models.CharField(max_length=120, help_text="Cousin, neighbour")
    declared_on = models.DateField(default=timezone.localdate)
    declared_by = models.ForeignKey(
        User, PROTECT, null=True, blank=True, related_name="+", help_text="Or who confirmed it"
    )
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    ended_because = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+", help_text="The family's agency")
    objects = ConflictQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.CASE_NOTES, "owner"
        ends = ("owner",)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "family"), condition=Q(ended_on=None), name="one_standing_conflict"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | ~Q(ended_by=models.F("user")),
                name="nobody_ends_their_own_conflict",
            ),
        )

    def __str__(self) -> str:
        return f"Conflict {self.pk}"


class PossibleConflictQuerySet(TieQuerySet):
    def said_by_them(self, user: User) -> Self:
        return super().said_by_them(user).filter(source=PossibleConflict.Source.SAID)

    def to_decide(self, user: User) -> Self:
        """Also what partners of the same authority named: they have no supervisor here, and it is
        the council's families that are looked at."""
        rows = super().to_decide(user)
        if user.role != Role.SUPERVISOR or user.agency is None:
            return rows
        return rows | self.filter(family=None, looked_at_by=user.agency).exclude(user=user)

    def waiting(self) -> Self:
        return self.filter(state=PossibleConflict.State.WAITING)


class PossibleConflict(Historied):
    """A tie that someone named without a reference, or that was noticed: for a supervisor."""

    class Source(models.TextChoices):
        SAID = "said", "They told us"
        NOTICED = "noticed", "Noticed"

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for a decision"
        CONFIRMED = "confirmed", "A conflict"
        DISMISSED = "dismissed", "No conflict"

    user = models.ForeignKey(User, PROTECT, related_name="possible_conflicts")
    family = models.ForeignKey(Family, PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=10, choices=Source)
    name = models.CharField(max_length=120, blank=True, help_text="Whom they know, as they said it")
    tie = models.CharField(max_length=120, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    found_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_because = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    looked_at_by = models.ForeignKey(
        Agency, PROTECT, null=True, blank=True, related_name="+",
        help_text="The family hub’s agency, where a partner named someone",
    )  # fmt: skip
    objects = PossibleConflictQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.CASE_NOTES, "owner"
        ends = ("owner", "looked_at_by")

    class Meta:
        ordering = ("found_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "family"),
                condition=Q(source="noticed"),
                name="a_tie_is_noticed_once",
            ),
        )

    def __str__(self) -> str:
        return f"Possible conflict {self.pk}"

    def is_for_the_hub(self, user: User) -> bool:
        """Named by a partner: this supervisor of theirs may say whom it is, and not that it is
        nobody, since they can't know who is on record."""
        hub = self.looked_at_by_id
        return self.family_id is None and hub not in (None, user.agency and user.agency.pk)


class OwnHomeQuerySet(models.QuerySet["OwnHome"]):
    def visible_to(self, user: User) -> Self:
        """Each person's own, and nobody else's."""
        return self.filter(user=user)


class OwnHome(Historied):
    """Where someone who signs in lives themselves. It is compared, and shown to nobody else."""

    user = models.OneToOneField(User, PROTECT, related_name="own_home")
    lines = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    objects = OwnHomeQuerySet.as_manager()

    class Sharing(OpenToAll):
        own = "user"

    def __str__(self) -> str:
        return f"Own home {self.pk}"

    @property
    def is_said(self) -> bool:
        """Something of it was written down, and not taken back."""
        return bool(self.lines or self.postcode or self.phone)
