"""Who hears what: the readers of the journal, and what each does with an entry."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from sharing.journal import mark_read
from sharing.models import JournalEntry

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone who acts on news. `deal` may run twice on one entry and must then change nothing."""

    name: str
    verbs: frozenset[str]
    deal: Callable[[JournalEntry], None]


def deliver(readers: tuple[Reader, ...]) -> int:
    """Let each reader deal with what it has not read; the number of entries dealt with.

    Each entry has its own transaction with its reading: one that fails is tried again at the next
    sweep and holds up no other.
    """
    dealt = 0
    for reader in readers:
        news = JournalEntry.objects.unread_by(reader.name).filter(verb__in=reader.verbs)
        for pk in list(news.values_list("pk", flat=True)):
            dealt += _deliver_one(reader, pk)
    return dealt


def _deliver_one(reader: Reader, pk: int) -> int:
    try:
        with transaction.atomic():
            waiting = JournalEntry.objects.unread_by(reader.name).filter(pk=pk)
            entry = waiting.select_for_update(skip_locked=True, of=("self",), no_key=True).first()
            if entry is None:
                return 0
            reader.deal(entry)
            mark_read(reader.name, [entry])
    except Exception:
        log.exception("%s could not deal with entry %s; it stays unread", reader.name, pk)
        return 0
    return 1
