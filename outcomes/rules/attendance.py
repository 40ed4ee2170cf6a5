"""Attendance over completed terms, weighted by session (decisions 7 and 11 to 13)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from outcomes.rules.evidence import Attendance, AttendanceMark
from outcomes.rules.facts import Facts, Term
from outcomes.rules.marks import Meaning, meaning
from outcomes.rules.question import Question, covers
from outcomes.rules.readings import in_each_reading
from outcomes.rules.terms import TermDates, completed, is_school_age, school_age, to_come
from sharing.rules import Finding, met, not_applicable, not_known, not_met
from sharing.rules.settled import settled

LEFT = "Not of school age now."
NOT_PERSISTENT = 90  # the national line since 2015/16 (rulebook 7.12)
WORSE = [
    Meaning.OUTSIDE,
    Meaning.UNREADABLE,
    Meaning.PRESENT,
    Meaning.AUTHORISED,
    Meaning.UNAUTHORISED,
]


@settled()
class Sessions:
    """Half days of one completed term."""

    term: TermDates
    possible: int
    absent: int
    excused: int = 0  # possible sessions of rows that the school explained, left out of the rest

    @property
    def is_known(self) -> bool:
        return self.possible + self.excused > 0


def percent(terms: list[Sessions]) -> Decimal | None:
    """Attended out of possible, over all the terms together; None when nothing was possible."""
    possible = sum(t.possible for t in terms)
    if not possible:
        return None
    return 100 - Decimal(100 * sum(t.absent for t in terms)) / possible


def say_terms(terms: list[TermDates]) -> str:
    names = [t.said for t in terms]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def looked_at(q: Question) -> list[TermDates]:
    """Completed terms up to the day, while of school age (or at school before or after it); none
    from before a regression."""
    person = q.person.id if q.person else None
    # a judging day that notices (`turning.py`) must be asked itself, whatever day it is
    about = (looked_at, person, type(q.day), q.day.toordinal(), q.after)
    return q.facts.once(about, lambda: finished(q))


def finished(q: Question) -> list[TermDates]:
    terms = completed(q.day, own_terms(q))
    if q.person is not None and q.person.born is not None:
        first, last = school_age(q.person.born)
        first, last = came_from(q, terms, first), stayed_to(q, terms, last)
        terms = [t for t in terms if t.end >= first and t.start <= last]
    return [t for t in terms if q.after is None or t.start > q.after]


def came_from(q: Question, terms: list[TermDates], first: date) -> date:
    """Most children come to school before they must: the terms on record just before school age
    count too. Where nothing is on record, nobody had to come."""
    for term in reversed([t for t in terms if t.end < first]):
        if sessions_of(q, term) is None:
            break
        first = term.start
    return first


def stayed_to(q: Question, terms: list[TermDates], last: date) -> date:
    """Many stay on after they need: up to the last term on record, terms after school age count."""
    later = (t for t in reversed(terms) if t.start > last)
    return next((t.start for t in later if sessions_of(q, t) is not None), last)


def terms_over(q: Question) -> list[TermDates]:
    """Completed terms, whatever the child's age: a place, or being sent away from one, is on record
    before school age and after it."""
    terms = completed(q.day, own_terms(q))
    return [t for t in terms if q.after is None or t.start > q.after]


def own_terms(q: Question) -> list[Term]:
    """Terms by the days the file gives them, else by those their rows give."""
    person = q.person.id if q.person else None
    return q.facts.once((own_terms, person), lambda: terms_told(q.facts, person))


def terms_told(facts: Facts, person: str | None) -> list[Term]:
    days = {t.term: t for t in facts.terms}
    rows: dict[str, Term] = {}
    for row in facts.of(Attendance, person):
        if row.start and row.end:
            seen = rows.get(row.term, Term(term=row.term, start=row.start, end=row.end))
            start, end = min(seen.start, row.start), max(seen.end, row.end)
            rows[row.term] = Term(term=row.term, start=start, end=end)
    return list((rows | days).values())


def sessions_of(q: Question, term: TermDates, *, leave_out: bool = False) -> Sessions | None:
    """A term's rows, or its marks where coverage says that they are complete; else None.

    `leave_out`: without the rows whose absence the school explained. Several needs ask it of the
    same terms.
    """
    counts_authorised = q.plan.count_authorised_absence
    if counts_authorised is None or q.given.get("as_published"):
        counts_authorised = bool(q.given.get("count_authorised", True))
    person = q.person.id if q.person else None
    about = (sessions_of, person, term.term, counts_authorised, leave_out)
    return q.facts.once(about, lambda: added_up(q, term, counts_authorised, leave_out))


def added_up(
    q: Question, term: TermDates, counts_authorised: bool, leave_out: bool
) -> Sessions | None:
    accepted = q.plan.sources.get(Attendance.kind)
    person = q.person.id if q.person else None
    by_term = q.facts.once((rows_of_terms, person), lambda: rows_of_terms(q.facts, person))
    rows = [r for r in by_term.get(term.term, ()) if accepted is None or r.source in accepted]
    if rows := told_once(rows):
        plain = [r for r in rows if not (r.mitigated and leave_out)]
        possible = sum(r.possible for r in plain)
        absent = sum(r.unauthorised + (r.authorised if counts_authorised else 0) for r in plain)
        return Sessions(term, possible, absent, sum(r.possible for r in rows) - possible)
    if not covers(q.covered(AttendanceMark.kind), term.start, term.end):
        return None
    meant = session_by_session(q, term)
    absences = {Meaning.UNAUTHORISED} | ({Meaning.AUTHORISED} if counts_authorised else set())
    return Sessions(
        term, sum(m is not Meaning.OUTSIDE for m in meant), sum(m in absences for m in meant)
    )


def session_by_session(q: Question, term: TermDates) -> list[Meaning]:
    """Each half day once: by the mark recorded last, and of two of one day by the worse."""
    newest: dict[tuple[date, str], tuple[date, int]] = {}
    for mark in q.of(AttendanceMark):
        if term.start <= mark.on <= term.end:
            rank = WORSE.index(meaning(mark.code, mark.on))
            told = (mark.recorded or date.min, rank)
            key = (mark.on, mark.session)
            newest[key] = max(newest.get(key, told), told)
    return [WORSE[rank] for _, rank in newest.values()]


def rows_of_terms(facts: Facts, person: str | None) -> dict[str, list[Attendance]]:
    """Each term's rows."""
    found: dict[str, list[Attendance]] = {}
    for row in facts.of(Attendance, person):
        found.setdefault(row.term, []).append(row)
    return found


