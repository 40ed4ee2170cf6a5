"""What a person decided about sharing, how they were asked, and who was judged able to decide."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import PROTECT, Q
from django.utils import timezone

from families.access import SharedQuerySet
from families.models.family import Family
from families.models.person import Person
from families.rules.consent import says_yes, state_on
from sharing.models import Agency, Category, Historied, Purpose, User


class DecidingQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """How a family was asked is known to the agency that asked."""
        return super().visible_to(user).filter(owner=user.agency)


class ConsentQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """A decision is known to the agency that wrote it down and the one that it is about: what
        someone said to one agency is not another's to know (access.md, P18)."""
        return super().visible_to(user).filter(Q(owner=user.agency) | Q(agency=user.agency))

    def standing(self) -> Self:
        """The last decision of each person for each agency, category and purpose."""
        return self.filter(replaced_at=None)

    def covering(self, on: date | None = None) -> Self:
        """Decisions that say yes on the day."""
        on = on or timezone.localdate()
        return self.standing().filter(
            Q(until=None) | Q(until__gte=on), state=Consent.State.GIVEN, decided_on__lte=on
        )

    def refusing(self) -> Self:
        """A no has no last day (docs/decisions/0013)."""
        return self.standing().filter(state__in=(Consent.State.REFUSED, Consent.State.WITHDRAWN))


class Consent(Historied):
    """A person's decision about one agency, one category and one purpose. A new one erases no
    old one."""

    class State(models.TextChoices):
        GIVEN = "given", "Said yes"
        REFUSED = "refused", "Said no"
        WITHDRAWN = "withdrawn", "Changed to no"

    class How(models.TextChoices):
        FACE_TO_FACE = "face_to_face", "Face to face"
        PHONE = "phone", "By phone"
        WRITING = "writing", "In writing"

    person = models.ForeignKey(Person, PROTECT, related_name="consents")
    # the person's, said once more so that a list by consent asks one table; the database refuses
    # another family than theirs, and follows when it changes (docs/decisions/0028)
    family = models.ForeignKey(Family, PROTECT, related_name="+", editable=False)
    agency = models.ForeignKey(Agency, PROTECT, related_name="+", help_text="Who may know")
    category = models.CharField(max_length=20, choices=Category)
    purpose = models.CharField(
        max_length=10, choices=Purpose, default=Purpose.SUPPORT, db_default=Purpose.SUPPORT
    )
    state = models.CharField(max_length=10, choices=State)
    decided_on = models.DateField(default=timezone.localdate)
    until = models.DateField(
        null=True, blank=True, help_text="Last day; the day before 18 where a parent decided"
    )
    review_on = models.DateField(null=True, blank=True, help_text="The day to ask again")
    given_by = models.ForeignKey(
        Person, PROTECT, related_name="+", help_text="Themselves or a parent"
    )
    how = models.CharField(max_length=20, choices=How, default=How.FACE_TO_FACE)
    words = models.TextField(blank=True, help_text="What they said")
    evidence = models.CharField(
        max_length=200, blank=True, help_text="Where it is written: a signed form, a letter"
    )
    recorded_by = models.ForeignKey(User, PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = ConsentQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.PLAN, "owner"
        person = "person"

    class Meta:
        ordering = ("-recorded_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "agency", "category", "purpose"),
                condition=Q(replaced_at=None),
                name="one_standing_decision_at_a_time",
            ),
        )
        indexes = (
            models.Index(  # all that the rule asks, so that it need not open the row
                fields=("agency", "category", "purpose", "family"),
                include=("state", "decided_on", "until"),
                condition=Q(replaced_at=None),
                name="consent_that_stands",
            ),
            models.Index(
                fields=("recorded_at",),
                condition=Q(replaced_at=None),
                name="consent_as_recorded",
            ),
        )

    def __str__(self) -> str:
        return f"Consent {self.pk}"

    def words_for(self, user: User) -> str:
        """What was said in one breath is kept with each agency that it was about, and may name
        another: in those words it is for the agency that wrote it down."""
        return self.words if user.agency is not None and self.owner_id == user.agency.pk else ""

    @property
    def is_yes(self) -> bool:
        """A yes that has not run out."""
        return says_yes(self.state, self.until, timezone.localdate())

    @property
    def state_today(self) -> str:
        """given, refused, withdrawn; or expired, which nobody has to write down."""
        return state_on(self.state, self.until, timezone.localdate())

    @property
    def state_words(self) -> str:
        if self.state_today == "expired":
            return "Yes, but it has run out"
        return self.get_state_display()

    @property
    def by_themselves(self) -> bool:
        return self.given_by_id == self.person_id


class Attempt(Historied):
    """Someone tried to ask a person about sharing, and has no answer yet."""

    class Outcome(models.TextChoices):
        ASKED = "asked", "Asked, no answer yet"
        THINKING = "thinking", "Wants to think about it"
        NOT_IN = "not_in", "No one was in"
        NOT_REACHED = "not_reached", "Could not be reached"
        BAD_TIME = "bad_time", "Not a good or safe time to ask"

    person = models.ForeignKey(Person, PROTECT, related_name="consent_attempts")
    agency = models.ForeignKey(
        Agency, PROTECT, null=True, blank=True, related_name="+", help_text="Empty: about all"
    )
    outcome = models.CharField(max_length=20, choices=Outcome)
    tried_on = models.DateField(default=timezone.localdate)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = DecidingQuerySet.as_manager()

    class Sharing:
        family, category, owner = "person__family", Category.PLAN, "owner"
        person = "person"

    class Meta:
        ordering = ("-tried_on", "-pk")

    def __str__(self) -> str:
        return f"Attempt {self.pk}"


class CompetenceQuerySet(DecidingQuerySet):
    def last_of(self, person: int) -> Self:
        """The last judgement of a person for each agency, category and purpose."""
        parts = ("agency_id", "category", "purpose")
        return self.filter(person=person).order_by(*parts, "-judged_on", "-pk").distinct(*parts)


class Competence(Historied):
    """Whether a young person was judged able to make one decision about sharing themselves."""

    person = models.ForeignKey(Person, PROTECT, related_name="competence")
    agency = models.ForeignKey(Agency, PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=Category)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.SUPPORT)
    able = models.BooleanField()
    ground = models.TextField(help_text="What they understood, in a sentence or two")
    judged_on = models.DateField(default=timezone.localdate)
    judged_by = models.ForeignKey(User, PROTECT, related_name="+")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = CompetenceQuerySet.as_manager()

    class Sharing:
        family, category, owner = "person__family", Category.PLAN, "owner"
        person = "person"

    class Meta:
        ordering = ("-judged_on", "-pk")
        verbose_name_plural = "competence"

    def __str__(self) -> str:
        return f"Competence {self.pk}"
