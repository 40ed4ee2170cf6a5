"""Which dated facts stand behind a need, and each in a few words that never name a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from outcomes.rules import evidence as kinds
from outcomes.rules.evidence import Evidence
from outcomes.rules.facts import Coverage, Facts
from outcomes.rules.framework import Need, Test
from outcomes.rules.spoken import BENEFITS, CARE, count_of
from outcomes.rules.subjects import may_be_of
from sharing.rules import Verdict

OWN = {"judgement", "regression"}
OF_RULE: dict[str, set[str]] = {
    "attended_below": {"attendance", "attendance_mark"},
    "attended_enough": {"attendance", "attendance_mark"},
    "not_well_placed": {"placement", "suspension", "exclusion"},
    "well_placed": {"placement", "suspension", "exclusion"},
    "stepped_down": {"social_care"},
    "workless": {"benefit", "employment", "work_programme"},
    "in_work": {"benefit", "employment", "work_programme"},
    "in_work_or_progress": {"benefit", "employment", "work_programme", "eet"},
    "settled_or_arrears_plan_kept": {"housing", "debt"},
    "suspended_often": {"suspension"},
    "suspended_long": {"suspension"},
    "few_suspensions": {"suspension"},
    "excluded_for_good": {"exclusion"},
    "placed_in": {"placement"},
    "crime_falls": {"asb", "offence"},
    "due_out": {"sentence"},
    "sentenced": {"sentence"},
    "on_benefit": {"benefit"},
    "debts_in_order": {"debt", "housing"},
    "neet": {"eet"},
    "in_eet": {"eet"},
}
OF_ALL = {"crime_falls"}  # phase 1's falls are the family's
WORDS = {
    "asb": "antisocial behaviour",
    "offence": "offences",
    "missing": "missing episodes",
    "domestic_abuse": "domestic abuse",
    "suspension": "suspensions",
    "attendance_mark": "attendance marks",
    "employment": "jobs",
    "eet": "education or work",
}
SHOWS = {"counted": "all counted", "none_found": "looked, and none found"}
AREAS = {"mental": "mental health", "physical": "physical health"}
RESULTS = {
    "progress": "progress",
    "no_progress": "no progress",
    "equivalent": "as good as the measured test",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One thing that stands behind a need, as a claim freezes it. `on` is the day we had it."""

    source: str
    what: str
    on: date | None

    def to_dict(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "what": self.what,
            "on": self.on.isoformat() if self.on else None,
        }


def lines(facts: Facts, need: Need, person: str | None) -> list[EvidenceLine]:
    """All that stands behind the need of this person (None: the family), newest first."""
    others = not_about(facts, need, person)
    found = [line_of(item) for item in standing(facts, need, person)]
    known = (c for c in facts.coverage if c.person not in others)
    found += [covered(c) for c in known if covers(c, need, person)]
    return sorted(found, key=lambda line: line.on or date.min, reverse=True)


def standing(facts: Facts, need: Need, person: str | None) -> list[Evidence]:
    """The items that stand behind the need of this person; of the family, those of the people whom
    it can be about."""
    others = not_about(facts, need, person)
    items = (i for i in facts.evidence if i.about != "person" or i.person not in others)
    return bearing_on(items, need, person)


def not_about(facts: Facts, need: Need, person: str | None) -> frozenset[str]:
    """Whom a need that names nobody can't be about, on the day on which it was found."""
    if person is not None or need.is_of_anyone:
        return frozenset()
    found = [n.identified for n in facts.needs if n.need == need.code and n.person is None]
    day = max(facts.case.opened, min(found, default=facts.case.opened))
    return frozenset(p.id for p in facts.people if not may_be_of(need, p, day))


def line_of(item: Evidence) -> EvidenceLine:
    return EvidenceLine(source=item.source, what=what(item), on=item.recorded or item.dated)


def covered(coverage: Coverage) -> EvidenceLine:
    until = f" to {day(coverage.end)}" if coverage.end else " on"
    words = WORDS.get(coverage.kind, coverage.kind.replace("_", " "))
    said = f"{words.capitalize()} from {day(coverage.start)}{until}: {SHOWS[coverage.status]}"
    return EvidenceLine(source=coverage.source, what=said, on=coverage.end or coverage.start)


def covers(coverage: Coverage, need: Need, person: str | None) -> bool:
    """Coverage says something only of what is counted."""
    told = coverage.kind in kinds_for(need) - OWN and coverage.status in SHOWS
    whose = read_of(need, person, coverage.kind)
    return told and (whose is None or coverage.person in (None, whose))


def bears_on(item: Evidence, need: Need, person: str | None) -> bool:
    """Whether a rule of this need would look at the item."""
    return bool(bearing_on([item], need, person))


def bearing_on(items: Iterable[Evidence], need: Need, person: str | None) -> list[Evidence]:
    """The items that a rule of this need would look at."""
    told, read = list(items), kinds_for(need)
    of_whom = {kind: read_of(need, person, kind) for kind in {item.kind for item in told}}
    return [item for item in told if _bears(item, need, person, read, of_whom[item.kind])]


def _bears(
    item: Evidence, need: Need, person: str | None, read: frozenset[str], of_whom: str | None
) -> bool:
    if isinstance(item, kinds.Judgement | kinds.Regression):
        return is_word_on(item, need.code, person)
    if of_whom not in (None, item.person):
        return False
    if isinstance(item, kinds.Score):
        return item.tool.casefold() in {tool.casefold() for tool in given(need, "tools")}
    if isinstance(item, kinds.Health):
        return item.kind in read and reads_area(need, item.area)
    return item.kind in read


