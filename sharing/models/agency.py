"""Authorities, agencies, teams, and the people who sign in."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import AbstractUser, Group, UserManager
from django.db import models
from django.db.models import PROTECT, Q
from django.utils import timezone

from sharing.models.shared import Keyed, OpenToAll

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import OuterRef


class Authority(Keyed):
    """A council, or a combined authority above several."""

    name = models.CharField(max_length=120, unique=True)
    code = models.CharField(max_length=9, unique=True, help_text="ONS code, like E08000003")
    above = models.ForeignKey("self", PROTECT, null=True, blank=True, related_name="below")

    class Sharing(OpenToAll):
        pass

    def __str__(self) -> str:
        return self.name


class AgencyQuerySet(models.QuerySet["Agency"]):
    def visible_to(self, user: User) -> AgencyQuerySet:
        """The agencies that work with families in the viewer's own authority."""
        if user.agency is None:
            return self.none()
        return self.filter(authorities__in=user.agency.authorities.all()).distinct()

    def parties_to(self, agreement: OuterRef) -> AgencyQuerySet:
        """The active agencies that have not left this agreement.

        A question of its own, and not more joins of the one around it: PostgreSQL weighs up every
        order of joins on one agreement, which took it longer than to answer.
        """
        return self.filter(is_active=True, agreements=agreement).exclude(agreements_left=agreement)


class Agency(Keyed):
    """An organisation that works with families: a school, a police force, a council service."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council service"
        SCHOOL = "school", "School"
        POLICE = "police", "Police"
        HEALTH = "health", "Health"
        HOUSING = "housing", "Housing"
        JOBCENTRE = "jobcentre", "Jobcentre"
        SOCIAL_CARE = "social_care", "Children's social care"
        CHARITY = "charity", "Charity"

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    authorities = models.ManyToManyField(Authority, related_name="agencies")
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    objects = AgencyQuerySet.as_manager()

    class Sharing(OpenToAll):
        pass

    class Meta:
        verbose_name_plural = "agencies"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Team(Keyed):
    """People of one agency who share a caseload or a duty."""

    class Duty(models.TextChoices):
        CASEWORK = "casework", "Works with families"
        HUB = "hub", "Family hub: triage and allocation"
        RESULTS = "results", "Results and claims"
        AUDIT = "audit", "Internal audit"
        RECORDS = "records", "Archive of closed records"

    name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, PROTECT, related_name="teams")
    duty = models.CharField(max_length=20, choices=Duty, default=Duty.CASEWORK)
    group = models.OneToOneField(Group, PROTECT, related_name="team", help_text="Carries grants")

    class Sharing(OpenToAll):
        pass

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "name"), name="one_team_of_a_name_in_an_agency"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a person does in one agency."""

    KEY_WORKER = "key_worker", "Key worker"
    PRACTITIONER = "practitioner", "Practitioner"
    HUB_OFFICER = "hub_officer", "Hub officer"
    SUPERVISOR = "supervisor", "Supervisor"
    COORDINATOR = "coordinator", "Coordinator"
    ANALYST = "analyst", "Analyst"
    AUDITOR = "auditor", "Auditor"
    SHARING_LEAD = "sharing_lead", "Sharing lead"
    RECORDS_OFFICER = "records_officer", "Records officer"
    ADMINISTRATOR = "administrator", "Administrator"


class PeopleWhoSignIn(UserManager["User"]):
    def system(self) -> User:
        """The one who acts when nobody is at the keyboard: tasks and feeds."""
        return self.get_or_create(username="system", defaults={"is_active": False})[0]

    def public(self) -> User:
        """A member of the public asking for help without an account."""
        return self.get_or_create(username="public", defaults={"is_active": False})[0]

    def visible_to(self, user: User) -> models.QuerySet[User]:
        """Colleagues: people with a current post in an agency of the viewer's own authority."""
        posts = Post.objects.current().filter(agency__in=Agency.objects.visible_to(user))
        return self.filter(is_active=True, posts__in=posts).distinct()


