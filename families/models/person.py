"""The people of a family: who they are, how they are related, how to reach them."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import PROTECT, Exists, OuterRef, Q
from django.utils import timezone

from families.access import SharedQuerySet
from families.models.family import Address, Family, Household, Stay
from families.rules.ages import age_on, turns_18_on
from sharing.models import Agency, Category, Historied, User
from sharing.questions.planned import Probe


class PersonQuerySet(SharedQuerySet):
    def living_confidentially(self) -> Self:
        """People who stay today in a home whose address is kept back."""
        stays = Stay.objects.current().filter(household__address__confidential=True)
        return self.filter(pk__in=stays.values("person"))


class Person(Historied):
    """A member of one family, born or expected."""

    class Sex(models.TextChoices):
        FEMALE = "f", "Female"
        MALE = "m", "Male"
        OTHER = "x", "Another way"
        NOT_KNOWN = "", "Not known"

    class Relation(models.TextChoices):
        PARENT = "parent", "Parent"
        STEP_PARENT = "step_parent", "Step-parent"
        PARTNER = "partner", "Partner"
        GRANDPARENT = "grandparent", "Grandparent"
        OTHER_ADULT = "other_adult", "Other adult"
        CHILD = "child", "Child"
        SIBLING = "sibling", "Brother or sister"
        UNBORN = "unborn", "Not born yet"

    family = models.ForeignKey(Family, PROTECT, related_name="people")
    given_name = models.CharField(max_length=80, blank=True, help_text="A single name goes here")
    family_name = models.CharField(max_length=80, blank=True)
    known_as = models.CharField(max_length=80, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    born = models.DateField(null=True, blank=True)
    expected = models.DateField(null=True, blank=True, help_text="Due date of an unborn child")
    died = models.DateField(null=True, blank=True)
    relation = models.CharField(max_length=20, choices=Relation)
    called = models.CharField(
        max_length=40, blank=True, help_text="Mum, Stepdad, Gran: the family's word"
    )
    is_focus = models.BooleanField(
        default=False, help_text="The main focus: double line in the picture"
    )
    parental_duties = models.BooleanField(default=False)
    language = models.CharField(max_length=40, blank=True, help_text="If they need an interpreter")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = PersonQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.IDENTITY, "owner"
        person, matched = "pk", "person"

    class Meta:
        verbose_name_plural = "people"
        ordering = ("born", "pk")
        constraints = (
            # what a row about a person and their family points at, so that it can't say another
            models.UniqueConstraint(fields=("id", "family"), name="person_of_their_family"),
            models.CheckConstraint(
                condition=Q(born=None) | Q(died=None) | Q(died__gte=models.F("born")),
                name="person_dies_after_birth",
            ),
            models.CheckConstraint(
                condition=~Q(relation="unborn") | (Q(born=None) & Q(expected__isnull=False)),
                name="unborn_has_a_due_date_and_no_birthday",
            ),
        )

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or self.short_name

    @property
    def short_name(self) -> str:
        return self.known_as or self.given_name or ("Baby" if self.is_unborn else "Name not known")

    @property
    def is_unborn(self) -> bool:
        return self.relation == self.Relation.UNBORN

    def age(self, on: date | None = None) -> int | None:
        """Whole years on the day; None where the birthday is not known or has not come."""
        return age_on(self.born, on or timezone.localdate()) if self.born else None

    @property
    def turns_18_on(self) -> date | None:
        return turns_18_on(self.born) if self.born else None

    @property
    def is_child(self) -> bool:
        age = self.age()
        return self.is_unborn or (age is not None and age < 18)


class NamingQuerySet(SharedQuerySet):
    """Rows that say a person's name beside what they are about (`Sharing.names`)."""

    def visible_to(self, user: User) -> Self:
        """Another agency's are shown where that person may be known, whatever else is open: a
        line of the plan would name who said no to being named."""
        names = self.model.Sharing.names
        return super().visible_to(user).filter(of_the_known(user, names))


def of_the_known(user: User, person: str = "person") -> Q:
    """Rows about everyone, our own agency's, and others' about people whom this one may know: what
    is said of someone else, though it names nobody, tells that there is somebody."""
    known = Person.objects.visible_to(user).filter(pk=OuterRef(person))
    return Q(**{f"{person}__isnull": True}) | Q(owner=user.agency) | Q(Probe(known))


