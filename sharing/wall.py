"""The second wall: PostgreSQL is told who looks, and shows nothing else to the web's role.

`families/access.py` decides; this keeps a slip of ours from showing what it should not. While a
request is answered its connection wears the web's role, whoever logged in. Who looks is told before
the first question and taken back at the end. With nobody told, no row about a family is there.
What the policies make of it is in `families/wall/policies.py`; why, in docs/decisions/0014.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

from sharing.models import DATA_STEWARDS
from sharing.questions.answering import today
from sharing.questions.planned import Question, message_for
from sharing.questions.prepared import Statement

#: Owns nothing, and sees through policies. Every request is answered in this role.
WEB = "whole_family_web"
#: Celery, which acts as the system.
WORKER = "whole_family_worker"

#: What the policies read, each as a setting whole_family.name.
TOLD = ("user", "principals", "agency", "hub", "steward", "day", "shut", "found", "asked", "open")
#: Of who knows few families, the keys of those and of their cases, each as two steps (`INVOLVED` in
#: families/wall/policies.py); and what finds and tells them.
KNOWN, TELLS = ("family_steps", "case_steps"), "wall_tells"
#: Up to so many. They are read anew for each table, which takes longer than to ask about a row, so
#: a page about one family, which looks at few rows, is told of fewer than a list of them.
FEW, MANY = 500, 2_500
#: No request takes so long: who is let in for longer than that may be told like anybody.
LAST_MINUTES = 10
#: Who may look past the wall: an act, which alone may write too, and the rule itself.
ACT, RULE = "act", "rule"
#: For the rest of a transaction: where none runs, of one message.
OPENED, CLOSED = (f"SELECT set_config('whole_family.open', '{way}', true)" for way in (RULE, ""))

#: No row's key. In an answer it says: ask `further` (sharing/questions) instead of this.
MORE = 0

#: Statements of one message, with the values in them.
Said = list[tuple[str, list[Any]]]


def _tell(name: str, value: str = "%s") -> str:
    return f"set_config('whole_family.{name}', {value}, false)"


class Gate:
    """Stands before the database while one request is answered."""

    def __init__(self, user: Any, shut: Statement | None = None, *, most: int = FEW) -> None:
        """`shut`: what the rule asks to find the families that are shut to them. `most`: who knows
        more families than this has none of them told."""
        self.user = user
        self.most = most
        self.says = _who_looks(user)
        self.question = shut
        self.shut: list[int] = []
        self.stands = False
        self.is_open = False
        #: Each question is opened by itself, in its own message (`opened_to_read`).
        self.opens_each = False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """A page that asks the database nothing never needs it."""
        self.close()
        if self.opens_each:
            if context["cursor"].cursor.name:  # it is declared, which is one statement alone
                raise TypeError("What is read past the wall is not read by a cursor in parts")
            sql = f"{OPENED}; {sql}"
        return execute(sql, params, many, context)

    def close(self) -> list[int]:
        """Wear the role, say who looks, and find the families that are shut to them."""
        if not self.stands:
            self.stands = True
            first: Said = [(f"SET ROLE {WEB}", []), self.says]
            self.shut = _find_shut(self.question, first, most=self.most)
        return self.shut

    def leave(self) -> None:
        """Whoever asks next on this connection is somebody else, or nobody."""
        if not self.stands or _goes_by_itself():
            return
        self.stands = False
        nothing = ", ".join(_tell(name, "''") for name in (*TOLD, *KNOWN))
        _ask([("RESET ROLE", []), (f"SELECT {nothing}", [])])


_gate: ContextVar[Gate | None] = ContextVar("gate", default=None)


@contextmanager
def behind_the_wall(gate: Gate) -> Iterator[None]:
    """Everything asked inside is asked as this viewer."""
    token = _gate.set(gate)
    connection.execute_wrappers.append(gate)
    try:
        yield
    finally:
        connection.execute_wrappers.remove(gate)
        _gate.reset(token)
        gate.leave()


def is_open() -> bool:
    """Whether what is asked now is asked past the wall."""
    gate = _gate.get()
    return gate is None or gate.is_open


def stand() -> None:
    """To be called before a transaction: told inside it, all would be taken back with it."""
    if (gate := _gate.get()) is not None:
        gate.close()


def shut_by(statement: Statement, user: Any) -> list[int]:
    """The families that the rule's own question finds shut to someone, in order.

    Asked past the wall, since a restriction shuts out those who don't know the family. For the
    viewer the wall keeps the answer: what is shut stays so, whatever else would open it.
    """
    gate = _gate.get()
    if gate is None:
        found = sorted(pk for (pk,) in statement.ask())
        further = _further(statement, found)
        return shut_by(further, user) if further else found
    keep = "shut" if user.pk == gate.user.pk else "found"
    return _find_shut(statement, [], keep, most=gate.most, is_open=gate.is_open)


@contextmanager
def opened_to_act() -> Iterator[None]:
    """An act has checked role and sight: until its transaction ends it sees all, and may write.

    It may change who knows whom, so what was told of that is forgotten: row by row it is asked."""
    gate = _gate.get()
    if gate is None:
        yield
        return
    forgotten = ", ".join(_tell(name, "''") for name in KNOWN)
    _ask([(f"SELECT set_config('whole_family.open', %s, true), {forgotten}", [ACT])])
    before = gate.is_open, gate.opens_each
    gate.is_open, gate.opens_each = True, False  # a message that opened to read would end it
    try:
        yield
    finally:
        gate.is_open, gate.opens_each = before
    if connection.savepoint_ids:  # the transaction goes on without it
        _ask([(CLOSED, [])])


@contextmanager
def opened_to_read() -> Iterator[None]:
    """For the few reads that choose by a rule of their own and not by involvement: whom the hub may
    be offered as "the same as before", how many families a worker leads.

    Each message opens for itself, and it is over with it: or with this, inside a transaction."""
    gate = _gate.get()
    if gate is None or gate.is_open:
        yield
        return
    gate.is_open = gate.opens_each = True
    try:
        yield
    finally:
        gate.is_open = gate.opens_each = False
        if connection.in_atomic_block and not _goes_by_itself():
            _ask([(CLOSED, [])])


def holds(word: str) -> None:
    """Someone without an account holds this key, or reference, of what they asked for."""
    if _gate.get() is not None:
        _ask([(f"SELECT {_tell('asked')}", [word])])


def _who_looks(user: Any) -> tuple[str, list[Any]]:
    """Someone without an account, or without a post, is nobody."""
    post = user.post if user.is_authenticated else None
    agency = str(post.agency_id) if post else ""
    steward = agency if post and post.role in DATA_STEWARDS else ""
    hub = post.agency_id if post and user.on_hub_duty else None
    authorities = "SELECT array_agg(authority_id) FROM sharing_agency_authorities"
    told = {
        _tell("user"): str(user.pk) if user.is_authenticated else "",
        _tell("principals"): str(set(user.principals)) if post and user.principals else "",
        _tell("agency"): agency,
        _tell("steward"): steward,
        _tell("day"): str(today()),
        _tell("hub", f"coalesce(({authorities} WHERE agency_id = %s)::text, '')"): hub,
        _tell("asked"): "",
    }
    return f"SELECT {', '.join(told)}", list(told.values())


def _find_shut(
    statement: Statement | None,
    first: Said,
    keep: str = "shut",
    *,
    most: int,
    is_open: bool = False,
) -> list[int]:
    """In one message: what comes first, the question asked openly, and its answer told; and of the
    viewer themselves, whom they know, where those are few."""
    told, values, answered = _told_of(statement, keep)
    known: Said = [(f"SELECT {TELLS}(%s)", [most])]
    opened: Said = [(OPENED, [])]
    closed: Said = [(CLOSED, [])]
    answer: list[int] = _ask(
        [
            *first,
            *([] if is_open else opened),
            (told, values),
            *(known if keep == "shut" and not is_open else []),
            *([] if is_open else closed),
            (f"SELECT current_setting('whole_family.{keep}')::bigint[]", []),
        ]
    )
    answered()
    if statement is not None and (further := _further(statement, answer)):
        return _find_shut(further, [], keep, most=most, is_open=is_open)
    return answer


def _told_of(statement: Statement | None, keep: str) -> tuple[str, list[Any], Callable[[], object]]:
    """The question with its answer told, its values, and what to call once it was answered: every
    request asks it first, so PostgreSQL keeps its plan, one for all people."""
    if statement is None or not statement.sql:
        nobody = _tell(keep, "'{}'")
        return f"SELECT {nobody}", [], lambda: None
    if keep not in statement.within:
        rows = f"SELECT family FROM ({statement.sql}) AS f (family) ORDER BY family"  # noqa: S608
        sql = f"SELECT {_tell(keep, f'(ARRAY({rows}))::text')}"
        statement.within[keep] = Question(sql, statement.said, ["%s"] * len(statement.said))
    connection.ensure_connection()
    values = list(statement.said)
    message, answered = message_for(statement.within[keep], values)
    return message, values, answered


def _further(statement: Statement, found: list[int]) -> Statement | None:
    """What to ask instead, where the answer says so."""
    return statement.further if MORE in found else None


def _goes_by_itself() -> bool:
    """What was told went with its connection, or goes with a transaction that failed."""
    if connection.connection is None or connection.connection.closed:
        return True
    status = connection.connection.info.transaction_status
    return connection.needs_rollback or status == TRANSACTION_STATUS_INERROR


def _ask(said: Said) -> Any:
    """One message, however many statements; the first value of the last."""
    with connection.cursor() as cursor:
        cursor.execute("; ".join(sql for sql, _ in said), [v for _, values in said for v in values])
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None
