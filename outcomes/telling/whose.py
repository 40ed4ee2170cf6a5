"""Whose a reason is. Verdicts leave the building without names, so they say it by the id in the
facts; a page says it by a name that its reader may see, and never by the id."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from typing import TYPE_CHECKING

from families.models import Person
from sharing.models import User

if TYPE_CHECKING:
    from families.identity import Identity

KEY = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
SOMEONE = "Someone in the family"
KEPT_BACK = "this rests on facts that you may not see."
#: The name of whoever has this id; empty where the reader may not know them.
Name = Callable[[str], str]


def with_names(reasons: Iterable[str], name: Name) -> list[str]:
    return [KEY.sub(lambda found: name(found[0]) or SOMEONE, reason) for reason in reasons]


def without_names(reasons: Iterable[str]) -> list[str]:
    """For a page that tells a family's story and names nobody in it."""
    return with_names(reasons, lambda _: "")


def as_far_as_seen(reasons: Iterable[str], sees: Callable[[str], bool]) -> list[str]:
    """Without what a reason says of someone about whom its reader may not see everything."""
    told = []
    for reason in reasons:
        about = KEY.match(reason)
        hidden = about is not None and not sees(about[0])
        told.append(f"{about[0]}: {KEPT_BACK}" if about and hidden else reason)
    return told


def without(reasons: Iterable[str], hidden: Container[str]) -> list[str]:
    """One sentence in place of all that are kept back."""
    told = [f"{KEPT_BACK[0].upper()}{KEPT_BACK[1:]}" if r in hidden else r for r in reasons]
    return list(dict.fromkeys(told))


def names_in(identity: Identity | None) -> Name:
    """Names of the family that a page shows."""

    def name(key: str) -> str:
        member = identity.by_key(key) if identity else None
        return member.name if member else ""

    return name


def names_seen(user: User, reasons: Iterable[str]) -> Name:
    """Names of the people of several families: one query, and none where no reason has an id."""
    keys = {key for reason in reasons for key in KEY.findall(reason)}
    people = Person.objects.visible_to(user).filter(key__in=keys) if keys else ()
    names = {str(person.key): person.short_name for person in people}
    return lambda key: names.get(key, "")
