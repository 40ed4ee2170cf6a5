"""One week of the journal, beside who looked and who was looked at: what is worth a question.

`families/rules/unusual.py` judges; here is gathered what it judges by.
It runs outside any request, as the system, and hands on ids and sentences without a name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncWeek
from django.utils import timezone

from families.looking.looks import SHOWN
from families.models import (
    Conflict,
    ContactPoint,
    Family,
    FormerName,
    Involvement,
    OwnHome,
    Person,
    Stay,
    UnusualLook,
)
from families.rules import unusual
from families.rules.unusual import Place, Reason
from sharing.models import JournalEntry, Post, User

#: Earlier weeks that say what is usual for someone.
WEEKS_BEFORE = 8
#: A look that was explained is not asked about again for so long, for the same reasons.
EXPLAINED_FOR = timedelta(days=182)
A_STRETCH = 5_000
SAW, DID = JournalEntry.Kind.SAW, JournalEntry.Kind.DID
Kind = Involvement.Kind


@dataclass(frozen=True, slots=True)
class Found:
    """One person and one family, or no one family, with the reasons."""

    user: int
    post: int | None
    family: int | None
    owner: int
    reasons: tuple[Reason, ...]


@dataclass
class _Week:
    """What was opened, asked for and written, by whom."""

    asked: dict[tuple[int, int], int | None] = field(default_factory=dict)
    opened: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    odd: dict[int, set[tuple[int, date]]] = field(default_factory=lambda: defaultdict(set))
    wrote: dict[int, set[tuple[int, date]]] = field(default_factory=lambda: defaultdict(set))
    posts: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))


@dataclass
class _Contacts:
    """What families are compared by. Confidential addresses are in none of it (access.md, P5)."""

    surnames: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    homes: dict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[int, set[object]] = field(default_factory=lambda: defaultdict(set))


def unusual_looks(week: date) -> Iterator[Found]:
    """Everything unusual in the week that begins on this Monday, in order of who looked."""
    seen = _read(week)
    yield from _at_families(seen, week)
    yield from _in_all(seen, week)


def explained_before(week: date) -> dict[tuple[int, int], set[str]]:
    """Rules of looks of one person at one family that someone explained lately."""
    rows = UnusualLook.objects.explained().filter(week__gte=week - EXPLAINED_FOR, week__lt=week)
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for user, family, rules in rows.exclude(family=None).values_list("user", "family", "rules"):
        found[user, family].update(rules)
    return found


def _between(first: date, last: date) -> QuerySet[JournalEntry]:
    """Lines about one family, by people, from the start of one day to the start of another."""
    start, end = (timezone.make_aware(datetime.combine(day, time.min)) for day in (first, last))
    system = User.objects.filter(username__in=("system", "public"))
    lines = JournalEntry.objects.filter(at__gte=start, at__lt=end, family_id__isnull=False)
    return lines.exclude(by__in=system).exclude(verb__in=SHOWN)


def _read(week: date) -> _Week:
    seen = _Week()
    lines = _between(week, week + timedelta(days=7)).order_by("pk")
    columns = ("by", "post_id", "family_id", "kind", "at")
    for by, post, family, kind, at in lines.values_list(*columns).iterator(A_STRETCH):
        moment = timezone.localtime(at)
        if kind == DID:
            seen.wrote[by].add((family, moment.date()))
            continue
        seen.asked[by, family] = post
        if kind == SAW:
            seen.opened[by].add(family)
            seen.posts[by][post or 0] += 1
            if unusual.out_of_hours(moment):
                seen.odd[by].add((family, moment.date()))
    return seen


def _at_families(seen: _Week, week: date) -> Iterator[Found]:
    """Who looked, beside whom they looked at."""
    users = {user for user, _ in seen.asked}
    names = dict(User.objects.filter(pk__in=users).values_list("pk", "full_name"))
    homes = {
        home.user_id: [Place(home.lines, home.postcode)]
        for home in OwnHome.objects.filter(user__in=users)
    }
    ties = _sets(Conflict.objects.standing().filter(user__in=users).values_list("user", "family"))
    theirs, caseload = _their_own(users, week)
    compared = {family for _, family in seen.asked}.union(*ties.values(), *caseload.values())
    owners = dict(Family.objects.filter(pk__in=compared).values_list("pk", "owner"))
    contacts = _contacts(compared)
    for (user, family), post in sorted(seen.asked.items()):
        tied = [place for other in ties[user] - {family} for place in contacts.homes[other]]
        of_caseload = set().union(*(contacts.keys[other] for other in caseload[user] - {family}))
        reasons = (
            unusual.own_tie(stands=family in ties[user]),
            unusual.same_surname(names[user], contacts.surnames[family]),
            unusual.same_street(homes.get(user, ()), tied, contacts.homes[family]),
            None
            if family in theirs[user]
            else unusual.relatives_of_caseload(contacts.keys[family], of_caseload),
        )
        if met := tuple(filter(None, reasons)):
            yield Found(user, post, family, owners[family], met)


def _in_all(seen: _Week, week: date) -> Iterator[Found]:
    """How many, and at what hours, whoever they were."""
    mostly = {user: counts.most_common(1)[0][0] for user, counts in seen.posts.items()}
    posts = Post.objects.in_bulk(set(mostly.values()))
    main = {user: posts[pk] for user, pk in mostly.items() if pk in posts}
    before = _weeks_before(week)
    for user, post in sorted(main.items()):
        others = [
            len(seen.opened[other])
            for other, held in main.items()
            if other != user and held.role == post.role
        ]
        odd = {family for family, _ in seen.odd[user] - seen.wrote[user]}
        reasons = (
            unusual.too_many(len(seen.opened[user]), before[user], others),
            unusual.at_odd_hours(len(odd)),
        )
        if met := tuple(filter(None, reasons)):
            yield Found(user, post.pk, None, post.agency_id, met)


def _weeks_before(week: date) -> dict[int, list[int]]:
    """How many families each opened in each of the weeks before, where they opened any."""
    lines = _between(week - timedelta(weeks=WEEKS_BEFORE), week).filter(kind=SAW)
    weeks = lines.order_by().annotate(week=TruncWeek("at")).values("by", "week")
    found: dict[int, list[int]] = defaultdict(list)
    for row in weeks.annotate(families=Count("family_id", distinct=True)):
        found[row["by"]].append(row["families"])
    return found


def _their_own(users: Iterable[int], week: date) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Families that each worked with in the week, by themselves or with their team; and those of
    them that they help in person: a hub's whole register is nobody's caseload."""
    sunday = week + timedelta(days=6)
    then = Q(since__lte=sunday) & (Q(until=None) | Q(until__gte=week))
    then &= Q(ended_at=None) | Q(ended_at__date__gte=week)
    links = Involvement.objects.filter(then).exclude(kind=Kind.EMERGENCY)
    alone = links.filter(post__user__in=users)
    teams = links.filter(team__posts__user__in=users).annotate(user=F("team__posts__user"))
    own = alone.annotate(user=F("post__user"))
    theirs = _sets(own.values_list("user", "family"))
    for user, family in teams.values_list("user", "family"):
        theirs[user].add(family)
    helping = own.filter(kind__in=(Kind.LEAD_WORKER, Kind.TEAM_AROUND))
    return theirs, _sets(helping.values_list("user", "family"))