#: Titles and ranks that people write before their name, as those who work here do.
TITLES = frozenset(
    {"Cllr", "DC", "DS", "Dr", "Insp", "Mr", "Mrs", "Ms", "PC", "PCSO", "Prof", "Sgt"}
)


class User(AbstractUser):
    """Someone who signs in. What they may do comes from the post they act in."""

    full_name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    objects: ClassVar[PeopleWhoSignIn] = PeopleWhoSignIn()
    #: Their posts of today, where these were read together with them for one request.
    held: list[Post] | None = None

    class Sharing(OpenToAll):
        pass

    def __str__(self) -> str:
        return self.full_name or self.username

    @property
    def short_name(self) -> str:
        """What one calls them: the first name, not the title or rank before it."""
        words = self.full_name.split()
        return next((word for word in words if word.rstrip(".") not in TITLES), self.full_name)

    @cached_property
    def post(self) -> Post | None:
        """The post they act in: the one chosen for this request, else their first current one."""
        if not self.is_active:
            return None
        return self.posts.current().select_related("agency", "team", "user").order_by("pk").first()

    def acting_as(self, post: Post) -> User:
        """This person, acting in `post` from now on in this process."""
        self.__dict__["post"] = post
        return self

    @property
    def agency(self) -> Agency | None:
        return self.post.agency if self.post else None

    @property
    def team(self) -> Team | None:
        return self.post.team if self.post else None

    @property
    def role(self) -> str:
        return self.post.role if self.post else ""

    @property
    def on_hub_duty(self) -> bool:
        """At the family hub, in a role that triages and allocates."""
        hub = self.team is not None and self.team.duty == Team.Duty.HUB
        return hub and self.role in (Role.HUB_OFFICER, Role.SUPERVISOR)

    @property
    def at_partner(self) -> bool:
        """Of another agency than the council itself."""
        return self.agency is not None and self.agency.kind != Agency.Kind.COUNCIL

    @property
    def is_system(self) -> bool:
        return self.username in ("system", "public")

    @property
    def principals(self) -> list[int]:
        """Who they are in the access projection: their post, and minus their team.

        The archive's team stands for its records officers alone, and they for nothing else: nobody
        else in it opens the archive, and they open no other record (access.md, P10).
        """
        post = self.post
        if post is None:
            return []
        team = [-post.team_id] if post.team_id else []
        archive = post.team is not None and post.team.duty == Team.Duty.RECORDS
        if post.role == Role.RECORDS_OFFICER:
            return team if archive else []
        return [post.pk, *([] if archive else team)]


class PostQuerySet(models.QuerySet["Post"]):
    def current(self, on: date | None = None) -> PostQuerySet:
        """Held on the day (today), by an active person in an active agency."""
        on = on or timezone.localdate()
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=on),
            starts_on__lte=on,
            user__is_active=True,
            agency__is_active=True,
        )

    def visible_to(self, user: User) -> PostQuerySet:
        """Posts of colleagues in the viewer's own authority."""
        return self.current().filter(agency__in=Agency.objects.visible_to(user))

    def in_roles(self, roles: Iterable[str]) -> PostQuerySet:
        return self.filter(role__in=list(roles))


class Post(Keyed):
    """A role in an agency. One person may hold several and acts in one at a time."""

    user = models.ForeignKey(User, PROTECT, related_name="posts")
    agency = models.ForeignKey(Agency, PROTECT, related_name="posts")
    team = models.ForeignKey(Team, PROTECT, related_name="posts", null=True, blank=True)
    role = models.CharField(max_length=20, choices=Role)
    title = models.CharField(
        max_length=80, blank=True, help_text="Their own words: Safeguarding lead"
    )
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True, help_text="Last day")
    objects = PostQuerySet.as_manager()

    class Sharing(OpenToAll):
        pass

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="post_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}, {self.title or self.get_role_display()}"
