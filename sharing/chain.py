"""The journal's chain, walked from its first line to its last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from sharing.models import JournalEntry

#: Lines read at a time, so that millions need no more memory than a few thousand.
A_STRETCH = 5_000
STRETCH = f"""
SELECT id, previous_hash, hash, journal_hash(previous_hash, entry)
FROM {JournalEntry._meta.db_table} entry WHERE id > %s ORDER BY id LIMIT {A_STRETCH}
"""  # noqa: S608 (our own table's name)


@dataclass(frozen=True, slots=True)
class Fault:
    """One line that is not as it was written, or not where it was written."""

    entry: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class _Link:
    pk: int
    previous: str
    said: str
    own: str

    @property
    def is_own(self) -> bool:
        """The hash that stands there is the hash of what stands there."""
        return self.said == self.own


NOTHING = _Link(0, "", "", "")


@dataclass
class Walk:
    """`faults()` fills in how far it came and where the chain ends."""

    lines: int = 0
    last_id: int = 0
    last_hash: str = ""

    def faults(self) -> Iterator[Fault]:
        """Every line that was changed, inserted, or stands after one that is missing."""
        earlier, before = NOTHING, NOTHING
        for link in _lines():
            if not before.is_own:
                skipped = link.previous == earlier.said
                yield _inserted(before) if skipped else _changed(before)
            elif link.previous != before.said and link.is_own:
                skipped = bool(before.pk) and link.previous == earlier.said
                yield _inserted(before) if skipped else _missing(before, link)
            earlier, before = before, link
            self.lines += 1
        if not before.is_own:
            yield _changed(before)
        self.last_id, self.last_hash = before.pk, before.said


def holds(pk: int, said: str) -> bool:
    """Whether the chain still has the line with which an earlier check ended."""
    return JournalEntry.objects.filter(pk=pk, hash=said).exists()


def _lines() -> Iterator[_Link]:
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(STRETCH, [last])
            rows = cursor.fetchall()
        for row in rows:
            yield _Link(*row)
        if len(rows) < A_STRETCH:
            return
        last = rows[-1][0]


def _changed(link: _Link) -> Fault:
    return Fault(link.pk, "changed", f"Entry {link.pk} was changed after it was written.")


def _inserted(link: _Link) -> Fault:
    return Fault(link.pk, "inserted", f"Entry {link.pk} was put in afterwards.")


def _missing(before: _Link, link: _Link) -> Fault:
    if not before.pk:
        return Fault(link.pk, "missing", f"Entries before {link.pk} are missing.")
    said = f"Entries are missing between {before.pk} and {link.pk}, or {before.pk} was replaced."
    return Fault(link.pk, "missing", said)
