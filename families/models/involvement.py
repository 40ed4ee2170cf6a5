"""Who works with a family: the live link that lets them know it, and its projection."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import CASCADE, PROTECT, F, Q
from django.db.models.functions import Now
from django.utils import timezone
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from families.access import REACH, SharedQuerySet, opened_to
from families.models.family import Family
from families.rules.archiving import first_of
from sharing.models import Agency, Category, Historied, OpenToAll, Post, Purpose, Team, User


def told_to_help(user: User) -> list[int]:
    """Agencies, by id, that someone is told of wherever they work with a family: their own, and
    those whose line for services involved opens to it (access.md, P9)."""
    reach = REACH.get(user.role)
    if reach is None or user.agency is None:
        return []
    lines = opened_to(user, reach.purpose).freely
    return [
        user.agency.pk,
        *(giver for giver, kinds in lines.items() if Category.SERVICES in kinds),
    ]


class InvolvementQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Another agency than the family's own sees who leads, the family's own agency, its own
        people, and the agencies whose line for services involved opens to it (access.md, P9)."""
        seen = super().visible_to(user)
        if user.role not in REACH or user.agency is None:
            return seen
        told = told_to_help(user)
        named = Q(post__agency__in=told) | Q(team__agency__in=told)
        own = Q(post__agency=F("family__owner")) | Q(team__agency=F("family__owner"))
        leads = Q(kind=Involvement.Kind.LEAD_WORKER)
        return seen.filter(Q(family__owner=user.agency) | named | own | leads)

    def of_agency(self, agency: Agency) -> Self:
        """Of its people and teams, those that are over among them."""
        return self.filter(Q(post__agency=agency) | Q(team__agency=agency))

    def live(self, on: date | None = None) -> Self:
        on = on or timezone.localdate()
        live = self.filter(Q(until=None) | Q(until__gte=on), since__lte=on, ended_at=None)
        return live.filter(Q(expires_at=None) | Q(expires_at__gt=Now()))


class Involvement(Historied):
    """A dated link between a family and a person's post or a team."""

    class Kind(models.TextChoices):
        LEAD_WORKER = "lead_worker", "Lead worker"
        TEAM_AROUND = "team_around", "Team around the family"
        HUB_DUTY = "hub_duty", "Hub duty"
        PANEL = "panel", "Allocation panel"
        RESULTS = "results", "Results and claims"
        AUDIT = "audit", "Auditor of a sample"
        EMERGENCY = "emergency", "Opened in an emergency"
        RECORDS = "records", "Keeps the archive"

    family = models.ForeignKey(Family, PROTECT, related_name="involvements")
    post = models.ForeignKey(Post, PROTECT, null=True, blank=True, related_name="involvements")
    team = models.ForeignKey(Team, PROTECT, null=True, blank=True, related_name="involvements")
    kind = models.CharField(max_length=20, choices=Kind)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True, help_text="Last day")
    expires_at = models.DateTimeField(null=True, blank=True, help_text="To the minute")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Ended by someone, at once")
    reason = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = InvolvementQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.IDENTITY, "owner"
        record = True

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(post=None) ^ Q(team=None), name="involvement_of_a_post_or_a_team"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="involvement_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return f"Involvement {self.pk}"

    @property
    def who(self) -> str:
        return str(self.post.user) if self.post else str(self.team)

    @property
    def purpose(self) -> str:
        """What this link is for; it decides how far its holder sees."""
        return {self.Kind.RESULTS: Purpose.RESULTS, self.Kind.AUDIT: Purpose.AUDIT}.get(
            self.Kind(self.kind), Purpose.SUPPORT
        )

    def ends_by(self, last: date | None) -> date | None:
        """Its own last day, or the `last` on which the family's record is open (access.md, P10).

        An audit has its own window (P13); the archive's keepers begin where the others end.
        """
        own = self.kind in (self.Kind.AUDIT, self.Kind.RECORDS)
        return self.until if own else first_of(self.until, last)

    @property
    def principal(self) -> int:
        """A post's id, or minus a team's: who the projection names."""
        return self.post_id or -(self.team_id or 0)


class FamilyAccessQuerySet(models.QuerySet["FamilyAccess"]):
    def live(self, on: date | None = None) -> FamilyAccessQuerySet:
        """By day, and by the database's clock where it ends within one."""
        on = on or timezone.localdate()
        live = self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)
        return live.filter(Q(expires_at=None) | Q(expires_at__gt=Now()))


#: What both keys to a family are judged by: held by the indexes, the table itself is not opened.
DAYS = ("since", "until", "expires_at")


class FamilyAccess(models.Model):
    """The narrow table that lists join: one row for each live involvement, in the same transaction.

    It only narrows: agreements, consents, restrictions and conflicts are judged on reading.
    """

    principal = models.BigIntegerField(help_text="A post's id, or minus a team's")
    family = models.ForeignKey(Family, CASCADE, related_name="+", db_index=False)  # below
    purpose = models.CharField(max_length=10, choices=Purpose)
    since = models.DateField()
    until = models.DateField(null=True)
    expires_at = models.DateTimeField(null=True)
    involvement = models.OneToOneField(Involvement, CASCADE, related_name="projection")
    objects = FamilyAccessQuerySet.as_manager()

    class Sharing(OpenToAll):
        """Behind the wall: one's own, and whoever else works with a family that one works with."""

        family, held = "family", "principal"

    class Meta:
        indexes = (
            models.Index(
                fields=("principal", "purpose", "family"),
                include=DAYS,
                name="families_of_a_principal",
            ),
            models.Index(
                fields=("family", "principal"),
                include=("purpose", *DAYS),
                name="principals_of_a_family",
            ),
        )

    def __str__(self) -> str:
        return f"{self.principal} knows {self.family_id}"


class FamilyUserPermission(UserObjectPermissionBase):
    """guardian's grant to a person, straight onto the family."""

    content_object = models.ForeignKey(Family, CASCADE)

    class Sharing(OpenToAll):
        follows = "content_object"


class FamilyGroupPermission(GroupObjectPermissionBase):
    """guardian's grant to a team's group, straight onto the family."""

    content_object = models.ForeignKey(Family, CASCADE)

    class Sharing(OpenToAll):
        follows = "content_object"
