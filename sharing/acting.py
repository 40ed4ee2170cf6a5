"""Acts: nothing changes unless someone may do it, and it is written down."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.http import Http404
from psycopg2.errors import CheckViolation

from sharing.authority import MAY, require
from sharing.history import performed_by
from sharing.journal import entry, nudge, refused, write
from sharing.looking import closed
from sharing.models import JournalEntry, User
from sharing.questions.answering import forget
from sharing.refusals import Refused
from sharing.sent_once import note_sent
from sharing.wall import opened_to_act, stand

P = ParamSpec("P")
T = TypeVar("T")
Row = TypeVar("Row", bound=models.Model)

#: Every act in the house by its verb, filled in as modules load.
ACTS: dict[str, Callable[..., Any]] = {}


class Unjournalled(RuntimeError):
    """An act finished without writing down what it did."""


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
            write(performance.entries)
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
        entry(
            JournalEntry.Kind.DID,
            performance.by,
            performance.verbs[-1],
            subject,
            family=family,
            why=why,
            data=data,
        )
    )
