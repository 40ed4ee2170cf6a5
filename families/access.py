"""The whole access rule: which rows about a family may this person see today?

Two keys. *Known*: they have a live involvement with the family, no restriction shuts them out and
no conflict stands. *Lawful*: the fact is their own agency's, or an agreement in force lets their
agency receive this category for their purpose and, where the line needs it, the person consents.
Both are judged when reading; a stored answer only ever narrows (access.md, "The decision").

Models above this module inherit `SharedQuerySet`, so it asks for them by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from sharing.models import Category, Line, Purpose, Role, User

EVERYTHING = frozenset(Category.values)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a role sees into a family that it is involved with, and for what purpose."""

    purpose: str
    categories: frozenset[str]


SUPPORT = Reach(Purpose.SUPPORT, EVERYTHING)
RESULTS = Reach(
    Purpose.RESULTS, frozenset({Category.IDENTITY, Category.PLAN, Category.CLAIM_EVIDENCE})
)
AUDIT = Reach(Purpose.AUDIT, frozenset({Category.CLAIM_EVIDENCE}))

#: Roles that are not here never see a family's record: analysts, sharing leads, administrators.
REACH: dict[str, Reach] = {
    Role.KEY_WORKER: SUPPORT,
    Role.PRACTITIONER: SUPPORT,
    Role.HUB_OFFICER: SUPPORT,
    Role.SUPERVISOR: SUPPORT,
    Role.COORDINATOR: RESULTS,
    Role.AUDITOR: AUDIT,
}


def _families(name: str) -> Any:
    return apps.get_model("families", name).objects


def known_families(user: User) -> models.QuerySet[Any]:
    """Ids of families that this person is involved with today, in the post they act in."""
    reach = REACH.get(user.role)
    if reach is None or user.agency is None or not user.agency.is_active:
        return _families("FamilyAccess").none().values("family")
    involved = (
        _families("FamilyAccess")
        .live()
        .filter(principal__in=user.principals, purpose=reach.purpose)
    )
    return involved.exclude(shut_to(user)).values("family")


def shut_to(user: User, family: str = "family") -> Q:
    """Rows of families that a restriction or a conflict closes to this person, whatever else holds.

    Also for rows that are seen without an involvement: referrals, matches, possible duplicates.
    """
    restricted = _families("Restriction").in_force().exclude(named=user).values("family")
    conflicted = _families("Conflict").standing().filter(user=user).values("family")
    return Q(**{f"{family}__in": restricted}) | Q(**{f"{family}__in": conflicted})


class SharedQuerySet(models.QuerySet[Any]):
    """Rows about a family. The model's `class Sharing` says whose (`family`, `person`), what
    (`category`: a category, or the field that holds it) and who wrote it (`owner`)."""

    def visible_to(self, user: User) -> Self:
        """The rows that this person may see today."""
        reach = REACH.get(user.role)
        if reach is None:
            return self.none()
        return self._within(reach).known_to(user).lawful_for(user, reach.purpose)

    def known_to(self, user: User) -> Self:
        """Rows of families that this person is involved with."""
        path = self.model.Sharing.family or "pk"
        return self.filter(**{f"{path}__in": known_families(user)})

    def lawful_for(self, user: User, purpose: str) -> Self:
        """Rows that the viewer's agency wrote, or may receive under an agreement today."""
        owner = getattr(self.model.Sharing, "owner", "owner")
        lines = Line.objects.opening_to(user, purpose).filter(
            from_agency=OuterRef(owner), category=self._category()
        )
        free = Exists(lines.filter(consent_needed=False))
        with_consent = Exists(lines.filter(consent_needed=True)) & self._consented(user)
        return self.filter(Q(**{owner: user.agency}) | Q(free) | Q(with_consent))

    def _within(self, reach: Reach) -> Self:
        category = self.model.Sharing.category
        if category in Category.values:
            return self if category in reach.categories else self.none()
        if reach.categories == EVERYTHING:
            return self
        return self.filter(**{f"{category}__in": reach.categories})

    def _category(self) -> Any:
        category = self.model.Sharing.category
        return category if category in Category.values else OuterRef(category)

    def _consented(self, user: User) -> Q:
        """The person's own consent; for the family's facts, someone's yes and nobody's no."""
        agency, sharing = user.agency, self.model.Sharing
        consents = _families("Consent").filter(agency=agency, category=self._category())
        person = getattr(sharing, "person", None)
        family = sharing.family or "pk"
        of_family = consents.filter(person__family=OuterRef(family))
        families_yes = Exists(of_family.covering()) & ~Exists(of_family.refusing())
        overridden = Exists(
            _families("Override")
            .in_force()
            .filter(agency=agency, category=self._category(), family=OuterRef(family))
        )
        if person is None:
            return Q(families_yes) | Q(overridden)
        own_yes = Exists(consents.covering().filter(person=OuterRef(person)))
        return Q(own_yes) | Q(Q(**{f"{person}__isnull": True}) & Q(families_yes)) | Q(overridden)
