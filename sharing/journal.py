"""The journal: who did and saw what, and why. It is only added to."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from celery import current_app
from django.db import DatabaseError, connection, models
from django.utils.crypto import salted_hmac

from sharing.models import JournalEntry, Reading, User, follow

log = logging.getLogger(__name__)

NEWS = "coordination.deliver_news"
SEARCH, FORM = "family.search", "family.form"


class Unwritten(RuntimeError):
    """The journal can't be written now, so nothing is shown and nothing is done: 503."""


def saw(
    user: User, subject: models.Model, *, verb: str = "", family: Any = None, **data: Any
) -> None:
    """Write down that `user` opened `subject`. If it can't be written, the page is not shown."""
    verb = verb or f"{subject._meta.model_name}.see"
    write([entry(JournalEntry.Kind.SAW, user, verb, subject, family=family, data=data)])


def exposed(user: User, families: Iterable[int | None], *, verb: str, **data: Any) -> None:
    """Write down which families stood in a list or in the results of a search: one entry."""
    shown = sorted({family for family in families if family is not None})
    if shown or verb == SEARCH:
        data |= {"families": shown}
        write([entry(JournalEntry.Kind.SAW, user, verb, user, data=data)])


def hash_of_terms(words: str) -> str:
    """The same search gives the same hash; without our key nobody can try out names on it."""
    squeezed = " ".join(words.casefold().split())
    return salted_hmac("sharing.journal.terms", squeezed, algorithm="sha256").hexdigest()


def refused(
    user: User, subject: models.Model, *, verb: str, family: Any = None, **data: Any
) -> None:
    """Write down that something was refused. `data` holds codes, never a sentence."""
    write([entry(JournalEntry.Kind.REFUSED, user, verb, subject, family=family, data=data)])


def write(entries: list[JournalEntry]) -> None:
    """In one statement, which is a transaction of its own where none runs. Every page writes its
    line, so the words are put together once. Raises Unwritten where the database doesn't take them.
    """
    rows = ", ".join([_ROW] * len(entries))
    said = [f.get_db_prep_save(f.pre_save(e, True), connection) for e in entries for f in _FIELDS]
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"{_INTO} VALUES {rows}", said)
    except DatabaseError as away:
        raise Unwritten(type(away).__name__) from away


_FIELDS = [f for f in JournalEntry._meta.local_concrete_fields if not f.primary_key]
_ROW = f"({', '.join(['%s'] * len(_FIELDS))})"
_INTO = f"INSERT INTO {JournalEntry._meta.db_table} ({', '.join(str(f.column) for f in _FIELDS)})"


def entry(kind: str, by: User, verb: str, subject: models.Model, **said: Any) -> JournalEntry:
    family = said.pop("family", None)
    if family is None:
        family = family_id_of(subject)
    return JournalEntry(
        kind=kind,
        by=by,
        post_id=by.post.pk if by.post else None,
        verb=verb,
        subject_type=subject._meta.label,
        subject_id=subject.pk,
        family_id=family_id_of(subject)
        if family is None
        else getattr(family, "pk", family) or None,
        **said,
    )


def family_id_of(subject: models.Model) -> int | None:
    """The family a row is about, by its own Sharing declaration."""
    path = getattr(getattr(subject, "Sharing", None), "family", None)
    if not path:
        return None if path is None else subject.pk
    *steps, last = path.split("__")
    row = follow(subject, "__".join(steps))  # not the family itself: its sender may not know it
    return None if row is None else getattr(row, f"{last}_id")


def nudge() -> None:
    """Wake the readers of news. The rows are the truth: a lost nudge costs only a delay."""
    try:
        current_app.send_task(NEWS, retry=False, ignore_result=True)
    except Exception as broker_away:  # noqa: BLE001 (whatever the broker does, the act has happened)
        log.warning("No nudge sent (%s); beat will sweep", type(broker_away).__name__)


def mark_read(reader: str, entries: list[JournalEntry]) -> None:
    """The reader has dealt with these; in the same transaction as what it did."""
    Reading.objects.bulk_create(
        [Reading(reader=reader, entry=entry) for entry in entries], ignore_conflicts=True
    )
