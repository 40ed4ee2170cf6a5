"""One line of the table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table. `ratio` is over its floor, or plain where the floor is `-`."""

    code: str
    what: str
    ratio: float
    target: float
    unit: str = "x"
    note: str = ""

    @property
    def holds(self) -> bool:
        return self.ratio <= self.target
