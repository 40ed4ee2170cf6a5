"""Evidence as a sentence: what a dated fact (facts.md) says of someone, and whether it worries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from outcomes.rules.spoken import count_of

Said = tuple[str, str]
BAD, WAIT, GOOD, INFO = "bad", "wait", "good", "info"

HOUSING = {
    "temporary": (WAIT, "The family lives in temporary housing"),
    "unsuitable": (BAD, "The home is not suitable"),
    "arrears": (BAD, "The rent is behind"),
    "notice": (BAD, "The landlord has given notice"),
    "evicted": (BAD, "The family was evicted"),
    "settled": (GOOD, "The home is settled"),
}
DEBT = {
    "unmanageable": (BAD, "Debts are more than the family can manage"),
    "plan_kept": (GOOD, "The debt plan is kept"),
    "plan_broken": (BAD, "The debt plan was broken"),
    "cleared": (GOOD, "The debts are cleared"),
}
CARE = {
    "EHA": (INFO, "has an early help assessment"),
    "CIN": (WAIT, "is a child in need"),
    "S47": (BAD, "is the subject of a child protection enquiry"),
    "CPP": (BAD, "has a child protection plan"),
    "CLA": (BAD, "is looked after by the council"),
}
STEPS = {
    "identified": (WAIT, "needs help with {area}"),
    "engaged": (GOOD, "is getting help with {area}"),
    "improved": (GOOD, "is better: {area}"),
    "reduced": (GOOD, "uses less: {area}"),
    "completed": (GOOD, "finished help with {area}"),
    "disengaged": (BAD, "stopped going for help with {area}"),
}
AREAS = {
    "mental": "mental health",
    "physical": "health",
    "learning": "learning",
    "neurodiversity": "neurodiversity",
    "early_development": "early development",
}
RISK = {"low": GOOD, "medium": WAIT, "high": BAD}
STUDY = {
    "education": (GOOD, "is in education"),
    "employment": (GOOD, "is in work"),
    "training": (GOOD, "is in training"),
    "neet": (BAD, "is not in education, work or training"),
}


def attendance(fact: dict[str, Any], who: str) -> Said:
    missed = int(fact.get("authorised", 0)) + int(fact.get("unauthorised", 0))
    possible = int(fact.get("possible", 0))
    year, _, term = str(fact.get("term", "")).partition("-")
    when = f" in {term} {year}" if term else ""
    if possible == 0:
        return INFO, f"No school sessions were possible for {who}{when}."
    if missed == 0:
        return GOOD, f"{who} missed no school{when}."
    tone = BAD if missed * 10 >= possible else GOOD
    return tone, f"{who} missed {missed} of {possible} school sessions{when}."


def mark(fact: dict[str, Any], who: str) -> Said | None:
    if str(fact.get("code", "")) not in {"O", "U", "N", "G"}:
        return None
    when = "morning" if fact.get("session") == "am" else "afternoon"
    return BAD, f"{who} was out of school in the {when}."


def suspension(fact: dict[str, Any], who: str) -> Said:
    sessions = count_of(fact.get("sessions", 1), "session")
    return BAD, f"{who} was suspended from school for {sessions}."


def placement(fact: dict[str, Any], who: str) -> Said:
    if fact.get("setting") == "none":
        return BAD, f"{who} has no school place."
    tone = GOOD if fact.get("suitable") else WAIT
    return (
        tone,
        f"{who} has {'a suitable' if fact.get('suitable') else 'an unsuitable'} place to learn.",
    )


def offence(fact: dict[str, Any], who: str) -> Said | None:
    role = fact.get("role")
    if role in ("victim", "witness"):
        return WAIT, f"{who} was a {role} of an offence."
    return BAD, f"{who} was named for an offence."


def abuse(fact: dict[str, Any], who: str) -> Said:
    risk = fact.get("risk")
    if risk in RISK and not fact.get("incident"):
        return RISK[risk], f"The risk of harm in the home was found to be {risk} for {who}."
    return BAD, f"Harm in the home was reported about {who}."


def step(area: str) -> Callable[[dict[str, Any], str], Said | None]:
    def say_step(fact: dict[str, Any], who: str) -> Said | None:
        found = STEPS.get(str(fact.get("state")))
        if found is None:
            return None
        named = AREAS.get(str(fact.get("area")), area)
        return found[0], f"{who} {found[1].format(area=named)}."

    return say_step


def stated(table: dict[str, Said], key: str) -> Callable[[dict[str, Any], str], Said | None]:
    def say_state(fact: dict[str, Any], who: str) -> Said | None:
        found = table.get(str(fact.get(key)))
        if found is None:
            return None
        tone, words = found
        return tone, f"{words}." if words[0].isupper() else f"{who} {words}."

    return say_state


def constant(tone: str, words: str) -> Callable[[dict[str, Any], str], Said | None]:
    return lambda _, who: (tone, f"{who} {words}.")


SAYINGS: dict[str, Callable[[dict[str, Any], str], Said | None]] = {
    "attendance": attendance,
    "attendance_mark": mark,
    "suspension": suspension,
    "exclusion": constant(BAD, "was excluded from school for good"),
    "placement": placement,
    "offence": offence,
    "asb": constant(BAD, "was named for trouble in the neighbourhood"),
    "sentence": constant(WAIT, "has a sentence from the court"),
    "employment": constant(GOOD, "is in work"),
    "work_programme": constant(GOOD, "joined a work programme"),
    "benefit": constant(INFO, "gets benefits"),
    "eet": stated(STUDY, "status"),
    "social_care": stated(CARE, "status"),
    "domestic_abuse": abuse,
    "missing": constant(BAD, "was missing"),
    "health": step("health"),
    "substance": step("drink or drugs"),
    "housing": stated(HOUSING, "state"),
    "debt": stated(DEBT, "state"),
}


def say(kind: str, fact: dict[str, Any], who: str) -> Said | None:
    """Tone and sentence, or None where the fact is for the rules and not for reading."""
    saying = SAYINGS.get(kind)
    return saying(fact, who) if saying else None


def dated(fact: dict[str, Any], fallback: str) -> str:
    """The day a fact is about (ISO), for sorting and for its source line."""
    return str(fact.get("to") or fact.get("on") or fact.get("from") or fallback)
