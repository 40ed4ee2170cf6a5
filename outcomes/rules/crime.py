"""Things that happen on a day: offences, anti-social behaviour, missing, domestic abuse.

Decisions 14 and 16. Nothing recorded is "none" only where coverage says that it is complete.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from outcomes.rules.dates import (
    ONE_DAY,
    Run,
    add_months,
    joined,
    none_by,
    run_up_to,
    say_day,
    say_months,
)
from outcomes.rules.evidence import KINDS, RISKS, DomesticAbuse, Moment
from outcomes.rules.facts import Person
from outcomes.rules.question import LABELS, NOBODY, Question, both, covers, events, not_recorded
from sharing.rules import Finding, all_of, met, not_applicable, not_known, not_met


def kinds_of(q: Question) -> list[type[Moment]]:
    return [k for name in q.given["kinds"] if issubclass(k := KINDS[name], Moment)]


def counted(q: Question) -> list[Moment]:
    """The events that this test counts, oldest first."""
    roles, incidents = q.given.get("roles"), q.given.get("incidents")
    found = []
    for item in events(q, kinds_of(q)):
        if isinstance(item, DomesticAbuse):
            if roles and item.role not in roles:
                continue
            if incidents and not item.incident:
                continue
        if not young_enough(q, item):
            continue
        found.append(item)
    return found


def told_once(items: Iterable[Moment]) -> list[Moment]:
    """Of what several sources tell of one person and day, what the one that tells most of it does:
    an incident that the police and the landlord both record is one."""
    apart: dict[tuple[str, str | None, date], dict[str, list[Moment]]] = {}
    for item in items:
        by_source = apart.setdefault((item.kind, item.person, item.on), {})
        by_source.setdefault(item.source, []).append(item)
    return [item for by_source in apart.values() for item in max(by_source.values(), key=len)]


def young_enough(q: Question, item: Moment) -> bool:
    """Where only the offences of those under an age count, by their age on the day of entry."""
    person = q.facts.person(item.person)
    return item.kind != "offence" or person is None or is_under(q, person)


def is_under(q: Question, person: Person) -> bool:
    under = q.given.get("offender_under")
    if under is None:
        return True
    age = person.age(q.day)
    return age < under if age is not None else person.relation in {"child", "sibling"}


def whose(q: Question) -> list[Person]:
    """Those whose events the test can be about."""
    if q.person is not None:
        return [q.person] if is_under(q, q.person) else []
    people = [p for p in q.facts.people if not p.is_unborn(q.day) and q.concerns(p)]
    return [p for p in people if is_under(q, p)]


def covered(q: Question, kind: str) -> list[Run]:
    """Of a need of the family it is enough to know of those whom the test can be about."""
    return [*q.covered(kind), *q.covered_for_each(kind, whose(q))]


def by_own_sources(q: Question) -> Question:
    """Where the test is of what one agency recorded (a police call-out), unless the plan says."""
    own = q.given.get("sources")
    if own is None:
        return q
    sources = dict.fromkeys(q.given["kinds"], own) | dict(q.plan.sources)
    return replace(q, plan=replace(q.plan, sources=sources))


def known_runs(q: Question) -> list[Run]:
    """Days for which every kind is known to be complete."""
    runs: list[Run] | None = None
    for kind in q.given["kinds"]:
        own = joined(covered(q, kind))
        runs = own if runs is None else both(runs, own)
    return runs or []


def gaps(q: Question, first: date) -> tuple[str, ...]:
    """The kinds not known to be complete from `first` to the day."""
    lacking = [k for k in q.given["kinds"] if not covers(covered(q, k), first, q.day)]
    return not_recorded(q, *lacking, first=first)


def words(q: Question) -> str:
    """`offences or anti-social behaviour`."""
    return " or ".join(LABELS[k] for k in q.given["kinds"])


def say_event(item: Moment) -> str:
    names = {
        "offence": "A proven offence",
        "asb": "Anti-social behaviour",
        "missing": "Missing from home",
        "domestic_abuse": "Domestic abuse recorded",
    }
    return f"{names.get(item.kind, item.kind)} on {say_day(item.on)}."


def happened_within(q: Question) -> Finding:
    """Entry: at least one such event in the lookback (any time, when no months are given)."""
    q = by_own_sources(q)
    if not whose(q):
        return not_met(NOBODY)
    months = q.given.get("months")
    first = add_months(q.day, -int(months or 12)) + ONE_DAY
    found = [e for e in counted(q) if months is None or e.on >= first]
    if found:
        return met(say_event(found[-1]))
    if covers(known_runs(q), first, q.day):
        return not_met(f"No {words(q)} from {say_day(first)} to {say_day(q.day)}.")
    return not_known(f"We don’t know of any {words(q)}.", missing=gaps(q, first))


def slipped_back(q: Question, first: date) -> list[tuple[date, str]]:
    """The regression of the time looked back on, if there is one: no fall in numbers clears it."""
    if q.after is None or q.after < first:
        return []
    return [(q.after, f"This slipped back on {say_day(q.after)}.")]


def none_for_months(q: Question) -> Finding:
    """None of these events in the months up to the day, or so much fewer as the plan asks."""
    first = add_months(q.day, -q.months) + ONE_DAY
    found = counted(q)
    recent = [e for e in found if e.on >= first]
    slipped, some = slipped_back(q, first), lighter(q, found, first)
    if some is not None and not slipped:
        return some
    bad = [*slipped, *((e.on, say_event(e)) for e in recent[-1:] if some is None)]
    if bad:
        days = [none_by(day, q.months) for day, _ in bad]
        until = max(filter(None, [*days, some.earliest if some is not None else None]))
        said = f"It needs {say_months(q.months)} with none."
        return not_met(*(word for _, word in bad), said, earliest=until, until=until)
    known = known_runs(q)
    since = run_up_to(known, q.day)
    if since is None or since > first:
        return not_known(f"We don’t know about {words(q)} for all of it.", missing=gaps(q, first))
    for earlier in (found[-1].on if found else None, q.after):
        since = max(since, earlier + ONE_DAY) if earlier else since
    none = met(f"No {words(q)} since {say_day(since)}.", since=since)
    return all_of(none, risk_down(q)) if q.given.get("risk_down") else none


def risk_down(q: Question) -> Finding:
    """What an assessment since the need was found says of the risk, where there is one."""
    rated = [item for item in q.of(DomesticAbuse) if item.risk]
    before = [item.risk for item in rated if item.risk and item.on <= q.entry_day]
    since = [item for item in rated if item.on > q.entry_day and not item.incident]
    if not before or not since:
        return not_applicable("No assessments of risk to compare.")
    was, last = before[-1], since[-1]
    now = str(last.risk)
    said = f"The risk was {was} when this was found, and {now} on {say_day(last.on)}."
    if now == "low" or RISKS[now] < RISKS[was]:
        return met(said)
    return not_met(said, "It needs to be lower.", earliest=q.day + ONE_DAY)


def lighter(q: Question, found: list[Moment], first: date) -> Finding | None:
    """What can be enough although there were some: fewer, or so much fewer as the plan asks."""
    now = len(told_once(e for e in found if e.on >= first))
    if now and q.given.get("fewer"):
        return fewer(q, found, first)
    if now and q.given.get("reducible") and q.plan.crime_reduction is not None:
        return reduced(q, now, q.plan.crime_reduction)
    return None


def fewer(q: Question, found: list[Moment], first: date) -> Finding:
    """Fewer than in the months before the case opened. An unknown past can only have been worse,
    and an unknown present only be worse than the record."""
    opened = q.facts.case.opened
    start = add_months(opened, -q.months)
    before = len(told_once(e for e in found if start <= e.on < opened))
    now = len(told_once(e for e in found if e.on >= first))
    said = f"{now} in the last {say_months(q.months)}, {before} in those before the case opened."
    known = known_runs(q)
    if now < before and covers(known, first, q.day):
        return met(said, since=first)
    if now >= before and covers(known, start, opened - ONE_DAY):
        until = none_by(told_once(found)[-max(before, 1)].on, q.months)
        return not_met(say_event(found[-1]), said, "It needs fewer.", earliest=until, until=until)
    return not_known(
        said,
        "We can’t compare with the time before.",
        missing=not_recorded(q, *q.given["kinds"], first=start),
    )


def reduced(q: Question, now: int, wanted: Decimal) -> Finding:
    """So many percent fewer than in the months before the case opened; as sure as `fewer` is."""
    opened = q.facts.case.opened
    start = add_months(opened, -q.months)
    first = add_months(q.day, -q.months) + ONE_DAY
    before = len(told_once(e for e in counted(q) if start <= e.on < opened))
    known = known_runs(q)
    said = f"{now} in the last {say_months(q.months)}, {before} in those before the case opened."
    asked = f"It needs {wanted:g}% fewer."
    is_enough = before > 0 and 100 * (before - now) >= wanted * before
    if is_enough and covers(known, first, q.day):
        return met(said, since=first)
    if not is_enough and covers(known, start, opened - ONE_DAY):
        allowed = int(before - wanted * before / 100)
        over = none_by(told_once(counted(q))[-allowed - 1].on, q.months)
        return not_met(said, asked, earliest=over, until=over)
    return not_known(
        said,
        "We can’t compare with the time before.",
        missing=not_recorded(q, *q.given["kinds"], first=start),
    )
