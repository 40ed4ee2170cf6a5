"""Is this a family we know? People who are named to us beside people of families on record.

Asked of a referral, and of a family that another council offers.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from families.rules.matching import Known, Sought, Strength, compare, normalised

MOST_FAMILIES = 5


@dataclass(frozen=True, slots=True)
class Named:
    """Someone who is named to us, by their row."""

    row: int
    sought: Sought


@dataclass(frozen=True, slots=True)
class Pair:
    """Someone named who may be someone on record, and why."""

    row: int
    person: int
    strength: Strength
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SameFamily:
    """A family that may be the one, with the pairs that say so; each row and person once."""

    family: int
    pairs: tuple[Pair, ...]

    @property
    def exact(self) -> int:
        return sum(pair.strength is Strength.EXACT for pair in self.pairs)

    @property
    def strength(self) -> Strength:
        return Strength.EXACT if self.exact else Strength.LIKELY


@dataclass
class Register:
    """People on record by what makes two people alike, so that not everyone meets everyone."""

    families: dict[int, int] = field(default_factory=dict)
    known: dict[int, Known] = field(default_factory=dict)
    by_birthday: dict[object, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, people: Iterable[tuple[int, Known]]) -> "Register":
        """From pairs of a family and one of its people."""
        register = cls()
        for family, known in people:
            register.families[known.id] = family
            register.known[known.id] = known
            if known.born:
                register.by_birthday[known.born].append(known.id)
            for name in known.names:
                register.by_name[normalised(name.family or name.given)].append(known.id)
        return register

    def near(self, sought: Sought) -> set[int]:
        name = normalised(sought.name.family or sought.name.given)
        return {*self.by_birthday.get(sought.born, ()), *self.by_name.get(name, ())}


def same_families(people: Sequence[Named], register: Register) -> list[SameFamily]:
    """Families with at least one person alike, most exact pairs first."""
    pairs: dict[int, list[Pair]] = defaultdict(list)
    for named in people:
        for person in register.near(named.sought):
            found = compare(named.sought, register.known[person])
            if found.strength is not Strength.NONE:
                pair = Pair(named.row, person, found.strength, found.score, found.reasons)
                pairs[register.families[person]].append(pair)
    offers = [SameFamily(family, best_pairs(found)) for family, found in pairs.items()]
    offers.sort(key=lambda o: (-o.exact, -len(o.pairs), -max(p.score for p in o.pairs), o.family))
    return offers[:MOST_FAMILIES]


def best_pairs(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The strongest first, and nobody twice: twins are not both the one child who was named."""
    rows, people, kept = set(), set(), []
    order = sorted(pairs, key=lambda p: (p.strength is not Strength.EXACT, -p.score, p.person))
    for pair in order:
        if pair.row not in rows and pair.person not in people:
            rows.add(pair.row)
            people.add(pair.person)
            kept.append(pair)
    return tuple(sorted(kept, key=lambda p: p.row))
