"""Files for tests: rows of attendance, and the school roll (the real one where it is)."""

from __future__ import annotations

from pathlib import Path

from sharing.feeds import attendance as attendance_feed

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "data" / "family_context" / "education.csv"
HEADING = ",".join(attendance_feed.REQUIRED)
JAYDEN = (
    "N356000000001,Jayden,Osei,2012-05-03,Larkmoor Academy,"
    "2026-spring,2026-01-05,2026-03-27,116,4,3"
)


def roll_path() -> Path:
    """The real file, else the made-up one of the same layout: the same is true of both."""
    return REAL if REAL.exists() else ROOT / "tests" / "data" / "education.csv"


def attendance(*rows: str) -> bytes:
    """A file of attendance with these rows."""
    return "\n".join((HEADING, *rows)).encode()
