"""What someone should know before they say that two records are of one family."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from families.access import REACH
from families.models import (
    Case,
    Conflict,
    Family,
    FamilyAccess,
    FormerName,
    Identifier,
    Involvement,
    Merge,
    Person,
    Restriction,
)
from families.models.merging import LOOKED_AT_WITHIN
from families.rules.matching import Known, Name, Sought, Strength, compare
from sharing.authority import MAY
from sharing.models import Post, Purpose, User

ITSELF = "That is this family’s own reference"
ADOPTION = (
    "A record is or was restricted for an adoption. A child’s new identity is never joined to the"
    " old one."
)
OTHER_AUTHORITY = "The records are of different councils"
MERGED = "One of the records is merged with another already. Undo that first."
TWO_CASES = "Both have an open case. Close one first, so that there is one plan."
NOBODY_ELSE = (
    "Nobody else who could look at this works with both records. Ask for hub duty on both first."
)


def stands_against(kept: Family, folded: Family, by: User) -> list[str]:
    """Why these two can't be merged; empty where they can. Judged past what `by` may see, of two
    records that they may both open."""
    both = [kept.pk, folded.pk]
    if kept.pk == folded.pk:
        return [ITSELF]
    restrictions = Restriction.objects.filter(family__in=both)
    checks = (
        (ADOPTION, restrictions.filter(kind=Restriction.Kind.ADOPTION).exists()),
        (OTHER_AUTHORITY, kept.authority_id != folded.authority_id),
        (MERGED, Merge.objects.standing().filter(Q(kept__in=both) | Q(folded__in=both)).exists()),
        (TWO_CASES, Case.objects.filter(family__in=both, closed_on=None).count() > 1),
    )
    found = [words for words, stands in checks if stands]
    return found or ([] if who_could_look(both, by) else [NOBODY_ELSE])


def last_day_to_look(kept: Family, folded: Family) -> date:
    """While someone works with both: once a record is archived nobody does."""
    days = (timezone.localdate() + LOOKED_AT_WITHIN, kept.open_until, folded.open_until)
    return min(day for day in days if day is not None)


def said_before(kept: Family, folded: Family, user: User) -> QuerySet[Merge]:
    """Earlier merges of these two that came to nothing, with who said so and why."""
    both = Merge.objects.visible_to(user).of(kept.pk).of(folded.pk)
    return both.came_to_nothing().select_related("looked_by", "undone_by")


def who_could_look(both: list[int], merged_by: User) -> set[int]:
    """Others whose role reviews a merge, and to whom both records are open in one post."""
    posts = Post.objects.current().filter(role__in=MAY["merge.review"]).exclude(user=merged_by)
    knows: dict[int, set[int]] = {}
    live = FamilyAccess.objects.live().filter(family__in=both, purpose=Purpose.SUPPORT)
    for family, principal in live.values_list("family", "principal"):
        knows.setdefault(principal, set()).add(family)
    shut = set(Conflict.objects.standing().filter(family__in=both).values_list("user", flat=True))
    named = [
        set(restriction.named.values_list("pk", flat=True))
        for restriction in Restriction.objects.in_force().filter(family__in=both)
    ]
    return {
        user
        for post, team, user in posts.values_list("pk", "team", "user")
        if len(knows.get(post, set()) | knows.get(-(team or 0), set())) == len(both)
        and user not in shut
        and all(user in names for names in named)
    }


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records, as far as someone may see it."""

    family: Family
    title: str
    people: list[Person]
    lead: str
    has_case: bool


def side_of(family: Family, user: User) -> Side:
    """For a page that lets two records be compared."""
    links = Involvement.objects.visible_to(user).live().filter(family=family)
    lead = links.filter(kind=Involvement.Kind.LEAD_WORKER).select_related("post__user").first()
    cases = Case.objects.visible_to(user).filter(family=family, closed_on=None)
    return Side(
        family=family,
        title=family.named_for(user),
        people=list(Person.objects.visible_to(user).filter(family=family)),
        lead=lead.who if lead else "",
        has_case=cases.exists(),
    )


@dataclass(frozen=True, slots=True)
class Alike:
    """Someone in each record who may be the same person, and why. They stay two."""

    one: Person
    other: Person
    is_sure: bool
    reasons: tuple[str, ...]


def alike(kept: Family, folded: Family, user: User) -> list[Alike]:
    """By the rule that compares files with records, among those whom `user` may know."""
    people = {
        family.pk: list(Person.objects.visible_to(user).filter(family=family))
        for family in (kept, folded)
    }
    known = _known([person for rows in people.values() for person in rows], user)
    found = []
    for one in people[kept.pk]:
        for other in people[folded.pk]:
            mine = known[one.pk]
            sought = Sought(mine.names[0], mine.born, mine.identifiers)
            seen = compare(sought, known[other.pk])
            if seen.strength is not Strength.NONE:
                found.append(Alike(one, other, seen.strength is Strength.EXACT, seen.reasons))
    return found


def _known(people: list[Person], user: User) -> dict[int, Known]:
    names: dict[int, list[Name]] = {p.pk: [Name(p.given_name, p.family_name)] for p in people}
    for person in people:
        if person.known_as:
            names[person.pk].append(Name(person.known_as, person.family_name))
    for former in FormerName.objects.visible_to(user).filter(person__in=people):
        names[former.person_id].append(Name(former.given_name, former.family_name))
    numbers: dict[int, set[tuple[str, str]]] = {person.pk: set() for person in people}
    for number in Identifier.objects.visible_to(user).filter(person__in=people):
        numbers[number.person_id].add((number.kind, number.value))
    return {p.pk: Known(p.pk, tuple(names[p.pk]), p.born, frozenset(numbers[p.pk])) for p in people}


def losing_sight(kept: Family, folded: Family, user: User) -> list[tuple[str, int]]:
    """How many people lose sight of a record until the second look, by agency: of the links that
    `user` may see, as no count may tell of hidden ones (docs/decisions/0037)."""
    by_family: dict[int, set[tuple[int, str]]] = {kept.pk: set(), folded.pk: set()}
    links = Involvement.objects.visible_to(user).live().filter(family__in=list(by_family))
    rows = list(links.select_related("post__agency", "team__agency"))
    teams = {row.team_id for row in rows if row.team_id}
    members: dict[int, list[Post]] = {}
    for post in Post.objects.current().filter(team__in=teams).select_related("agency"):
        members.setdefault(post.team_id or 0, []).append(post)
    for row in rows:
        posts = [row.post] if row.post else members.get(row.team_id or 0, [])
        for post in posts:
            if _reads(post, row):
                by_family[row.family_id].add((post.user_id, post.agency.name))
    one, other = by_family.values()
    return sorted(Counter(agency for _, agency in one ^ other).items())


def _reads(post: Post, link: Any) -> bool:
    """Whether the link opens anything to this post: a coordinator's is for results only."""
    reach = REACH.get(post.role)
    return reach is not None and reach.purpose == link.purpose
