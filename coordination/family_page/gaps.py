"""What we don't know about a family, each with the thing to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from families.acts.planning import why_not_agree
from families.identity import Identity, Member
from sharing.authority import may
from sharing.models import Category, User
from sharing.questions.addresses import to
from sharing.rules.listing import listed

MOST = 4
LONG = timedelta(days=42)


@dataclass(frozen=True, slots=True)
class Gap:
    """A line of the box: what is missing and where to mend it."""

    text: str
    url: str = ""
    link: str = ""


def gaps_of(
    identity: Identity, chosen: Sequence[Member], found: dict[str, list[Any]], user: User
) -> list[Gap]:
    """At most four, most useful first. Only for the family's own agency: others see no gaps."""
    if not identity.ours:
        return []
    every = [*_consent(identity, chosen), *_seen(identity, chosen, user), *_plan(identity, user)]
    every += [*_numbers(identity, chosen, found, user), *_ages(identity, chosen)]
    return every[:MOST]


def _to(identity: Identity, name: str) -> str:
    return to(f"families:{name}", identity.reference)


def _consent(identity: Identity, chosen: Sequence[Member]) -> Iterator[Gap]:
    waiting = [m.name for m in chosen if m.decides and not m.asked]
    if waiting:
        has = "has" if len(waiting) == 1 else "have"
        yield Gap(
            f"{_names(waiting)} {has} not been asked about sharing.",
            _to(identity, "consent"),
            "Ask them" if len(waiting) > 1 else f"Ask {waiting[0]}",
        )


def _seen(identity: Identity, chosen: Sequence[Member], user: User) -> Iterator[Gap]:
    if identity.case is None:
        return
    since = timezone.localdate() - LONG
    children = [m for m in chosen if m.child and not m.unborn]
    never = [m.name for m in children if m.last_seen is None]
    long_ago = [m.name for m in children if m.last_seen and m.last_seen < since]
    url = _to(identity, "record-visit") if may(user, "visit.record") else ""
    for names, ending in ((never, "yet"), (long_ago, "for six weeks")):
        if names:
            has = "has" if len(names) == 1 else "have"
            yield Gap(f"{_names(names)} {has} not been seen {ending}.", url, "Record a visit")


def _plan(identity: Identity, user: User) -> Iterator[Gap]:
    if identity.case and identity.plan is None:
        told = may(user, "plan.agree") and not why_not_agree(identity.case, user)
        url = _to(identity, "agree-plan") if told else ""
        yield Gap("No plan is agreed yet.", url, "Agree one together")


def _numbers(
    identity: Identity, chosen: Sequence[Member], found: dict[str, list[Any]], user: User
) -> Iterator[Gap]:
    if Category.CONTACT not in identity.categories:
        return
    known = {point.person_id for point in found["contacts"]}
    adults = [m for m in chosen if m.parental and not m.child]
    silent = [m.name for m in adults if m.pk not in known]
    if silent:
        yield Gap(
            f"No phone number is recorded for {_names(silent)}.",
            _to(identity, "add-contact") if may(user, "contact.add") else "",
            "Add a number",
        )


def _ages(identity: Identity, chosen: Sequence[Member]) -> Iterator[Gap]:
    unknown = [m.name for m in chosen if not m.unborn and m.born is None]
    if unknown:
        yield Gap(
            f"The birthday of {_names(unknown)} is not known.",
            _to(identity, "people"),
            "See people",
        )


def _names(names: list[str]) -> str:
    if len(names) > 4:
        return f"{', '.join(names[:3])} and {len(names) - 3} others"
    return listed(names)
