"""Who would see a fact of each category that our agency writes about this family today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from families.identity import Identity
from families.models import Consent
from sharing.models import Category, Line, Purpose, User

#: What a note may be about, most used first.
NOTE_CATEGORIES = (
    Category.CASE_NOTES,
    Category.EDUCATION,
    Category.HEALTH,
    Category.MENTAL_HEALTH,
    Category.HOUSING,
    Category.EMPLOYMENT,
    Category.SUBSTANCE_USE,
    Category.DOMESTIC_ABUSE,
    Category.OFFENDING,
    Category.SOCIAL_CARE,
)


@dataclass(frozen=True, slots=True)
class Audience:
    """The agencies that work with the family and may read one category, ours first."""

    category: str
    agencies: tuple[str, ...]

    @property
    def words(self) -> str:
        if len(self.agencies) == 1:
            return f"{self.agencies[0]} only"
        return ", ".join(self.agencies[:-1]) + f" and {self.agencies[-1]}"


def audiences(identity: Identity, user: User, categories: Iterable[str]) -> dict[str, Audience]:
    """By category: our agency, and those working with the family whom a line lets in today."""
    wanted = list(categories)
    helping = {helper.agency_id for helper in identity.helpers}
    lines = (
        Line.objects.in_force()
        .for_categories([*wanted])
        .filter(
            Q(audience=Line.Audience.TEAM) | Q(audience=Line.Audience.MANAGER),
            from_agency=user.agency,
            to_agency__in=helping,
            purpose=Purpose.SUPPORT,
        )
        .order_by("to_agency__name")
        .values_list("category", "to_agency_id", "to_agency__name", "consent_needed")
    )
    found: dict[str, list[str]] = {category: [str(user.agency)] for category in wanted}
    for category, agency, name, needs_consent in lines:
        if name not in found[category] and (
            not needs_consent or agreed(identity, agency, category)
        ):
            found[category].append(name)
    return {category: Audience(category, tuple(names)) for category, names in found.items()}


def agreed(identity: Identity, agency_id: int, category: str) -> bool:
    """Someone of the family said yes to this agency knowing this, and nobody said no."""
    states = {
        consent.state
        for consent in identity.consents
        if consent.agency_id == agency_id and consent.category == category
    }
    return states == {Consent.State.GIVEN}


def lets_in(identity: Identity, agency_id: int, categories: Iterable[str]) -> bool:
    """A line would let this agency, at work with the family, read one of these kinds of ours."""
    helping = {helper.agency_id for helper in identity.helpers}
    lines = Line.objects.in_force().for_categories([*categories])
    ours = lines.filter(from_agency=identity.owner_id, to_agency=agency_id, purpose=Purpose.SUPPORT)
    return agency_id in helping and ours.exists()


def lines_asking_consent(agency_id: int) -> QuerySet[Line]:
    """Lines in force, to or from an agency, through which nothing flows without a yes."""
    return (
        Line.objects.in_force()
        .filter(
            Q(from_agency_id=agency_id) | Q(to_agency_id=agency_id),
            consent_needed=True,
            purpose=Purpose.SUPPORT,
        )
        .select_related("to_agency")
    )


def lines_letting_in(user: User, purpose: str, givers: Iterable[int]) -> QuerySet[Line]:
    """Lines in force through which this viewer reads what these agencies wrote."""
    return (
        Line.objects.opening_to(user, purpose)
        .filter(from_agency__in=set(givers))
        .select_related("from_agency", "agreement")
        .order_by("from_agency__name", "category")
    )
