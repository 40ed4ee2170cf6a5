"""Suspensions, exclusions and where a child is taught, in phases 1 and 2 of the programme.

Suspensions are counted as episodes, and as days where the rule asks for days (two sessions a day).
"""

from dataclasses import replace
from datetime import date

from families.rules.ages import turns
from outcomes.rules.attendance import (
    LEFT,
    attended_enough,
    is_asked,
    looked_at,
    own_terms,
    say_terms,
)
from outcomes.rules.dates import ONE_DAY, Run, joined, say_day
from outcomes.rules.evidence import Exclusion, Placement, Suspension
from outcomes.rules.places import first_day, is_suitable
from outcomes.rules.question import Question, covers, ended, not_recorded
from outcomes.rules.spoken import count_of
from outcomes.rules.terms import TermDates, to_come
from sharing.rules import Finding, Verdict, all_of, met, not_applicable, not_known, not_met

SESSIONS_A_DAY = 2
LEAVES_PRIMARY_AT = 11
SETTINGS = {
    "school": "in school",
    "alternative": "in alternative provision",
    "none": "on no school’s roll",
    "home_educated": "taught at home",
}


def last_terms(q: Question) -> list[TermDates]:
    return looked_at(q)[-int(q.given["terms"]) :]


def lookback(q: Question) -> tuple[date, date]:
    """From the first of the last finished terms up to the day: who is sent home, or away for good,
    is at school, of school age or not."""
    return first_day(q), q.day


def episodes(q: Question) -> list[Suspension]:
    """One for each day on which a child was sent home, however many agencies tell of it."""
    by_day: dict[date, Suspension] = {}
    for told in q.of(Suspension):
        known = by_day.setdefault(told.on, told)
        if told.sessions > known.sessions:
            by_day[told.on] = told
    return [*by_day.values()]


def none_known(q: Question, kind: str, first: date, last: date, said: str) -> Finding:
    """Too few of them on record: that is all there were, or we don't know."""
    if covers(q.covered(kind), first, last):
        return not_met(said)
    return not_known(f"{said} There may be more.", missing=not_recorded(q, kind, first=first))


def suspended_often(q: Question) -> Finding:
    """Entry: so many suspensions over the last terms, each episode counted once."""
    if q.person is None:
        return not_applicable("Suspensions are about one child. Say which.")
    first, last = lookback(q)
    number = len([s for s in episodes(q) if s.on >= first])
    said = f"{suspended(number)} since {say_day(first)}."
    if number >= int(q.given["episodes"]):
        return met(said)
    return none_known(q, Suspension.kind, first, last, said)


def suspended_long(q: Question) -> Finding:
    """Entry: so many days of suspension over the last terms, fewer for a primary pupil."""
    if q.person is None:
        return not_applicable("Suspensions are about one child. Say which.")
    first, last = lookback(q)
    recent = [s for s in episodes(q) if s.on >= first]
    born = q.person.born
    days = sum(s.sessions for s in recent) / SESSIONS_A_DAY
    as_primary = sum(s.sessions for s in recent if in_primary(born, s.on)) / SESSIONS_A_DAY
    said = f"Suspended for {count_of(days, 'day')} since {say_day(first)}."
    if days >= q.given["days"] or as_primary >= q.given["primary_days"]:
        return met(said)
    return none_known(q, Suspension.kind, first, last, said)


def in_primary(born: date | None, on: date) -> bool:
    """Up to the end of the school year in which a child turns 11."""
    if born is None:
        return False
    eleventh = turns(born, LEAVES_PRIMARY_AT)
    leaves = eleventh.year + (eleventh >= date(eleventh.year, 9, 1))
    return on < date(leaves, 9, 1)


def excluded_for_good(q: Question) -> Finding:
    """Entry: a permanent exclusion in the last terms.

    `or_nothing`: beside another test, where none on record says nothing.
    """
    if q.person is None:
        return not_applicable("Exclusion is about one child. Say which.")
    first, last = lookback(q)
    items = q.of(Exclusion)
    found = [e for e in items if e.on >= first]
    if found:
        return met(f"Permanently excluded on {say_day(found[-1].on)}.")
    if q.given.get("or_nothing"):
        return not_applicable("No permanent exclusion on record.")
    if items:
        return not_met(f"Permanently excluded on {say_day(items[-1].on)}, before those terms.")
    return none_known(q, Exclusion.kind, first, last, "No permanent exclusion on record.")


