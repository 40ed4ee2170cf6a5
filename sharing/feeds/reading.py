"""What every feed shares: bytes to rows, with plain problems. A broken row never sinks the file."""

import csv
import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

R = TypeVar("R")
FILE = 0  # the row number of a problem with the file as a whole


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Row as a spreadsheet shows it (the heading is row 1; 0 is the whole file).

    A row with an error is left out; one with a warning is kept.
    """

    row: int
    column: str
    reason: str
    error: bool = True


@dataclass(frozen=True, slots=True)
class FeedReading(Generic[R]):
    """The good rows and everything that was wrong; `sha256` tells the same file twice.

    `left_out`: what could be read of rows with an error, and of rows that say again what one
    above said.
    """

    rows: tuple[R, ...]
    problems: tuple[RowProblem, ...]
    sha256: str
    encoding: str
    left_out: tuple[R, ...] = ()

    @property
    def refused(self) -> bool:
        """Nothing could be read from the file."""
        return any(p.row == FILE and p.error for p in self.problems)

    @property
    def errors(self) -> tuple[RowProblem, ...]:
        return tuple(p for p in self.problems if p.error)

    @property
    def warnings(self) -> tuple[RowProblem, ...]:
        return tuple(p for p in self.problems if not p.error)


class Bad(ValueError):
    """A cell that can't be used, in words."""


class Cells:
    """One row's cells by column, gathering problems while they are read."""

    def __init__(self, number: int, values: dict[str, str]) -> None:
        self.number = number
        self.values = values
        self.problems: list[RowProblem] = []

    def text(self, column: str, *, required: bool = False) -> str:
        """With runs of space made one."""
        found = " ".join(self.values.get(column, "").split())
        if required and not found:
            self.wrong(column, "It’s empty.")
        return found

    def lines(self, column: str) -> str:
        """Several lines, each trimmed, without the empty ones."""
        rows = (" ".join(line.split()) for line in self.values.get(column, "").splitlines())
        return "\n".join(row for row in rows if row)

    def day(self, column: str, *, required: bool = False) -> date | None:
        """2012-05-03, 2012-05-03 00:00:00 or 03/05/2012 (day first)."""
        found = self.text(column, required=required)
        if not found:
            return None
        try:
            return read_day(found)
        except Bad as bad:
            self.wrong(column, str(bad))
            return None

    def count(self, column: str) -> int:
        """A whole number, 0 or more. An empty cell is not 0."""
        found = self.text(column, required=True)
        if found and not (found.isascii() and found.isdigit()):
            self.wrong(column, f"“{shortened(found)}” isn’t a whole number, 0 or more.")
        return int(found) if found.isascii() and found.isdigit() else 0

    def wrong(self, column: str, reason: str) -> None:
        self.problems.append(RowProblem(self.number, column, reason))

    def warn(self, column: str, reason: str) -> None:
        self.problems.append(RowProblem(self.number, column, reason, error=False))

    @property
    def is_bad(self) -> bool:
        return any(p.error for p in self.problems)


def read_day(text: str) -> date:
    for form in ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise Bad(f"“{shortened(text)}” isn’t a date. Use 2012-05-03 or 03/05/2012.")


def shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def decoded(content: bytes) -> tuple[str, str]:
    """The text and its encoding: UTF-8 with or without a mark, else Windows-1252."""
    if content.startswith(b"\xef\xbb\xbf"):
        return content.decode("utf-8-sig", errors="replace"), "UTF-8 with a mark"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "Windows-1252"


def encoding_problem(text: str, encoding: str) -> RowProblem | None:
    """Said plainly, since accented names may have come out wrong."""
    if "\x00" in text:
        return RowProblem(FILE, "", "This isn’t a CSV file. Save it as “CSV UTF-8” and try again.")
    if "\ufffd" in text:
        return RowProblem(FILE, "", "Some letters can’t be read. Save it as “CSV UTF-8”.")
    if encoding == "Windows-1252":
        said = "It isn’t UTF-8, so we read it as Windows-1252. Check names with accents."
        return RowProblem(FILE, "", said, error=False)
    return None


Row = tuple[int, list[str] | None]


