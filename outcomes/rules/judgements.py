"""A professional's word on a need, kept apart from what was measured (decision 22)."""

from datetime import date

from outcomes.rules.dates import ONE_DAY, say_day, through
from outcomes.rules.evidence import Judgement, Regression
from outcomes.rules.facts import Facts, Person
from outcomes.rules.framework import Need
from outcomes.rules.question import Question
from sharing.rules import Finding, met, not_known, not_met


def own(q: Question) -> list[Judgement]:
    """Judgements of this need, of this person (or the family), after any regression. One from
    before the need was found is of something else: progress is from the level at entry."""
    person = q.person.id if q.person else None
    return [
        j
        for j in q.facts.of(Judgement)
        if j.need == q.need.code
        and j.person == person
        and q.entry_day <= j.on <= q.day
        and (q.after is None or j.on > q.after)
    ]


def nominated(q: Question) -> Finding:
    """Entry: a professional found the need; nothing that is measured could bear it out."""
    return met(f"Found by a worker on {say_day(q.entry_day)}.")


def judged(q: Question) -> Finding:
    """Progress, by the newest judgements without a break."""
    found = [j for j in own(q) if j.result != "equivalent"]
    if not found:
        return not_known("Nobody has judged this yet.", missing=["A judgement by a worker"])
    last = found[-1]
    if last.result == "no_progress":
        said = f"{last.by} judged no progress on {say_day(last.on)}. {sentence(last.reason)}"
        return not_met(said, earliest=through(q.day + ONE_DAY, q.months))
    since = last.on
    for judgement in reversed(found):
        if judgement.result == "no_progress":
            break
        since = judgement.on
    said = f"{last.by} judged progress on {say_day(last.on)}. {sentence(last.reason)}"
    return met(said, since=since)


def equivalent(q: Question) -> Finding | None:
    """Equal progress for good reason, where the plan lets this need be judged so. Where words are
    all there is, a later one that there is no progress takes it back."""
    if q.need.code not in q.plan.discretion:
        return None
    for j in reversed(own(q)):
        if j.result == "no_progress" and not q.need.measured:
            return None
        if j.result == "equivalent" and j.approver and j.approver != j.by:
            said = (
                f"{j.by} judged this equal to met on {say_day(j.on)}, "
                f"and {j.approver} approved it. {sentence(j.reason)}"
            )
            return met(said, since=j.on)
    return None


def last_regression(facts: Facts, need: Need, about: Person | None, day: date) -> date | None:
    """The newest day up to this one on which this need slipped back."""
    person = about.id if about else None
    days = [r.on for r in facts.of(Regression) if r.is_of(need.code, person) and r.on <= day]
    return max(days, default=None)


def sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?")) else f"{text}."
