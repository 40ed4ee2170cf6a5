"""Did evidence bear out a need when it was found (decisions 1 to 3)?"""

from collections.abc import Callable
from datetime import date

from outcomes.rules import crime, states
from outcomes.rules.dates import ONE_DAY
from outcomes.rules.evidence import Benefit, Eet, Evidence, Spell
from outcomes.rules.facts import Facts, Person
from outcomes.rules.framework import Need, Plan
from outcomes.rules.judgements import last_regression
from outcomes.rules.question import NOBODY, Question
from outcomes.rules.registry import run
from outcomes.rules.subjects import suits_subject
from sharing.rules import Finding, not_met
from sharing.rules.settled import settled


@settled()
class Entry:
    """The finding, and the facts that bore it out (one fact may serve only one headline)."""

    finding: Finding
    used: frozenset[Evidence] = frozenset()


def ask(
    facts: Facts, need: Need, person: Person | None, *, found: date, today: date, plan: Plan
) -> Question:
    """The question whether this need's outcome is met today; `found`: when it was identified."""
    return Question(
        facts=facts,
        need=need,
        given=need.result.given,
        person=person,
        day=today,
        today=today,
        entry_day=max(found, facts.case.opened),
        plan=plan,
        after=last_regression(facts, need, person, today),
    )


def look_back(
    facts: Facts, need: Need, person: Person | None, *, day: date, today: date, plan: Plan
) -> Question:
    """The question whether evidence bears this need out, looking back from a day."""
    return Question(
        facts=facts,
        need=need,
        given=need.entry.given,
        person=person,
        day=day,
        today=today,
        entry_day=day,
        plan=plan,
    )


def entry(q: Question) -> Entry:
    """Looks back from the day the need was found, or from the opening when that is later."""
    if q.person is not None:
        age, unborn = q.person.age(q.entry_day), q.person.is_unborn(q.entry_day)
        suits = suits_subject(q.need, q.person.relation, age, unborn)
        if not suits.is_met:
            return Entry(suits)
    elif not is_of_somebody(q):
        return Entry(not_met(NOBODY))
    then = look_back(q.facts, q.need, q.person, day=q.entry_day, today=q.today, plan=q.plan)
    finding = run(q.need.entry, then)
    return Entry(finding, used(then) if finding.is_met else frozenset())


def is_of_somebody(q: Question) -> bool:
    """Whether the family had anybody whom a need that names nobody can be about; a worker's word,
    where it is enough, says that it had."""
    if q.need.is_of_anyone or q.need.nomination or q.need.subject == "unborn":
        return True
    born = (p for p in q.facts.people if not p.is_unborn(q.entry_day))
    return any(q.concerns(p) for p in born)


def used(q: Question) -> frozenset[Evidence]:
    """The dated facts by which an entry test that is met is so, in all its parts that are. What
    several rows tell of one award or one trouble is one fact: the row by which it began."""
    found: frozenset[Evidence] = frozenset()
    parts = [part for part in q.need.entry.parts if part.rule in USED]
    alone = len(q.need.entry.parts) == 1
    for part in parts:
        if alone or run(part, q).is_met:
            found |= USED[part.rule](q.about(part.given))
    return frozenset(begun_by(q, item) if isinstance(item, Spell) else item for item in found)


def begun_by(q: Question, item: Spell) -> Spell:
    """The first of the rows that go on into this one without a day between, whoever tells them."""
    first = item
    same = (i for i in q.of(type(item)) if i.person == item.person and same_thing(i, item))
    for other in sorted(same, key=lambda i: i.start, reverse=True):
        touches = other.end is None or other.end + ONE_DAY >= first.start
        if other.start <= first.start and touches:
            first = other
    return first


def same_thing(one: Spell, other: Spell) -> bool:
    """One benefit by its name, one trouble of health by its area: its state may change."""
    return all(
        getattr(one, name, None) == getattr(other, name, None)
        for name in ("benefit", "area", "status")
    )


def benefits_running(q: Question) -> frozenset[Evidence]:
    wanted = q.given.get("benefits")
    running = (b for b in q.of(Benefit) if b.runs_on(q.day))
    return frozenset(b for b in running if wanted is None or b.benefit in wanted)


#: None where sessions are added up, or someone's word is enough.
USED: dict[str, Callable[[Question], frozenset[Evidence]]] = {
    "on_benefit": benefits_running,
    "workless": benefits_running,
    "happened_within": lambda q: frozenset(crime.told_once(crime.counted(q))),
    "state_recorded": lambda q: frozenset(
        i for i in states.borne_out_by(q) if states.state_of(i) in q.given["states"]
    ),
    "neet": lambda q: frozenset(e for e in q.of(Eet) if e.runs_on(q.day)),
}
