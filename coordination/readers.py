"""The readers of the journal, in the order in which they hear."""

from coordination.news import Reader

READERS: tuple[Reader, ...] = ()
