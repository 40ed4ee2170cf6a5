"""The names by which framework files call rules, and what each must be given."""

from collections.abc import Callable

from outcomes.rules import (
    attendance,
    crime,
    falls,
    homes,
    judgements,
    places,
    schools,
    sentences,
    states,
    work,
)
from outcomes.rules.each import is_by_person, of_the_family
from outcomes.rules.framework import Test
from outcomes.rules.question import Question
from sharing.rules import Finding, all_of, any_of

Rule = Callable[[Question], Finding]


def combined(how: Callable[..., Finding]) -> Rule:
    """A rule made of other tests."""

    def rule(q: Question) -> Finding:
        return how(*(run(test, q) for test in q.given["tests"]))

    return rule


COMBINING: dict[str, Rule] = {"any_of": combined(any_of), "all_of": combined(all_of)}
ENTRY_RULES: dict[str, Rule] = {
    "attended_below": attendance.attended_below,
    "due_out": sentences.due_out,
    "excluded_for_good": schools.excluded_for_good,
    "expecting_or_new": sentences.expecting_or_new,
    "parent_or_child": sentences.parent_or_child,
    "happened_within": crime.happened_within,
    "state_recorded": states.state_recorded,
    "not_well_placed": places.not_well_placed,
    "on_benefit": work.on_benefit,
    "placed_in": schools.placed_in,
    "sentenced": sentences.sentenced,
    "suspended_long": schools.suspended_long,
    "suspended_often": schools.suspended_often,
    "workless": work.workless,
    "neet": work.neet,
    "nominated": judgements.nominated,
    **COMBINING,
}
RESULT_RULES: dict[str, Rule] = {
    "attended_enough": attendance.attended_enough,
    "crime_falls": falls.crime_falls,
    "debts_in_order": states.debts_in_order,
    "few_suspensions": schools.few_suspensions,
    "none_for_months": crime.none_for_months,
    "score_better": states.score_better,
    "treated_and_better": states.treated_and_better,
    "state_held": states.state_held,
    "state_held_or_score_better": states.state_held_or_score_better,
    "stepped_down": states.stepped_down,
    "well_placed": places.well_placed,
    "in_work": work.in_work,
    "in_work_or_progress": work.in_work_or_progress,
    "settled_or_arrears_plan_kept": homes.settled_or_arrears_plan_kept,
    "in_eet": work.in_eet,
    "judged": judgements.judged,
    **COMBINING,
}
RULES = ENTRY_RULES | RESULT_RULES
UNMEASURED = {"nominated", "judged"}


def run(test: Test, q: Question) -> Finding:
    """One test of a need, with what that test is given."""
    if is_by_person(test, q):
        return of_the_family(test, q, run)
    return RULES[test.rule](q if q.given is test.given else q.about(test.given))


# Name -> (number, flag, word, words or table; whether it must be there).
_ATTENDANCE = {
    "percent": ("number", True),
    "terms": ("number", True),
    "over": ("flag", False),
    "earlier": ("table", False),
    "count_authorised": ("flag", False),
    "as_published": ("flag", False),
    "plan_may_change": ("flag", False),
}
_PUPILS = {"pupils": ("flag", False)}
_EVENTS = {
    "kinds": ("words", True),
    "roles": ("words", False),
    "incidents": ("flag", False),
    "intervention": ("flag", False),
    "offender_under": ("number", False),
    "sources": ("words", False),
}
_STATE = {"kind": ("word", True), "areas": ("words", False)}
_TERMS = {"terms": ("number", True)}
_EPISODES = _TERMS | {"episodes": ("number", True)}
GIVEN: dict[str, dict[str, tuple[str, bool]]] = {
    "attended_below": _ATTENDANCE | {"mitigated_counts": ("flag", False)},
    "attended_enough": _ATTENDANCE | _PUPILS | {"rising": ("flag", False)},
    "crime_falls": {
        "asb_percent": ("number", True),
        "offence_percent": ("number", True),
        "months": ("number", True),
    },
    "debts_in_order": {},
    "due_out": {"types": ("words", True), "months": ("number", True)},
    "excluded_for_good": _TERMS | {"or_nothing": ("flag", False)},
    "expecting_or_new": {"months": ("number", True)},
    "parent_or_child": {},
    "few_suspensions": _EPISODES | _PUPILS,
    "happened_within": _EVENTS | {"months": ("number", False)},
    "none_for_months": _EVENTS
    | {"reducible": ("flag", False), "fewer": ("flag", False), "risk_down": ("flag", False)},
    "on_benefit": {"benefits": ("words", True), "or_nothing": ("flag", False)},
    "placed_in": {"settings": ("words", True), "or_nothing": ("flag", False)},
    "score_better": {"tools": ("words", True)},
    "sentenced": {"types": ("words", True)},
    "state_recorded": _STATE
    | {"states": ("words", True), "running": ("flag", False), "months": ("number", False)}
    | {"or_nothing": ("flag", False)},
    "state_held": _STATE | {"good": ("words", True)},
    "state_held_or_score_better": _STATE | {"good": ("words", True), "tools": ("words", True)},
    "stepped_down": {},
    "treated_and_better": {
        "kinds": ("words", True),
        "areas": ("words", False),
        "tools": ("words", True),
    },
    "suspended_long": _TERMS | {"days": ("number", True), "primary_days": ("number", True)},
    "suspended_often": _EPISODES,
    "not_well_placed": _TERMS,
    "well_placed": _TERMS,
    "workless": {},
    "in_work": {"weeks": ("number", False)},
    "in_work_or_progress": {"weeks": ("number", True), "months": ("number", True)},
    "settled_or_arrears_plan_kept": {},
    "neet": {},
    "in_eet": {"weeks": ("number", False)},
    "nominated": {},
    "judged": {},
}
