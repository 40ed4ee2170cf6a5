"""What a published table may hold, so that nobody can be found in it by subtraction.

Every part of a whole (an area, a team, a year, an answer) is counted in one or more columns that
do not overlap. Parts that hold a count of 1 to 4 are taken together, with more parts where that is
still too few, until each column of what is together is nobody or at least five. Published are the
counts of the parts that stand alone, and of the whole. So every number that follows from these by
adding and subtracting counts nobody or at least five, and a cell that is held back could still be
any of at least six numbers. Tables about the same parts that share a column are drawn from each
other (`start`): what was taken together stays so. Then counts are rounded to fives, so that two
reports of two weeks don't tell who came between them.

Why it is done so: docs/decisions/0025.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

#: The smallest count of families that is shown; 1 to 4 are held back.
LEAST = 5

Part = TypeVar("Part", bound=Hashable)
#: How many families of a part fall in each column. The columns do not overlap.
Counts = tuple[int, ...]
#: Parts that are only ever counted together.
Block = frozenset[Part]


class Mark(StrEnum):
    """Why a cell holds no number. A cell that holds one has no mark; nobody is 0, and has none."""

    HELD_BACK = "held_back"
    NOT_APPLICABLE = "not_applicable"


def fits(counts: Iterable[int]) -> bool:
    """Whether each count is nobody or at least five."""
    return all(count == 0 or count >= LEAST for count in counts)


def rounded(count: int) -> int:
    """A count of nobody or of at least five, to the nearest five. Raises ValueError for 1 to 4."""
    if not fits([count]):
        raise ValueError("A count of 1 to 4 is held back, not rounded")
    return (count + 2) // 5 * 5


def blocks(
    parts: Mapping[Part, Counts], start: Iterable[Block[Part]] | None = None
) -> frozenset[Block[Part]]:
    """The parts, each alone where it may be; the others in one block together.

    `start`: blocks that may not be taken apart. Empty where even the whole is too few, so that
    nothing may be published, the whole included.
    """
    units = [frozenset([part]) for part in parts] if start is None else list(start)
    sums = {unit: total(parts, unit) for unit in units}
    alone = sorted((u for u in units if fits(sums[u])), key=lambda u: (sum(sums[u]), _order(u)))
    together = [unit for unit in units if not fits(sums[unit])]
    while together and not fits(_added(sums[unit] for unit in together)):
        if not alone:
            return frozenset()
        together.append(_next(alone, sums, together))
    held = [frozenset().union(*together)] if together else []
    return frozenset([*alone, *held])


def _next(
    alone: list[Block[Part]], sums: Mapping[Block[Part], Counts], together: list[Block[Part]]
) -> Block[Part]:
    """The smallest part that makes what is together enough, else the smallest that adds to it."""
    so_far = _added(sums[unit] for unit in together)
    adding = [u for u in alone if any(sums[u])] or alone
    enough = [u for u in adding if fits(_added([so_far, sums[u]]))]
    chosen = (enough or adding)[0]
    alone.remove(chosen)
    return chosen


def join(one: Iterable[Block[Part]], other: Iterable[Block[Part]]) -> frozenset[Block[Part]]:
    """The finest blocks that take neither side's blocks apart."""
    found: list[Block[Part]] = list(one)
    for block in other:
        touching = [there for there in found if there & block]
        found = [there for there in found if not there & block]
        found.append(block.union(*touching))
    return frozenset(found)


def total(parts: Mapping[Part, Counts], block: Iterable[Part]) -> Counts:
    """The columns of some parts, added."""
    return _added(parts[part] for part in block)


def stands_alone(part: Part, among: Iterable[Block[Part]]) -> bool:
    """Whether the part's own counts are published."""
    return frozenset([part]) in set(among)


def _added(rows: Iterable[Counts]) -> Counts:
    return tuple(sum(column) for column in zip(*rows, strict=True))


def _order(block: Block[Part]) -> list[str]:
    """The same every time."""
    return sorted(map(str, block))
