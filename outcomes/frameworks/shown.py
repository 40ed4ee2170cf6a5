"""A published framework as its page shows it: every rule with how sure we are of it and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from outcomes.frameworks.loader import framework
from outcomes.frameworks.sources import named_in
from outcomes.rules.framework import Framework, Provenance
from outcomes.rules.plan_words import PARTS, Setting, settings_of


@dataclass(frozen=True, slots=True)
class Sure:
    """How many of a framework's rules are its publisher's own words."""

    published: int
    of: int


def shown(slug: str) -> dict[str, Any]:
    """What the page of one published version is drawn from."""
    version = framework(slug)
    settings = settings_of(version, {})
    rules = [*_rules(version), *((one.provenance, one.source) for one in settings)]
    published = sum(provenance == "confirmed" for provenance, _ in rules)
    return {
        "version": version,
        "sure": Sure(published, len(rules)),
        "parts": [(title, own) for part, title in PARTS.items() if (own := _of(part, settings))],
        "documents": named_in(source for _, source in rules),
    }


def _of(part: str, settings: list[Setting]) -> list[Setting]:
    return [one for one in settings if one.part == part]


def _rules(version: Framework) -> Iterator[tuple[Provenance, str]]:
    for headline in version.headlines:
        yield headline.provenance, headline.source
        for need in headline.needs:
            yield need.provenance, need.source