def homes_of_the_known(user: User) -> models.QuerySet[Household]:
    """The homes that pages show: those of our own agency's families, and others' where somebody
    lives whom this person may know. Who has no stay lives in the main home."""
    known, stays = Person.objects.visible_to(user), Stay.objects.visible_to(user).current()
    placed = stays.filter(household=OuterRef("pk"), person__in=known)
    unplaced = known.filter(family=OuterRef("family")).exclude(pk__in=stays.values("person"))
    lived_in = Exists(placed) | Q(Exists(unplaced), is_main=True)
    homes = Household.objects.visible_to(user)
    return homes.filter(Q(family__owner=user.agency) | lived_in)


def addresses_shown(user: User) -> models.QuerySet[Address]:
    """The addresses of these homes, and those that this person is named for. Where nobody lives who
    may be known, another agency's address would say that there is somebody."""
    ours = Q(family__owner=user.agency) | Q(owner=user.agency) | Q(named=user)
    homes = homes_of_the_known(user).order_by().values("address")
    return Address.objects.visible_to(user).filter(ours | Q(pk__in=homes)).distinct()


class FormerName(Historied):
    """A name that someone had before; feeds may still use it."""

    person = models.ForeignKey(Person, PROTECT, related_name="former_names")
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SharedQuerySet.as_manager()

    class Sharing:
        family, category, owner = "person__family", Category.IDENTITY, "owner"
        person = "person"

    def __str__(self) -> str:
        return f"Former name {self.pk}"


class Identifier(Historied):
    """A number another system knows someone by."""

    class Kind(models.TextChoices):
        UPN = "upn", "Unique pupil number"
        CMS = "cms", "Case management system id"
        NHS = "nhs", "NHS number"

    person = models.ForeignKey(Person, PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=40)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SharedQuerySet.as_manager()

    class Sharing:
        family, category, owner = "person__family", Category.IDENTITY, "owner"
        person = "person"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "kind", "value"), name="one_identifier_of_a_value"
            ),
        )
        indexes = (models.Index(fields=("kind", "value"), name="identifier_by_value"),)

    def __str__(self) -> str:
        return f"Identifier {self.pk}"


class ContactPoint(Historied):
    """A number or an address to reach someone by."""

    class Kind(models.TextChoices):
        PHONE = "phone", "Phone"
        EMAIL = "email", "Email"

    person = models.ForeignKey(Person, PROTECT, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PHONE)
    value = models.CharField(max_length=120)
    safe = models.BooleanField(default=True, help_text="Safe to use: nobody else picks it up")
    confidential = models.BooleanField(
        default=False, help_text="Never in anything that leaves: it could lead someone to them"
    )
    note = models.CharField(max_length=120, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SharedQuerySet.as_manager()

    class Sharing:
        family, category, owner = "person__family", Category.CONTACT, "owner"
        person = "person"

    def __str__(self) -> str:
        return f"Contact point {self.pk}"


class Bond(Historied):
    """How two people of a family are related. `one` is the parent, carer or first partner."""

    class Kind(models.TextChoices):
        PARENT_OF = "parent_of", "Parent of"
        MARRIED = "married", "Married"
        LIVING_TOGETHER = "living_together", "Living together"
        APART = "apart", "Apart"
        SIBLING = "sibling", "Brother or sister"
        TWIN = "twin", "Twin"
        CARES_FOR = "cares_for", "Cares for"

    one = models.ForeignKey(Person, PROTECT, related_name="bonds")
    other = models.ForeignKey(Person, PROTECT, related_name="bonds_back")
    kind = models.CharField(max_length=20, choices=Kind)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = NamingQuerySet.as_manager()

    class Sharing:
        family, category, owner = "one__family", Category.IDENTITY, "owner"
        person, names = "one", "other"

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("one", "other", "kind"), name="one_bond_of_a_kind"),
            models.CheckConstraint(
                condition=~Q(one=models.F("other")), name="bond_joins_two_people"
            ),
        )

    def __str__(self) -> str:
        return f"Bond {self.pk}"


class VisitWarning(Historied):
    """What a worker must know before they knock. It has a date and comes before all else."""

    family = models.ForeignKey(Family, PROTECT, related_name="warnings")
    text = models.CharField(max_length=200)
    noted_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = SharedQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.CASE_NOTES, "owner"

    class Meta:
        ordering = ("-noted_on", "pk")

    def __str__(self) -> str:
        return f"VisitWarning {self.pk}"
