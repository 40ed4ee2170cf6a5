"""Whom a need can be about: a child, an adult, people of an age, or anyone in the family."""

from datetime import date
from functools import lru_cache

from outcomes.rules.facts import Person
from outcomes.rules.framework import Need
from sharing.rules import Finding, Verdict, met, not_known, not_met

GROWN_UP = ("parent", "step_parent", "partner", "grandparent", "other_adult")
SAID_SUBJECT = {
    "child": "a child", "adult": "an adult", "parent": "a parent", "young_person": "a young person",
}  # fmt: skip


@lru_cache(maxsize=10_000)
def suits_subject(need: Need, relation: str, age: int | None, unborn: bool) -> Finding:
    """Whether the need is one of people like these, by their age on the day it was found."""
    if need.subject == "family":
        return met("A need of the family.")
    if need.subject == "person" and need.ages is None:
        return met("A need of anyone in the family.")
    if need.ages is not None:
        return suits_ages(need.ages, relation, age, unborn)
    said = f"This need is for {SAID_SUBJECT.get(need.subject, 'someone not yet born')}."
    grown = age >= 18 if age is not None else relation in GROWN_UP
    suits = {
        "adult": grown,
        "parent": grown or relation in GROWN_UP,  # of any age
        "unborn": unborn,
    }.get(need.subject, not grown)
    return met(said) if suits else not_met(said)


def suits_ages(ages: tuple[int, int], relation: str, age: int | None, unborn: bool) -> Finding:
    youngest, oldest = ages
    said = f"This need is for people aged {youngest} to {oldest}."
    if oldest > 100:
        said = f"This need is for people aged {youngest} or over."
    if age is None and unborn:
        return not_met(said)
    if age is None:
        if oldest < 18 and relation in GROWN_UP:  # where no birthday is known, the relation says it
            return not_met(said)
        if oldest > 100 and relation in GROWN_UP:
            return met(said)
        return not_known("We don’t know the birthday.", missing=["A date of birth"])
    return met(said) if youngest <= age <= oldest else not_met(said)


def may_be_of(need: Need, person: Person, day: date) -> bool:
    """Whether the need can be this person's, as they were on that day. Whose age is not known, it
    may be."""
    suits = suits_subject(need, person.relation, person.age(day), person.is_unborn(day))
    return suits.verdict is not Verdict.NOT_MET
