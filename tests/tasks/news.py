"""What can be seen of news from outside: what waits, and what was done twice."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from coordination.readers import READERS
from outcomes.models import CaseStatus, Evidence
from sharing.models import JournalEntry, Reading


def all_read() -> bool:
    """Every reader has read all that is for it."""
    return not any(
        JournalEntry.objects.unread_by(reader.name).filter(verb__in=reader.verbs).exists()
        for reader in READERS
    )


def doubled() -> list[tuple[Any, ...]]:
    """What was read, judged or held twice."""
    return [
        *Reading.objects.values_list("reader", "entry").annotate(n=Count("pk")).filter(n__gt=1),
        *CaseStatus.objects.current().values_list("case").annotate(n=Count("pk")).filter(n__gt=1),
        *Evidence.objects.values_list("person", "slot").annotate(n=Count("pk")).filter(n__gt=1),
    ]
