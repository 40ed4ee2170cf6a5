"""Acts and the journal: nothing changes unless someone may do it, and it is written down."""

from __future__ import annotations

import functools
import inspect
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from celery import current_app
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.http import Http404
from django.utils.crypto import salted_hmac
from psycopg2.errors import CheckViolation

from sharing.authority import MAY, require
from sharing.history import performed_by
from sharing.looking import closed
from sharing.models import JournalEntry, Reading, User, follow
from sharing.questions.answering import forget
from sharing.refusals import Refused
from sharing.sent_once import note_sent
from sharing.wall import opened_to_act, stand

P = ParamSpec("P")
T = TypeVar("T")
Row = TypeVar("Row", bound=models.Model)
log = logging.getLogger(__name__)

#: Every act in the house by its verb, filled in as modules load.
ACTS: dict[str, Callable[..., Any]] = {}
NEWS = "coordination.deliver_news"
SEARCH, FORM = "family.search", "family.form"


class Unjournalled(RuntimeError):
    """An act finished without writing down what it did."""


class Unwritten(RuntimeError):
    """The journal can't be written now, so nothing is shown and nothing is done: 503."""


@dataclass
class _Performance:
    by: User
    verb: str
    verbs: list[str]
    entries: list[JournalEntry] = field(default_factory=list)


_stage: ContextVar[_Performance | None] = ContextVar("stage", default=None)


def act(verb: str, *, on: str | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a keyword-only function with `by` an act.

    The outermost act opens the transaction, checks the role and (with `on`) that `by` can see the
    subject, and writes the journal last, so that the chain's lock is held only for the commit.
    Raises PermissionDenied for a role that may not, Http404 for a subject that may not be known,
    Refused where the act itself says no, Unjournalled where it wrote nothing down.
    """
    if verb not in MAY:
        raise LookupError(f"{verb} is missing from sharing/authority.py")

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        kinds = {p.kind for p in inspect.signature(function).parameters.values()}
        if kinds != {inspect.Parameter.KEYWORD_ONLY}:
            raise TypeError(f"{function.__name__} must take keyword arguments only")

        @functools.wraps(function)
        def perform(*args: P.args, **kwargs: P.kwargs) -> T:
            by: User = kwargs["by"]  # type: ignore[assignment]
            if (outer := _stage.get()) is not None:
                return _nested(outer, verb, function, *args, **kwargs)
            require(by, verb)
            if closed(verb):
                raise PermissionDenied(f"{verb} must wait until the viewing ends")
            _must_see(by, kwargs.get(on) if on else None)
            try:
                with _performing(by, verb):
                    return function(*args, **kwargs)
            except (ValidationError, IntegrityError, Refused) as wrong:
                no = wrong if isinstance(wrong, Refused) else _as_refusal(wrong)
                _note_refusal(by, verb, kwargs.get(on) if on else None, no)
                raise no from (None if no is wrong else wrong)

        perform.verb = verb  # type: ignore[attr-defined]
        ACTS[verb] = perform
        return perform

    return decorate


def _nested(
    outer: _Performance, verb: str, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    outer.verbs.append(verb)
    try:
        return function(*args, **kwargs)
    finally:
        outer.verbs.pop()


def _as_refusal(wrong: ValidationError | IntegrityError) -> Refused:
    """What a model finds wrong with a row is a no like any other, at its field where it has one.

    Raises what came where the database did not find the row itself wrong.
    """
    if isinstance(wrong, IntegrityError):
        if isinstance(wrong.__cause__, CheckViolation):
            rule = str(wrong.__cause__.diag.constraint_name).replace("_", " ")
            return Refused(f"We can’t save this. It must be that {rule}.")
        raise wrong
    fields = [f for f in getattr(wrong, "error_dict", {}) if f != "__all__"]
    return Refused(*wrong.messages, field=fields[0] if fields else None)


def _note_refusal(by: User, verb: str, subject: Any, no: Refused) -> None:
    """Written after everything is undone; the sentence itself may hold names, so it is left out."""
    if not by.is_system:
        known = subject is not None and subject.pk is not None
        refused(by, subject if known else by, verb=verb, field=no.field or "")


def _must_see(by: User, subject: Any) -> None:
    """Answer "may not know" exactly like "does not exist"."""
    if subject is None or by.is_system or subject.pk is None:
        return
    rows = type(subject)._default_manager
    shown = (
        rows.shows(by, subject.pk)  # rows about families: asked often, so drawn once
        if hasattr(rows, "shows")
        else rows.visible_to(by).filter(pk=subject.pk).exists()
    )
    if not shown:
        raise Http404


@contextmanager
def _performing(by: User, verb: str) -> Iterator[None]:
    performance = _Performance(by, verb, [verb])
    token = _stage.set(performance)
    try:
        stand()
        with transaction.atomic(), performed_by(by), opened_to_act():
            yield
            if not performance.entries:
                raise Unjournalled(verb)
            note_sent()
            _write(performance.entries)
            transaction.on_commit(nudge)
    finally:
        _stage.reset(token)
        forget()


def locked(row: Row, *related: str) -> Row:
    """The row as it stands now, and nobody else's until the act is over; with the rows that
    `related` leads to. FOR NO KEY UPDATE: what points at it need not wait (docs/decisions/0004)."""
    rows = type(row)._default_manager.select_for_update(of=("self",), no_key=True)
    return (rows.select_related(*related) if related else rows).get(pk=row.pk)


def is_a_step() -> bool:
    """Whether the running act is a step of another, which judged who may."""
    performance = _stage.get()
    return performance is not None and len(performance.verbs) > 1


def record(subject: models.Model, *, why: str = "", family: Any = None, **data: Any) -> None:
    """Write down what the running act did to `subject`. `data` holds ids and codes, never names."""
    performance = _stage.get()
    if performance is None:
        raise Unjournalled("record() belongs inside an act")
    performance.entries.append(
        _entry(
            JournalEntry.Kind.DID,
            performance.by,
            performance.verbs[-1],
            subject,
            family=family,
            why=why,
            data=data,
        )
    )


def saw(
    user: User, subject: models.Model, *, verb: str = "", family: Any = None, **data: Any
) -> None:
    """Write down that `user` opened `subject`. If it can't be written, the page is not shown."""
    verb = verb or f"{subject._meta.model_name}.see"
    _write([_entry(JournalEntry.Kind.SAW, user, verb, subject, family=family, data=data)])


def exposed(user: User, families: Iterable[int | None], *, verb: str, **data: Any) -> None:
    """Write down which families stood in a list or in the results of a search: one entry."""
    shown = sorted({family for family in families if family is not None})
    if shown or verb == SEARCH:
        data |= {"families": shown}
        _write([_entry(JournalEntry.Kind.SAW, user, verb, user, data=data)])


def hash_of_terms(words: str) -> str:
    """The same search gives the same hash; without our key nobody can try out names on it."""
    squeezed = " ".join(words.casefold().split())
    return salted_hmac("sharing.journal.terms", squeezed, algorithm="sha256").hexdigest()


def refused(
    user: User, subject: models.Model, *, verb: str, family: Any = None, **data: Any
) -> None:
    """Write down that something was refused. `data` holds codes, never a sentence."""
    _write([_entry(JournalEntry.Kind.REFUSED, user, verb, subject, family=family, data=data)])


def _write(entries: list[JournalEntry]) -> None:
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


def _entry(kind: str, by: User, verb: str, subject: models.Model, **said: Any) -> JournalEntry:
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
