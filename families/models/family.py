"""Families, their homes, and who stays in which home."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import CASCADE, PROTECT, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from families.access import SharedQuerySet, known_families, not_archived, opened_to, shut_to
from sharing.models import (
    Agency,
    Authority,
    Category,
    Historied,
    OpenToAll,
    Post,
    Purpose,
    Role,
    Team,
    User,
)
from sharing.questions.planned import Found


class FamilyQuerySet(SharedQuerySet):
    def known_to(self, user: User) -> Self:
        """Families that this person is involved with, each with its reference."""
        return super().known_to(user)

    def listed_for(self, user: User) -> Self:
        """The same rows as `visible_to`, asked for a list. PostgreSQL can't tell how few of those
        that a partner knows have said yes, and would walk the whole country by name to find 25; so
        who sees by consent starts from the decisions (docs/decisions/0028)."""
        seen = self.visible_to(user)
        lines = opened_to(user, Purpose.SUPPORT)
        asking = any(Category.IDENTITY in kinds for kinds in lines.with_consent.values())
        if user.role != Role.PRACTITIONER or user.agency is None or not asking:
            return seen
        about = {"agency": user.agency, "category": Category.IDENTITY}
        freely = [giver for giver, kinds in lines.freely.items() if Category.IDENTITY in kinds]
        ours = self.model.objects.filter(owner__in=[user.agency.pk, *freely])
        consents, overrides = (apps.get_model("families", n) for n in ("Consent", "Override"))
        yes = consents.objects.covering().filter(**about, purpose=Purpose.SUPPORT)
        above = overrides.objects.in_force().filter(**about)
        known, mine = known_families(user), ours.filter(pk__in=known_families(user))
        told = (r.filter(family__in=known).order_by().values("family") for r in (yes, above))
        return seen.filter(pk__in=Found(mine.order_by().values("pk").union(*told, all=True)))

    def for_matching(self, user: User) -> Self:
        """Families that the hub may be offered as "the same as before?", before it is involved.

        The one read that comes before an involvement: only those on hub duty, only in their own
        authority. A family closed to them looks exactly like no family (access.md, P4).
        """
        if not user.on_hub_duty or user.agency is None:
            return self.none()
        here = self.filter(authority__in=user.agency.authorities.all())
        return here.filter(not_archived("pk")).exclude(shut_to(user, "pk"))

    def to_hand_over(self) -> Self:
        """Closed, and no records officer will have it, though its council has a team of them; or
        archived since, while someone who knows it no more still holds a grant, or their team."""
        links = apps.get_model("families", "Involvement").objects.filter(family=OuterRef("pk"))
        kept = Exists(links.filter(kind="records", ended_at=None))
        team = Exists(Team.objects.filter(agency=OuterRef("owner"), duty=Team.Duty.RECORDS))
        closed = self.filter(last_day__isnull=False)
        archived = Q(last_day__day__lt=timezone.localdate())
        return closed.filter(Q(team & ~kept) | (archived & (_held("User") | _held("Group"))))

    def left_waiting(self) -> Self:
        """Taken on from another council and said to be of a record here, which nobody looked at in
        time: no case was opened in either for them."""
        merges = apps.get_model("families", "Merge").objects
        standing = merges.standing().values("folded")
        came = self.filter(came_by__isnull=False, cases__isnull=True, merges_into__isnull=False)
        return came.exclude(pk__in=standing).distinct()

    def moved_away(self) -> Self:
        """Taken on by another council, and not helped here since: what is newer is not for here."""
        helped = apps.get_model("families", "Case").objects.filter(family=OuterRef("pk"))
        taken = self.filter(transfers__record__isnull=False)
        return taken.filter(~Exists(helped.filter(closed_on=None)))

    def for_deciding_ties(self, user: User) -> Self:
        """Families of a supervisor's own agency: keeping people out of their own relatives'
        records is a supervisor's duty also where they do not work with the family."""
        if user.role != Role.SUPERVISOR or user.agency is None:
            return self.none()
        ours = self.filter(not_archived("pk"), owner=user.agency)
        return ours.exclude(shut_to(user, "pk"))

    def known_without_emergency(self, user: User) -> Self:
        """Those that this person would know had they opened none in an emergency."""
        return self.filter(pk__in=known_families(user, emergencies=False))


def _held(by: str) -> Exists:
    """A grant on an archived family of a person, or a team's group, who neither keeps the archive
    nor audits it today."""
    known = apps.get_model("families", "FamilyAccess").objects.live()
    known = known.filter(
        family=OuterRef("content_object"), involvement__kind__in=("records", "audit")
    )
    if by == "User":
        posts = Post.objects.filter(pk=OuterRef("principal"), user=OuterRef(OuterRef("user")))
        known = known.filter(Exists(posts))
    else:
        known = known.alias(team=-F("principal"))
        known = known.filter(team__in=Team.objects.filter(group=OuterRef(OuterRef("group"))))
    grants = apps.get_model("families", f"Family{by}Permission").objects
    return Exists(grants.filter(~Exists(known), content_object=OuterRef("pk")))


