"""What could undo an outcome: what its rule would take for it, and what on record points that way.

Nothing here is a verdict. A verdict counts finished terms and formal outcomes; a worker wants to
know of this term's attendance, and of a job that ends next week, before they count.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from outcomes.rules import evidence as kinds
from outcomes.rules.attendance import NOT_PERSISTENT
from outcomes.rules.dates import say_day
from outcomes.rules.evidence import Attendance, AttendanceMark, Offence, Spell
from outcomes.rules.facts import Facts
from outcomes.rules.framework import NO_PLAN, Need, Plan, Test
from outcomes.rules.lines import WORDS, standing, what
from outcomes.rules.marks import Meaning, meaning
from outcomes.rules.terms import to_come

MISSED = (Meaning.AUTHORISED, Meaning.UNAUTHORISED)
NEITHER = (Meaning.OUTSIDE, Meaning.UNREADABLE)
#: Spells that may hold an outcome up; one with a last day ahead holds no longer than that.
HOLDING: tuple[type[Spell], ...] = (
    kinds.Employment, kinds.Eet, kinds.Placement, kinds.Housing, kinds.Debt, kinds.Health,
    kinds.Substance,
)  # fmt: skip
GAP = "A gap in work: any day, or more than four weeks after JSA or Universal Credit"


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing on record about how an outcome may go. `bad`: it points to slipping back."""

    bad: bool
    says: str


def slips_if(need: Need, plan: Plan = NO_PLAN) -> tuple[str, ...]:
    """What would undo the outcome, in the words of its rule."""
    said = (SLIPS[test.rule](test, plan) for test in need.result.parts)
    return tuple(dict.fromkeys(said))


def signs(
    facts: Facts, need: Need, person: str | None, day: date, plan: Plan = NO_PLAN
) -> tuple[Sign, ...]:
    """What these facts, as far as they go, say of how the outcome may go. Bad signs first."""
    items = standing(facts, need, person)
    found = [*_this_term(facts, items, need, day, plan), *_ending(items, day), *_pending(items)]
    return tuple(sorted(found, key=lambda sign: not sign.bad))


def _this_term(facts: Facts, items: list[Any], need: Need, day: date, plan: Plan) -> Iterable[Sign]:
    """Attendance so far in a term that is not over, against what the rule asks of whole terms."""
    test = next((t for t in need.result.parts if t.rule == "attended_enough"), None)
    term = next((t for t in to_come(day, facts.terms) if t.start <= day), None)
    if test is None or term is None:
        return
    counted = plan.count_authorised_absence
    if counted is None:
        counted = bool(test.given.get("count_authorised", True))
    rows = [
        i
        for i in items
        if isinstance(i, Attendance) and i.term == term.term and (i.end is None or i.end > day)
    ]
    possible = sum(r.possible for r in rows)
    missed = sum(r.unauthorised + (r.authorised if counted else 0) for r in rows)
    if not rows:
        marks = [i for i in items if isinstance(i, AttendanceMark) and term.start <= i.on <= day]
        meant = [m for m in (meaning(i.code, i.on) for i in marks) if m not in NEITHER]
        possible = len(meant)
        missed = sum(m in MISSED and (counted or m is not Meaning.AUTHORISED) for m in meant)
    if possible:
        yield _so_far(possible, missed, wanted(test, plan))


def _so_far(possible: int, missed: int, limit: Decimal) -> Sign:
    found = Decimal(100 * (possible - missed)) / possible
    said = f"Attendance this term so far: {found:.1f}%."
    if found >= limit:
        return Sign(bad=False, says=said)
    return Sign(
        bad=True, says=f"{said} Under {limit:g}% when the term ends would count against it."
    )


def wanted(test: Test, plan: Plan) -> Decimal:
    """The percent that a rule on attendance asks for."""
    if test.given.get("plan_may_change") and plan.min_attendance is not None:
        return plan.min_attendance
    return Decimal(str(test.given["percent"]))


def _ending(items: list[Any], day: date) -> Iterable[Sign]:
    for item in items:
        if isinstance(item, HOLDING) and item.end and item.start <= day < item.end:
            yield Sign(bad=True, says=f"On record only to {say_day(item.end)}: {what(item)}.")


def _pending(items: list[Any]) -> Iterable[Sign]:
    for item in items:
        waits = isinstance(item, Offence) and item.outcome == "pending"
        if waits and item.role in ("offender", "suspect"):
            said = f"What came of the offence of {say_day(item.on)} is not known yet."
            yield Sign(bad=True, says=f"{said} A formal outcome would count.")


def _attended(test: Test, plan: Plan) -> str:
    limit = wanted(test, plan)
    below = f", or no longer rising and under {NOT_PERSISTENT}%"
    rising = below if test.given.get("rising") else ""
    return f"Attendance under {limit:g}% over {_terms(test)}{rising}"


def _terms(test: Test) -> str:
    number = int(test.given["terms"])
    return "the last finished term" if number == 1 else f"the last {number} finished terms"


def _one_more(test: Test, _: Plan) -> str:
    named = [WORDS.get(kind, kind.replace("_", " ")) for kind in test.given["kinds"]]
    return f"Anything more: {' or '.join(named)}"


def _anything_else(test: Test, _: Plan) -> str:
    good = " or ".join(word.replace("_", " ") for word in test.given["good"])
    label = test.given["kind"].replace("_", " ")
    return f"{label.capitalize()} recorded as anything but {good}"


def _said(words: str) -> Callable[[Test, Plan], str]:
    return lambda test, plan: words


#: What would undo a met outcome, by its rule.
SLIPS: dict[str, Callable[[Test, Plan], str]] = {
    "attended_enough": _attended,
    "crime_falls": _said("More antisocial behaviour or offences than the fall allows"),
    "debts_in_order": _said("A plan that is broken, or new debts"),
    "few_suspensions": lambda test, _: (
        f"{test.given['episodes']} or more suspensions over {_terms(test)}"
    ),
    "none_for_months": _one_more,
    "score_better": _said("A score that is no better than when the need was found"),
    "treated_and_better": _said("Treatment that breaks off, or a state that gets worse"),
    "state_held": _anything_else,
    "state_held_or_score_better": _said(
        "Help that breaks off, or a score no better than when the need was found"
    ),
    "stepped_down": _said("Social care going back to the level it had"),
    "settled_or_arrears_plan_kept": _said(
        "A home that is no longer settled, or a plan for the arrears that is broken"
    ),
    "well_placed": _said("No suitable school place, a suspension or an exclusion"),
    "in_work": _said(GAP),
    "in_work_or_progress": _said(f"{GAP}. For progress to work: leaving it"),
    "in_eet": _said("A day not in education, work or training"),
    "judged": _said("A worker’s word that it is so no longer"),
}
