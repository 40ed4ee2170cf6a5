"""May this family count under the version: its children and its needs (decisions 1 and 4 to 6)?"""

from collections.abc import Sequence
from datetime import date

from outcomes.rules.counting import count
from outcomes.rules.evidence import Eet, Placement
from outcomes.rules.facts import Facts, Person
from outcomes.rules.framework import Eligibility, Plan
from outcomes.rules.progress import NeedFinding
from outcomes.rules.spoken import count_of
from outcomes.rules.terms import is_school_age
from sharing.rules import Finding, Verdict, all_of, any_of, met, not_applicable, not_known, not_met

CHILD = ("child", "sibling", "unborn")


def eligible(
    facts: Facts, needs: Sequence[NeedFinding], terms: Eligibility, plan: Plan, today: date
) -> Finding:
    """A dependent child or one expected, and enough needs that evidence bears out."""
    if not terms.applies:
        return not_applicable("Nothing is paid under this version, so nobody has to qualify.")
    return all_of(has_child(facts, needs, terms, today), enough_needs(facts, needs, terms, plan))


def has_child(
    facts: Facts, needs: Sequence[NeedFinding], terms: Eligibility, today: date
) -> Finding:
    if terms.child_under is None:
        return not_applicable("This version asks for no child.")
    days = [facts.case.opened, *(n.identified for n in facts.needs)]
    unborn = expected_counts(needs, terms)
    # the youngest first, so that the reason is the same in whatever order they are told
    people = sorted(facts.people, key=lambda p: (p.born or date.min, p.id), reverse=True)
    found = [is_dependent(facts, p, days, terms, unborn, today) for p in people]
    young = any_of(*found)
    if young.verdict is Verdict.MET:
        return met(young.reasons[0])
    if young.verdict is Verdict.NOT_KNOWN:
        return young
    return not_met("There is no child in the family, and none expected.")


def expected_counts(needs: Sequence[NeedFinding], terms: Eligibility) -> Finding:
    """Whether an unborn child makes a family: always, or for some needs only."""
    if terms.unborn_counts:
        return met("A baby is expected.")
    own = [n for n in needs if n.need.code in terms.unborn_for]
    if any(n.counts is Verdict.MET for n in own):
        return met("A baby is expected.")
    if any(n.counts is Verdict.NOT_KNOWN for n in own):
        missing = [what for n in own for what in n.entry.finding.missing]
        return not_known("A baby is expected. It may count.", missing=missing)
    return not_met("A child is expected, which doesn’t count here.")


def is_dependent(
    facts: Facts,
    person: Person,
    days: list[date],
    terms: Eligibility,
    unborn: Finding,
    today: date,
) -> Finding:
    """A child on the opening day or when a need was found; or one expected, within 42 days."""
    if person.is_unborn(max(days)):
        return is_expected(person, unborn, today)
    if person.born is None:
        if person.relation in CHILD:
            return not_known("We don’t know a child’s birthday.", missing=["A date of birth"])
        return not_met("An adult.")
    found = []
    for day in dict.fromkeys(days):
        found.append(dependent_on(facts, person, day, terms))
        if found[-1].is_met:
            return found[-1]
    return any_of(*found)


def dependent_on(facts: Facts, person: Person, day: date, terms: Eligibility) -> Finding:
    """By age on the day; older ones by what they do and where they live."""
    age, under = person.age(day), terms.child_under or 0
    if age is None or age < under:
        return met(f"There is a child under {under} in the family.")
    if terms.student_until is None or age > terms.student_until or person.relation not in CHILD:
        return not_met("An adult.")
    if not person.lives_there(day):
        return not_met("A young person who lives elsewhere.")
    return is_no_worker(facts, person, day)


def is_no_worker(facts: Facts, person: Person, day: date) -> Finding:
    """In education, training or unemployed."""
    age, running = person.age(day), [e for e in facts.of(Eet, person.id) if e.runs_on(day)]
    if running and running[-1].status == "employment":
        return not_met("A young person in work.")
    if running:
        return met(f"There is someone aged {age} in education, in training or out of work.")
    if is_pupil(facts, person, day):
        return met(f"There is someone aged {age} at school.")
    said = f"We don’t know what someone aged {age} did then."
    return not_known(said, missing=["Education or work of the young person"])


def is_pupil(facts: Facts, person: Person, day: date) -> bool:
    """Many are 16 months before they may leave school; who stays on has a place."""
    if is_school_age(person.born, day):
        return True
    places = [p for p in facts.of(Placement, person.id) if p.runs_on(day)]
    return bool(places) and places[-1].setting != "none"


def is_expected(person: Person, unborn: Finding, today: date) -> Finding:
    """One more than 42 days late, with no birth recorded, is not known."""
    if unborn.verdict is Verdict.NOT_MET:
        return unborn
    if person.birth_overdue(today):
        said = "A baby was due more than 6 weeks ago, and no birth is recorded."
        return not_known(said, missing=["Whether the baby was born"])
    return unborn


def enough_needs(
    facts: Facts, needs: Sequence[NeedFinding], terms: Eligibility, plan: Plan
) -> Finding:
    """Needs counted by code; headlines too where the version or the plan asks for it."""
    wanted = plan.min_headlines or terms.min_headlines
    borne = [n for n in needs if n.counts is Verdict.MET]
    now = count(facts, borne, terms, plan)
    may = [n for n in needs if n.counts in {Verdict.MET, Verdict.NOT_KNOWN}]
    most = count(facts, may, terms, plan) if len(may) > len(borne) else now
    asked = f"It needs {terms.needs_for(wanted)}"
    asked += f" under {wanted} headlines." if wanted > 1 else "."
    if terms.among:
        asked += f" {terms.min_among} of them under {', '.join(terms.among)}."
    said = borne_out(now.needs, now.headlines)
    if now.reaches(terms, wanted):
        return met(said)
    if most.reaches(terms, wanted):
        missing = [what for n in may for what in n.entry.finding.missing]
        more = most.needs - now.needs
        return not_known(f"{said} {more} more may count.", missing=missing)
    return not_met(said, asked)


def borne_out(needs: int, headlines: int) -> str:
    if not needs:
        return "No need is borne out by evidence yet."
    are = "1 need is" if needs == 1 else f"{needs} needs are"
    return f"{are} borne out by evidence, under {count_of(headlines, 'headline')}."
