"""Who will see a fact that our agency writes about this family: said before it is saved.

The same computation as "who else can see it?" (families/why/knowers.py), for a fact that is not yet
there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from families.identity import Identity
from families.rules.knowing import About
from families.why.explaining import Fact, Ground
from families.why.knowers import Holder, holders
from sharing.models import Category, Line, Purpose, User
from sharing.rules.listing import listed

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
    """The agencies that work with the family and may read one category, ours first.

    `people`: by name, apart from the writer. `about`: whom further agencies may read about, where
    it is about that person alone. `alike`: other categories with the same readers.
    """

    category: str
    agencies: tuple[str, ...]
    people: tuple[str, ...] = ()
    about: tuple[tuple[str, tuple[str, ...]], ...] = ()
    alike: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """“Health, mental health and offending”."""
        first, *more = (Category(one).label for one in (self.category, *self.alike))
        return listed([first, *(one[:1].lower() + one[1:] for one in more)])

    @property
    def words(self) -> str:
        if len(self.agencies) == 1:
            return f"{self.agencies[0]} only"
        return listed(self.agencies)

    @property
    def further(self) -> str:
        """“About Kelly or Theo alone also Larkmoor Academy.” Those with equal readers together."""
        names: dict[tuple[str, ...], list[str]] = {}
        for name, more in self.about:
            names.setdefault(more, []).append(name)
        return " ".join(
            f"About {listed(who, 'or')} alone also {listed(more)}." for more, who in names.items()
        )


def together(audiences: Iterable[Audience]) -> list[Audience]:
    """Categories with the same readers told as one, in the order of their first."""
    alike: dict[tuple[Any, ...], list[Audience]] = {}
    for one in audiences:
        alike.setdefault((one.agencies, one.people, one.about), []).append(one)
    return [
        replace(first, alike=tuple(one.category for one in more)) for first, *more in alike.values()
    ]


def audiences(
    identity: Identity, user: User, categories: Iterable[str], for_results: str = ""
) -> dict[str, Audience]:
    """By category: our agency, and those working with the family whom the rule lets in today.

    `for_results`: its category for whoever checks results, where the model says so.
    """
    names = {member.pk: member.name for member in identity.members}
    ground = Ground([identity.pk], told_to=user, names=names)
    around = holders(user, identity.pk)
    giver = (_agency(user), str(user.agency))
    facts = [
        Fact(identity.pk, category, *giver, About.EVERYONE, for_results=for_results)
        for category in categories
    ]
    return {fact.category: _audience(ground, identity, fact, around) for fact in facts}


def _audience(ground: Ground, identity: Identity, fact: Fact, around: list[Holder]) -> Audience:
    def let_in(asked: list[Holder], about: About, person: int | None = None) -> list[Holder]:
        told = replace(fact, about=about, person=person)
        return [
            holder
            for holder in asked
            if any(ground.may(someone, told).is_met for someone in holder.people)
        ]

    everyone = let_in(around, About.EVERYONE)
    agencies = dict.fromkeys([fact.giver, *sorted({h.agency for h in everyone})])
    others = [holder for holder in around if holder.agency not in agencies]
    about = [
        (member.name, tuple(sorted(more)))
        for member in identity.members
        if (more := {h.agency for h in let_in(others, About.SOMEONE, member.pk)})
    ]
    return Audience(
        category=fact.category,
        agencies=tuple(agencies),
        people=tuple(dict.fromkeys(h.name for h in everyone if not h.mine)),
        about=tuple(about),
    )


def lets_in(identity: Identity, agency_id: int, categories: Iterable[str]) -> bool:
    """A line would let this agency, at work with the family, read one of these kinds of ours."""
    helping = {helper.agency_id for helper in identity.helpers}
    lines = Line.objects.in_force().for_categories([*categories])
    ours = lines.filter(from_agency=identity.owner_id, to_agency=agency_id, purpose=Purpose.SUPPORT)
    return agency_id in helping and ours.exists()


def _agency(user: User) -> int:
    return user.agency.pk if user.agency else 0


def lines_with(identity: Identity, user: User) -> QuerySet[Line]:
    """Lines in force, to or from the family's own agency; to another agency, those of its own."""
    lines = Line.objects.in_force().filter(
        Q(from_agency_id=identity.owner_id) | Q(to_agency_id=identity.owner_id)
    )
    if not identity.ours:
        lines = lines.filter(Q(from_agency=user.agency) | Q(to_agency=user.agency))
    return lines.select_related("from_agency", "to_agency")
