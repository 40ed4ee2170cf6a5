"""The names by which framework files call rules, and what each must be given."""

from collections.abc import Callable

from outcomes.rules import attendance, crime, judgements, places, states, work
from outcomes.rules.question import Question
from sharing.rules import Finding

Rule = Callable[[Question], Finding]

ENTRY_RULES: dict[str, Rule] = {
    "attended_below": attendance.attended_below,
    "happened_within": crime.happened_within,
    "state_recorded": states.state_recorded,
    "not_well_placed": places.not_well_placed,
    "workless": work.workless,
    "neet": work.neet,
    "nominated": judgements.nominated,
}
RESULT_RULES: dict[str, Rule] = {
    "attended_enough": attendance.attended_enough,
    "none_for_months": crime.none_for_months,
    "state_held": states.state_held,
    "state_held_or_score_better": states.state_held_or_score_better,
    "stepped_down": states.stepped_down,
    "well_placed": places.well_placed,
    "in_work": work.in_work,
    "in_eet": work.in_eet,
    "judged": judgements.judged,
}
UNMEASURED = {"nominated", "judged"}

# Name -> (number, flag, word or words; whether it must be there).
_ATTENDANCE = {
    "percent": ("number", True),
    "terms": ("number", True),
    "count_authorised": ("flag", False),
}
_EVENTS = {
    "kinds": ("words", True),
    "roles": ("words", False),
    "incidents": ("flag", False),
    "intervention": ("flag", False),
}
_STATE = {"kind": ("word", True), "areas": ("words", False)}
GIVEN: dict[str, dict[str, tuple[str, bool]]] = {
    "attended_below": _ATTENDANCE | {"plan_may_change": ("flag", False)},
    "attended_enough": _ATTENDANCE
    | {"plan_may_change": ("flag", False), "rising": ("flag", False)},
    "happened_within": _EVENTS | {"months": ("number", False)},
    "none_for_months": _EVENTS | {"reducible": ("flag", False)},
    "state_recorded": _STATE | {"states": ("words", True), "running": ("flag", False)},
    "state_held": _STATE | {"good": ("words", True)},
    "state_held_or_score_better": _STATE | {"good": ("words", True), "tools": ("words", True)},
    "stepped_down": {},
    "not_well_placed": {"terms": ("number", True)},
    "well_placed": {"terms": ("number", True)},
    "workless": {},
    "in_work": {"weeks": ("number", False)},
    "neet": {},
    "in_eet": {"weeks": ("number", False)},
    "nominated": {},
    "judged": {},
}
