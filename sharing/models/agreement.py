"""Information-sharing agreements: who may receive what from whom, and since when."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import CASCADE, PROTECT, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from sharing.models.agency import Agency, Role, User
from sharing.models.shared import Historied, OpenToAll
from sharing.rules.days import long_day

if TYPE_CHECKING:
    from collections.abc import Iterable


class Category(models.TextChoices):
    """The kind of a fact. Every field about a person has exactly one."""

    IDENTITY = "identity", "Who they are"
    CONTACT = "contact", "How to reach them"
    SERVICES = "services", "Services involved"
    EDUCATION = "education", "Education"
    HEALTH = "health", "Health"
    MENTAL_HEALTH = "mental_health", "Mental health"
    SUBSTANCE_USE = "substance_use", "Substance use"
    OFFENDING = "offending", "Offending"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse"
    HOUSING = "housing", "Housing"
    EMPLOYMENT = "employment", "Benefits and employment"
    SOCIAL_CARE = "social_care", "Children's social care"
    CASE_NOTES = "case_notes", "Case notes"
    PLAN = "plan", "Assessment and plan"
    CLAIM_EVIDENCE = "claim_evidence", "Claim evidence"


class Purpose(models.TextChoices):
    """Why a fact is shared; a viewer's reach has one."""

    SUPPORT = "support", "Helping the family"
    RESULTS = "results", "Showing what changed"
    AUDIT = "audit", "Checking claims"


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def in_force(self, on: date | None = None) -> AgreementQuerySet:
        """Signed, begun, not over, and no later version in its place on the day."""
        on = on or timezone.localdate()
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=on),
            Q(replaced_from=None) | Q(replaced_from__gt=on),
            state=Agreement.State.ACTIVE,
            starts_on__lte=on,
        )

    def visible_to(self, user: User) -> AgreementQuerySet:
        """The parties may read their own agreements; a sharing lead those of their authority."""
        if user.agency is None:
            return self.none()
        if user.role == Role.SHARING_LEAD:
            return self.filter(parties__in=Agency.objects.visible_to(user)).distinct()
        return self.filter(parties=user.agency)

    def with_lines(self) -> AgreementQuerySet:
        """With parties and lines, ordered by who tells whom."""
        lines = Line.objects.select_related("agreement", "from_agency", "to_agency", "named")
        ordered = lines.order_by("from_agency__name", "to_agency__name", "category", "pk")
        return self.prefetch_related("parties", models.Prefetch("lines", ordered))


class Agreement(Historied):
    """An information-sharing agreement between agencies."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        ACTIVE = "active", "In force"
        SUSPENDED = "suspended", "Suspended"
        ENDED = "ended", "Ended"

    title = models.CharField(max_length=160)
    parties = models.ManyToManyField(Agency, related_name="agreements")
    left = models.ManyToManyField(
        Agency, related_name="agreements_left", blank=True, help_text="Parties that left it since"
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    state_since = models.DateField(default=timezone.localdate)
    activated_on = models.DateField(null=True, blank=True, help_text="When it was let take effect")
    reason = models.CharField(max_length=300, blank=True, help_text="Why suspended or ended")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="Last day")
    review_on = models.DateField(null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    supersedes = models.ForeignKey(
        "self", PROTECT, null=True, blank=True, related_name="later", help_text="Earlier version"
    )
    replaced_from = models.DateField(
        null=True, blank=True, help_text="First day of the later version that took its place"
    )
    objects = AgreementQuerySet.as_manager()

    class Sharing(OpenToAll):
        pass

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="agreement_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=("supersedes",),
                condition=Q(state="draft"),
                name="one_new_version_is_written_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("sharing:agreement", args=[self.key])

    @property
    def standing(self) -> str:
        """Its state today: what is signed may not have begun, or have run out."""
        today = timezone.localdate()
        if self.replaced_from and self.replaced_from <= today:
            return "replaced"
        if self.state == self.State.ACTIVE and self.starts_on > today:
            return "not_begun"
        if self.state == self.State.ACTIVE and self.ends_on and self.ends_on < today:
            return "ran_out"
        return self.state

    @property
    def text(self) -> str:
        """All that is agreed, in a fixed order: what its signatories read and sign."""
        lines = sorted(
            f"{line.words}. {line.grounds}"
            for line in self.lines.select_related("agreement", "from_agency", "to_agency", "named")
        )
        documents = self.documents.order_by("title", "sha256")
        papers = [f"{paper.title} ({paper.sha256})" for paper in documents]
        return "\n".join([
            f"{self.title}, version {self.version}",
            "Between " + "; ".join(str(party) for party in self.parties.order_by("name")),
            f"From {_agreed(self.starts_on)}",
            f"Last day: {_agreed(self.ends_on)}",
            f"Review: {_agreed(self.review_on)}",
            *lines,
            *papers,
        ])  # fmt: skip

    @property
    def fingerprint(self) -> str:
        """Of the text: another text has another one."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def _agreed(day: date | None) -> str:
    return long_day(day) if day else "none agreed"


