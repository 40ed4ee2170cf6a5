"""What someone should know before a family's record goes to another council, or comes from one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from families.leaving.earlier import Entry, Handing, entries_of
from families.leaving.release import keeps_back
from families.models import Family, FormerName, Merge, Person, Restriction, Transfer
from families.rules.release import says_a_name
from sharing.models import Agency, Category, Line, Post, Purpose, Role, Team, User
from sharing.wall import opened_to_read

OFFERED = "This family is offered to another council already. Take that back first."
MERGING = "A merge of this record waits for a second person. Let them look first."
RESTRICTED = "This record is restricted. Its keeper lifts the restriction first."
NO_LINE = "No agreement in force lets them know who a family is. Ask your sharing lead."
NOBODY = "Nobody is on hub duty there who could answer"


def lines_to(user: User) -> QuerySet[Line]:
    """What agreements in force let the viewer's agency tell others, to help families."""
    lines = Line.objects.in_force().filter(from_agency=user.agency, purpose=Purpose.SUPPORT)
    return lines.exclude(audience=Line.Audience.NAMED)


def councils_for(user: User) -> QuerySet[Agency]:
    """Hubs of other councils that may be told who a family is."""
    told = lines_to(user).filter(category=Category.IDENTITY).values("to_agency")
    if user.agency is None:
        return Agency.objects.none()
    hubs = Agency.objects.filter(pk__in=told, teams__duty=Team.Duty.HUB)
    return hubs.exclude(authorities__in=user.agency.authorities.all()).distinct()


def open_to(user: User, council: Agency) -> list[str]:
    """Categories that may be offered to the other council, in our order."""
    opened = set(lines_to(user).filter(to_agency=council).values_list("category", flat=True))
    return [category for category in Category.values if category in opened]


def on_duty_at(council: Agency) -> User | None:
    """Someone there who could answer, the manager first."""
    posts = Post.objects.current().filter(agency=council, team__duty=Team.Duty.HUB)
    posts = posts.in_roles((Role.SUPERVISOR, Role.HUB_OFFICER)).select_related("user", "agency")
    post = min(
        posts.select_related("team"), key=lambda p: (p.role != Role.SUPERVISOR, p.pk), default=None
    )
    return post.user.acting_as(post) if post else None


def stands_against(family: Family, council: Agency, user: User) -> list[str]:
    """Why the record can't be offered; empty where it can. Judged past what `user` may see, of a
    record that they work with."""
    checks = (
        (OFFERED, Transfer.objects.offered().filter(family=family).exists()),
        (MERGING, Merge.objects.waiting().of(family.pk).exists()),
        (RESTRICTED, Restriction.objects.in_force().filter(family=family).exists()),
        (NO_LINE, not councils_for(user).filter(pk=council.pk).exists()),
        (NOBODY, on_duty_at(council) is None),
    )
    return [words for words, stands in checks if stands]


def is_for(user: User, transfer: Transfer) -> bool:
    """Whether it came to this person's council."""
    return user.agency is not None and transfer.to_agency_id == user.agency.pk


def waits_for(user: User, transfer: Transfer) -> bool:
    return transfer.waits and is_for(user, transfer)


@dataclass(frozen=True)
class Parcel:
    """What may go, judged now: whoever takes a part of it on is not told what else there is."""

    handing: Handing
    offered: tuple[str, ...]

    @property
    def people(self) -> list[Person]:
        return self.handing.people

    @cached_property
    def _told(self) -> list[Entry]:
        return [entry for entry in entries_of(self.handing) if entry.category in self.offered]

    @cached_property
    def entries(self) -> list[Entry]:
        """Without those that say a home or a number that is kept back (access.md, P5), or name a
        member who has not agreed to be named: nobody's yes covers another adult (P2)."""
        family = self.handing.family.pk
        kept_back, others = keeps_back(family), names_but(family, self.handing.names)
        return [
            entry
            for entry in self._told
            for text in [f"{entry.title}\n{entry.text}"]
            if not kept_back(text) and not says_a_name(text, others)
        ]

    @property
    def held(self) -> int:
        """How many stay where they are for what they say; for whoever offers them only."""
        return len(self._told) - len(self.entries)

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Category, its words, and how many entries, in our order."""
        number = Counter(entry.category for entry in self.entries)
        return [(c, Category(c).label, number[c]) for c in Category.values if number[c]]


def names_but(family: int, known: Iterable[int]) -> list[str]:
    """What the other members are and were called, whoever may know them; but not what somebody who
    is named is called too, such as a surname that they share."""
    told = set(known)
    names: dict[bool, set[str]] = {True: set(), False: set()}
    given: set[str] = set()
    people = Person.objects.filter(family=family)
    fields = ("pk", "given_name", "known_as", "family_name", "called")
    former = FormerName.objects.filter(person__family=family)
    for pk, own, known_as, *others in people.values_list(*fields):
        names[pk in told].update(others)
        given.update(() if pk in told else (own, known_as))
    for pk, own, surname in former.values_list("person", "given_name", "family_name"):
        names[pk in told].add(surname)
        given.update(() if pk in told else (own,))
    return sorted((given | (names[False] - names[True])) - {""})


def parcel_of(transfer: Transfer, taker: User) -> Parcel:
    """What this transfer would bring to `taker` today, read as whoever offered it may today."""
    return _read(_handing(transfer, taker), transfer.categories)


def _handing(transfer: Transfer, taker: User) -> Handing:
    giver = transfer.offered_by.user.acting_as(transfer.offered_by)
    return Handing(Family(pk=transfer.family_id), giver, taker)


def words_told(transfer: Transfer, user: User) -> tuple[str, str]:
    """Why it is offered, and what the family said to it. Before the other council takes the family
    on, it reads of these what could be written today: no name of somebody who took their yes back
    since, and no home or number that is kept back by now (access.md, P5 and P6)."""
    said = transfer.why, transfer.told
    if not is_for(user, transfer) or transfer.state == Transfer.State.TAKEN:
        return said
    with opened_to_read():
        others = names_but(transfer.family_id, _handing(transfer, user).names)
        kept_back = keeps_back(transfer.family_id)
    why, told = ("" if kept_back(t) or says_a_name(t, others) else t for t in said)
    return why, told


def preview(family: Family, council: Agency, user: User) -> Parcel | None:
    """What would go to the other council today; None where nobody there could answer."""
    taker = on_duty_at(council)
    return _read(Handing(family, user, taker), open_to(user, council)) if taker else None


def _read(handing: Handing, offered: list[str]) -> Parcel:
    """Read at once: the wall knows neither of the two as working with the family."""
    parcel = Parcel(handing, tuple(offered))
    with opened_to_read():
        parcel.people, parcel.entries, parcel.held  # noqa: B018 (kept for the page)
    return parcel