def placed_in(q: Question) -> Finding:
    """Entry: in one of these settings on the day. `or_nothing`: as for `excluded_for_good`."""
    if q.person is None:
        return not_applicable("Education is about one child. Say which.")
    items = q.of(Placement)
    running = [p for p in items if p.runs_on(q.day)]
    if not running and q.given.get("or_nothing"):
        return not_applicable("No school place on record.")
    if not running and items and items[-1].setting in q.given["settings"]:
        return not_met(ended(items[-1]))
    if not running:
        return not_known("We don’t know the school place.", missing=not_recorded(q, "placement"))
    said = f"{SETTINGS[running[-1].setting].capitalize()} since {say_day(running[-1].start)}."
    return met(said) if running[-1].setting in q.given["settings"] else not_met(said)


def few_suspensions(q: Question) -> Finding:
    """Result: fewer than so many suspensions over the last finished terms."""
    if q.person is None:
        return not_applicable("Suspensions are about one child. Say which.")
    if not is_asked(q):
        return not_applicable(LEFT)
    terms = last_terms(q)
    if not terms:
        return not_known("No finished term to look at.", missing=["A finished term"])
    allowed = int(q.given["episodes"])
    number = count_in(q, terms)
    said = f"{suspended(number)} in {say_terms(terms)}. It needs fewer than {allowed}."
    if number >= allowed:
        return not_met(said, earliest=fewer_by(q, terms, allowed))
    if covers(q.covered(Suspension.kind), terms[0].start, terms[-1].end):
        return met(said)
    missing = not_recorded(q, Suspension.kind, first=terms[0].start)
    return not_known("We don’t know of all suspensions in those terms.", missing=missing)


def count_in(q: Question, terms: list[TermDates]) -> int:
    return len([s for s in episodes(q) if terms[0].start <= s.on <= terms[-1].end])


def fewer_by(q: Question, terms: list[TermDates], allowed: int) -> date | None:
    """End of the first term by which the old suspensions are out of sight."""
    for coming in to_come(q.day, own_terms(q)):
        terms = [*terms[1:], coming]
        if count_in(q, terms) < allowed:
            return coming.end
    return None


def suitably_taught(q: Question) -> Finding:
    """A school-age child in suitable education: attends enough, or is taught well at home."""
    running = [p for p in q.of(Placement) if p.runs_on(q.day)]
    if running and not is_suitable(running[-1]):
        said = f"Not in suitable education since {say_day(running[-1].start)}."
        return all_of(not_met(said, earliest=q.day + ONE_DAY), attended_enough(q))
    home = home_days(q)
    taught = taught_at_home(q, home) if running else None
    if taught is not None and running[-1].setting == "home_educated":
        return taught
    attended = attended_enough(q)
    if attended.verdict is not Verdict.NOT_KNOWN:
        return attended
    if taught is None:  # else at school only since those terms
        taught = partly_at_home(q, home, placed=bool(running))
    return attended if taught is None else taught


def home_days(q: Question) -> list[Run]:
    """The days through which the child was taught suitably at home."""
    return joined(
        (p.start, p.end or q.day)
        for p in q.of(Placement)
        if p.setting == "home_educated" and is_suitable(p)
    )


def taught_at_home(q: Question, home: list[Run]) -> Finding | None:
    """Suitable through all the terms looked back on; there is no attendance to count."""
    terms = last_terms(q)
    first, last = (terms[0].start, terms[-1].end) if terms else (q.day, q.day)
    since = next((start for start, end in home if start <= first and last <= end), None)
    if since is None:
        return None
    return met(f"Taught suitably at home since {say_day(since)}.", since=since)


def partly_at_home(q: Question, home: list[Run], *, placed: bool) -> Finding | None:
    """Suitable at home through some of the terms: the others are asked about attendance. Of a child
    whose place now nobody recorded, being at school in the last of them says where they are."""
    terms = last_terms(q)
    there = [t for t in terms if not any(f <= t.start and t.end <= to for f, to in home)]
    if not 0 < len(there) < len(terms) == int(q.given["terms"]):
        return None
    if not placed and there[-1] is not terms[-1]:
        return None
    besides = frozenset(t.term for t in terms if t not in there)
    return attended_enough(replace(q, given={**q.given, "terms": len(there), "besides": besides}))


def suspended(times: int) -> str:
    if not times:
        return "Never suspended"
    return f"Suspended {({1: 'once', 2: 'twice'}).get(times, f'{times} times')}"
