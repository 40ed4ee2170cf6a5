"""What an agreement would change if it took effect, or stopped, today: counted, never listed.

The rule is access.py's: an involvement, no conflict, a line whose audience includes the viewer,
and consent where the line needs it. Here it is asked for all people of a receiving agency at once,
under today's lines and under the agreement's. tests/families/test_trial.py holds the two equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from families.access import REACH, SharedQuerySet, category_for
from families.models import Conflict, FamilyAccess, Merge, Restriction
from families.models.person import NamingQuerySet
from sharing.models import Agency, Agreement, Category, Line, Post, Role, Team
from sharing.wall import opened_to_read

#: How far a line opens something to someone: not, to those who said yes, to all.
NOT, WITH_CONSENT, FREELY = range(3)
#: Smaller numbers could tell who they are.
FEWEST = 5
OPENED = ("draft", "suspended", "not_begun")
Way = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class Sight:
    """Facts, and the people and families that they are about."""

    facts: int = 0
    people: int = 0
    families: int = 0

    @property
    def words(self) -> str:
        """“135 facts, 9 people, fewer than 5 families”; facts about no one person name none."""
        counts = ((self.facts, "fact"), (self.people, "people"), (self.families, "family"))
        return ", ".join(_of(count, noun) for count, noun in counts if count)


def shown(count: int) -> str:
    """Nothing below five is told exactly."""
    if count == 0:
        return "None"
    return "Fewer than 5" if count < FEWEST else f"{count:,}"


def _of(count: int, noun: str) -> str:
    plural = {"fact": "facts", "family": "families"}.get(noun, noun)
    words = f"{shown(count)} {plural}"
    return f"{words[0].lower()}{words[1:]}"


@dataclass(frozen=True, slots=True)
class Change:
    """What people of one agency gain or lose of one kind that another writes."""

    taker: Agency
    giver: Agency
    category: str
    purpose: str
    gained: Sight
    lost: Sight

    @property
    def about(self) -> str:
        return Category(self.category).label

    @property
    def moves(self) -> bool:
        """Whether anything of today gains or loses sight by it."""
        return bool(self.gained.facts or self.lost.facts)


@dataclass(frozen=True, slots=True)
class Trial:
    """All that would change, and whether the agreement would begin or stop."""

    begins: bool
    changes: tuple[Change, ...]


@dataclass(slots=True)
class _Lines:
    """Lines of one way, today and then."""

    today: list[Line] = field(default_factory=list)
    then: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Viewers:
    """Some people of the receiving agency to whom its lines open the same."""

    posts: QuerySet[Post]
    manager: bool
    named: int | None

    def level(self, lines: Iterable[Line]) -> int:
        """How far the lines open their category to these people."""
        opening = [
            WITH_CONSENT if line.consent_needed else FREELY
            for line in lines
            if line.audience == Line.Audience.TEAM
            or (line.audience == Line.Audience.MANAGER and self.manager)
            or (line.audience == Line.Audience.NAMED and line.named_id == self.named is not None)
        ]
        return max(opening, default=NOT)


def try_agreement(agreement: Agreement) -> Trial:
    """Count who would see more or less; every sharing lead is told the same."""
    begins = agreement.standing in OPENED
    with opened_to_read():  # a sharing lead counts families, and sees none of them
        shut = never_counted() | _being_merged()
        found = [
            change
            for way, lines in _ways(agreement, begins=begins).items()
            if (change := _changed(way, lines, shut)) is not None
        ]
    found.sort(key=lambda one: (one.taker.name, one.giver.name, one.about, one.purpose))
    return Trial(begins, tuple(found))


def never_counted() -> set[int]:
    """Families that stand in no number, whoever reads it: those with limited access, and the other
    record of a merge of one that waits (access.md, P4 and P12). Ties make no difference: else one
    declares a tie and reads off what changed (docs/decisions/0025). To be asked where families of
    others may be read."""
    restricted = set(Restriction.objects.in_force().values_list("family", flat=True))
    merges = Merge.objects.waiting().values_list("kept", "folded") if restricted else []
    return restricted.union(*(both for both in merges if restricted & set(both)))


def _being_merged() -> set[int]:
    """Families of a merge that waits: who knows one record only knows neither, and here it is asked
    of many people at once (docs/decisions/0044)."""
    waiting = Merge.objects.waiting().values_list("kept", "folded")
    return {family for both in waiting for family in both}


def _ways(agreement: Agreement, *, begins: bool) -> dict[Way, _Lines]:
    """Lines of today and of then, for each way that the agreement touches; none for what stopped
    before and stays so."""
    ends = ("from_agency", "to_agency")
    binding = Line.objects.in_force().select_related(*ends)
    own = Line.objects.between_parties().filter(agreement=agreement).select_related(*ends)
    gone = [agreement.pk, *([agreement.supersedes_id] if begins else [])]
    then = [*binding.exclude(agreement__in=[pk for pk in gone if pk])]
    if begins:
        then += own
    touched = {_way(line) for line in own}
    touched |= {_way(line) for line in binding.filter(agreement=agreement.supersedes_id or 0)}
    ways: dict[Way, _Lines] = {way: _Lines() for way in touched}
    for line in binding:
        if _way(line) in ways:
            ways[_way(line)].today.append(line)
    for line in then:
        if _way(line) in ways:
            ways[_way(line)].then.append(line)
    return {way: found for way, found in ways.items() if found.today or found.then}


def _way(line: Line) -> Way:
    return (line.from_agency_id, line.to_agency_id, line.category, line.purpose)


def _changed(way: Way, lines: _Lines, shut: set[int]) -> Change | None:
    """What this way gains and loses; None where it stays as it is."""
    _, _, category, purpose = way
    one = (lines.today or lines.then)[0]
    gains: list[tuple[_Viewers, int, int]] = []
    losses: list[tuple[_Viewers, int, int]] = []
    for viewers in _segments(one.to_agency, category, purpose, [*lines.today, *lines.then]):
        now, then = viewers.level(lines.today), viewers.level(lines.then)
        if then > now:
            gains.append((viewers, now, then))
        elif now > then:
            losses.append((viewers, then, now))
    if not gains and not losses:
        return None
    counted = [
        _count(one.from_agency, one.to_agency, category, purpose, moved, shut)
        for moved in (gains, losses)
    ]
    return Change(one.to_agency, one.from_agency, category, purpose, *counted)


def _segments(taker: Agency, category: str, purpose: str, lines: list[Line]) -> Iterator[_Viewers]:
    """The receiving agency's people, by what an audience tells apart: managers, named persons."""
    reaching = {
        role
        for role, reach in REACH.items()
        if reach.purpose == purpose and category in reach.categories
    }
    named = {line.named_id for line in lines if line.named_id is not None}
    posts = Post.objects.current().filter(agency=taker, role__in=reaching)
    for manager in (True, False):
        of_kind = posts.filter(role=Role.SUPERVISOR) if manager else posts.exclude(
            role=Role.SUPERVISOR
        )  # fmt: skip
        yield _Viewers(of_kind.exclude(user__in=named), manager, None)
        for person in named:
            yield _Viewers(of_kind.filter(user=person), manager, person)


