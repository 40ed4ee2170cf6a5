"""That an agency is involved, and whom to ask: all that may be told of what one can't see.

An agency is known to be there where the viewer may see one of its services involved, under the
agreement's own line for that, or its link with the family (access.md, P9). Only then may they ask
"why can't I see health?". The answer is about the agreement and the family's decisions. It never
depends on whether the agency holds anything, so it can't tell (P3, P18).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from families.identity import Identity
from families.models import ServiceInvolved
from families.rules.knowing import About
from families.why.explaining import Fact, Ground
from sharing.models import Agency, Category, User

#: What each kind of agency is about. Only this is asked for by name.
KEEPS: dict[str, tuple[Category, ...]] = {
    Agency.Kind.COUNCIL: (Category.CASE_NOTES, Category.PLAN),
    Agency.Kind.SCHOOL: (Category.EDUCATION,),
    Agency.Kind.POLICE: (Category.OFFENDING, Category.DOMESTIC_ABUSE),
    Agency.Kind.HEALTH: (Category.HEALTH, Category.MENTAL_HEALTH),
    Agency.Kind.HOUSING: (Category.HOUSING,),
    Agency.Kind.JOBCENTRE: (Category.EMPLOYMENT,),
    Agency.Kind.SOCIAL_CARE: (Category.SOCIAL_CARE,),
    Agency.Kind.CHARITY: (Category.CASE_NOTES,),
}


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask at an agency."""

    name: str
    phone: str

    @property
    def tel(self) -> str:
        return self.phone.replace(" ", "")


@dataclass(slots=True)
class Present:
    """An agency that the viewer may know to be involved, and about whom."""

    agency: Agency
    contact: Contact
    people: dict[int, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        phone = f" ({self.contact.phone})" if self.contact.phone else ""
        return f"Known to {self.agency}, ask {self.contact.name}{phone}"


@dataclass(frozen=True, slots=True)
class Closed:
    """A category that the viewer can't see, why, and whom to ask."""

    agency: str
    category: str
    label: str
    whom: tuple[str, ...]
    reasons: tuple[str, ...]
    contact: Contact

    @property
    def about(self) -> str:
        """“Health: Tiana”, or the category alone where it is about the whole family."""
        return f"{self.label}: {', '.join(self.whom)}" if self.whom else self.label


def present(identity: Identity, user: User) -> list[Present]:
    """The other agencies that this person may know to be involved, by name."""
    ours = user.agency.pk if user.agency else 0
    found: dict[int, Present] = {}
    services = (
        ServiceInvolved.objects.visible_to(user)
        .filter(person__family_id=identity.pk, state=ServiceInvolved.State.NOW)
        .exclude(owner=ours)
        .select_related("owner")
    )
    for row in services.order_by("owner__name", "pk"):
        member = identity.member(row.person_id)
        if member is None:
            continue
        contact = Contact(row.contact or str(row.owner), row.phone or row.owner.phone)
        here = found.setdefault(row.owner_id, Present(row.owner, contact))
        here.people[member.pk] = member.name
    helping = {h.agency_id: h for h in reversed(identity.helpers) if h.agency_id != ours}
    agencies = Agency.objects.visible_to(user).filter(pk__in=helping)
    for agency in agencies.order_by("name"):
        helper = helping[agency.pk]
        phone = helper.phone or agency.phone
        found.setdefault(agency.pk, Present(agency, Contact(helper.name, phone)))
    return sorted(found.values(), key=lambda here: here.agency.name)


def closed_to(
    ground: Ground, identity: Identity, user: User, there: Iterable[Present]
) -> list[Closed]:
    """What agencies that are known to be there keep from this person, with reasons."""
    found = []
    for here in there:
        for category in KEEPS.get(here.agency.kind, ()):
            if category in identity.categories:
                found += _closed(ground, identity, user, here, category)
    return found


def _closed(
    ground: Ground, identity: Identity, user: User, here: Present, category: Category
) -> list[Closed]:
    def ask(about: About, person: int | None = None) -> tuple[bool, tuple[str, ...]]:
        said = ground.may(
            user, Fact(identity.pk, category, here.agency.pk, here.agency.name, about, person)
        )
        return said.is_met, said.reasons

    answers = {name: ask(About.SOMEONE, pk) for pk, name in here.people.items()}
    if not here.people:
        answers = {"": ask(About.EVERYONE)}
    by_reason: dict[tuple[str, ...], list[str]] = {}
    for name, (is_open, reasons) in answers.items():
        if not is_open:
            by_reason.setdefault(reasons, []).append(name)
    return [
        Closed(
            agency=here.agency.name,
            category=category,
            label=category.label,
            whom=tuple(filter(None, whom)),
            reasons=reasons,
            contact=here.contact,
        )
        for reasons, whom in by_reason.items()
    ]
