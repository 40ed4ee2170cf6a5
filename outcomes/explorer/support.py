"""Tables about support against results: who helped, where, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from outcomes.explorer.counts import EVERYONE, NOT_KNOWN
from outcomes.explorer.parted import MET, WAYS, Parted, Whole, by_part
from outcomes.explorer.shapes import HELD, Cell, Row, Table, counted, share, with_bars
from outcomes.frameworks.loader import framework
from outcomes.rules.meanings import CLAIMED_AND_JUDGED, several_versions
from outcomes.rules.suppression import Counts, blocks, fits, stands_alone
from sharing.models import Agency

COLUMNS = ("families", "reached", "share_reached")
REST = "Not reached, or not known"
#: Quarters by their first month.
MONTHS = {"01": "January to March", "04": "April to June", "07": "July to September",
          "10": "October to December"}  # fmt: skip
PARTNERS_DATA = (
    "These are agencies that joined the team around the family. What services told us of their own "
    "work was shared to help families, not for counting, so it is not counted here."
)
NOT_A_CAUSE = (
    "Families with harder lives get more help. A lower number here does not say that help fails."
)


def who_helped(whole: Whole, parted: Parted | None = None, unit: str = EVERYONE) -> Table:
    """Kinds of agencies in the team around the family, against results."""
    found = by_part(whole.counting.around(parted.by if parted else EVERYONE), parted)
    sizes: Mapping[str, int] = parted.sizes if parted else {EVERYONE: whole.families}
    reached: Mapping[str, int] = parted.reached if parted else {EVERYONE: whole.reached}
    rows = []
    for kind in Agency.Kind:
        numbers: dict[str, Counts] = {}
        for part, size in sizes.items():
            well = found[part][kind.value, MET]
            all_of = sum(n for (k, _), n in found[part].items() if k == kind.value)
            numbers[part] = (
                well, all_of - well, reached[part] - well, size - all_of - (reached[part] - well)
            )  # fmt: skip
        if any(n[0] + n[1] for n in numbers.values()):
            cells = _with_and_without(whole, parted, numbers, unit)
            rows.append(Row(kind.value, kind.label, cells))
    return against_results(
        "around", "Who was in the team around the family", "Kind of agency", rows,
        notes=(PARTNERS_DATA, NOT_A_CAUSE),
    )  # fmt: skip


def _with_and_without(
    whole: Whole, parted: Parted | None, numbers: dict[str, Counts], unit: str
) -> dict[str, Cell]:
    """Both results of both kinds of families where that may be said everywhere, else their number
    alone: always the same for every part."""
    everywhere = [sum(column) for column in zip(*numbers.values(), strict=True)]
    if whole.split and fits(everywhere):
        start = parted.split if parted else None
        alone = stands_alone(unit, blocks(numbers, start))
        return cells_of(numbers[unit][:2]) if alone else cells_of(None)
    plain = {part: (n[0] + n[1], n[2] + n[3]) for part, n in numbers.items()}
    if not stands_alone(unit, blocks(plain)):
        return cells_of(None)
    return cells_of(None) | {"families": counted(plain[unit][0])}


def cells_of(well_and_rest: Counts | None) -> dict[str, Cell]:
    if well_and_rest is None:
        return dict.fromkeys(COLUMNS, HELD)
    families, reached = counted(sum(well_and_rest)), counted(well_and_rest[0])
    return {"families": families, "reached": reached, "share_reached": share(reached, families)}


def against_results(
    key: str, title: str, of: str, rows: Iterable[Row], notes: tuple[str, ...] = ()
) -> Table:
    return with_bars(
        Table(
            key=key,
            title=title,
            of=of,
            columns=COLUMNS,
            rows=tuple(rows),
            empty="Nothing has been recorded yet.",
            pieces=("reached",),
            rest=REST,
            notes=notes,
        )
    )


def shown_in(among: frozenset[frozenset[str]], columns: int) -> int:
    """How many numbers may be shown."""
    return columns * sum(len(block) == 1 for block in among)


def results_by(whole: Whole, parted: Parted) -> Table:
    """Families and results by year, area or team."""
    rows = []
    for unit in parted.units:
        size, well = parted.sizes[unit.key], parted.reached[unit.key]
        alone = stands_alone(unit.key, parted.split)
        cells = cells_of((well, size - well)) if alone else cells_of(None)
        rows.append(Row(unit.key, unit.title, cells | {"families": counted(size)}))
    title = f"Results by {WAYS[parted.by][0].lower()}{WAYS[parted.by][1:]}"
    return against_results(f"results-{parted.by}", title, WAYS[parted.by], rows)


def kept_and_lost(wholes: Iterable[Whole]) -> Table:
    """Approved results by quarter, and how many still stand; each version's rows by themselves."""
    shown = [whole for whole in wholes if whole.published]
    rows = [row for whole in shown for row in _quarters(whole, many=len(shown) > 1)]
    versions = [framework(whole.counting.version) for whole in shown]
    return with_bars(
        Table(
            key="time",
            title="Approved results that still stand, and those lost since",
            of="Approved in",
            columns=("approved", "still", "gone", "unsure"),
            rows=tuple(rows),
            empty="No result has been approved yet.",
            whole="approved",
            pieces=("still", "gone", "unsure"),
            warnings=(CLAIMED_AND_JUDGED, *several_versions(versions)),
        )
    )


def _quarters(whole: Whole, *, many: bool) -> Iterable[Row]:
    """The families without an approved result are a part too, though not a row."""
    parts: dict[str, Counts] = {}
    for quarter, verdict, number in whole.counting.approved():
        place = {MET: 0, "not_met": 1}.get(verdict, 2)
        before = parts.get(quarter, (0, 0, 0))
        parts[quarter] = tuple(n + number * (i == place) for i, n in enumerate(before))
    full = blocks(parts)
    plain = blocks({quarter: (sum(counts),) for quarter, counts in parts.items()})
    is_full = shown_in(full, 3) >= shown_in(plain, 1)
    name = f", {framework(whole.counting.version).title}" if many else ""
    for quarter in sorted(parts.keys() - {NOT_KNOWN}):
        cells = dict.fromkeys(("approved", "still", "gone", "unsure"), HELD)
        counts = parts[quarter]
        if stands_alone(quarter, full if is_full else plain):
            cells["approved"] = counted(sum(counts))
            if is_full:
                names = ("still", "gone", "unsure")
                cells |= {k: counted(n) for k, n in zip(names, counts, strict=True)}
        year, month = quarter.split("-")
        key = f"{whole.counting.version} {quarter}"
        yield Row(key, f"{MONTHS[month]} {year}{name}", cells)
