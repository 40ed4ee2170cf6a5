"""How often the worker met the family, against results: everywhere, and by year, area or team.

Everywhere and in parts it is one question about the same families, so what is held back in one
may not follow from the other. Parts count by three classes, coarser than the rows for everyone;
where rows for everyone were held back together, their classes are one class that is never shown.
Parts that would show one to four in any class are held back together (docs/decisions/0025).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from outcomes.explorer.counts import EVERYONE
from outcomes.explorer.parted import MET, WAYS, Parted, Whole, by_part
from outcomes.explorer.shapes import Cell, Row, Table, counted, with_bars
from outcomes.explorer.support import NOT_A_CAUSE, against_results, cells_of, shown_in
from outcomes.rules.suppression import Block, Counts, blocks, join, stands_alone

OFTEN = {
    "weeks_2": "Every two weeks, or more often",
    "weeks_3": "Every two to three weeks",
    "weeks_4": "Every three to four weeks",
    "less": "Less often than every four weeks",
    "none": "No visit recorded in which we met",
    "no_lead": "No lead worker has accepted yet",
}
#: In parts: column, and the rows for everyone that it holds.
CLASSES: Mapping[str, frozenset[str]] = {
    "often": frozenset({"weeks_2"}),
    "at_times": frozenset({"weeks_3", "weeks_4"}),
    "seldom": frozenset({"less", "none", "no_lead"}),
}


@dataclass(frozen=True)
class Visits:
    """How often, of everyone; `split` says whether results may be told beside it."""

    whole: Whole

    @cached_property
    def parts(self) -> dict[str, tuple[int, int]]:
        """Families that reached a result, and the rest, by how often they were met."""
        found = self.by_unit(None)[EVERYONE]
        return {often: found[often] for often in OFTEN if sum(found[often])}

    def by_unit(self, parted: Parted | None) -> dict[str, dict[str, tuple[int, int]]]:
        units = list(parted.sizes) if parted else [EVERYONE]
        rows = by_part(self.whole.counting.visited(parted.by if parted else EVERYONE), parted)
        found = {unit: dict.fromkeys(OFTEN, (0, 0)) for unit in units}
        for unit, numbers in rows.items():
            for (often, verdict), number in numbers.items():
                well, rest = found[unit][often]
                met = verdict == MET
                found[unit][often] = (well + number * met, rest + number * (not met))
        return found

    @cached_property
    def split(self) -> bool:
        """With their results, or only their numbers where that lets more rows be shown; never both,
        which could be set against each other."""
        return shown_in(self._blocks(split=True), 2) >= shown_in(self._blocks(split=False), 1)

    def _blocks(self, *, split: bool) -> frozenset[Block[str]]:
        return blocks({o: c if split else (sum(c),) for o, c in self.parts.items()})

    @cached_property
    def alone(self) -> frozenset[Block[str]]:
        """What is told for everyone."""
        return self._blocks(split=self.split)

    def cells(self, often: str) -> dict[str, Cell]:
        if not stands_alone(often, self.alone):
            return cells_of(None)
        counts = self.parts[often]
        return cells_of(counts) if self.split else only(sum(counts))

    @cached_property
    def classes(self) -> frozenset[Block[str]]:
        """What parts may tell apart: never two rows that are held back together for everyone."""
        coarse = [held & self.parts.keys() for held in CLASSES.values()]
        return join([frozenset(c) for c in coarse if c], self.alone)


class VisitsInParts:
    """The same by year, area or team: which parts may tell it, and whether with results."""

    def __init__(self, visits: Visits, parted: Parted) -> None:
        self.visits, self.parted = visits, parted
        self.found = visits.by_unit(parted)
        self.order = sorted(visits.classes, key=sorted)

    def of(self, unit: str, block: Iterable[str]) -> tuple[int, int]:
        """Families of one part in one class: that reached a result, and the rest."""
        counts = [self.found[unit][often] for often in block]
        return sum(c[0] for c in counts), sum(c[1] for c in counts)

    def _numbers(self, *, split: bool) -> dict[str, Counts]:
        numbers: dict[str, Counts] = {}
        for unit in self.parted.sizes:
            each = [self.of(unit, block) for block in self.order]
            numbers[unit] = tuple(n for c in each for n in (c if split else (sum(c),)))
        return numbers

    @cached_property
    def with_results(self) -> frozenset[Block[str]]:
        """Parts that may tell both; none where results may not be told of everyone so."""
        if not (self.visits.split and self.parted.whole.split):
            return frozenset()
        return blocks(self._numbers(split=True), self.parted.split)

    @cached_property
    def by_number(self) -> frozenset[Block[str]]:
        return blocks(self._numbers(split=False))

    @cached_property
    def split(self) -> bool:
        """The same for every part of one way to part them."""
        return shown_in(self.with_results, 2) >= shown_in(self.by_number, 1)

    def alone(self, unit: str) -> bool:
        return stands_alone(unit, self.with_results if self.split else self.by_number)

    def cells(self, unit: str, column: str) -> dict[str, Cell]:
        """One class in one part."""
        block = CLASSES[column] & self.visits.parts.keys()
        if not self.alone(unit) or (block and frozenset(block) not in self.visits.classes):
            return cells_of(None)
        counts = self.of(unit, block)
        return cells_of(counts) if self.split else only(sum(counts))


def only(number: int) -> dict[str, Cell]:
    """Families alone, without their results."""
    return cells_of(None) | {"families": counted(number)}


def how_often(whole: Whole, parted: Parted | None = None, unit: str = EVERYONE) -> Table:
    """How often the worker met the family, against results; in one part, by three classes."""
    visits = Visits(whole)
    if parted is None:
        rows = [Row(often, OFTEN[often], visits.cells(often)) for often in visits.parts]
    else:
        inside = VisitsInParts(visits, parted)
        rows = [Row(name, title, inside.cells(unit, name)) for name, title in TITLES.items()]
    return against_results(
        "often", "How often the worker met the family", "While the lead worker led", rows,
        notes=(NOT_A_CAUSE,),
    )  # fmt: skip


#: The classes as rows of one part.
TITLES = {
    "often": "Every two weeks, or more often",
    "at_times": "Every two to four weeks",
    "seldom": "Less often, not met, or no lead worker yet",
}


def how_often_by(whole: Whole, parted: Parted) -> Table:
    """A row for each year, area or team."""
    inside = VisitsInParts(Visits(whole), parted)
    rows = []
    for one in parted.units:
        cells = {name: inside.cells(one.key, name)["families"] for name in CLASSES}
        rows.append(Row(one.key, one.title, {"families": counted(parted.sizes[one.key]), **cells}))
    name = WAYS[parted.by]
    return with_bars(
        Table(
            key=f"often-{parted.by}",
            title=f"How often the worker met the family by {name[0].lower()}{name[1:]}",
            of=name,
            columns=("families", *CLASSES),
            rows=tuple(rows),
            empty="Nothing has been recorded yet.",
            pieces=tuple(CLASSES),
            notes=(NOT_A_CAUSE,),
        )
    )
