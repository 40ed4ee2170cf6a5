"""Families as they come: drawn from a seed, of 1 to 10 people, at every stage of a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from coordination.demo.days import days_before, years_before
from coordination.demo.names import BOYS, FAMILIES, GIRLS, LANGUAGES, MEN, WOMEN, a_phone, a_place
from coordination.demo.sketch import FoundNeed, Home, Member, Relation, Sketch
from sharing.rules.listing import listed

#: How many of a hundred families are at each stage. `claimed` closed long ago with every need met.
STAGES = {
    "": 8, "waiting": 1, "offered": 2, "not_allocated": 2, "active": 19, "claimed": 18,
    "watched": 16, "unmet": 34,
}  # fmt: skip
SCHOOL_FOR = (
    (2, ""), (5, "nursery"), (11, "kestrel"), (16, "larkmoor"), (18, "college"),
)  # fmt: skip
SOURCES = (
    "larkmoor", "larkmoor", "kestrel", "kestrel", "health", "health", "police", "tannery",
    "social_care", "college", "nursery", "",
)  # fmt: skip
#: Need, whose, and the ages between which someone may have it.
POSSIBLE = (
    ("1a", "child", 9, 14), ("1a", "child", 9, 14), ("9b", "family", 0, 0),
    ("10a", "parent", 19, 60), ("10a", "parent", 19, 60), ("10b", "family", 0, 0),
    ("3a", "child", 7, 16), ("3b", "parent", 19, 60), ("5a", "family", 0, 0),
    ("6a", "child", 1, 16), ("7c", "child", 13, 16), ("7c", "child", 13, 16),
    ("4a", "parent", 19, 60), ("2c", "child", 1, 3),
)  # fmt: skip
#: Days from the opening to the closing of a case that became a claim.
ENDED_WELL = (320, 400)
REASONS = {
    "claimed": "Outcomes met, sustained",
    "watched": "Outcomes met, being watched",
    "unmet": "Disengaged after stated attempts",
}


class Maker:
    """Draws families. The same seed draws the same ones."""

    def __init__(
        self, rng: Random, on: date, room: Mapping[str, int], taken: set[str] | None = None
    ) -> None:
        self.rng, self.on, self.workers = rng, on, tuple(room)
        self.taken = taken if taken is not None else set()
        self.room = dict(room)

    def families(self, number: int) -> list[Sketch]:
        """So many, with every stage in its share."""
        deck = [stage for stage, share in STAGES.items() for _ in range(share)]
        stages = [deck[place * len(deck) // number] for place in range(number)]
        self.rng.shuffle(stages)
        return [self.family(stage) for stage in stages]

    def family(self, stage: str) -> Sketch:
        """One family at that stage."""
        people = self._people(alone=not stage)
        place = a_place(self.rng)
        homes = [Home("Home 1", place.lines, place.postcode, place.ward)]
        if any(stay[0] == 1 for member in people for stay in member.stays):
            other = a_place(self.rng)
            homes.append(Home("Dad’s home", other.lines, other.postcode, other.ward))
        sketch = Sketch(self.reference(), _family_name(people), people, homes)
        sketch.bonds = bonds(people)
        sketch.source = self.rng.choice(SOURCES)
        self._consents(people)
        if stage:
            self._case(sketch, stage)
        return sketch

    def reference(self) -> str:
        """A free one, drawn by chance."""
        while True:
            reference = f"WF-{self.rng.randint(10_000, 99_999)}"
            if reference not in self.taken:
                self.taken.add(reference)
                return reference

    def _people(self, *, alone: bool) -> list[Member]:
        rng = self.rng
        name = rng.choice(FAMILIES)
        if alone and rng.random() < 0.3:
            return [self._adult(name, Relation.OTHER_ADULT, "", 18, 22)]
        shape = rng.choices(("mum", "both", "blended", "gran"), (42, 26, 24, 8))[0]
        people = [self._adult(name, Relation.PARENT, "Mum", 24, 44, sex="f")]
        if shape == "both":
            people.append(self._adult(name, Relation.PARENT, "Dad", 25, 48, sex="m"))
        if shape == "blended":
            people.append(
                self._adult(rng.choice(FAMILIES), Relation.STEP_PARENT, "Stepdad", 25, 46, sex="m")
            )
        kids = rng.choices((1, 2, 3, 4, 5, 6), (24, 34, 22, 12, 5, 3))[0]
        surname = rng.choice(FAMILIES) if shape == "blended" else name
        people += self._children(surname, kids, oldest=_age_of(people[0], self.on) - 18)
        if shape == "blended":
            self._other_home(people, surname)
        if shape == "gran":
            people.append(self._adult(name, Relation.GRANDPARENT, "Gran", 55, 72, sex="f"))
        if rng.random() < 0.06:
            due = self.on + timedelta(days=rng.randint(10, 200))
            people.append(Member("", name, Relation.UNBORN, expected=due, stays=()))
        focus = rng.choice([m for m in people if m.relation == Relation.CHILD])
        focus.is_focus = True
        return people

    def _other_home(self, people: list[Member], surname: str) -> None:
        dad = self._adult(surname, Relation.PARENT, "Dad", 27, 48, sex="m")
        dad.stays = ((1, 1.0, ""),)
        people.append(dad)
        if self.rng.random() < 0.5:
            for child in people[2:-1]:
                child.stays = ((0, 0.57, "Mon to Thu"), (1, 0.43, "Fri to Sun"))

    def _adult(
        self, family: str, relation: str, called: str, low: int, high: int, sex: str = ""
    ) -> Member:
        rng = self.rng
        sex = sex or rng.choice("fm")
        born = years_before(self.on, rng.randint(low, high), rng.randint(1, 364))
        given = rng.choice(WOMEN if sex == "f" else MEN)
        language = rng.choice(LANGUAGES) if rng.random() < 0.06 else ""
        return Member(
            given, family, relation, born, sex, called, language=language, phone=a_phone(rng)
        )

    def _children(self, family: str, number: int, oldest: int) -> list[Member]:
        rng = self.rng
        used: set[str] = set()
        found = []
        for _ in range(number):
            sex = rng.choice("fm")
            given = rng.choice([n for n in (GIRLS if sex == "f" else BOYS) if n not in used])
            used.add(given)
            age = rng.randint(0, max(1, min(16, oldest)))
            born = years_before(self.on, age, rng.randint(1, 364))
            called = "Daughter" if sex == "f" else "Son"
            member = Member(given, family, Relation.CHILD, born, sex, called)
            member.school = school_for(age)
            found.append(member)
        return sorted(found, key=lambda member: member.born or self.on)

    def _consents(self, people: list[Member]) -> None:
        for member in people:
            drawn = self.rng.random()
            member.consent = "yes"
            if drawn < 0.04:
                member.consent = "no"
            elif drawn < 0.07:
                member.consent = "withdrawn"
            elif drawn < 0.17:
                member.consent = ""
            elif drawn < 0.32:
                member.consent = "some"
        people[0].consent = people[0].consent or "yes"

    def _case(self, sketch: Sketch, stage: str) -> None:
        rng, on = self.rng, self.on
        back = {
            "waiting": (2, 9), "offered": (9, 15), "not_allocated": (18, 60), "active": (20, 330),
            "claimed": (540, 800), "watched": (330, 470), "unmet": (190, 380),
        }[stage]  # fmt: skip
        sketch.opened = days_before(on, rng.randint(*back))
        ended = {"claimed": (0, 0), "watched": (20, 170), "unmet": (5, 150)}.get(stage)
        if ended:
            sketch.closed = days_before(on, rng.randint(*ended))
            sketch.closing_reason = REASONS[stage]
        if stage == "claimed":
            lasted = min(rng.randint(*ENDED_WELL), (on - sketch.opened).days - 200)
            sketch.closed = sketch.opened + timedelta(days=lasted)
            if lasted % 8:  # most within a year, so that they are not in the archive yet
                sketch.closed = days_before(on, 205 + lasted % 150)
        sketch.stage = "closed" if ended else stage
        if stage in ("offered", "active") or ended:
            sketch.lead = self._lead(counts=not ended)
        self.find_needs(sketch, stage)

    def _lead(self, *, counts: bool) -> str:
        if not counts:
            return self.rng.choice(self.workers)
        free = [worker for worker in self.workers if self.room[worker] > 0]
        lead = self.rng.choice(free or self.workers)
        self.room[lead] -= 1
        return lead

    def find_needs(self, sketch: Sketch, stage: str) -> None:
        """Three to five needs that these people may have, and how each goes."""
        rng = self.rng
        wanted = rng.choices((2, 3, 4, 5), (8, 44, 34, 14))[0]
        if stage == "claimed":
            wanted = max(3, wanted)
        courses = {
            "claimed": ("good",),
            "watched": ("good", "good", "good", "unknown"),
            "unmet": ("good", "bad", "unknown"),
        }.get(stage, ("good", "bad", "bad", "unknown"))
        for code, whose, low, high in rng.sample(POSSIBLE, len(POSSIBLE)):
            who = self._who(sketch, whose, low, high)
            fits = not (stage == "claimed" and code in ("2c", "7c"))
            if who == () or not fits or any(need.code == code for need in sketch.needs):
                continue
            sketch.needs.append(FoundNeed(code, who[0], rng.choice(courses)))
            if len(sketch.needs) == wanted:
                break

    def _who(self, sketch: Sketch, whose: str, low: int, high: int) -> tuple[int | None, ...]:
        if whose == "family":
            return (None,)
        places = sketch.parents if whose == "parent" else sketch.children(self.on)
        able = [p for p in places if low <= (sketch.age(p, self.on) or 0) <= high]
        return (self.rng.choice(able),) if able else ()


def _age_of(member: Member, on: date) -> int:
    return on.year - member.born.year if member.born else 30


def _family_name(people: list[Member]) -> str:
    return listed(dict.fromkeys(member.family for member in people if member.family))


def school_for(age: int) -> str:
    """Where a child of that age goes, by agency."""
    return next((school for under, school in SCHOOL_FOR if age < under), "")


def bonds(people: list[Member]) -> list[tuple[int, int, str]]:
    """Parents of their children, partners together or apart, brothers and sisters."""
    places = {
        relation: [p for p, m in enumerate(people) if m.relation == relation]
        for relation in Relation
    }
    parents = places[Relation.PARENT]
    children = places[Relation.CHILD] + places[Relation.UNBORN]
    found = [(parent, child, "parent_of") for parent in parents for child in children]
    found += [(gran, parents[0], "parent_of") for gran in places[Relation.GRANDPARENT] if parents]
    partner = places[Relation.STEP_PARENT]
    if len(parents) == 2:
        found.append((parents[0], parents[1], "apart" if partner else "married"))
    found += [(parents[0], place, "living_together") for place in partner[:1]]
    found += [(one, other, "sibling") for one, other in pairwise(children)]
    return found