class LineQuerySet(models.QuerySet["Line"]):
    def in_force(self, on: date | None = None) -> LineQuerySet:
        """Lines that bind on the day: the one place where that is judged."""
        return self.between_parties().filter(agreement__in=Agreement.objects.in_force(on))

    def between_parties(self) -> LineQuerySet:
        """Lines between agencies that are active and still parties, in force or not."""
        still = Agency.objects.parties_to(OuterRef("agreement"))
        return self.filter(from_agency__in=still, to_agency__in=still)

    def visible_to(self, user: User) -> LineQuerySet:
        """As the agreement they stand in."""
        return self.filter(agreement__in=Agreement.objects.visible_to(user))

    def opening_to(self, user: User, purpose: str) -> LineQuerySet:
        """Lines in force whose audience includes this viewer, for this purpose."""
        audience = Q(audience=Line.Audience.TEAM) | Q(audience=Line.Audience.NAMED, named=user)
        if user.role == Role.SUPERVISOR:
            audience |= Q(audience=Line.Audience.MANAGER)
        return self.in_force().filter(audience, to_agency=user.agency, purpose=purpose)

    def for_categories(self, categories: Iterable[str]) -> LineQuerySet:
        return self.filter(category__in=list(categories))


class Line(Historied):
    """One agency may receive one category from another, for one purpose, for an audience."""

    class Audience(models.TextChoices):
        TEAM = "team", "Everyone who works with the family"
        MANAGER = "manager", "The manager only"
        NAMED = "named", "One named person"

    class Basis(models.TextChoices):
        CONSENT = "6.1.a", "Consent, Article 6(1)(a)"
        LEGAL_DUTY = "6.1.c", "Legal obligation, Article 6(1)(c)"
        VITAL = "6.1.d", "Vital interests, Article 6(1)(d)"
        PUBLIC_TASK = "6.1.e", "Public task, Article 6(1)(e)"
        LEGITIMATE = "6.1.f", "Legitimate interests, Article 6(1)(f)"

    class Condition(models.TextChoices):
        NONE = "", "None needed"
        EXPLICIT = "9.2.a", "Explicit consent, Article 9(2)(a)"
        VITAL = "9.2.c", "Vital interests, Article 9(2)(c)"
        STATUTORY = "9.2.g.6", "Substantial public interest: a function of law, Article 9(2)(g)"
        SAFEGUARDING = "9.2.g.18", "Substantial public interest: safeguarding, Article 9(2)(g)"
        CARE = "9.2.h", "Health or social care, Article 9(2)(h)"
        OFFICIAL = "10.official", "Offences: official authority, Article 10"
        BY_LAW = "10.law", "Offences: a condition of the Data Protection Act 2018, Article 10"

    agreement = models.ForeignKey(Agreement, CASCADE, related_name="lines")
    from_agency = models.ForeignKey(Agency, PROTECT, related_name="lines_out")
    to_agency = models.ForeignKey(Agency, PROTECT, related_name="lines_in")
    category = models.CharField(max_length=20, choices=Category)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.SUPPORT)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.TEAM)
    named = models.ForeignKey(User, PROTECT, null=True, blank=True, related_name="+")
    consent_needed = models.BooleanField(default=True)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.PUBLIC_TASK)
    condition = models.CharField(max_length=12, choices=Condition, blank=True)
    gateway = models.CharField(
        max_length=160, blank=True, help_text="A title of sharing/rules/gateways.toml"
    )
    objects = LineQuerySet.as_manager()

    class Sharing(OpenToAll):
        pass

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=(
                    "agreement",
                    "from_agency",
                    "to_agency",
                    "category",
                    "purpose",
                    "audience",
                    "named",
                ),
                name="one_line_of_a_kind_in_an_agreement",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~Q(from_agency=models.F("to_agency")), name="line_joins_two_agencies"
            ),
        )

    def __str__(self) -> str:
        return f"{self.from_agency} to {self.to_agency}: {self.get_category_display()}"

    @property
    def terms(self) -> str:
        """What of, on what terms, until when: “about education, no consent needed”."""
        category = self.get_category_display()
        parts = [f"about {category[0].lower()}{category[1:]}"]
        if self.audience == self.Audience.MANAGER:
            parts.append("the manager only")
        if self.audience == self.Audience.NAMED:
            parts.append(f"{self.named} only")
        if self.purpose != Purpose.SUPPORT:
            purpose = {Purpose.RESULTS: "to show what changed", Purpose.AUDIT: "to check claims"}
            parts.append(purpose[Purpose(self.purpose)])
        parts.append("where they agree" if self.consent_needed else "no consent needed")
        if last := self.agreement.ends_on:
            parts.append(f"until {long_day(last)}")
        return ", ".join(parts)

    @property
    def words(self) -> str:
        """The whole sentence, as a person would say it."""
        return f"{self.from_agency} may tell {self.to_agency} {self.terms}"

    @property
    def grounds(self) -> str:
        """The lawful basis, the condition and the law."""
        condition = self.get_condition_display() if self.condition else ""
        return ". ".join(filter(None, (self.get_basis_display(), condition, self.gateway)))
