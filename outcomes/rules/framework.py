"""A published framework and an authority's plan over it, as data that rules read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

Provenance = Literal["confirmed", "assumed"]
Subject = Literal["child", "adult", "young_person", "family", "unborn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """The name of a rule and what it is given."""

    __test__ = False

    rule: str
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A need of the framework: when it counts, and what shows that it is met.

    `months`: how long the outcome must hold by itself; None where its rule counts terms or weeks.
    `ages`: youngest and oldest at entry, where the subject alone does not say it.
    """

    code: str
    headline: str
    text: str
    outcome: str
    subject: Subject
    entry: Test
    result: Test
    months: int | None
    provenance: Provenance
    source: str
    ages: tuple[int, int] | None = None
    measured: bool
    nomination: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    code: str
    name: str
    provenance: Provenance
    source: str
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    min_needs: int
    min_headlines: int
    child_under: int
    unborn_counts: bool
    provenance: Provenance
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way to a result; `until` is the last judging day on which it pays."""

    code: str
    name: str
    amount: Decimal
    until: date | None = None
    watch_months: int
    provenance: Provenance
    source: str

    def flaw(self) -> tuple[str, str] | None:
        if self.amount < 0:
            return "amount", "pounds, 0 or more"
        return ("watch_months", "0 or more months") if self.watch_months < 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """One published version. `sha256` is of the file itself.

    `counts_with`: the versions of the same programme, in which a family counts only once.
    """

    slug: str
    title: str
    counts_with: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    headlines: tuple[Headline, ...]
    eligibility: Eligibility
    routes: tuple[Route, ...]
    sha256: str

    @property
    def needs(self) -> tuple[Need, ...]:
        return tuple(need for headline in self.headlines for need in headline.needs)

    def need(self, code: str) -> Need | None:
        return next((need for need in self.needs if need.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pays:
    """A local payer's own terms: they replace the version's amounts and last day."""

    amounts: Mapping[str, Decimal]
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An authority's dated overlay; None leaves the version as it is."""

    authority: str | None = None
    count_authorised_absence: bool | None = None
    min_attendance: Decimal | None = None
    sustain_months: Mapping[str, int] = field(default_factory=dict)
    min_headlines: int | None = None
    same_fact_may_count_twice: bool = False
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    discretion: tuple[str, ...] = ()
    local_needs: tuple[Need, ...] = ()
    pays: Pays | None = None
    block_across_programmes: bool = False
    crime_reduction: Decimal | None = None

    def months_for(self, code: str, otherwise: int) -> int:
        """Months of sustaining for a need: its own, else everyone's, else the version's."""
        return self.sustain_months.get(code, self.sustain_months.get("*", otherwise))


NO_PLAN = Plan()
