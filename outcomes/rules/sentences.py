"""Sentences of those with parental duties, expectant or new parents, and carers."""

from datetime import date

from outcomes.rules.dates import ONE_DAY, add_months, say_day
from outcomes.rules.evidence import Sentence
from outcomes.rules.facts import Person
from outcomes.rules.question import Question, covers, not_recorded
from sharing.rules import Finding, any_of, met, not_applicable, not_known, not_met


def with_duties(q: Question) -> Finding:
    if q.person is None:
        return not_applicable("A sentence is about one person. Say who.")
    if not q.person.parental_duties:
        return not_met("This need is for people with parental duties.")
    return met("Has parental duties.")


def running(q: Question) -> list[Sentence]:
    return [s for s in q.of(Sentence) if s.type in q.given["types"] and s.runs_on(q.day)]


def sentenced(q: Question) -> Finding:
    """Entry: such a sentence runs on the day, on someone with parental duties."""
    duties = with_duties(q)
    if not duties.is_met:
        return duties
    found = running(q)
    if found:
        said = found[-1].type.replace("_", " ").capitalize()
        return met(f"{said} since {say_day(found[-1].start)}.")
    return no_sentence(q)


def no_sentence(q: Question) -> Finding:
    if q.of(Sentence) or covers(q.covered(Sentence.kind), q.day, q.day):
        return not_met(f"No such sentence on {say_day(q.day)}.")
    return not_known("We don’t know of any sentence.", missing=not_recorded(q, Sentence.kind))


def due_out(q: Question) -> Finding:
    """Entry: in custody and due out within so many months, with parental duties to come."""
    duties = with_duties(q)
    if not duties.is_met:
        return duties
    found = running(q)
    if not found:
        return no_sentence(q)
    until = release(q, found[-1])
    if until is None:
        return not_known("We don’t know the day of release.", missing=["The day of release"])
    said = f"Due out of prison on {say_day(until)}."
    return met(said) if until <= add_months(q.day, int(q.given["months"])) else not_met(said)


def release(q: Question, sentence: Sentence) -> date | None:
    """The last day of those that run beside it or go on from it; None where that is not known."""
    accepted = q.plan.sources.get(Sentence.kind)
    until = sentence.end
    for other in q.facts.of(Sentence, sentence.person):
        alike = other.type in q.given["types"] and (accepted is None or other.source in accepted)
        if until is not None and alike and other.start - ONE_DAY <= until:
            until = max(until, other.end) if other.end else None
    return until


def may_be_parent(person: Person) -> bool:
    return person.parental_duties or person.relation in {"parent", "step_parent", "partner"}


def expecting_or_new(q: Question) -> Finding:
    """Entry: a baby is expected in the family, or was born in the last months."""
    if q.person is not None and not may_be_parent(q.person):
        return not_met("This need is for an expectant or new parent.")
    first = add_months(q.day, -int(q.given["months"])) + ONE_DAY
    found = []
    for person in q.facts.people:
        if person.is_unborn(q.day):
            late = person.birth_overdue(q.today)
            said = "A baby was due more than 6 weeks ago, and no birth is recorded."
            unsure = not_known(said, missing=["Whether the baby was born"])
            found.append(unsure if late else met("A baby is expected."))
        elif person.born is not None and person.born >= first:
            found.append(met(f"A baby was born on {say_day(person.born)}."))
    return any_of(*found, not_met("No baby is expected, and none was born lately."))


def parent_or_child(q: Question) -> Finding:
    """Entry: drops out for a parent, a carer or a child. Another adult in the home is none of them
    while no parental duties are said."""
    if q.person is None or q.person.relation != "other_adult" or q.person.parental_duties:
        return not_applicable("A parent, a carer or a child.")
    return not_met("This need is for parents, carers and children.")
