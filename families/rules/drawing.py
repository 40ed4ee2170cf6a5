"""What a family diagram is made of, in viewBox units, ready for a template."""

from __future__ import annotations

from dataclasses import dataclass

RADIUS = 22


@dataclass(frozen=True, slots=True)
class Symbol:
    """A person's shape. `beside` puts the name to its right, else it stands below."""

    x: float
    y: float
    form: str
    age: str
    name: str
    note: str
    focus: bool
    beside: bool
    points: str = ""

    @property
    def left(self) -> float:
        return self.x - RADIUS

    @property
    def top(self) -> float:
        return self.y - RADIUS

    @property
    def inner_left(self) -> float:
        return self.left + 5

    @property
    def inner_top(self) -> float:
        return self.top + 5

    @property
    def age_y(self) -> float:
        return self.y + 6

    @property
    def name_x(self) -> float:
        return self.x + 32 if self.beside else self.x

    @property
    def name_y(self) -> float:
        return self.y - 2 if self.beside else self.y + 43

    @property
    def note_y(self) -> float:
        return self.name_y + (18 if self.beside else 20)


@dataclass(frozen=True, slots=True)
class Stroke:
    d: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class House:
    x: float
    y: float
    width: float
    height: float
    title: str
    other: bool

    @property
    def label_x(self) -> float:
        return self.x + 16

    @property
    def label_y(self) -> float:
        return self.y + 26


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the template draws, in viewBox units."""

    width: int
    height: int
    houses: tuple[House, ...]
    lines: tuple[Stroke, ...]
    labels: tuple[Label, ...]
    symbols: tuple[Symbol, ...]
    generations: int
