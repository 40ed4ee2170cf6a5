"""Who could lead a family, best first, and the reasons for a meeting to weigh."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """What the family's side brings. `woman`: they asked for a woman (True) or a man (False)."""

    ward: str = ""
    languages: frozenset[str] = frozenset()
    woman: bool | None = None


@dataclass(frozen=True, slots=True)
class Worker:
    """What the worker's side brings. `woman` is None where it isn't known."""

    id: int
    led: int
    most: int
    wards: Sequence[str] = ()
    languages: Sequence[str] = ()
    woman: bool | None = None
    away: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    worker: int
    free: int
    away: bool
    reasons: tuple[str, ...]
    misses: tuple[str, ...]

    @property
    def could_lead(self) -> bool:
        return self.free > 0 and not self.away


def suggest(wish: Wish, workers: Iterable[Worker]) -> list[Suggestion]:
    """Everyone, those with room first; then by fewest misses, most reasons, most room."""
    found = [fit(wish, worker) for worker in workers]
    return sorted(
        found, key=lambda s: (not s.could_lead, len(s.misses), -len(s.reasons), -s.free, s.worker)
    )


def fit(wish: Wish, worker: Worker) -> Suggestion:
    """One worker beside the wish. What isn't known is neither a reason nor a miss."""
    reasons: list[str] = []
    misses: list[str] = []
    if wish.ward and worker.wards:
        covers = alike(wish.ward) in {alike(ward) for ward in worker.wards}
        (reasons if covers else misses).append(
            f"{'Covers' if covers else 'Does not cover'} {wish.ward} ward"
        )
    for language in sorted(wish.languages):
        speaks = alike(language) in {alike(spoken) for spoken in worker.languages}
        (reasons if speaks else misses).append(
            f"Speaks {language}" if speaks else f"Needs an interpreter for {language}"
        )
    if wish.woman is not None and worker.woman is not None:
        asked = "a woman" if wish.woman else "a man"
        if wish.woman == worker.woman:
            reasons.append(f"{asked.capitalize()}, as the family asked")
        else:
            misses.append(f"The family asked for {asked}")
    free = max(0, worker.most - worker.led)
    return Suggestion(worker.id, free, worker.away, tuple(reasons), tuple(misses))


def alike(word: str) -> str:
    return word.strip().casefold()
