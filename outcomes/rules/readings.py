"""An attendance record that can be read in more than one way, judged in each of them.

Two sources may tell the same days differently (rulebook 4.4, row 7: same heading, different sense),
and a register may hold a code that meant nothing on its day (7.12). Where each reading gives the
same verdict it stands; where they don't, nobody knows.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from itertools import combinations

from outcomes.rules.dates import say_day
from outcomes.rules.evidence import Attendance, AttendanceMark
from outcomes.rules.facts import Facts
from outcomes.rules.marks import OF_SOME_YEARS, Meaning, meaning
from outcomes.rules.question import Question
from sharing.rules import Finding, not_known

Rule = Callable[[Question], Finding]
PRESENT, OUTSIDE, TRUANT = "/", "X", "O"


def in_each_reading(rule: Rule) -> Rule:
    """The rule's verdict if every reading of the record gives it, and else that we don't know."""

    @wraps(rule)
    def asked(q: Question) -> Finding:
        sources, unread = disagreeing(q), unreadable(q)
        if not sources and not unread:
            return rule(q)
        told = [told_by(q, source) for source in sources] or [q.facts]
        if unread:
            told = [read_as(facts, unread, how) for facts in told for how in (at_best, at_worst)]
        found = [rule(replace(q, facts=facts)) for facts in told]
        if len({finding.verdict for finding in found}) == 1:
            return max(found, key=lambda f: (f.since or date.min, f.earliest or date.min))
        return in_doubt(sources, unread)

    return asked


def in_doubt(sources: list[str], unread: frozenset[AttendanceMark]) -> Finding:
    said, missing = [], []
    if sources:
        named = " and ".join(source.replace("_", " ") for source in sources)
        said.append(f"On attendance {named} don’t agree. A local plan can say which counts.")
        missing.append(f"Attendance on which {named} agree")
    for on, code in sorted({(m.on, m.code) for m in unread})[:1]:
        said.append(f"No attendance code is called {code} on {say_day(on)}.")
        missing.append(f"The right attendance code for {say_day(on)}")
    return not_known(*said, missing=missing)


def rows_of(q: Question) -> list[Attendance]:
    """This child's rows by accepted sources, days of terms to come too."""
    accepted = q.plan.sources.get(Attendance.kind)
    rows = q.facts.of(Attendance, q.person.id if q.person else None)
    return [r for r in rows if accepted is None or r.source in accepted]


def differ(one: Attendance, other: Attendance) -> bool:
    """Two sources on the same days, with other numbers. Parts of a term add up instead."""
    if one.source == other.source or one.term != other.term:
        return False
    first = max(one.start or date.min, other.start or date.min)
    last = min(one.end or date.max, other.end or date.max)
    return first <= last and said(one) != said(other)


def said(row: Attendance) -> tuple[int, int, int]:
    return row.possible, row.authorised, row.unauthorised


def disagreeing(q: Question) -> list[str]:
    """The sources that tell the same days differently, by name."""
    accepted = q.plan.sources.get(Attendance.kind)
    about = (disagreeing, q.person.id if q.person else None, accepted)
    return q.facts.once(about, lambda: sorted(find_disagreeing(rows_of(q))))


def find_disagreeing(rows: list[Attendance]) -> set[str]:
    if len({row.source for row in rows}) < 2:
        return set()
    by_term = defaultdict(list)
    for row in rows:
        by_term[row.term].append(row)
    return {
        row.source
        for of_term in by_term.values()
        for pair in combinations(of_term, 2)
        if differ(*pair)
        for row in pair
    }


def told_by(q: Question, source: str) -> Facts:
    """The facts without what others say differently of the days that this source tells."""
    rows = rows_of(q)
    own = [row for row in rows if row.source == source]
    gone = [row for row in rows if any(differ(row, mine) for mine in own)]
    return replace(q.facts, evidence=tuple(e for e in q.facts.evidence if e not in gone))


def unreadable(q: Question) -> frozenset[AttendanceMark]:
    """Marks with a code that was not in use on its day."""
    person = q.person.id if q.person else None
    return q.facts.once(
        (unreadable, person),
        lambda: frozenset(
            mark
            for mark in q.facts.of(AttendanceMark, person)
            if meaning(mark.code, mark.on) is Meaning.UNREADABLE
        ),
    )


def at_best(code: str) -> str:
    """Present; a code of other years (old J) is at best no session: its day took it away."""
    return OUTSIDE if code.strip().upper() in OF_SOME_YEARS else PRESENT


def at_worst(_code: str) -> str:
    return TRUANT


def read_as(facts: Facts, unread: frozenset[AttendanceMark], how: Callable[[str], str]) -> Facts:
    evidence = tuple(
        replace(e, code=how(e.code)) if isinstance(e, AttendanceMark) and e in unread else e
        for e in facts.evidence
    )
    return replace(facts, evidence=evidence)