def _contacts(families: Iterable[int]) -> _Contacts:
    found, every = _Contacts(), sorted(families)
    for start in range(0, len(every), A_STRETCH):
        _add_contacts(found, every[start : start + A_STRETCH])
    return found


def _add_contacts(found: _Contacts, families: list[int]) -> None:
    people = Person.objects.filter(family__in=families)
    for family, given, last, born in people.values_list(
        "family", "given_name", "family_name", "born"
    ):
        found.surnames[family].add(last)
        if born:
            found.keys[family].add((given.casefold(), last.casefold(), born))
    former = FormerName.objects.filter(person__family__in=families)
    for family, last in former.values_list("person__family", "family_name"):
        found.surnames[family].add(last)
    phones = ContactPoint.objects.filter(person__family__in=families, kind=ContactPoint.Kind.PHONE)
    for family, value in phones.values_list("person__family", "value"):
        digits = re.sub(r"\D", "", value)
        if len(digits) >= 10:
            found.keys[family].add(digits)
    stays = Stay.objects.current().filter(
        person__family__in=families, household__address__confidential=False
    )
    address = ("household__address__lines", "household__address__postcode")
    for family, lines, code in stays.values_list("person__family", *address).distinct():
        found.homes[family].append(Place(lines, code))
        if lines and code:
            found.keys[family].add((lines.partition(",")[0].casefold(), code.casefold()))


def _sets(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return found
