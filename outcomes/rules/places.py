"""Suitable education: places, suspensions and exclusions."""

from dataclasses import replace
from datetime import date

from outcomes.rules.attendance import own_terms, terms_over
from outcomes.rules.dates import ONE_DAY, run_up_to, say_day
from outcomes.rules.evidence import Exclusion, Placement, Suspension
from outcomes.rules.question import Question, covers, not_recorded
from outcomes.rules.states import after_regression
from outcomes.rules.terms import to_come
from sharing.rules import Finding, any_of, met, not_applicable, not_known, not_met


def is_suitable(place: Placement) -> bool:
    return place.suitable and place.setting != "none"


def first_day(q: Question) -> date:
    """The first day of the finished terms looked back on."""
    terms = terms_over(q)[-int(q.given["terms"]) :]
    return terms[0].start if terms else q.day


def not_well_placed(q: Question) -> Finding:
    """Entry: no or unsuitable education on the day, or suspended or excluded in the last terms."""
    if q.person is None:
        return not_applicable("Education is about one child. Say which.")
    return any_of(unsuitable(q), sent_away(q))


def unsuitable(q: Question) -> Finding:
    running = [p for p in q.of(Placement) if p.runs_on(q.day)]
    if not running:
        return not_known("We don’t know the school place.", missing=not_recorded(q, "placement"))
    if is_suitable(running[-1]):
        return not_met("In suitable education then.")
    return met(f"No suitable education since {say_day(running[-1].start)}.")


def sent_away(q: Question) -> Finding:
    first = first_day(q)
    for kind, word in ((Exclusion, "Permanently excluded"), (Suspension, "Suspended")):
        found = [item for item in q.of(kind) if item.on >= first]
        if found:
            return met(f"{word} on {say_day(found[-1].on)}.")
    if covers(q.covered(Suspension.kind), first, q.day):
        return not_met(f"No suspension from {say_day(first)} to {say_day(q.day)}.")
    return not_known(
        "We don’t know of any suspension.",
        missing=not_recorded(q, Suspension.kind, first=first),
    )


def well_placed(q: Question) -> Finding:
    """In suitable education without a break over the last finished terms and up to the day."""
    if q.person is None:
        return not_applicable("Education is about one child. Say which.")
    places = q.of(Placement)
    runs = [(p.start, p.end or q.day) for p in places if is_suitable(p)]
    bad = [p for p in places if not is_suitable(p) and p.runs_on(q.day)]
    since = run_up_to(runs, q.day)
    if bad or (since is None and any(p.runs_on(q.day) for p in places)):
        return not_met("Not in suitable education now.", earliest=term_after(q, q.day + ONE_DAY))
    if since is None:
        return not_known("We don’t know the school place.", missing=not_recorded(q, "placement"))
    since = after_regression(q, last_sent_away(q, since))
    terms = [t for t in terms_over(q) if t.start >= since]
    wanted = int(q.given["terms"])
    said = f"In suitable education since {say_day(since)}."
    if len(terms) < wanted:
        over = term_after(q, since)
        soon = not_met(said, f"It needs {wanted} whole terms.", earliest=over, until=over)
        return replace(soon, since=since)
    unknown = any_suspension_unknown(q, since)
    return met(said, since=since) if unknown is None else unknown


def last_sent_away(q: Question, since: date) -> date:
    """A suspension or exclusion starts the count again on the next day."""
    days = [item.on + ONE_DAY for kind in (Exclusion, Suspension) for item in q.of(kind)]
    return max([since, *days])


def any_suspension_unknown(q: Question, since: date) -> Finding | None:
    """Only a child who came in by a suspension must be known to have had none since."""
    if not [s for s in q.of(Suspension) if s.on <= q.entry_day]:
        return None
    first = max(since, first_day(q))
    if covers(q.covered(Suspension.kind), first, q.day):
        return None
    return not_known(
        "We don’t know whether there was another suspension.",
        missing=not_recorded(q, Suspension.kind, first=first),
    )


def term_after(q: Question, since: date) -> date | None:
    """End of the last of the whole terms wanted, counted from a day on."""
    terms = [t for t in to_come(since, own_terms(q)) if t.start >= since]
    done = [t for t in terms_over(q) if t.start >= since]
    wanted = int(q.given["terms"]) - len(done)
    coming = [t for t in terms if t.end > q.day]
    return coming[wanted - 1].end if 0 < wanted <= len(coming) else None
