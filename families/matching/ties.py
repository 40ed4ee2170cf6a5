"""Who signs in beside who is on record: what the rule on ties compares, and what it noticed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models.functions import Lower

from families.models import ContactPoint, Family, OwnHome, Person, Stay
from families.rules.ties import Contact, last_word, reasons_for_a_tie
from sharing.models import Agency, Post, User


@dataclass(frozen=True, slots=True)
class NoticedTie:
    """One user and one family, with the reasons. Ids only."""

    user: int
    family: int
    owner: int
    reasons: tuple[str, ...]


def noticed_ties(*, user: User | None = None, family: Family | None = None) -> Iterator[NoticedTie]:
    """Each user with each family of an agency of their own authority, once; of one only if named.

    Narrowed by last name in SQL, so that few are compared.
    """
    posts = Post.objects.current().select_related("user")
    posts = posts.filter(user=user) if user else posts
    staff: dict[int, User] = {post.user_id: post.user for post in posts}
    if not staff:
        return
    own = {home.user_id: home for home in OwnHome.objects.filter(user__in=staff)}
    authorities = _authorities(staff)
    by_last: dict[str, list[User]] = defaultdict(list)
    for one in staff.values():
        by_last[last_word(one.full_name).lower()].append(one)
    seen: set[tuple[int, int]] = set()
    for person, contact in _people(by_last, family):
        for one in by_last[person.family_name.lower()]:
            pair = (one.pk, person.family_id)
            if pair in seen or person.family.authority_id not in authorities[one.pk]:
                continue
            if reasons := reasons_for_a_tie(_of_staff(one, own.get(one.pk)), contact):
                seen.add(pair)
                yield NoticedTie(one.pk, person.family_id, person.family.owner_id, reasons)


def _authorities(staff: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    agencies = Agency.objects.filter(posts__user__in=list(staff))
    for user, authority in agencies.values_list("posts__user", "authorities"):
        found[user].add(authority)
    return found


def _of_staff(user: User, home: OwnHome | None) -> Contact:
    phones = frozenset(filter(None, (user.phone, home.phone if home else "")))
    homes = frozenset({(home.lines, home.postcode)} if home and home.lines else ())
    return Contact(last_word(user.full_name), homes, phones)


def _people(by_last: Iterable[str], family: Family | None) -> Iterator[tuple[Person, Contact]]:
    """Members with one of the last names. Confidential addresses are compared too: the answer
    names no address, and a relative at the door is what they are confidential for."""
    last = Person.objects.annotate(last=Lower("family_name")).filter(last__in=list(by_last))
    people = last.select_related("family")
    people = people.filter(family=family) if family else people
    found = list(people)
    phones: dict[int, set[str]] = defaultdict(set)
    for person, value in ContactPoint.objects.filter(
        person__in=found, kind=ContactPoint.Kind.PHONE
    ).values_list("person", "value"):
        phones[person].add(value)
    homes: dict[int, set[tuple[str, str]]] = defaultdict(set)
    stays = Stay.objects.current().filter(person__in=found, household__address__isnull=False)
    for person, lines, postcode in stays.values_list(
        "person", "household__address__lines", "household__address__postcode"
    ):
        homes[person].add((lines, postcode))
    for one in found:
        yield one, Contact(one.family_name, frozenset(homes[one.pk]), frozenset(phones[one.pk]))