class Family(Historied):
    """Several people who share their lives, and one plan. The name is what they call themselves."""

    reference = models.CharField(
        max_length=12, unique=True, help_text="Like WF-20417; tells no order"
    )
    name = models.CharField(max_length=120)
    authority = models.ForeignKey(Authority, PROTECT, related_name="families")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+", db_index=False)  # see Meta
    registered_at = models.DateTimeField(default=timezone.now)
    objects = FamilyQuerySet.as_manager()

    class Sharing:
        family, category, owner = "", Category.IDENTITY, "owner"
        record = True
        offered, matched = "authority", "person__family"

    class Meta:
        verbose_name_plural = "families"
        ordering = ("name", "pk")
        # who sees many walks their agency's by name; who sees few starts from what they know
        indexes = (models.Index(fields=("owner", "name", "id"), name="families_of_an_agency"),)

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("families:family", args=[self.reference])

    def named_for(self, user: User) -> str:
        """Its name, to its own agency. It may hold a surname that another may not know."""
        ours = user.agency is not None and self.owner_id == user.agency.pk
        return self.name if ours else self.reference

    @property
    def is_archived(self) -> bool:
        """Closed for so long that only its council's records officers know it (P10)."""
        last = self.open_until
        return last is not None and last < timezone.localdate()

    @property
    def open_until(self) -> date | None:
        """The last day on which those who worked with it know it, where it has one."""
        return LastDay.objects.filter(family=self).values_list("day", flat=True).first()

    @property
    def open_case(self) -> models.Model | None:
        """The episode of support that runs now, if any."""
        return self.cases.filter(closed_on=None).first()


class LastDay(models.Model):
    """The last day on which a closed family is known to those who worked with it (P10).

    A table of its own, as it is asked where the family may not be: once the day is over, of what is
    seen without working with it. Before that PostgreSQL shows it beside its family only.
    """

    family = models.OneToOneField(Family, CASCADE, related_name="last_day")
    day = models.DateField()

    class Sharing(OpenToAll):
        follows, over = "family", "day"

    def __str__(self) -> str:
        return f"{self.family_id} until {self.day}"


class AddressQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """A confidential address has its own named list, on top of the rule for every fact (P5)."""
        return super().visible_to(user).filter(Q(confidential=False) | Q(named=user)).distinct()


class Address(Historied):
    """Where a home is. A confidential one is seen by its named people only."""

    family = models.ForeignKey(Family, PROTECT, related_name="addresses")
    lines = models.CharField(max_length=200)
    postcode = models.CharField(max_length=10, blank=True)
    ward = models.CharField(max_length=60, blank=True)
    confidential = models.BooleanField(default=False)
    named = models.ManyToManyField(User, related_name="+", blank=True)
    not_safe = models.BooleanField(
        default=False, help_text="Nobody writes or goes there: someone who lives there is a risk"
    )
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = AddressQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.CONTACT, "owner"

    class Meta:
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return f"{self.lines}, {self.postcode}" if self.postcode else self.lines


class Household(Historied):
    """A home of the family. Its label never tells where it is."""

    family = models.ForeignKey(Family, PROTECT, related_name="households")
    label = models.CharField(max_length=60, help_text="Mum's home, Home 1")
    address = models.ForeignKey(Address, PROTECT, related_name="households", null=True, blank=True)
    is_main = models.BooleanField(default=False)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SharedQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.IDENTITY, "owner"
        record = True

    class Meta:
        ordering = ("-is_main", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("family",), condition=Q(is_main=True), name="one_main_home_in_a_family"
            ),
        )

    def __str__(self) -> str:
        return self.label


class StayQuerySet(SharedQuerySet):
    def current(self, on: date | None = None) -> Self:
        on = on or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)

    def out_of_sight_of(self, user: User) -> Self:
        """Today's stays in a home whose address is kept back, and does not name this person."""
        kept_back = self.current().filter(household__address__confidential=True)
        return kept_back.exclude(household__address__named=user)


class Stay(Historied):
    """A person lives in a home, for a part of the week, for a time."""

    person = models.ForeignKey("families.Person", PROTECT, related_name="stays")
    household = models.ForeignKey(Household, PROTECT, related_name="stays")
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="Last day")
    share = models.DecimalField(
        max_digits=3, decimal_places=2, default=1, help_text="0 to 1 of the week"
    )
    days = models.CharField(max_length=60, blank=True, help_text="Fri to Sun")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = StayQuerySet.as_manager()

    class Sharing:
        family, category, owner = "person__family", Category.IDENTITY, "owner"
        person = "person"

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="stay_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(share__gt=0) & Q(share__lte=1), name="stay_is_part_of_a_week"
            ),
        )

    def __str__(self) -> str:
        return f"Stay {self.pk}"
