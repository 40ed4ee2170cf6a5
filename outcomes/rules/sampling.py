"""A sample of claims that anyone can draw again from the seed and the population."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn; `population_hash` is of the ids in order, one a line (SHA-256)."""

    seed: str
    population_hash: str
    size: int
    chosen: tuple[str, ...]


def population_hash(population: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(population).encode()).hexdigest()


def draw(population: Sequence[str], *, size: int, seed: str) -> Sample:
    """`size` ids, in the population's order. Each id's place in the draw is the SHA-256 of
    seed, population hash and id, so no library's random numbers are part of the record."""
    if len(set(population)) != len(population):
        raise ValueError("The population names something twice")
    if size < 0:
        raise ValueError("A sample can’t be smaller than nothing")
    whole = population_hash(population)
    ranked = sorted(
        population, key=lambda id_: hashlib.sha256(f"{seed}\n{whole}\n{id_}".encode()).digest()
    )
    drawn = set(ranked[:size])
    return Sample(seed, whole, len(drawn), tuple(i for i in population if i in drawn))


def sample_size(population: int, *, percent: int = 10, at_least: int = 1) -> int:
    """At least so many percent of the population, rounded up, and never more than it."""
    return min(population, max(at_least, ceil(population * percent / 100)))
