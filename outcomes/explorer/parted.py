"""All families of one framework version, whole and parted by year, area or team."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from outcomes.explorer.counts import AREA, EVERYONE, NOT_KNOWN, PARTED_BY, TEAM, YEAR, Counting
from outcomes.rules.suppression import Block, blocks, fits, stands_alone

#: Parts that are too small to stand alone anywhere, counted as one from the start.
OTHERS = "*"
MET = "met"
WAYS = {YEAR: "Year the case opened", AREA: "Area", TEAM: "Team of the lead worker"}
UNKNOWN = {
    YEAR: "Not known",
    AREA: "Not known, or kept back",
    TEAM: "No lead worker yet, or one of another agency",
}


class Whole:
    """What is known of all of them together. Nothing is published of fewer than five."""

    def __init__(self, counting: Counting) -> None:
        self.counting = counting
        self._parted: dict[str, Parted] = {}

    @cached_property
    def _results(self) -> Mapping[str, int]:
        return {verdict: number for _, verdict, number in self.counting.results()}

    @cached_property
    def families(self) -> int:
        return sum(self._results.values())

    @cached_property
    def reached(self) -> int:
        return self._results.get(MET, 0)

    @property
    def published(self) -> bool:
        return self.families > 0 and fits([self.families])

    @property
    def split(self) -> bool:
        """Whether it may be said how many reached a result."""
        return fits([self.reached, self.families - self.reached])

    def parted(self, by: str) -> Parted:
        if by not in self._parted:
            self._parted[by] = Parted(self, by)
        return self._parted[by]


@dataclass(frozen=True, slots=True)
class Unit:
    """A part by its key and its name."""

    key: str
    title: str


class Parted:
    """The same families by one way to part them. Parts of fewer than five are one from here on."""

    def __init__(self, whole: Whole, by: str) -> None:
        self.whole, self.by = whole, by
        rows = whole.counting.results(by)
        sizes: Counter[str] = Counter()
        for unit, _, number in rows:
            sizes[unit] += number
        alone = blocks({unit: (number,) for unit, number in sizes.items()})
        self._names = {unit: unit if stands_alone(unit, alone) else OTHERS for unit in sizes}
        self.sizes: Counter[str] = Counter()
        self.reached: Counter[str] = Counter()
        for unit, verdict, number in rows:
            self.sizes[self.named(unit)] += number
            self.reached[self.named(unit)] += number if verdict == MET else 0

    def named(self, unit: str) -> str:
        """The part that a part from the database belongs to."""
        return self._names[unit]

    @cached_property
    def split(self) -> frozenset[Block[str]]:
        """Which parts may say how many reached a result."""
        if not self.whole.split:
            return frozenset()
        sizes, reached = self.sizes, self.reached
        return blocks({unit: (reached[unit], sizes[unit] - reached[unit]) for unit in sizes})

    @cached_property
    def units(self) -> list[Unit]:
        """In the order in which they stand on the page."""
        titles = {unit: self._title(unit) for unit in self.sizes}
        if self.by == TEAM:
            keys = [unit for unit in self.sizes if unit not in (OTHERS, NOT_KNOWN)]
            titles |= self.whole.counting.teams(keys)
        order = sorted(self.sizes, key=lambda u: (u in (OTHERS, NOT_KNOWN), u == OTHERS, titles[u]))
        return [Unit(unit, titles[unit]) for unit in order]

    def _title(self, unit: str) -> str:
        if unit == NOT_KNOWN:
            return UNKNOWN.get(self.by, "")
        if unit == OTHERS:
            return "Those with too few families, together"
        if self.by == YEAR:
            return f"April {unit} to March {int(unit) + 1}"
        return unit


def by_part(
    rows: Iterable[tuple[str, ...]], parted: Parted | None
) -> dict[str, dict[tuple[str, ...], int]]:
    """Rows of (part, what, ..., number) as numbers by what, by part: all of them in one part where
    they are not parted."""
    found: dict[str, dict[tuple[str, ...], int]] = defaultdict(lambda: defaultdict(int))
    for unit, *what, number in rows:
        found[parted.named(unit) if parted else EVERYONE][tuple(what)] += int(number)
    return found


__all__ = ["OTHERS", "PARTED_BY", "WAYS", "Parted", "Unit", "Whole", "by_part"]
