"""What a route to a result asks of a whole family (decisions 15 to 20)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from outcomes.rules import falls, work
from outcomes.rules.dates import ONE_DAY, add_months, say_day
from outcomes.rules.entry import ask
from outcomes.rules.facts import Facts, Person
from outcomes.rules.framework import Framework, Need, Plan, Route, Test
from outcomes.rules.judgements import equivalent, last_regression
from outcomes.rules.progress import NeedFinding, since_slipping, still_open, unmet_yet, watched
from outcomes.rules.question import Question
from outcomes.rules.registry import run
from outcomes.rules.schools import home_days, suitably_taught, taught_at_home
from outcomes.rules.subjects import GROWN_UP
from outcomes.rules.terms import is_school_age, school_age
from sharing.rules import Finding, Verdict, all_of, any_of, met, not_applicable, not_known, not_met

GROWN = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One route, asked of one family on one day."""

    route: Route
    framework: Framework
    facts: Facts
    needs: Sequence[NeedFinding]
    plan: Plan
    today: date

    @property
    def counting(self) -> list[NeedFinding]:
        return [n for n in self.needs if n.outcome.verdict is not Verdict.NOT_APPLICABLE]

    def need(self, name: str) -> Need:
        """The need whose test this route borrows."""
        found = self.framework.need(str(self.route.given[name]))
        if found is None:
            raise LookupError(f"{self.framework.slug} has no need {self.route.given[name]}")
        return found

    def question(self, need: Need, person: Person | None) -> Question:
        """A regression of any need that asks the same counts, the person's or the family's."""
        opened = self.facts.case.opened
        q = ask(self.facts, need, person, found=opened, today=self.today, plan=self.plan)
        slips = (
            last_regression(self.facts, other, person, self.today)
            for other in self.framework.needs
            if other.result == need.result
        )
        return replace(q, after=max(filter(None, slips), default=None))


def every_need(a: Asking) -> Finding:
    """Every need that counts is met today, those found later too."""
    found = [n.outcome if n.outcome.is_met else unmet_yet(n) for n in a.counting]
    return if_any_counts(a, all_of(*found)) if found else nothing_counts(a)


def every_need_held(a: Asking) -> Finding:
    """Every need that counts is met, and has been held through the months after closing."""
    found = [
        watched(
            n,
            closed=a.facts.case.closed,
            months=a.plan.months_for(n.need.code, a.route.watch_months),
            today=a.today,
        )
        for n in a.counting
    ]
    if not found:
        return nothing_counts(a)
    return not_before(a, if_any_counts(a, all_of(*found)))


def not_before(a: Asking, found: Finding) -> Finding:
    """What isn't known yet is no result before the months after closing, whatever comes in. Of a
    need that may not count, only where that is so of every other."""
    if found.verdict is not Verdict.NOT_KNOWN:
        return found
    closed, watch = a.facts.case.closed, a.route.watch_months
    if closed is None:
        waits = not_met(*found.reasons, still_open(a.plan.months_for("*", watch)))
        return replace(waits, missing=found.missing)
    over = [
        (n.counts is Verdict.MET, add_months(closed, a.plan.months_for(n.need.code, watch)))
        for n in a.counting
    ]
    sure = [day for counts, day in over if counts]
    until = max(sure) if sure else min(day for _, day in over)
    if until <= a.today:
        return found
    said = f"The family must keep it up to {say_day(until)}."
    return replace(
        not_met(*found.reasons, said, earliest=until, until=until), missing=found.missing
    )


def if_any_counts(a: Asking, found: Finding) -> Finding:
    """Where it isn't known of any need whether it counts, there may be nothing to be a result."""
    if not found.is_met or any(n.counts is Verdict.MET for n in a.counting):
        return found
    missing = tuple(m for n in a.counting for m in n.entry.finding.missing)
    return not_known("We can’t tell whether any need counts.", missing=missing)


def nothing_counts(a: Asking) -> Finding:
    """No need that could be met: none was found, none was borne out, or none applies any more."""
    gone = [n for n in a.needs if n.counts is Verdict.MET]
    if gone:
        return not_applicable("No need applies any more.")
    return not_met("No need counts yet.")


def pupils(a: Asking) -> tuple[list[Person], list[Person]]:
    """Children of school age who live with the family today; and those of unknown age."""
    living = [p for p in a.facts.people if not p.is_unborn(a.today) and p.lives_there(a.today)]
    known = [p for p in living if is_school_age(p.born, a.today)]
    children = {"child", "sibling"}
    return known, [p for p in living if p.born is None and p.relation in children]


def each_pupil(
    a: Asking, need: Need, test: Callable[[Question], Finding], *, drops_out: bool = True
) -> Finding:
    """The test for every child of school age; equal progress stands for the child it is about. Of
    one who leaves school nothing is asked any more, where something else is (`drops_out`)."""
    children, ageless = pupils(a)
    found = []
    for child in children:
        q = a.question(need, child)
        finding = since_slipping(test(q), q, test)
        equal = None if finding.is_met else equal_progress(a, child)
        if drops_out:
            finding = no_later_than_leaving(finding, child)
        found.append(named(finding, child) if equal is None else equal)
    if ageless:
        found.append(not_known("We don’t know a child’s birthday.", missing=["A date of birth"]))
    if not found:
        return not_applicable("No child of school age lives with the family.")
    return all_of(*found)


