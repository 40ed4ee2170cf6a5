"""Tables about needs: how each stands, and which go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import combinations

from outcomes.explorer.counts import EVERYONE
from outcomes.explorer.parted import WAYS, Parted, Whole, by_part
from outcomes.explorer.shapes import HELD, NO_NUMBER, Cell, Row, Table, counted, share, with_bars
from outcomes.frameworks.loader import framework
from outcomes.rules.local_meanings import LocalMeaning
from outcomes.rules.meanings import MET_AND_KEPT
from outcomes.rules.suppression import Block, blocks, fits, join, stands_alone

KEPT = "kept"
STANDINGS = (KEPT, "watched", "lost", "not_met", "not_known", "not_applicable", "not_judged")
#: Columns that are left out where nobody is in them.
SELDOM = ("not_applicable", "not_judged")
NO_NEEDS = "No need has been found in five or more families yet."


class Needs:
    """How many families have each need, and how it stands; parted, where it is asked for."""

    def __init__(self, whole: Whole, parted: Parted | None = None) -> None:
        self.whole, self.parted = whole, parted
        by = parted.by if parted else EVERYONE
        self.numbers: dict[str, dict[str, Counter[str]]] = {}
        for unit, counts in by_part(whole.counting.needs(by), parted).items():
            for (code, standing), number in counts.items():
                units = self.numbers.setdefault(code, {})
                units.setdefault(unit, Counter())[standing] += number

    @cached_property
    def codes(self) -> list[str]:
        """Needs of which may be said how many families have them: the framework's in its order,
        then the authority's own."""
        published = [need.code for need in framework(self.whole.counting.version).needs]
        own = sorted(self.local.keys() - set(published))
        codes = [code for code in (*published, *own) if code in self.numbers]
        everyone = self.whole.families
        return [c for c in codes if fits([self.having(c), everyone - self.having(c)])]

    @cached_property
    def local(self) -> dict[str, LocalMeaning]:
        return self.whole.counting.local()

    @cached_property
    def titles(self) -> dict[str, str]:
        needs = framework(self.whole.counting.version).needs
        own = {code: meaning.title for code, meaning in self.local.items()}
        return own | {need.code: f"{need.code} {need.text}" for need in needs}

    def notes(self, codes: Iterable[str]) -> tuple[str, ...]:
        """What the authority's own among these needs mean."""
        return tuple(self.local[code].says for code in codes if code in self.local)

    def warnings(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Where one of them has had two meanings."""
        found = (self.local[code].warning for code in codes if code in self.local)
        return tuple(warning for warning in found if warning)

    def having(self, code: str, unit: str | None = None) -> int:
        return self.everyones(code, unit).total()

    def everyones(self, code: str, unit: str | None = None) -> Counter[str]:
        """How it stands: in one part, or everywhere."""
        units = self.numbers[code]
        if unit is not None:
            return units.get(unit, Counter())
        return sum(units.values(), Counter())

    def standing(self, code: str) -> dict[str, Cell]:
        """How it stands everywhere, as far as it may be said."""
        numbers = self.everyones(code)
        alone = blocks({standing: (numbers[standing],) for standing in STANDINGS})
        return {
            standing: counted(numbers[standing]) if stands_alone(standing, alone) else HELD
            for standing in STANDINGS
        }

    def says_kept(self, code: str) -> bool:
        return self.standing(code)[KEPT] is not HELD

    def parts_of(self, code: str, parted: Parted) -> frozenset[Block[str]]:
        """The parts that may say how many have it and, where that is told, have kept it."""
        numbers: dict[str, tuple[int, ...]] = {}
        for unit, size in parted.sizes.items():
            have = self.having(code, unit)
            kept = self.everyones(code, unit)[KEPT]
            split = (kept, have - kept) if self.says_kept(code) else (have,)
            numbers[unit] = (*split, size - have)
        return blocks(numbers)

    def cells_of(self, code: str, unit: str, among: frozenset[Block[str]]) -> dict[str, Cell]:
        """One need in one part."""
        if not stands_alone(unit, among):
            return {"with_need": HELD, KEPT: HELD, "share_kept": HELD}
        have = counted(self.having(code, unit))
        kept = counted(self.everyones(code, unit)[KEPT]) if self.says_kept(code) else HELD
        return {"with_need": have, KEPT: kept, "share_kept": share(kept, have)}


def how_needs_stand(whole: Whole) -> Table:
    """Every need, everywhere."""
    needs = Needs(whole)
    cells = {
        code: {"with_need": counted(needs.having(code)), **needs.standing(code)}
        for code in needs.codes
    }
    seldom = [k for k in SELDOM if any(row[k].value != 0 for row in cells.values())]
    columns = [key for key in STANDINGS if key not in SELDOM or key in seldom]
    return with_bars(
        Table(
            key="needs",
            title="How each need stands",
            of="Need",
            columns=("with_need", *columns),
            rows=tuple(Row(code, needs.titles[code], row) for code, row in cells.items()),
            empty=NO_NEEDS,
            whole="with_need",
            pieces=tuple(columns),
            warnings=(MET_AND_KEPT, *needs.warnings(needs.codes)),
            notes=needs.notes(needs.codes),
        )
    )


def needs_of_part(whole: Whole, parted: Parted, unit: str, title: str) -> Table:
    """Every need, in one year, area or team."""
    needs = Needs(whole, parted)
    rows = (
        Row(c, needs.titles[c], needs.cells_of(c, unit, needs.parts_of(c, parted)))
        for c in needs.codes
    )
    return with_bars(
        Table(
            key=f"needs-{parted.by}",
            title=f"Needs, {WAYS[parted.by].lower()}: {title}",
            of="Need",
            columns=("with_need", KEPT, "share_kept"),
            rows=tuple(rows),
            empty=NO_NEEDS,
            whole="with_need",
            pieces=(KEPT,),
            rest="Not kept, or not known",
            warnings=needs.warnings(needs.codes),
            notes=needs.notes(needs.codes),
        )
    )


def need_by(whole: Whole, parted: Parted, code: str) -> Table:
    """One need, by year, area or team."""
    needs = Needs(whole, parted)
    rows: Iterator[Row] = iter(())
    if code in needs.codes:
        among = needs.parts_of(code, parted)
        rows = (Row(u.key, u.title, needs.cells_of(code, u.key, among)) for u in parted.units)
    return with_bars(
        Table(
            key=f"need-{parted.by}",
            title=f"{needs.titles[code]}, by {WAYS[parted.by].lower()}",
            of=WAYS[parted.by],
            columns=("with_need", KEPT, "share_kept"),
            rows=tuple(rows),
            empty="Too few families have this need, or too few do not, for anything to be shown.",
            whole="with_need",
            pieces=(KEPT,),
            rest="Not kept, or not known",
            warnings=needs.warnings([code]),
            notes=needs.notes([code]),
        )
    )


def needs_together(
    whole: Whole, parted: Parted | None = None, unit: str = EVERYONE, code: str = ""
) -> Table:
    """Pairs of needs in the same family, those that go together most first. With `code`, only the
    pairs of that need; with `parted`, in one part of it."""
    needs = Needs(whole, parted)
    both = by_part(whole.counting.pairs(parted.by if parted else EVERYONE), parted)
    rows, held = [], 0
    for one, other in combinations(needs.codes, 2):
        if code not in ("", one, other):
            continue
        numbers = {u: _pair(needs, both[u], one, other, u) for u in _parts(parted)}
        start = _told_of_both(needs, parted, one, other) if parted else None
        if not stands_alone(unit, blocks(numbers, start)):
            held += 1
            continue
        titles = f"{needs.titles[one]} + {needs.titles[other]}"
        rows.append(Row(f"{one}+{other}", titles, _chance(*numbers[unit])))
    rows.sort(key=lambda row: (-(row.cells["times"].value or 0), row.key))
    return with_bars(
        Table(
            key="together",
            title="Needs that go together",
            of="Two needs",
            columns=("both", "expected", "times"),
            rows=tuple(rows),
            empty="No two needs are in enough families to be shown together.",
            whole="both",
            pieces=("both",),
            warnings=needs.warnings(needs.codes),
            notes=((f"{held} pairs are held back.",) if held else ()) + needs.notes(needs.codes),
        )
    )


def _parts(parted: Parted | None) -> list[str]:
    return list(parted.sizes) if parted else [EVERYONE]


def _told_of_both(needs: Needs, parted: Parted, one: str, other: str) -> frozenset[Block[str]]:
    """What is taken together in either need's own table."""
    return join(needs.parts_of(one, parted), needs.parts_of(other, parted))


def _pair(
    needs: Needs, both: dict[tuple[str, ...], int], one: str, other: str, unit: str
) -> tuple[int, int, int, int]:
    """Families with both, only the first, only the other, and neither."""
    together = both.get((min(one, other), max(one, other)), 0)
    size = needs.parted.sizes[unit] if needs.parted else needs.whole.families
    first, second = needs.having(one, unit), needs.having(other, unit)
    return together, first - together, second - together, size - first - second + together


def _chance(both: int, first: int, second: int, neither: int) -> dict[str, Cell]:
    """Worked out from the rounded numbers, so that it tells no more than they do."""
    together = counted(both)
    one, other = (counted(both + only).value or 0 for only in (first, second))
    everyone = counted(both + first + second + neither).value or 0
    expected = one * other / everyone if everyone else 0
    times = Cell(round((together.value or 0) / expected, 1)) if expected else NO_NUMBER
    return {"both": together, "expected": Cell(round(expected, 1)), "times": times}
