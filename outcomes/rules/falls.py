"""Phase 1: so much less anti-social behaviour, and less offending, than before (decision 15)."""

from dataclasses import replace
from datetime import date

from outcomes.rules.crime import slipped_back, told_once
from outcomes.rules.dates import ONE_DAY, Run, add_months, none_by, say_day, say_months
from outcomes.rules.evidence import Asb, Moment, Offence
from outcomes.rules.question import LABELS, Question, covers, is_proven, not_recorded
from sharing.rules import Finding, Verdict, all_of, met, not_applicable, not_known, not_met

GROWN = 18


def crime_falls(q: Question) -> Finding:
    """Both falls over the family; one with nothing before the case opened drops out."""
    months = int(q.given["months"])
    fallen = both_fall(q)
    if not (slipped := slipped_back(q, add_months(q.day, -months) + ONE_DAY)):
        return fallen
    day, said = slipped[0]
    over = none_by(day, months)
    if fallen.verdict is Verdict.NOT_KNOWN:
        return replace(not_met(said, *fallen.reasons, earliest=over), missing=fallen.missing)
    if fallen.verdict is not Verdict.NOT_MET:
        return not_met(said, earliest=over)
    later = max(over, fallen.earliest) if fallen.earliest else None
    return not_met(said, *fallen.reasons, earliest=later)


def both_fall(q: Question) -> Finding:
    family = replace(q, person=None)
    young = [p for p in q.facts.people if is_minor(p.age(q.day), p.relation)]
    whose = {p.id for p in young}
    offences = told_once(o for o in family.of(Offence) if is_proven(o) and o.person in whose)
    disorder = told_once(family.of(Asb))
    known = family.covered(Offence.kind) + family.covered_for_each(Offence.kind, young)
    return all_of(
        fall(family, Asb, disorder, family.covered(Asb.kind), q.given["asb_percent"]),
        fall(family, Offence, offences, known, q.given["offence_percent"]),
    )


def is_minor(age: int | None, relation: str) -> bool:
    """Under 18 on the day: only their offences count."""
    return age < GROWN if age is not None else relation in {"child", "sibling"}


def fall(
    q: Question, kind: type[Moment], items: list[Moment], covered: list[Run], wanted: float
) -> Finding:
    """The months up to the day against the months before the case opened.

    An unknown past can only have been worse and an unknown present only be worse than the record,
    so a fall that is large enough on a complete present, or too small on a complete past, is sure.
    """
    months = int(q.given["months"])
    opened = q.facts.case.opened
    start, first = add_months(opened, -months), add_months(q.day, -months) + ONE_DAY
    before = len([i for i in items if start <= i.on < opened])
    now = len([i for i in items if first <= i.on <= q.day])
    past, present = covers(covered, start, opened - ONE_DAY), covers(covered, first, q.day)
    label = LABELS[kind.kind]
    if past and not before:
        return not_applicable(f"No {label} in the {say_months(months)} before the case opened.")
    enough = before > 0 and 100 * (before - now) >= wanted * before
    said = f"{label.capitalize()}: {now} in the last {say_months(months)}, {before} in those before"
    said += f" the case opened. It needs {wanted:g}% fewer."
    if enough and present:
        return met(said, since=first)
    if past and not enough:
        return not_met(said, earliest=falls_by(q, items, before, wanted))
    missing = [] if present else [*not_recorded(q, kind.kind, first=first)]
    if not past:
        missing.append(f"{label.capitalize()} from {say_day(start)} to {say_day(opened - ONE_DAY)}")
    return not_known(f"We can’t compare {label} with the time before.", missing=missing)


def falls_by(q: Question, items: list[Moment], before: int, wanted: float) -> date | None:
    """The first day on which enough of the newest ones are out of sight, if none is added."""
    allowed = int(before - wanted * before / 100 + 1e-9)
    days = sorted(i.on for i in items if i.on <= q.day)
    months = int(q.given["months"])
    return none_by(days[len(days) - allowed - 1], months) if len(days) > allowed else None
