"""What a version of the plan changed, line by line, against the version before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """In the order in which they are told."""

    DONE = "done"
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One action of a version. `came_from`: the key of the line that it carries on, if any."""

    key: int
    who: str
    what: str
    done: bool = False
    came_from: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one line. `was`: what stood there before, where it changed."""

    kind: Kind
    who: str
    what: str
    was: str = ""


def changes(before: Sequence[PlanLine], after: Sequence[PlanLine]) -> list[Change]:
    """Done, changed, added and dropped lines. A line that goes on as it was is not told.

    Lines written by hand have no `came_from`: there the same words by the same person are the
    same line.
    """
    heirs = {line.came_from: line for line in after if line.came_from is not None}
    by_words = {(line.who, line.what): line for line in after if line.came_from is None}
    found, gone_on = [], set()
    for line in before:
        heir = heirs.get(line.key) or by_words.get((line.who, line.what))
        if line.done:
            found.append(Change(Kind.DONE, line.who, line.what))
        elif heir is None:
            found.append(Change(Kind.DROPPED, line.who, line.what))
        elif (heir.who, heir.what) != (line.who, line.what):
            found.append(Change(Kind.CHANGED, heir.who, heir.what, was=line.what))
        if heir is not None and not line.done:
            gone_on.add(heir.key)
    found += [Change(Kind.ADDED, one.who, one.what) for one in after if one.key not in gone_on]
    return sorted(found, key=lambda change: list(Kind).index(change.kind))
