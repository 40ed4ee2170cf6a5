"""Sessions possible and missed, one row a pupil and term (docs/feeds/attendance.md)."""

import re
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from sharing.feeds.reading import Cells, FeedReading, read_feed

REQUIRED = (
    "upn", "first_name", "last_name", "date_of_birth", "school", "term", "from", "to", "possible",
    "authorised", "unauthorised",
)  # fmt: skip
COLUMNS = (*REQUIRED, "mitigated")
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
SEASON_MONTHS = {"autumn": (8, 12), "spring": (1, 4), "summer": (3, 8)}
YES_NO = {"": False, "no": False, "n": False, "yes": True, "y": True}


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One pupil in one term. `from` and `to` are the term's first and last day, both counted."""

    row: int
    upn: str
    first_name: str
    last_name: str
    date_of_birth: date | None
    school: str
    term: str
    start: date | None
    end: date | None
    possible: int
    authorised: int
    unauthorised: int
    mitigated: bool

    def to_dict(self) -> dict[str, Any]:
        """Plain values, days as ISO text."""
        return {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(self).items()}


def read(content: bytes) -> FeedReading[AttendanceRow]:
    """Never raises: what is wrong is in `problems`."""
    return read_feed(content, columns=COLUMNS, required=REQUIRED, read_row=read_row, key=same)


def same(row: AttendanceRow) -> tuple[str, ...]:
    """One pupil, school and term."""
    who = row.upn or f"{row.first_name} {row.last_name} {row.date_of_birth}".casefold()
    return who, row.school.casefold(), row.term


def read_row(cells: Cells) -> AttendanceRow:
    first, last = cells.text("first_name"), cells.text("last_name")
    if not first and not last:
        cells.wrong("first_name", "There is no name.")
    term = read_term(cells)
    start, end = cells.day("from", required=True), cells.day("to", required=True)
    if start and end:
        check_dates(cells, term, start, end)
    possible, authorised, unauthorised = (
        cells.count(name) for name in ("possible", "authorised", "unauthorised")
    )
    if not cells.is_bad and authorised + unauthorised > possible:
        cells.wrong("possible", f"{authorised + unauthorised} were missed out of {possible}.")
    return AttendanceRow(
        row=cells.number,
        upn=read_upn(cells),
        first_name=first,
        last_name=last,
        date_of_birth=cells.day("date_of_birth", required=True),
        school=cells.text("school", required=True),
        term=term,
        start=start,
        end=end,
        possible=possible,
        authorised=authorised,
        unauthorised=unauthorised,
        mitigated=read_mitigated(cells),
    )


def read_mitigated(cells: Cells) -> bool:
    text = cells.text("mitigated")
    if text.casefold() not in YES_NO:
        cells.wrong("mitigated", f"“{text}” isn’t yes or no.")
    return YES_NO.get(text.casefold(), False)


def read_term(cells: Cells) -> str:
    """`2026-spring`, also written `Spring 2026`."""
    text = cells.text("term", required=True)
    found = re.fullmatch(r"(\d{4})[- ](autumn|spring|summer)", text.casefold())
    turned = re.fullmatch(r"(autumn|spring|summer)[- ](\d{4})", text.casefold())
    if found:
        return f"{found[1]}-{found[2]}"
    if turned:
        return f"{turned[2]}-{turned[1]}"
    if text:
        cells.wrong("term", f"“{text}” isn’t a term. Write 2026-spring.")
    return ""


def check_dates(cells: Cells, term: str, start: date, end: date) -> None:
    if end < start:
        cells.wrong("to", "It’s before the first day of the term.")
    elif start > datetime.now(UTC).date():
        cells.wrong("from", "It’s still to come.")
    elif term:
        year, season = term.split("-")
        first, last = SEASON_MONTHS[season]
        inside = start.year == end.year == int(year) and first <= start.month and end.month <= last
        if not inside:
            cells.wrong("term", f"The days aren’t in {season} {year}.")


def read_upn(cells: Cells) -> str:
    """Kept with a warning when its check letter is wrong: a name and birthday still match."""
    text = cells.text("upn").replace(" ", "").upper()
    if text and not is_upn(text):
        cells.warn("upn", f"“{text}” isn’t a pupil number. We match by name and birthday.")
        return ""
    return text


def is_upn(text: str) -> bool:
    """13 characters whose first is the check letter (remainder by 23); a letter may end it."""
    if not re.fullmatch(rf"[{UPN_LETTERS}]\d{{11}}[\d{UPN_LETTERS}]", text):
        return False
    numbers = [int(c) if c.isdigit() else UPN_LETTERS.index(c) for c in text[1:]]
    total = sum(place * number for place, number in enumerate(numbers, start=2))
    return UPN_LETTERS[total % 23] == text[0]
