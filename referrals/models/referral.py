"""Someone asks for help for a family; the hub looks, and decides."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import CASCADE, PROTECT, Case, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from families.access import SharedQuerySet, not_archived, shut_to
from families.models import Case as FamilyCase
from families.models import Family, Person
from sharing.models import Agency, Category, Historied, Role, User
from sharing.rules.days import long_day
from sharing.rules.listing import listed
from sharing.wall import holds

#: Who asks for help for families, as the role table has it. In another post of theirs, such as an
#: administrator's, the same person is told of no request that they sent (access.md, P15).
ASKS = (Role.KEY_WORKER, Role.PRACTITIONER, Role.HUB_OFFICER, Role.SUPERVISOR)


class ReferralQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Both ends. At the sender's: who wrote it and, once it is sent, their supervisor. At
        ours: those on hub duty, once it is sent. Restrictions and conflicts shut people out."""
        if user.agency is None or user.role not in ASKS:
            return self.none()
        sent = ~Q(state=Referral.State.DRAFT)
        ends = Q(sent_by=user, from_agency=user.agency)
        if user.role == Role.SUPERVISOR:
            ends |= Q(from_agency=user.agency) & sent
        seen = self.filter(not_archived()).filter(ends | (at_the_hub(user) & sent))
        return seen.exclude(shut_to(user))

    def at_hub_of(self, user: User) -> Self:
        """Those that this person may triage."""
        return self.visible_to(user).filter(at_the_hub(user))

    def written_by(self, user: User) -> Self:
        """Those that this person sent, or is writing."""
        return self.visible_to(user).filter(sent_by=user)

    def sent_for(self, user: User) -> Self:
        """Of those that they may see: what this person sent or is writing, for a supervisor also
        what their agency sent."""
        if user.role == Role.SUPERVISOR:
            return self.filter(from_agency=user.agency)
        return self.filter(sent_by=user)

    def unfinished(self) -> Self:
        """The sender may still write."""
        return self.filter(state__in=(Referral.State.DRAFT, Referral.State.MORE_DETAIL))

    def on_the_board(self) -> Self:
        """Sent and not decided."""
        return self.filter(state__in=(Referral.State.SENT, Referral.State.MORE_DETAIL))

    def with_result(self) -> Self:
        """What the sender is told: what was decided; why, only where they were asked for more."""
        standing = TriageDecision.objects.standing()
        last = standing.filter(referral=OuterRef("pk")).order_by("-decided_at", "-pk")
        more = last.filter(outcome=TriageDecision.Outcome.MORE_DETAIL)
        asked = Case(
            When(state=Referral.State.MORE_DETAIL, then=Subquery(more.values("why")[:1])),
            default=Value(""),
            output_field=models.TextField(),
        )
        return self.annotate(
            told_outcome=Subquery(last.values("outcome")[:1]),
            told_at=Subquery(last.values("decided_at")[:1]),
            told_question=asked,
        )


def at_the_hub(user: User, path: str = "") -> Q:
    """Rows of referrals to the hub that this person is on duty for; `path` leads there."""
    if not user.on_hub_duty:
        return Q(pk__in=())
    return Q(**{f"{path}to_agency": user.agency})


