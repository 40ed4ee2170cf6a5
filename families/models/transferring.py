"""A family that moves to another council: the record that is offered, and what came with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import PROTECT, Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from families.access import REACH, SUPPORT, SharedQuerySet, not_archived, shut_to
from families.models.family import Family
from families.models.person import NamingQuerySet, Person
from sharing.models import Agency, Category, Historied, JournalEntry, Post, User

#: So long a home tells what the other council said.
TOLD_FOR = timedelta(days=14)


class TransferQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Both ends. At the council that offers it: who works with the family, to help it. At the
        other: those on hub duty, who hear of nothing that was taken back before they answered."""
        if user.agency is None or REACH.get(user.role) is not SUPPORT:
            return self.none()
        ours = super().visible_to(user).filter(owner=user.agency)
        ends = Q(pk__in=ours.order_by().values("pk"))
        if user.on_hub_duty:
            ends |= Q(to_agency=user.agency) & ~Q(state=Transfer.State.WITHDRAWN)
        return self.filter(ends).filter(not_archived()).exclude(shut_to(user))

    def offered(self) -> Self:
        """Those that nobody has answered."""
        return self.filter(state=Transfer.State.OFFERED)

    def to_answer(self, user: User) -> Self:
        """Those that wait for this person's hub."""
        return self.visible_to(user).offered().filter(to_agency=user.agency)

    def answered_for(self, user: User) -> Self:
        """What became of those that our council offered, for whoever offered it and those on hub
        duty: for two weeks, or until they have opened it."""
        if user.post is None:
            return self.none()
        seen = JournalEntry.objects.filter(
            by=user,
            kind=JournalEntry.Kind.SAW,
            subject_type=self.model._meta.label,
            subject_id=OuterRef("pk"),
            at__gte=OuterRef("answered_at"),
            verb="transfer.see",
        )
        rows = self.visible_to(user).filter(
            owner=user.agency,
            state__in=(Transfer.State.TAKEN, Transfer.State.DECLINED),
            answered_at__gte=Now() - TOLD_FOR,
        )
        if not user.on_hub_duty:
            rows = rows.filter(offered_by=user.post)
        return rows.filter(~Exists(seen))


class Transfer(Historied):
    """One council offers a family's record to the council that the family moved to.

    Nothing in the record moves: what the other council takes on is written anew in a record of its
    own, and each sees its own from then on (access.md, P11; docs/decisions/0043).
    """

    class State(models.TextChoices):
        OFFERED = "offered", "Waits for the other council"
        TAKEN = "taken", "Taken on"
        DECLINED = "declined", "Not taken on"
        WITHDRAWN = "withdrawn", "Taken back"

    family = models.ForeignKey(Family, PROTECT, related_name="transfers")
    to_agency = models.ForeignKey(Agency, PROTECT, related_name="+", help_text="The other hub")
    state = models.CharField(max_length=10, choices=State, default=State.OFFERED)
    categories = models.JSONField(default=list, help_text="What is offered")
    accepted = models.JSONField(default=list, blank=True, help_text="What was taken on of it")
    why = models.CharField(max_length=400)
    told = models.CharField(max_length=400, help_text="What the family said to it")
    offered_by = models.ForeignKey(Post, PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=400, blank=True, help_text="Why not, or why taken back")
    record = models.OneToOneField(
        Family, PROTECT, null=True, blank=True, related_name="came_by", help_text="The new record"
    )
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = TransferQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.IDENTITY, "owner"
        ends = ("owner", "to_agency")

    class Meta:
        ordering = ("-offered_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("family",),
                condition=Q(state="offered"),
                name="a_family_is_offered_to_one_council",
            ),
            models.CheckConstraint(
                condition=~Q(to_agency=F("owner")), name="a_transfer_joins_two_agencies"
            ),
            models.CheckConstraint(
                condition=Q(state="taken") ^ Q(record=None), name="what_is_taken_on_has_a_record"
            ),
        )

    def __str__(self) -> str:
        return f"Transfer {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("families:transfer", args=[self.key])

    @property
    def waits(self) -> bool:
        return self.state == self.State.OFFERED


class EarlierEntry(Historied):
    """What another council's record said, in words: it came with a transfer and stays as it was.

    It is this agency's own from then on, and is shared as far as its own agreements go.
    """

    family = models.ForeignKey(Family, PROTECT, related_name="earlier_entries")
    transfer = models.ForeignKey(Transfer, PROTECT, related_name="entries")
    person = models.ForeignKey(
        Person, PROTECT, null=True, blank=True, related_name="earlier_entries"
    )
    on = models.DateField(help_text="The day of what is told")
    category = models.CharField(max_length=20, choices=Category)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    told_by = models.CharField(max_length=120, help_text="Whose record it stood in")
    brought_on = models.DateField(default=timezone.localdate)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = NamingQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", "category", "owner"
        person, names = "person", "person"

    class Meta:
        verbose_name_plural = "earlier entries"
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"Earlier entry {self.pk}"
