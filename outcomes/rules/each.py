"""A need found for the whole family, asked of each of its people whom it can be about.

Rules about one person's school, work or health can't be asked of a family: one child's attendance
is no other's, and a partner's job doesn't take someone off benefits. At entry one person is enough.
The outcome is that of those by whom the need came in.
"""

from collections.abc import Callable
from dataclasses import replace

from outcomes.rules.evidence import KINDS, Health
from outcomes.rules.facts import Person
from outcomes.rules.framework import Test
from outcomes.rules.lines import OWN, kinds_for
from outcomes.rules.question import NOBODY, Question
from outcomes.rules.terms import is_school_age
from sharing.rules import Finding, all_of, any_of, not_met

ENTRY = {
    "attended_below", "due_out", "excluded_for_good", "neet", "not_well_placed", "on_benefit",
    "placed_in", "sentenced", "suspended_long", "suspended_often", "workless",
}  # fmt: skip
ONE_IS_ENOUGH = {"in_work", "in_work_or_progress"}  # "one adult off benefits", "an adult"
ALL_OF_THEM = {
    "attended_enough", "few_suspensions", "in_eet", "state_held", "state_held_or_score_better",
    "treated_and_better", "well_placed",
}  # fmt: skip
OF_SCHOOL = {
    "attended_below", "attended_enough", "excluded_for_good", "few_suspensions", "not_well_placed",
    "placed_in", "suspended_long", "suspended_often", "well_placed",
}  # fmt: skip

#: Beside another test, both are of one and the same: a new mother's illness is not her son's.
WHO_IT_IS = {"expecting_or_new", "parent_or_child"}


def is_by_person(test: Test, q: Question) -> bool:
    """Whether this test of a need of the family is asked person by person."""
    if q.person is not None:
        return False
    if test.rule == "all_of" and any(part.rule in WHO_IT_IS for part in test.parts):
        return True
    if test.rule not in ENTRY | ONE_IS_ENOUGH | ALL_OF_THEM:
        return False
    kind = test.given.get("kind")
    return kind is None or KINDS[kind].about != "family"


def of_the_family(test: Test, q: Question, run: Callable[[Test, Question], Finding]) -> Finding:
    """Whose it is, is said by the id in the file: verdicts leave the building without names."""
    people = concerned(q)
    if test.rule in OF_SCHOOL and not test.given.get("pupils"):
        people = [p for p in people if may_be_at_school(q, p)]
    if test.rule not in ENTRY | {"all_of"} and not test.given.get("pupils"):
        people = [p for p in people if came_in(test, q, p, run)] or people
        # a benefit, or nothing, says less of whose trouble it is than a record of the trouble
        people = [p for p in people if is_told_of(test, q, p)] or people
    found = []
    for person in people:
        finding = run(test, replace(q, person=person))
        reasons = tuple(f"{person.id}: {reason}" for reason in finding.reasons)
        found.append(replace(finding, reasons=reasons))
    if not found:
        return not_met(NOBODY)
    return all_of(*found) if test.rule in ALL_OF_THEM else any_of(*found)


def concerned(q: Question) -> list[Person]:
    """Those whom the need could be about on the day it was found, in an order of their own."""
    people = sorted(q.facts.people, key=lambda p: p.id)
    return [p for p in people if not p.is_unborn(q.entry_day) and q.concerns(p)]


def may_be_at_school(q: Question, person: Person) -> bool:
    """Of school age when the need was found, or on record by what the need reads: nobody can say
    how often a toddler came, and the family's need doesn't wait for it."""
    if is_school_age(person.born, q.entry_day) is not False:
        return True
    return any(replace(q, person=person).of(KINDS[kind]) for kind in kinds_for(q.need) - OWN)


def came_in(
    test: Test, q: Question, person: Person, run: Callable[[Test, Question], Finding]
) -> bool:
    """Whether this person's facts bear the need out. Where a worker's word did, that named nobody:
    it is about those of whom there is any such record."""
    if q.need.nomination and "kinds" in test.given:
        return is_told_of(test, q, person)
    return run(q.need.entry, replace(q, person=person, day=q.entry_day, after=None)).is_met


def is_told_of(test: Test, q: Question, person: Person) -> bool:
    """Whether there is any record of this person of what the test asks about."""
    kinds = test.given.get("kinds") or [kind for kind in [test.given.get("kind")] if kind]
    areas = test.given.get("areas")
    items = (item for kind in kinds for item in replace(q, person=person).of(KINDS[kind]))
    return any(not areas or not isinstance(i, Health) or i.area in areas for i in items)
