"""What someone may choose in the explorer, and the tables that they get."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from outcomes.explorer import needs, support, visits
from outcomes.explorer.counts import AREA, TEAM, YEAR, Counting
from outcomes.explorer.parted import OTHERS, PARTED_BY, Parted, Whole
from outcomes.explorer.shapes import Table, counted
from outcomes.frameworks.loader import framework, slugs
from outcomes.rules.meanings import same_code
from sharing.models import User
from sharing.rules.days import long_day

NEEDS, TOGETHER, SUPPORT, PLACES, TIME = "needs", "together", "support", "places", "time"
SHOWS = {
    NEEDS: "Needs",
    TOGETHER: "Needs that go together",
    SUPPORT: "Support and results",
    PLACES: "Years, areas and teams",
    TIME: "Kept and lost over time",
}
GROUPS = {YEAR: "Year the case opened", AREA: "Area", TEAM: "Team"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was chosen: which tables, whose framework version, one part of all families, one need.

    `part`: like `area:Orchard`; only single parts may be asked for, never two ways at once.
    """

    show: str = NEEDS
    version: str = ""
    part: str = ""
    need: str = ""

    @property
    def by(self) -> str:
        return self.part.partition(":")[0]

    @property
    def unit(self) -> str:
        return self.part.partition(":")[2]


class Explorer:
    """One agency's families, as its analysts, coordinators and supervisors may count them."""

    def __init__(self, user: User) -> None:
        """Raises ValueError for someone without an agency."""
        if user.agency is None:
            raise ValueError("Someone without a post counts nothing")
        self.agency = user.agency
        self._wholes: dict[str, Whole] = {}

    @cached_property
    def versions(self) -> list[str]:
        """Versions with five families or more, the most used first."""
        known = set(slugs())
        found = [v for v in Counting(self.agency).versions() if v in known]
        return [version for version in found if self.whole(version).published]

    def whole(self, version: str) -> Whole:
        if version not in self._wholes:
            self._wholes[version] = Whole(Counting(self.agency, version))
        return self._wholes[version]

    def families(self, version: str) -> str:
        """How many are counted in all, rounded, in words."""
        return counted(self.whole(version).families).words

    def parts(self, version: str) -> list[tuple[str, list[tuple[str, str]]]]:
        """What one may narrow to: by year, area and team."""
        return [(GROUPS[by], self._units(self.whole(version).parted(by))) for by in PARTED_BY]

    def _units(self, parted: Parted) -> list[tuple[str, str]]:
        return [(f"{parted.by}:{u.key}", u.title) for u in parted.units if u.key != OTHERS]

    def needs(self, version: str) -> list[tuple[str, str]]:
        """Needs that may be asked about."""
        found = needs.Needs(self.whole(version))
        return [(code, found.titles[code]) for code in found.codes]

    def tables(self, asked: Asked) -> list[Table]:
        """The tables, in the order of the page. Nothing where nothing may be published."""
        if asked.version not in self.versions:
            return []
        return list(self._tables(asked, self.whole(asked.version)))

    def _tables(self, asked: Asked, whole: Whole) -> Iterator[Table]:
        parted = whole.parted(asked.by) if asked.by else None
        if asked.show == NEEDS and asked.need:
            ways = [asked.by] if asked.by else PARTED_BY
            yield from (needs.need_by(whole, whole.parted(by), asked.need) for by in ways)
        elif asked.show == NEEDS and parted:
            yield needs.needs_of_part(whole, parted, asked.unit, self.title(asked))
        elif asked.show == NEEDS:
            yield needs.how_needs_stand(whole)
        elif asked.show == TOGETHER:
            yield needs.needs_together(whole, parted, asked.unit, asked.need)
        elif asked.show == SUPPORT:
            yield support.who_helped(whole, parted, asked.unit)
            yield visits.how_often(whole, parted, asked.unit)
        elif asked.show == PLACES:
            yield from (support.results_by(whole, whole.parted(by)) for by in PARTED_BY)
            yield from (visits.how_often_by(whole, whole.parted(by)) for by in PARTED_BY)
        else:
            yield support.kept_and_lost(self.whole(version) for version in self.versions)

    def title(self, asked: Asked) -> str:
        """The part that was chosen, by name."""
        named: dict[str, Any] = {}
        for _, units in self.parts(asked.version):
            named |= dict(units)
        return str(named.get(asked.part, ""))

    def warnings(self, asked: Asked) -> list[str]:
        """Where another version in use means something else by the codes that are shown."""
        if asked.version not in self.versions or asked.show not in (NEEDS, TOGETHER):
            return []
        codes = [asked.need] if asked.need else [code for code, _ in self.needs(asked.version)]
        others = [framework(version) for version in self.versions]
        return same_code(framework(asked.version), others, codes)

    def front(self, asked: Asked) -> list[str]:
        """What was asked, in words, for the head of a file."""
        today = timezone.localdate()
        lines = [f"{SHOWS[asked.show]}: {self.agency}", f"Counted on {long_day(today)}"]
        if asked.show != TIME:  # which has rows of every version
            lines.append(framework(asked.version).title)
        if asked.part:
            lines.append(f"{GROUPS[asked.by]}: {self.title(asked)}")
        if asked.need:
            lines.append(dict(self.needs(asked.version))[asked.need])
        return lines


def uses_part(show: str) -> bool:
    """Whether these tables can be narrowed to one part."""
    return show in (NEEDS, TOGETHER, SUPPORT)


def uses_need(show: str) -> bool:
    """Whether these tables can be narrowed to one need."""
    return show in (NEEDS, TOGETHER)
