"""Families by chance, counted in Python: what the explorer's SQL would say of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from random import Random

from outcomes.frameworks.reader import read_need
from outcomes.rules.local_meanings import local_meanings
from tests.outcomes.plans_made import OWN

VERSION = "nsfof-2022"
#: L1 is a need of the authority’s own.
CODES = ("1a", "3b", "L1", "5a", "9b")
KINDS = ("school", "police", "health")


@dataclass(frozen=True)
class OneFamily:
    """What is counted of one family."""

    area: str
    team: str
    year: str
    result: str
    needs: dict[str, str]
    around: tuple[str, ...]
    often: str
    approved: str

    def part(self, by: str) -> str:
        return str(getattr(self, by)) if by else ""


def families_by_chance(seed: int, number: int) -> list[OneFamily]:
    """The same seed makes the same ones; some areas and needs are common, some are rare."""
    rng = Random(seed)  # noqa: S311 (nothing secret)
    areas = [f"Ward {place}" for place in range(rng.randint(1, 6))]
    teams = ["East", "West", "-"][: rng.randint(1, 3)]
    return [
        OneFamily(
            area=rng.choices(areas, [1 / (n + 1) ** 2 for n in range(len(areas))])[0],
            team=rng.choice(teams),
            year=rng.choice(("2024", "2025", "2025", "2025")),
            result=rng.choices(("met", "not_met", "not_known", "not_judged"), (3, 6, 1, 1))[0],
            needs={
                code: rng.choices(("kept", "watched", "lost", "not_known"), (6, 3, 1, 2))[0]
                for code in CODES
                if rng.random() < 1 / (2 + CODES.index(code))
            },
            around=tuple(kind for kind in KINDS if rng.random() < 1 / (1 + KINDS.index(kind) * 3)),
            often=rng.choices(("weeks_2", "weeks_3", "less", "no_lead"), (6, 3, 1, 1))[0],
            approved=rng.choices(("-", "2026-01", "2026-04"), (6, 2, 1))[0],
        )
        for _ in range(number)
    ]


class MadeCounting:
    """In the place of `explorer.counts.Counting`."""

    def __init__(self, families: list[OneFamily], version: str = VERSION) -> None:
        self.families, self.version = families, version

    def results(self, by=""):
        return rows((f.part(by), f.result) for f in self.families)

    def needs(self, by=""):
        return rows((f.part(by), c, s) for f in self.families for c, s in f.needs.items())

    def pairs(self, by=""):
        return rows(
            (f.part(by), *pair) for f in self.families for pair in combinations(sorted(f.needs), 2)
        )

    def around(self, by=""):
        return rows((f.part(by), kind, f.result) for f in self.families for kind in f.around)

    def helped(self, by=""):
        return rows(
            (f.part(by), c, kind, s)
            for f in self.families
            for c, s in f.needs.items()
            for kind in f.around
        )

    def visited(self, by=""):
        return rows((f.part(by), f.often, f.result) for f in self.families)

    def approved(self):
        return rows((f.approved, f.result) for f in self.families)

    def local(self):
        return local_meanings([("Merrowby, version 4", [read_need(OWN, "need")])])

    def teams(self, keys):
        return {key: key for key in keys}


def rows(found):
    """Each with how many there are of it."""
    return [(*what, number) for what, number in Counter(found).items()]