def numbered(text: str) -> list[Row]:
    """Rows with their numbers as a spreadsheet shows them: an address of four lines is one row.

    A row that can't be told apart (a quote left open) is None, and reading goes on below it.
    """
    lines = list(io.StringIO(text, newline=""))
    rows: list[list[str] | None] = []
    start = 0
    while start < len(lines):
        reader = csv.reader(lines[start:], strict=True)
        done = 0
        try:
            for row in reader:
                rows.append(row)
                done = reader.line_num
            break
        except csv.Error:
            rows.append(None)
            start += done + 1
    while rows and is_blank(rows[-1]):
        rows.pop()
    return list(enumerate(rows, start=1))


def is_blank(row: list[str] | None) -> bool:
    return row is not None and not any(cell.strip() for cell in row)


def plain(heading: str) -> str:
    """`Date Of Birth`, `date_of_birth` and `date of birth` are one column."""
    return " ".join(heading.replace("_", " ").split()).casefold()


def heading_problem(found: Sequence[str], wanted: Sequence[str]) -> RowProblem | None:
    """Which columns are missing, and which were found instead."""
    have = [plain(heading) for heading in found]
    missing = [column for column in wanted if plain(column) not in have]
    twice = sorted({h for h in have if h and have.count(h) > 1})
    if missing:
        said = f"Missing: {', '.join(missing)}. Found: {', '.join(h for h in found if h.strip())}."
        return RowProblem(FILE, missing[0], said)
    if twice:
        return RowProblem(FILE, twice[0], f"These columns come twice: {', '.join(twice)}.")
    return None


def read_feed(
    content: bytes,
    *,
    columns: Sequence[str],
    required: Sequence[str],
    read_row: Callable[[Cells], R],
    key: Callable[[R], object],
) -> FeedReading[R]:
    """`required` columns must be there; `key` tells when a row says again what one above said."""
    sha256 = hashlib.sha256(content).hexdigest()
    text, encoding = decoded(content)
    refusal, rows = opened(text, encoding, required)
    if refusal is not None:
        return FeedReading((), (refusal,), sha256, encoding)
    problems = [p for p in [encoding_problem(text, encoding)] if p]
    names = {plain(column): column for column in columns}
    headings = [names.get(plain(heading), heading) for heading in rows[0][1] or []]
    good: list[R] = []
    left_out: list[R] = []
    seen: dict[object, int] = {}
    for number, values in rows[1:]:
        if is_blank(values):
            continue
        made, found = read_one(number, headings, values, read_row)
        problems += found
        if made is None:
            continue
        if any(problem.error for problem in found):
            left_out.append(made)
        elif (first := seen.setdefault(key(made), number)) != number:
            said = f"About the same as row {first}. The first counts, so we left this one out."
            problems.append(RowProblem(number, "", said, error=False))
            left_out.append(made)
        else:
            good.append(made)
    return FeedReading(tuple(good), tuple(problems), sha256, encoding, tuple(left_out))


def opened(
    text: str, encoding: str, required: Sequence[str]
) -> tuple[RowProblem | None, list[Row]]:
    """Why nothing can be read from the file, or its rows."""
    problem = encoding_problem(text, encoding)
    if problem is not None and problem.error:
        return problem, []
    rows = numbered(text)
    if not rows:
        return RowProblem(FILE, "", "The file is empty."), []
    wrong = heading_problem(rows[0][1] or [], required)
    if wrong is None and len(rows) == 1:
        wrong = RowProblem(FILE, "", "The file has headings and no rows.")
    return wrong, rows


def read_one(
    number: int, headings: list[str], values: list[str] | None, read_row: Callable[[Cells], R]
) -> tuple[R | None, list[RowProblem]]:
    """What could be read, also of a row with an error; nothing where its cells are unclear."""
    if values is None:
        said = "We can’t tell its cells apart. Look for a quotation mark left open."
        return None, [RowProblem(number, "", said)]
    while len(values) > len(headings) and not values[-1].strip():
        values = values[:-1]
    if len(values) != len(headings):
        said = f"It has {len(values)} cells, and there are {len(headings)} columns."
        return None, [RowProblem(number, "", said)]
    cells = Cells(number, dict(zip(headings, values, strict=True)))
    return read_row(cells), cells.problems