def no_later_than_leaving(finding: Finding, child: Person) -> Finding:
    """Where it isn't known what is lacking, it could be met on any day."""
    sure = finding.verdict is Verdict.NOT_MET and (finding.earliest or not finding.missing)
    if not sure or child.born is None:
        return finding
    gone = school_age(child.born)[1] + ONE_DAY
    return replace(finding, earliest=min(finding.earliest or gone, gone))


def equal_progress(a: Asking, child: Person) -> Finding | None:
    """A judgement on any need of schooling that the plan leaves to judgement."""
    codes = a.route.given.get("equal_for", [])
    for need in a.framework.needs:
        found = equivalent(a.question(need, child)) if need.code in codes else None
        if found is not None:
            return found
    return None


def named(finding: Finding, person: Person) -> Finding:
    """Whose it is, by the id in the file: these verdicts leave the building without names."""
    return replace(finding, reasons=tuple(f"{person.id}: {r}" for r in finding.reasons))


def every_child_in_school(a: Asking) -> Finding:
    """Every child of school age in suitable education, whoever had the need."""
    need = a.need("school_need")
    given = attending(need).given
    return each_pupil(a, need, lambda q: suitably_taught(replace(q, given=given)))


def attending(need: Need) -> Test:
    """The part of a need of school that asks for attendance."""
    return next(t for t in need.result.parts if t.rule == "attended_enough")


def applied(a: Asking, need: Need) -> bool:
    """Whether a half applied to the family: someone found its problem, and nothing denies it."""
    return any(
        n.need.code == need.code and n.counts in {Verdict.MET, Verdict.NOT_KNOWN} for n in a.needs
    )


def education_half(a: Asking) -> Finding:
    need = a.need("education_need")
    if not applied(a, need):
        return not_applicable("School was not among the family’s problems.")
    others = applied(a, a.need("crime_need"))
    return each_pupil(a, need, lambda q: at_school_or_at_home(need, q), drops_out=others)


def at_school_or_at_home(need: Need, q: Question) -> Finding:
    """Who was taught suitably at home through all those terms has no attendance to be known."""
    found = run(need.result, q)
    if found.verdict is not Verdict.NOT_KNOWN:
        return found
    q = replace(q, given=attending(need).given)
    home = taught_at_home(q, home_days(q))
    return found if home is None else home


def crime_half(a: Asking) -> Finding:
    need = a.need("crime_need")
    if not applied(a, need):
        return not_applicable("Crime was not among the family’s problems.")
    whose = [a.question(need, person) for person in (None, *a.facts.people)]
    after = max((q.after for q in whose if q.after), default=None)
    q = replace(whose[0], given=need.result.given, after=after)
    finding = since_slipping(falls.crime_falls(q), q, falls.crime_falls)
    equal = None if finding.is_met else judged_equal(a, need, after)
    return finding if equal is None else equal


def judged_equal(a: Asking, need: Need, after: date | None) -> Finding | None:
    """The half asks what its need asks, of the family: where that is judged equal, so is this."""
    own = [n for n in a.counting if n.need.code == need.code]
    judged = [n.outcome for n in own if n.judgement]
    stands = all(f.since and (after is None or f.since > after) for f in judged)
    if not judged or not stands or not all(n.outcome.is_met for n in own):
        return None
    return all_of(*judged)


def adults(a: Asking) -> list[Person]:
    return [
        p
        for p in a.facts.people
        if not p.is_unborn(a.today)
        and (age >= GROWN if (age := p.age(a.today)) is not None else p.relation in GROWN_UP)
    ]


def any_adult(a: Asking, test: Callable[[Question], Finding]) -> Finding:
    need = a.need("work_need")
    found = [
        named(test(replace(a.question(need, adult), given=a.route.given)), adult)
        for adult in adults(a)
    ]
    return any_of(*found) if found else not_met("There is no adult in the family.")


def employment(a: Asking) -> Finding:
    return any_adult(a, work.left_benefit_for_work)


def progress_to_work(a: Asking) -> Finding:
    return any_adult(a, work.joined_work_programme)


def way_of_working(a: Asking) -> Finding:
    """Our own record: what is missing did not happen."""
    case = a.facts.case
    done = {
        "lead": (case.lead_since, "A lead worker"),
        "assessment": (case.assessment_completed, "A whole family assessment"),
        "plan": (case.plan_agreed, "An agreed plan"),
        "support": (min((s.start for s in case.support), default=None), "Support given"),
    }
    return all_of(*(step(*done[name]) for name in a.route.steps))


def step(on: date | None, what: str) -> Finding:
    if on is None:
        return not_met(f"{what}: not on our record.")
    return met(f"{what}: {say_day(on)}.")


ASKED: dict[str, Callable[[Asking], Finding]] = {
    "every_need": every_need,
    "every_need_held": every_need_held,
    "every_child_in_school": every_child_in_school,
    "education_half": education_half,
    "crime_half": crime_half,
    "progress_to_work": progress_to_work,
    "employment": employment,
}
