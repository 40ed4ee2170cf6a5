"""Time something several times over, and keep the middle and the spread."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

REPEATS = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one call: this process's CPU, and the wall clock, over `REPEATS` rounds."""

    cpu: float
    wall: float
    spread: float

    def over(self, floor: Timing) -> float:
        return self.cpu / floor.cpu

    def wall_over(self, floor: Timing) -> float:
        return self.wall / floor.wall


def timed(call: Callable[[], object], times: int = 20) -> Timing:
    """Call it once to warm up, then `REPEATS` rounds of `times`; medians."""
    call()
    cpus, walls = [], []
    for _ in range(REPEATS):
        wall, cpu = time.perf_counter(), time.process_time()
        for _ in range(times):
            call()
        cpus.append((time.process_time() - cpu) / times * 1000)
        walls.append((time.perf_counter() - wall) / times * 1000)
    middle = statistics.median(walls)
    return Timing(statistics.median(cpus), middle, (max(walls) - min(walls)) / middle)