def is_word_on(item: kinds.Judgement | kinds.Regression, need: str, person: str | None) -> bool:
    """A judgement is of the one whom it names; a slip may be the whole family's."""
    if isinstance(item, kinds.Regression):
        return item.is_of(need, person)
    return item.need == need and item.person == person


@lru_cache(maxsize=1_000)
def kinds_for(need: Need) -> frozenset[str]:
    """The kinds of fact that its two tests read, and a worker's word on it."""
    found = set(OWN)
    for test in tests(need):
        found |= read_by(test)
    return frozenset(found)


def read_of(need: Need, person: str | None, kind: str) -> str | None:
    """Of whom the rules of this person's need read facts of a kind; None: of everyone. A home and
    debts are the family's, whoever has the need."""
    if kind in of_all(need) or kinds.KINDS[kind].about == "family":
        return None
    return person


@lru_cache(maxsize=1_000)
def reads_area(need: Need, area: str) -> bool:
    """A test of health that names no area reads them all."""
    return any(
        area in (test.given.get("areas") or (area,))
        for test in tests(need)
        if kinds.Health.kind in read_by(test)
    )


@lru_cache(maxsize=1_000)
def of_all(need: Need) -> frozenset[str]:
    """The kinds of fact that its rules read of everyone, whoever has the need."""
    found = (read_by(test) for test in tests(need) if test.rule in OF_ALL)
    return frozenset().union(*found)


def read_by(test: Test) -> set[str]:
    """The kinds of fact that a single test reads."""
    return OF_RULE.get(test.rule, set()) | named(test)


def tests(need: Need) -> tuple[Test, ...]:
    """Every single test of the need, those inside others too."""
    return (*need.entry.parts, *need.result.parts)


def named(test: Test) -> set[str]:
    kind = test.given.get("kind")
    return {*test.given.get("kinds", ()), *([kind] if kind else [])}


@lru_cache(maxsize=1_000)
def given(need: Need, name: str) -> frozenset[str]:
    return frozenset(word for test in tests(need) for word in test.given.get(name, ()))


def worker_says(evidence: Iterable[Evidence], need: str, person: str | None) -> Verdict:
    """The newest word of a professional on the need; not known where nobody has said."""
    said = [
        item
        for item in evidence
        if isinstance(item, kinds.Judgement | kinds.Regression) and is_word_on(item, need, person)
    ]
    if not said:
        return Verdict.NOT_KNOWN
    newest = max(said, key=lambda item: item.on)
    good = isinstance(newest, kinds.Judgement) and newest.result != "no_progress"
    return Verdict.MET if good else Verdict.NOT_MET


def what(item: Evidence) -> str:
    """A few words, with the days that it is about."""
    said: str = SAYINGS[item.kind](item)
    if isinstance(item, kinds.Spell):
        return f"{said}, {spell(item)}"
    if isinstance(item, kinds.Moment):
        return f"{said}, {day(item.on)}"
    return said


def spell(item: kinds.Spell) -> str:
    if item.end is None:
        return f"since {day(item.start)}"
    return f"{day(item.start)} to {day(item.end)}"


def day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"


def attended(item: Any) -> str:
    year, _, term = item.term.partition("-")
    if not item.possible:
        return f"No sessions possible, {term} {year}"
    there = item.possible - item.authorised - item.unauthorised
    said = f"In school {100 * there / item.possible:.1f}%, {term} {year}"
    if item.school_authority and item.school_authority != item.home_authority:
        said += f", in {item.school_authority}"
    return said


def spoken(word: str) -> str:
    """A code as it is said."""
    return AREAS.get(word, word.replace("_", " "))


def worded(words: str, **parts: str) -> Any:
    """A saying made of the item's own words."""

    def say(item: Any) -> str:
        said = {name: spoken(str(getattr(item, field))) for name, field in parts.items()}
        told = words.format(**said)
        return told[:1].upper() + told[1:]

    return say


SAYINGS: dict[str, Any] = {
    "attendance": attended,
    "attendance_mark": worded("Mark {code} ({session})", code="code", session="session"),
    "suspension": lambda item: f"Suspended for {count_of(item.sessions, 'session')}",
    "exclusion": worded("Excluded for good"),
    "placement": lambda item: (
        f"{item.setting.replace('_', ' ').capitalize()}, "
        f"{'suitable' if item.suitable else 'not suitable'}"
    ),
    "offence": lambda item: f"{item.outcome.replace('_', ' ').capitalize()} ({item.role})",
    "asb": worded("Antisocial behaviour"),
    "sentence": worded("Sentence: {type}", type="type"),
    "benefit": lambda item: f"Benefit: {BENEFITS[item.benefit]}",
    "employment": lambda item: f"In work {item.hours:g} hours a week",
    "work_programme": worded("Work programme, {event}", event="event"),
    "eet": lambda item: (
        "Not in education, work or training" if item.status == "neet" else f"In {item.status}"
    ),
    "social_care": lambda item: CARE[item.status].capitalize(),
    "domestic_abuse": lambda item: (
        f"Domestic abuse, {'an incident' if item.incident else 'no incident'}"
        f"{f', risk {item.risk}' if item.risk else ''}"
    ),
    "missing": worded("Missing from home"),
    "health": worded("{area}: {state}", area="area", state="state"),
    "substance": worded("Drink or drugs: {state}", state="state"),
    "housing": worded("Home: {state}", state="state"),
    "debt": worded("Debt: {state}", state="state"),
    "score": lambda item: f"{item.tool} {item.question}: {item.value:g}",
    "judgement": lambda item: f"Worker’s judgement: {RESULTS[item.result]}",
    "regression": worded("Slipped back"),
}
