"""In which order families stand in a list: by what its reader may read, never by a hidden name.

Our own agency's families by name, then the others' by reference: their name holds surnames that we
may not know. Each part by an index, so that nobody sorts a country to find 25.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When

from families.access import REACH, opened_to
from families.models import Family
from sharing.models import Category, Role, User
from sharing.questions.prepared import Given


@dataclass(frozen=True, slots=True)
class Ordered:
    """A part of a list of families: our agency's, the others', or both in one."""

    ours: bool
    theirs: bool

    def of(self, families: QuerySet[Family], user: User) -> QuerySet[Family]:
        """The families of this part, in order."""
        if self.ours and self.theirs:
            return families.order_by(*in_order(user))
        if self.theirs:
            return families.exclude(owner=user.agency).order_by("reference")
        here = families.filter(owner=user.agency) if others_open(user) else families
        return here.order_by("name", "pk")

    def after(
        self, families: QuerySet[Family], user: User, *, last_is_ours: bool
    ) -> QuerySet[Family]:
        """Those that follow the given `name` and `pk` of one of ours, or `reference`."""
        name, pk = _given("name"), Given("pk", Family._meta.pk)
        ours, theirs = Q(owner=user.agency), ~Q(owner=user.agency)
        following = ours & (Q(name__gt=name) | Q(name=name, pk__gt=pk))
        if not last_is_ours:
            following = theirs & Q(reference__gt=_given("reference"))
        elif self.theirs:
            following |= theirs
        return self.of(families, user).filter(following)


OURS, THEIRS = Ordered(ours=True, theirs=False), Ordered(ours=False, theirs=True)
BOTH = Ordered(ours=True, theirs=True)


def parts_for(user: User) -> tuple[Ordered, ...]:
    """The parts that this person's list may have. Who helps families themselves has few, and a
    partner's stand in no index, as those who said yes do not: they are put in order at once."""
    if not others_open(user):
        return (OURS,)
    return (BOTH,) if user.role in (Role.PRACTITIONER, Role.KEY_WORKER) else (OURS, THEIRS)


def others_open(user: User) -> bool:
    """Whether a line lets this person know who another agency's families are."""
    reach = REACH.get(user.role)
    if reach is None or user.agency is None:
        return False
    lines = opened_to(user, reach.purpose)
    return any(
        Category.IDENTITY in kinds and giver != user.agency.pk
        for opened in (lines.freely, lines.with_consent)
        for giver, kinds in opened.items()
    )


def is_ours(family: Family, user: User) -> bool:
    """Whether the reader's own agency keeps the record, and so calls it by its name."""
    return user.agency is not None and family.owner_id == user.agency.pk


def first_in_order(families: QuerySet[Family], user: User, most: int) -> list[int]:
    """Keys of the first families of an unordered list."""
    parts = (part.of(families, user).values_list("pk", flat=True) for part in parts_for(user))
    return list(islice((pk for part in parts for pk in part[:most]), most))


def in_order(user: User, path: str = "") -> tuple[Any, ...]:
    """The same order for rows that hang on a family by `path`, where no index serves it."""
    here = f"{path}__" if path else ""
    ours = When(Q(**{f"{here}owner": user.agency}), then=F(f"{here}name"))
    return (Case(ours, default=None).asc(nulls_last=True), F(f"{here}reference"))


def _given(name: str) -> Given:
    field: Any = Family._meta.get_field(name)
    return Given(name, field)