def told_once(rows: list[Attendance]) -> list[Attendance]:
    """Without those that say again what another says, whoever says it."""
    if len(rows) < 2:
        return rows
    return list({replace(r, id=None, recorded=None, source="other"): r for r in rows}.values())


@settled()
class Limit:
    """So many percent, or more than so many."""

    percent: Decimal
    over: bool

    def reached(self, found: Decimal) -> bool:
        return found > self.percent if self.over else found >= self.percent


@lru_cache(maxsize=10_000)
def say_percent(found: Decimal, limit: Limit) -> str:
    """With one decimal, or as many as it takes to stand on its own side of the limit."""
    sides = (n for n in range(1, 4) if limit.reached(round(found, n)) is limit.reached(found))
    return f"{found:.{next(sides, 4)}f}%"


def threshold(q: Question) -> Limit:
    """The plan's own percent where it may say one, else the one in force on the day."""
    if q.given.get("plan_may_change") and q.plan.min_attendance is not None:
        return Limit(q.plan.min_attendance, over=False)
    earlier = q.given.get("earlier")
    if earlier and q.day <= earlier["until"]:
        return published(earlier["percent"], over=True)
    return published(q.given["percent"], bool(q.given.get("over")))


@lru_cache(maxsize=100)
def published(percent: float, over: bool) -> Limit:
    return Limit(Decimal(str(percent)), over)


def gap(terms: list[TermDates], known: list[Sessions], wanted: int) -> Finding:
    """Which terms aren't in."""
    have = {s.term for s in known if s.is_known}
    lacking = [t for t in terms if t not in have]
    if not lacking:
        return not_known(
            f"Attendance needs {wanted} finished terms. There are {len(have)}.",
            missing=["Attendance for the next term"],
        )
    names = say_terms(lacking)
    said = f"Attendance for {names} isn’t in yet." if have else f"No attendance for {names} yet."
    return not_known(said, missing=[f"Attendance for {t.said}" for t in lacking])