class Referral(Historied):
    """A request for help for a family, from an agency or from a member of the public."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENT = "sent", "With the hub"
        MORE_DETAIL = "more_detail", "More detail asked for"
        DECIDED = "decided", "Decided"

    class Knows(models.TextChoices):
        AGREES = "agrees", "Yes, and they agree"
        UNSURE = "unsure", "They know, not sure yet"
        NO = "no", "No"

    class Prefers(models.TextChoices):
        WOMAN = "woman", "A woman"
        MAN = "man", "A man"

    reference = models.CharField(
        max_length=12, unique=True, help_text="Like R-3391; tells no order"
    )
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    from_agency = models.ForeignKey(
        Agency,
        PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: a member of the public",
    )
    sent_by = models.ForeignKey(User, PROTECT, related_name="referrals")
    to_agency = models.ForeignKey(Agency, PROTECT, related_name="referrals_received")
    return_code = models.CharField(
        max_length=64, blank=True, help_text="Hash of the code to come back with"
    )
    phone = models.CharField(max_length=30, blank=True)
    knows = models.CharField(max_length=10, choices=Knows, blank=True)
    prefers = models.CharField(
        max_length=10, choices=Prefers, blank=True, help_text="Whom the family would rather talk to"
    )
    what_seen = models.TextField(blank=True)
    what_wanted = models.TextField(blank=True, help_text="In the family's own words")
    who_helps = models.TextField(blank=True)
    everyone_named = models.BooleanField(default=False, help_text="Nobody else lives there")
    started_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    paused_at = models.DateTimeField(null=True, blank=True, help_text="The clock stops here")
    paused_minutes = models.PositiveIntegerField(default=0, help_text="Working minutes not counted")
    family = models.ForeignKey(Family, PROTECT, null=True, blank=True, related_name="referrals")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = ReferralQuerySet.as_manager()

    class Sharing:
        family, category, owner = "family", Category.CASE_NOTES, "owner"
        ends, asked = ("from_agency", "to_agency"), ("key", "reference")

    class Meta:
        ordering = ("sent_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="draft") | Q(sent_at__isnull=False),
                name="a_sent_referral_has_its_time",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("referrals:triage-referral", args=[self.reference])

    @property
    def is_public(self) -> bool:
        return self.from_agency_id is None

    @property
    def name(self) -> str:
        """The last names in it: Doyle and Osei."""
        found = [p.family_name or p.given_name for p in self.people.all()]
        names = list(dict.fromkeys(filter(None, found)))
        if len(names) > 3:
            names = [*names[:2], "others"]
        return listed(names) or "No name yet"

    @property
    def told_result(self) -> str:
        """The result as its sender hears it; needs with_result()."""
        return TOLD.get(getattr(self, "told_outcome", ""), "Decided")

    @property
    def sender(self) -> str:
        return "the family itself" if self.is_public else str(self.from_agency)


#: The result in the sender's words: what happens, and nothing of what others said.
TOLD = {
    "lead_worker": "A lead worker is being found",
    "one_agency": "One agency will help the family",
    "mash": "Passed to the safeguarding hub (MASH)",
    "no_more": "No more from us; the family was offered other help",
}


def asked_by_the_public(key: str | UUID) -> Referral | None:
    """The request of someone without an account, by the key that only their own session holds."""
    holds(str(key))
    public = Referral.objects.filter(from_agency=None, sent_by=User.objects.public())
    return public.with_result().filter(key=key).first()


def asked_with_code(reference: str, code: str) -> Referral | None:
    """The request that a reference and its code open together; the same time and answer for a
    reference that is unknown as for a wrong code."""
    holds(reference.strip().upper())
    public = Referral.objects.filter(from_agency=None, sent_by=User.objects.public())
    found = public.filter(reference=reference.strip().upper()).exclude(return_code="").first()
    kept = found.return_code if found else return_hash("", reference)
    fits = constant_time_compare(return_hash(code, reference), kept)
    holds("")  # the caller keeps the key, and asks with it
    return found if found is not None and fits else None


def return_hash(code: str, reference: str) -> str:
    """What is kept of a code: it holds 49 bits drawn by chance, so one keyed hash is enough."""
    plain = "".join(c for c in code.upper() if c.isalnum())
    said = f"{reference.strip().upper()}:{plain}"
    return salted_hmac("referrals.return", said, algorithm="sha256").hexdigest()


class PeopleQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """As the referral they belong to."""
        return self.filter(referral__in=Referral.objects.visible_to(user))


class HubOnlyQuerySet(SharedQuerySet):
    def visible_to(self, user: User) -> Self:
        """At the hub only: what another agency answered is not the sender's to know."""
        return self.filter(referral__in=Referral.objects.at_hub_of(user))


