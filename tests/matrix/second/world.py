"""A world in plain words: who works where, what was agreed, who said what, and whose record it is.

Everything is named by a short name. Nothing here knows the database or our rule.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Agency:
    name: str
    kind: str
    council: str
    active: bool = True


@dataclass(frozen=True)
class Viewer:
    """One person in the one post that they act in. `user` may hold another."""

    name: str
    user: str
    agency: str
    role: str
    team: str = ""
    duty: str = ""
    until: date | None = None
    since: date = date.min
    account_active: bool = True


@dataclass(frozen=True)
class Line:
    """What one agency may be told by another, and the state of the agreement in which it stands."""

    giver: str
    taker: str
    category: str
    purpose: str
    audience: str
    named: str
    consent_needed: bool
    state: str
    since: date
    until: date | None
    replaced_from: date | None
    #: Parties that left it.
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class Member:
    name: str
    born: date | None
    #: The agency that wrote down that they are there.
    owner: str


@dataclass(frozen=True)
class Link:
    """Somebody works with the family: a post, or everybody of a team."""

    kind: str
    whom: str
    since: date
    until: date | None = None
    expires: datetime | None = None
    ended: bool = False


@dataclass(frozen=True)
class Said:
    """What a person decided, or a parent for them."""

    person: str
    by: str
    agency: str
    category: str
    purpose: str
    yes: bool
    on: date
    until: date | None = None


@dataclass(frozen=True)
class Above:
    """A recorded decision to share without consent."""

    agency: str
    category: str
    since: date
    until: date
    ended: bool = False


@dataclass(frozen=True)
class Merging:
    """Somebody says that this record and another are of one family."""

    other: str
    look_by: date
    state: str = "waiting"


@dataclass
class Family:
    name: str
    owner: str
    council: str
    members: dict[str, Member] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    above: list[Above] = field(default_factory=list)
    #: Users whom the restriction names; None where there is none.
    named: frozenset[str] | None = None
    tied: set[str] = field(default_factory=set)
    #: The day on which each case closed, None for one that is open.
    closed: list[date | None] = field(default_factory=list)
    brought_back_until: date | None = None
    lead_agency: str = ""
    merging: Merging | None = None
    #: Who live today in a home whose address is kept back, and the users whom that address names.
    kept_back: dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Fact:
    """A row, by its model, with what is to be known about it."""

    noun: str
    family: str
    category: str
    owner: str
    #: Whom it is about; empty for what is about everyone.
    person: str = ""
    #: Others whose being there it tells.
    tells_of: tuple[str, ...] = ()
    #: Whatever else its own promise asks.
    more: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass
class World:
    today: date
    now: datetime
    agencies: dict[str, Agency] = field(default_factory=dict)
    viewers: dict[str, Viewer] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    families: dict[str, Family] = field(default_factory=dict)