def _count(
    giver: Agency,
    taker: Agency,
    category: str,
    purpose: str,
    moved: list[tuple[_Viewers, int, int]],
    shut: set[int],
) -> Sight:
    """Facts of the giver that these people gain, from one level up to another; in one question."""
    if not moved:
        return Sight()
    steps: dict[tuple[int, int], QuerySet[Post]] = {}
    for viewers, low, high in moved:
        posts = steps.get((low, high))
        steps[low, high] = viewers.posts if posts is None else posts | viewers.posts
    known = {step: known_to(posts, purpose) for step, posts in steps.items()}
    asked = [
        _rows(model, giver, category, purpose)
        .filter(_moving(model, taker, purpose, known))
        .exclude(**{f"{_family(model)}__in": shut})
        .order_by()
        .values_list(F("pk"), F(_family(model)), _person(model))
        for model in shared_models(category, purpose)
    ]
    if not asked:
        return Sight()
    try:
        rows = asked[0].union(*asked[1:], all=True) if asked[1:] else asked[0]
        sql, given = rows.query.get_compiler(using="default").as_sql()
    except EmptyResultSet:
        return Sight()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT who), count(DISTINCT family)"  # noqa: S608 (Django's own SQL)
            f" FROM ({sql}) AS seen (fact, family, who)",
            given,
        )
        return Sight(*cursor.fetchone())


def shared_models(category: str, purpose: str) -> list[Any]:
    """Models whose rows the access rule alone decides, and that may hold this category."""
    every: list[Any] = list(apps.get_models())
    return [
        model
        for model in every
        if getattr(type(model._default_manager.all()), "visible_to", None)
        in (SharedQuerySet.visible_to, NamingQuerySet.visible_to)
        and (held := category_for(model, purpose))
        and (held == category or held not in Category.values)
    ]


def _family(model: Any) -> str:
    return model.Sharing.family or "pk"


def _person(model: Any) -> Any:
    person = getattr(model.Sharing, "person", None)
    return F(person) if person else Value(None, output_field=models.BigIntegerField())


def _rows(model: Any, giver: Agency, category: str, purpose: str) -> Any:
    """The giver's rows of the category."""
    owner = getattr(model.Sharing, "owner", "owner")
    rows = model._default_manager.filter(**{owner: giver})
    if (held := category_for(model, purpose)) != category:
        rows = rows.filter(**{held: category})
    return rows


@dataclass(frozen=True, slots=True)
class _Anyone:
    """Anyone of an agency: consent is given to an agency, not to its people."""

    agency: Agency


def _moving(
    model: Any, taker: Agency, purpose: str, known: dict[tuple[int, int], QuerySet[Any]]
) -> Q:
    """Rows that cross from hidden to seen; `known`: the families of those who go from one level to
    another."""
    crossing = {(NOT, FREELY): Q()}
    if known.keys() - crossing.keys():
        agreed = model._default_manager.all()._consented(_Anyone(taker), purpose)
        crossing |= {(NOT, WITH_CONSENT): agreed, (WITH_CONSENT, FREELY): ~agreed}
    path = f"{_family(model)}__in"
    return reduce(or_, (Q(**{path: families}) & crossing[step] for step, families in known.items()))


def known_to(posts: QuerySet[Post], purpose: str) -> QuerySet[Any]:
    """Ids of families with whom someone in these posts is involved today, without a conflict."""
    tied = Conflict.objects.standing().filter(
        user=OuterRef("user"), family=OuterRef(OuterRef("family"))
    )
    archive, keeps = Q(team__duty=Team.Duty.RECORDS), Q(role=Role.RECORDS_OFFICER)
    by_team = Q(team=-OuterRef("principal")) & ((archive & keeps) | ~(archive | keeps))
    by_post = Q(pk=OuterRef("principal")) & ~keeps  # as User.principals has it
    someone = posts.filter(by_post | by_team, ~Exists(tied))
    involved = FamilyAccess.objects.live().filter(Exists(someone), purpose=purpose)
    return involved.values("family")
