"""The legal gateways, from the table beside this file: what each lets through and forbids."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("gateways.toml")
LISTS = ("givers", "takers", "one_end", "categories", "not_categories")


@dataclass(frozen=True, slots=True)
class Gateway:
    """A law that lets agencies tell each other something. An empty list forbids nothing."""

    title: str
    effect: str
    forbids: str
    givers: frozenset[str] = frozenset()
    takers: frozenset[str] = frozenset()
    one_end: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    not_categories: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset({"support", "results"})
    benefits: bool = False
    social_security: bool = False
    closed: str = ""

    def lets_give(self, kind: str) -> bool:
        return not self.givers or kind in self.givers

    def lets_receive(self, kind: str) -> bool:
        return not self.takers or kind in self.takers

    def joins(self, *kinds: str) -> bool:
        """Whether one of the two ends is of a kind that it asks for."""
        return not self.one_end or bool(self.one_end.intersection(kinds))

    def reaches(self, category: str) -> bool:
        if category in self.not_categories:
            return False
        return not self.categories or category in self.categories


@cache
def gateways() -> dict[str, Gateway]:
    """By title, in the order of the table."""
    rows = tomllib.loads(TABLE.read_text())["gateway"]
    return {row["title"]: _gateway(row) for row in rows}


def _gateway(row: dict[str, Any]) -> Gateway:
    lists = {name: frozenset(row[name]) for name in (*LISTS, "purposes") if name in row}
    return Gateway(**{**row, **lists})


def is_social_security(title: str) -> bool:
    """Whether what comes through it must stay with its receiver (P17)."""
    found = gateways().get(title)
    return found is not None and found.social_security
