"""A table as it is published: what the page draws, the endpoint says and the file holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from families.rules.spreadsheet import plain_cell
from outcomes.rules.meanings import MEANINGS, Meaning
from outcomes.rules.suppression import Mark, rounded

WORDS = {Mark.HELD_BACK: "held back", Mark.NOT_APPLICABLE: "–"}
#: What stands above every table, on the page and in the file.
NOTES = (
    "Counts of 1 to 4 families are held back, with others from which they could be worked out.",
    "“Held back” is not 0: it may be small or large. 0 is nobody.",
    "All other counts are rounded to the nearest 5, so columns need not add up.",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number that may be published, or why there is none."""

    value: int | float | None
    mark: str = ""

    @property
    def words(self) -> str:
        if self.value is None:
            return WORDS[Mark(self.mark)]
        return f"{self.value:,}" if isinstance(self.value, int) else f"{self.value:.1f}"


HELD = Cell(None, Mark.HELD_BACK)
NO_NUMBER = Cell(None, Mark.NOT_APPLICABLE)


def counted(number: int) -> Cell:
    """A count that the rules let through, rounded. Raises ValueError for 1 to 4."""
    return Cell(rounded(number))


def share(part: Cell, whole: Cell) -> Cell:
    """Of 100, from the published numbers alone, so that it tells no more than they do."""
    if part.value is None or whole.value is None:
        return HELD
    return Cell(min(100, round(100 * part.value / whole.value))) if whole.value else NO_NUMBER


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a row's bar, of 100. `kind`: a column's key, or held for what is held back."""

    kind: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its cells by column."""

    key: str
    title: str
    cells: dict[str, Cell]
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings that say what they mean. `pieces`: the columns that its chart draws, as
    parts of `whole`; `rest`: what of the whole is in none of them. `empty`: the sentence that
    stands where there are no rows."""

    key: str
    title: str
    of: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str
    whole: str = "families"
    pieces: tuple[str, ...] = ()
    rest: str = ""
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def headings(self) -> list[tuple[str, Meaning]]:
        return [(key, MEANINGS[key]) for key in self.columns]

    @property
    def legend(self) -> list[tuple[str, str]]:
        """What the pieces of the bars are, as far as they are drawn."""
        drawn = {bar.kind for row in self.rows for bar in row.bars}
        names = [(key, MEANINGS[key].title) for key in self.pieces]
        names += [("rest", self.rest), ("held", "Held back")]
        return [(kind, title) for kind, title in names if kind in drawn]

    @property
    def drawn(self) -> list[tuple[Row, list[tuple[str, Cell]]]]:
        """Each row with its cells in the order of the headings, and the headings' titles."""
        return [(r, [(MEANINGS[k].title, r.cells[k]) for k in self.columns]) for r in self.rows]

    def as_dict(self) -> dict[str, Any]:
        """As the endpoint gives it."""
        return {
            "table": self.key,
            "title": self.title,
            "rows_are": self.of,
            "columns": [
                {"column": key, "title": meaning.title, "means": meaning.says}
                for key, meaning in self.headings
            ],
            "warnings": list(self.warnings),
            "notes": list(self.notes),
            "rows": [
                {
                    "row": row.key,
                    "title": row.title,
                    "cells": {
                        key: {"value": row.cells[key].value, "mark": row.cells[key].mark}
                        for key in self.columns
                    },
                }
                for row in self.rows
            ],
        }


def with_bars(table: Table) -> Table:
    """The table with a bar for each row, the longest of them 100 long."""
    longest = max((row.cells[table.whole].value or 0 for row in table.rows), default=0)
    if not longest or not table.pieces:
        return table
    rows = tuple(replace(row, bars=tuple(_bars(table, row, longest))) for row in table.rows)
    return replace(table, rows=rows)


def _bars(table: Table, row: Row, longest: float) -> Iterator[Bar]:
    """Pieces one after another. What is held back is drawn as such, never as nobody."""
    whole, at = row.cells[table.whole].value or 0, 0.0
    pieces = [(key, row.cells[key].value) for key in table.pieces]
    held = any(value is None for _, value in pieces)
    beyond = "held" if held else "rest" if table.rest else ""
    for key, value in [*pieces, (beyond, whole)]:
        width = min(value or 0, whole - at)
        if key and width > 0:
            yield Bar(key, round(100 * at / longest, 1), round(100 * width / longest, 1))
            at += width


def as_csv(front: Iterable[str], tables: Iterable[Table]) -> bytes:
    """Values only: what was asked, the notes, then each table with what its headings mean."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")

    def write(*cells: object) -> None:
        writer.writerow([plain_cell(cell) for cell in cells])

    for line in (*front, *NOTES):
        write(line)
    for table in tables:
        write()
        write(table.title)
        for sentence in (*table.warnings, *table.notes):
            write(sentence)
        write(table.of, *(meaning.title for _, meaning in table.headings))
        for row in table.rows:
            write(row.title, *(_plain(row.cells[key]) for key in table.columns))
        if not table.rows:
            write(table.empty)
        for _, meaning in table.headings:
            write(f"{meaning.title}: {meaning.says}")
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> object:
    return WORDS[Mark(cell.mark)] if cell.value is None else cell.value
