"""A published framework and an authority's plan over it, as data that rules read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

Provenance = Literal["confirmed", "assumed"]
Subject = Literal["child", "adult", "parent", "young_person", "family", "unborn", "person"]
#: About whom a need is, in words.
ABOUT: Mapping[Subject, str] = {
    "child": "a child",
    "adult": "an adult",
    "parent": "a parent",
    "young_person": "a young person",
    "family": "the whole family",
    "unborn": "an unborn child",
    "person": "anyone in the family",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """The name of a rule and what it is given.

    `any_of` and `all_of` are given other tests; `parts` are those, or this one. Where the two tests
    of a need are not equally sure, each says how sure it is and where it is from.
    """

    __test__ = False

    rule: str
    given: Mapping[str, Any] = field(default_factory=dict)
    provenance: Provenance | None = None
    source: str | None = None
    parts: tuple["Test", ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        tests: tuple[Test, ...] = self.given.get("tests", ())
        parts = tuple(part for test in tests for part in test.parts) or (self,)
        object.__setattr__(self, "parts", parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A need of the framework: when it counts, and what shows that it is met.

    `months`: how long the outcome must hold by itself; None where its rule counts terms or weeks.
    `provenance` is that of the less sure of its tests.
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

    def __hash__(self) -> int:
        """What is known of a need is kept by it; its tests can't be hashed."""
        return hash(self.code)

    @property
    def is_of_anyone(self) -> bool:
        """Whether it can be about anyone in the family."""
        return self.subject in {"family", "person"} and self.ages is None

    @property
    def about(self) -> str:
        """About whom it is, in words."""
        return ABOUT[self.subject]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    code: str
    name: str
    provenance: Provenance
    source: str
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """Who may count. `child_under` None: the version asks for no child.

    `student_until`: last age at which someone in education, in training or out of work, and living
    with the family, is still a dependent child. `unborn_for`: needs that make an unborn child do
    where `unborn_counts` doesn't. `min_among` of the headlines `among` must be there.
    """

    applies: bool = True
    min_needs: int
    min_headlines: int
    among: tuple[str, ...] = ()
    min_among: int = 0
    child_under: int | None = None
    student_until: int | None = None
    unborn_counts: bool = False
    unborn_for: tuple[str, ...] = ()
    absent_parent_headlines: int | None = None
    provenance: Provenance
    source: str

    def needs_for(self, headlines: int) -> int:
        """How many needs it takes. A version that counts headlines asks for no more needs than a
        plan asks for headlines; one that counts needs asks for its own number of them."""
        counts_headlines = self.min_headlines >= self.min_needs
        return min(self.min_needs, headlines) if counts_headlines else self.min_needs


ASKED = (
    "every_need",
    "every_need_held",
    "every_child_in_school",
    "education_half",
    "crime_half",
    "progress_to_work",
    "employment",
)
STEPS = ("lead", "assessment", "plan", "support")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way to a result: what it asks, the steps of working, and what it pays.

    `amounts`: pounds by the financial year in which the case opened, where they differ. `beside`:
    the route without which it pays nothing. `until`: the last judging day on which it pays.
    `given`: what its own tests are given (attendance, weeks).
    """

    code: str
    name: str
    amount: Decimal
    amounts: dict[str, Decimal] = field(default_factory=dict)
    beside: str | None = None
    until: date | None = None
    watch_months: int = 0
    asks: tuple[str, ...] = ("every_need_held",)
    steps: tuple[str, ...] = STEPS
    given: dict[str, Any] = field(default_factory=dict)
    provenance: Provenance
    source: str

    def flaw(self) -> tuple[str, str] | None:
        for name, words, known in (("asks", self.asks, ASKED), ("steps", self.steps, STEPS)):
            if any(word not in known for word in words):
                return name, f"only {', '.join(known)}"
        if any(amount < 0 for amount in (self.amount, *self.amounts.values())):
            return "amount", "pounds, 0 or more"
        return ("watch_months", "0 or more months") if self.watch_months < 0 else None

    def amount_for(self, opened: date) -> Decimal:
        """By the year of opening, 1 April to 31 March; the first or last year outside them."""
        if not self.amounts:
            return self.amount
        year = opened.year if opened.month >= 4 else opened.year - 1
        years = sorted(int(y) for y in self.amounts)
        return self.amounts[str(min(max(year, years[0]), years[-1]))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What one year of a programme paid up front, out of the whole for a family."""

    begins: date
    attachment: Decimal
    result: Decimal
    attachment_share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Money that hangs on how many families are worked with, not on one of them.

    `funded_one_in`: one family in so many is taken as paid for by another fund. `worked_percent`:
    how much of a year's target must be worked with for all of the next year's money.
    """

    funded_one_in: int
    worked_percent: Decimal
    year: tuple[Year, ...]
    provenance: Provenance
    source: str


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
    cohort: Cohort | None = None
    sha256: str
    needs: tuple[Need, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        needs = tuple(need for headline in self.headlines for need in headline.needs)
        object.__setattr__(self, "needs", needs)

    def need(self, code: str) -> Need | None:
        return next((need for need in self.needs if need.code == code), None)


def with_local(framework: Framework, local: Sequence[Need]) -> Framework:
    """The framework with an authority's own needs at the end of their headlines.

    For reading and choosing. `judge` is given the published version and the plan, each by itself.
    """
    if not local:
        return framework
    headlines = tuple(
        replace(h, needs=(*h.needs, *(need for need in local if need.headline == h.code)))
        for h in framework.headlines
    )
    return replace(framework, headlines=headlines)


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