class DecisionQuerySet(HubOnlyQuerySet):
    def standing(self) -> Self:
        """Those that nobody undid."""
        return self.filter(undone_at=None)


class ReferredPerson(Historied):
    """Someone named in a referral, as the sender knows them."""

    referral = models.ForeignKey(Referral, CASCADE, related_name="people")
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    born = models.DateField(null=True, blank=True)
    expected = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Person.Sex, blank=True)
    relation = models.CharField(max_length=20, choices=Person.Relation, blank=True)
    called = models.CharField(max_length=40, blank=True)
    school = models.CharField(max_length=120, blank=True)
    is_focus = models.BooleanField(default=False)
    person = models.ForeignKey(Person, PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = PeopleQuerySet.as_manager()

    class Sharing:
        family, category, owner = "referral__family", Category.IDENTITY, "owner"
        follows = "referral"

    class Meta:
        verbose_name_plural = "referred people"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Referred person {self.pk}"

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or "Name not known"

    @property
    def age(self) -> int | None:
        return Person(born=self.born).age()

    @property
    def shape_sex(self) -> str:
        return "unborn" if self.relation == Person.Relation.UNBORN else self.sex

    @property
    def small(self) -> str:
        """The line under the name: who they are, when they were born, where they learn."""
        said = self.called or (self.get_relation_display() if self.relation else "")
        born = f"born {long_day(self.born)}" if self.born else "birthday not known"
        if self.expected and not self.born:
            born = f"due {long_day(self.expected)}"
        line = ", ".join(filter(None, (said, born, self.school)))
        return line[:1].upper() + line[1:]


class Check(Historied):
    """The hub asks an agency what it may say, before it decides."""

    referral = models.ForeignKey(Referral, CASCADE, related_name="checks")
    agency = models.ForeignKey(Agency, PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(User, PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = HubOnlyQuerySet.as_manager()

    class Sharing:
        family, category, owner = "referral__family", Category.CASE_NOTES, "owner"
        follows = "referral"

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("referral", "agency"), name="an_agency_is_asked_once"),
        )

    def __str__(self) -> str:
        return f"Check {self.pk}"


class TriageDecision(Historied):
    """What the hub decided about a referral, and why, in a sentence the family could read."""

    class Outcome(models.TextChoices):
        LEAD_WORKER = "lead_worker", "Find a lead worker"
        ONE_AGENCY = "one_agency", "One agency can help"
        MASH = "mash", "Send to MASH"
        MORE_DETAIL = "more_detail", "Ask for more detail"
        NO_MORE = "no_more", "No more from us"

    class Reason(models.TextChoices):
        SEVERAL_NEEDS = "several_needs", "Three or more needs together"
        ONE_NEED = "one_need", "One need, one service"
        SAFETY = "safety", "Someone may be at risk of harm"
        TOO_LITTLE = "too_little", "Too little is known"
        ALREADY_HELPED = "already_helped", "Already being helped"
        DECLINED = "declined", "The family said no"

    referral = models.ForeignKey(Referral, CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=Outcome)
    reason = models.CharField(max_length=20, choices=Reason)
    why = models.TextField()
    offer = models.CharField(
        max_length=200, blank=True, help_text="What the family was offered instead"
    )
    decided_by = models.ForeignKey(User, PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    case = models.ForeignKey(
        FamilyCase, PROTECT, null=True, blank=True, related_name="+", help_text="That it opened"
    )
    undone_at = models.DateTimeField(null=True, blank=True, help_text="By who decided, at once")
    owner = models.ForeignKey(Agency, PROTECT, related_name="+")
    objects = DecisionQuerySet.as_manager()

    class Sharing:
        family, category, owner = "referral__family", Category.CASE_NOTES, "owner"
        follows = "referral"

    class Meta:
        ordering = ("-decided_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(outcome="no_more") | ~Q(offer=""),
                name="no_more_from_us_needs_an_offer",
            ),
        )

    def __str__(self) -> str:
        return f"Decision {self.pk}"