@in_each_reading
def attended_below(q: Question) -> Finding:
    """Entry: under so many percent over the last completed terms, mitigated rows left out."""
    if q.person is None:
        return not_applicable("Attendance is about one child. Say which.")
    wanted = int(q.given["terms"])
    terms = looked_at(q)[-wanted:]
    leave_out = not q.given.get("mitigated_counts")
    known = [s for s in (sessions_of(q, t, leave_out=leave_out) for t in terms) if s]
    if len([s for s in known if s.is_known]) < wanted:
        return gap(terms, known, wanted)
    plain = [s for s in known if s.possible]
    found = percent(plain)
    if found is None:
        return not_met("The school explained the absence in each of these terms.")
    limit = threshold(q)
    said = f"Attendance was {say_percent(found, limit)} over {say_terms([s.term for s in plain])}."
    counts = f"{limit.percent:g}% or less" if limit.over else f"under {limit.percent:g}%"
    if not limit.reached(found):
        return met(f"{said} {counts[0].upper()}{counts[1:]} counts.")
    return not_met(f"{said} It counts when {counts}.")


def is_asked(q: Question) -> bool:
    """Some versions ask it of pupils only: for a child who has left school that test drops out."""
    born = q.person.born if q.person else None
    return not q.given.get("pupils") or is_school_age(born, q.day) is not False


@in_each_reading
def attended_enough(q: Question) -> Finding:
    """At least so many percent (or more than, and rising) over the last completed terms."""
    if q.person is None:
        return not_applicable("Attendance is about one child. Say which.")
    if not is_asked(q):
        return not_applicable(LEFT)
    wanted, besides = int(q.given["terms"]), q.given.get("besides", ())
    terms = [t for t in looked_at(q) if t.term not in besides]
    latest = [s for s in (sessions_of(q, t) for t in terms[-wanted:]) if s]
    found = percent(latest)
    if found is None or len([s for s in latest if s.possible]) < wanted:
        return gap(terms[-wanted:], latest, wanted)
    shown = say_percent(found, threshold(q))
    said = f"Attendance was {shown} over {say_terms([s.term for s in latest])}."
    if enough(q, latest):
        return met(f"{said} {asks(q)}", since=held_since(q, terms, wanted))
    earliest = could_be_met(q, latest, wanted)
    return not_met(f"{said} {asks(q)}", earliest=earliest)


def asks(q: Question) -> str:
    limit = threshold(q)
    if q.given.get("rising"):
        return f"It needs to be over {limit.percent:g}% and rising, or {NOT_PERSISTENT}% or more."
    if limit.over:
        return f"It needs more than {limit.percent:g}%."
    return f"It needs {limit.percent:g}% or more."


def enough(q: Question, terms: list[Sessions]) -> bool:
    found = percent(terms)
    if found is None:
        return False
    if not q.given.get("rising"):
        return threshold(q).reached(found)
    first, last = percent(terms[:1]), percent(terms[-1:])
    rising = first is not None and last is not None and last > first
    # who is not even persistently absent any more need not go on rising
    return found > threshold(q).percent and (rising or found >= NOT_PERSISTENT)


def held_since(q: Question, terms: list[TermDates], wanted: int) -> date:
    """The end of the first of the windows that have been good without a break up to now."""
    since = terms[-1].end
    for last in range(len(terms) - 1, wanted - 1, -1):
        window = [s for s in (sessions_of(q, t) for t in terms[last - wanted : last]) if s]
        if len([s for s in window if s.possible]) < wanted or not enough(q, window):
            break
        since = terms[last - 1].end
    return since


def enough_terms_by(q: Question) -> date | None:
    """Where too few terms are over since a slip: the end of the one by which there are enough, and
    with full attendance from now on it is enough. None where it is numbers that are missing."""
    wanted, over = int(q.given["terms"]), looked_at(q)
    if q.person is None or q.after is None or len(over) >= wanted:
        return None
    coming = [t for t in terms_ahead(q) if t.start > q.after]
    terms = [sessions_of(q, t) or Sessions(t, 1, 0) for t in over]
    for term in coming:
        terms = [*terms, Sessions(term, max([1, *(t.possible for t in terms[-1:])]), 0)]
        if len(terms) >= wanted and enough(q, terms[-wanted:]):
            return term.end
    return None


def terms_ahead(q: Question) -> list[TermDates]:
    """Terms to come of school age; of who stayed on after it, all."""
    coming = to_come(q.day, own_terms(q))
    if q.person is None or q.person.born is None:
        return coming
    last = school_age(q.person.born)[1]
    stays = any(t.start > last for t in looked_at(q)[-1:])
    return coming if stays else [t for t in coming if t.start <= last]


def could_be_met(q: Question, latest: list[Sessions], wanted: int) -> date | None:
    """End of the first term to come by which full attendance would be enough."""
    coming = terms_ahead(q)
    terms = list(latest)
    for term in coming[: wanted + 1]:
        terms = [*terms, Sessions(term, latest[-1].possible, 0)]
        if enough(q, terms[-wanted:]):
            return term.end
    return None
