"""Dated facts about people, one class a kind, as docs/facts.md publishes them."""

from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from sharing.rules.settled import settled

Source = Literal[
    "school", "police", "yot", "housing", "dwp", "health", "social_care", "key_worker", "family",
    "other",
]  # fmt: skip
COUNTED: dict[str, object] = {"bounds": {"minimum": 0}}  # for the published schema; flaws refuse
A_WEEK_HOURS = 7 * 24
A_WEEK: dict[str, object] = {"bounds": {"minimum": 0, "maximum": A_WEEK_HOURS}}
RISKS = {"low": 1, "medium": 2, "high": 3}
TERM = {"pattern": r"\d{4}-(autumn|spring|summer)", "expected": "a term like 2023-spring"}


@settled(kw_only=True)
class Evidence:
    """What every item has. `about` says whether it must name a person."""

    kind: ClassVar[str]
    about: ClassVar[Literal["person", "anyone", "family"]] = "person"

    source: Source
    person: str | None = None
    recorded: date | None = None
    id: str | None = None

    @property
    def dated(self) -> date | None:
        """The day it happened or began."""
        return None

    @property
    def among_its_day(self) -> tuple[int, str]:
        """Of items of one day the worse stands last, and so counts: not the one whose id does."""
        return 0, ""

    def flaw(self) -> tuple[str, str] | None:
        """A field that contradicts another, and what was expected there."""
        return None


@settled(kw_only=True)
class Moment(Evidence):
    on: date

    @property
    def dated(self) -> date | None:
        return self.on


@settled(kw_only=True)
class Spell(Evidence):
    """From a day to a day, both counted; no end means still running."""

    start: date
    end: date | None = None

    @property
    def dated(self) -> date | None:
        return self.start

    def flaw(self) -> tuple[str, str] | None:
        if self.end is not None and self.end < self.start:
            return "to", "a date on or after `from`"
        return None

    def runs_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


@settled(kw_only=True)
class Attendance(Evidence):
    """Sessions (half days) of one term; dates left out are those of the term.

    A child may live in one authority and go to school in another.
    """

    kind: ClassVar[str] = "attendance"

    term: str = field(metadata=TERM)
    start: date | None = None
    end: date | None = None
    possible: int = field(metadata=COUNTED)
    authorised: int = field(metadata=COUNTED)
    unauthorised: int = field(metadata=COUNTED)
    mitigated: bool = False
    home_authority: str | None = None
    school_authority: str | None = None

    @property
    def dated(self) -> date | None:
        return self.end

    def flaw(self) -> tuple[str, str] | None:
        if self.possible < 0:
            return "possible", "0 or more sessions"
        if self.authorised < 0:
            return "authorised", "0 or more sessions"
        if self.unauthorised < 0:
            return "unauthorised", "0 or more sessions"
        if self.authorised + self.unauthorised > self.possible:
            return "possible", "at least as many sessions as were missed"
        if self.start and self.end and self.end < self.start:
            return "to", "a date on or after `from`"
        return None


@settled(kw_only=True)
class AttendanceMark(Moment):
    kind: ClassVar[str] = "attendance_mark"
    session: Literal["am", "pm"]
    code: str


@settled(kw_only=True)
class Suspension(Moment):
    kind: ClassVar[str] = "suspension"
    sessions: int = field(metadata=COUNTED)

    def flaw(self) -> tuple[str, str] | None:
        return ("sessions", "0 or more sessions") if self.sessions < 0 else None


@settled(kw_only=True)
class Exclusion(Moment):
    """Permanent."""

    kind: ClassVar[str] = "exclusion"


@settled(kw_only=True)
class Placement(Spell):
    kind: ClassVar[str] = "placement"
    setting: Literal["school", "alternative", "none", "home_educated"]
    suitable: bool
    home_authority: str | None = None
    school_authority: str | None = None

    @property
    def among_its_day(self) -> tuple[int, str]:
        return int(not self.suitable or self.setting == "none"), self.setting


@settled(kw_only=True)
class Offence(Moment):
    """`on` is the day of the offence, `outcome_on` that of the formal outcome."""

    kind: ClassVar[str] = "offence"
    outcome: Literal[
        "caution", "conditional_caution", "community_resolution", "conviction", "nfa", "pending"
    ]
    outcome_on: date | None = None
    role: Literal["offender", "suspect", "victim", "witness"]


@settled(kw_only=True)
class Asb(Moment):
    """Anti-social behaviour."""

    kind: ClassVar[str] = "asb"
    intervention: bool = False


@settled(kw_only=True)
class Sentence(Spell):
    kind: ClassVar[str] = "sentence"
    type: Literal["custody", "licence", "community_order", "suspended_sentence"]


@settled(kw_only=True)
class Benefit(Spell):
    kind: ClassVar[str] = "benefit"
    benefit: Literal["JSA", "ESA_WRAG", "ESA_SUPPORT", "IS", "IB", "SDA", "CA", "UC"]
    conditionality: (
        Literal["none", "wfi", "prep", "search", "light_touch", "working_enough"] | None
    ) = None


@settled(kw_only=True)
class Employment(Spell):
    """`hours` a week; 0 is not in work. Earnings in pounds a month."""

    kind: ClassVar[str] = "employment"
    hours: float = field(metadata=A_WEEK)
    monthly_earnings: Decimal | None = field(default=None, metadata=COUNTED)

    def flaw(self) -> tuple[str, str] | None:
        if not 0 <= self.hours <= A_WEEK_HOURS:
            return "hours", f"0 to {A_WEEK_HOURS} hours a week"
        if self.monthly_earnings is not None and self.monthly_earnings < 0:
            return "monthly_earnings", "0 or more pounds"
        return Spell.flaw(self)


@settled(kw_only=True)
class WorkProgramme(Moment):
    kind: ClassVar[str] = "work_programme"
    event: Literal["volunteered", "attached"]


@settled(kw_only=True)
class Eet(Spell):
    """Education, employment or training of a young person, or none of them."""

    kind: ClassVar[str] = "eet"
    status: Literal["education", "employment", "training", "neet"]

    @property
    def among_its_day(self) -> tuple[int, str]:
        return int(self.status == "neet"), self.status


@settled(kw_only=True)
class SocialCare(Spell):
    kind: ClassVar[str] = "social_care"
    status: Literal["EHA", "CIN", "S47", "CPP", "CLA"]


@settled(kw_only=True)
class DomesticAbuse(Moment):
    kind: ClassVar[str] = "domestic_abuse"
    role: Literal["victim", "perpetrator", "child"]
    incident: bool
    risk: Literal["low", "medium", "high"] | None = None

    @property
    def among_its_day(self) -> tuple[int, str]:
        return RISKS.get(self.risk or "", 0), ""


@settled(kw_only=True)
class Missing(Moment):
    """Missing from home."""

    kind: ClassVar[str] = "missing"


@settled(kw_only=True)
class Health(Spell):
    kind: ClassVar[str] = "health"
    area: Literal["mental", "physical", "learning", "neurodiversity", "early_development"]
    state: Literal["identified", "engaged", "improved", "completed", "disengaged"]


@settled(kw_only=True)
class Substance(Spell):
    kind: ClassVar[str] = "substance"
    state: Literal["identified", "engaged", "reduced", "completed", "disengaged"]


@settled(kw_only=True)
class Housing(Spell):
    kind: ClassVar[str] = "housing"
    about: ClassVar[Literal["person", "anyone", "family"]] = "family"
    state: Literal["temporary", "unsuitable", "arrears", "notice", "evicted", "settled"]


@settled(kw_only=True)
class Debt(Spell):
    kind: ClassVar[str] = "debt"
    about: ClassVar[Literal["person", "anyone", "family"]] = "family"
    state: Literal["unmanageable", "plan_kept", "plan_broken", "cleared"]


@settled(kw_only=True)
class Score(Moment):
    """An answer to a validated tool."""

    kind: ClassVar[str] = "score"
    about: ClassVar[Literal["person", "anyone", "family"]] = "anyone"
    tool: str
    question: str
    value: float
    direction: Literal["up_is_better", "down_is_better"]
    by: str


@settled(kw_only=True)
class Judgement(Moment):
    """A professional's word on one need; `equivalent` wants an approver who is not its judge."""

    kind: ClassVar[str] = "judgement"
    about: ClassVar[Literal["person", "anyone", "family"]] = "anyone"
    need: str
    result: Literal["progress", "no_progress", "equivalent"]
    by: str
    approver: str | None = None
    reason: str

    @property
    def among_its_day(self) -> tuple[int, str]:
        return int(self.result == "no_progress"), self.result


@settled(kw_only=True)
class Regression(Moment):
    """A need slipped back."""

    kind: ClassVar[str] = "regression"
    about: ClassVar[Literal["person", "anyone", "family"]] = "anyone"
    need: str
    reason: str

    def is_of(self, need: str, person: str | None) -> bool:
        """Whether it is a slip of this person's need (None: of the family's). One that names nobody
        is of everyone who has the need, and whoever slips takes the family's need along."""
        return self.need == need and (person is None or self.person in (None, person))


KINDS: dict[str, type[Evidence]] = {
    item.kind: item
    for item in (
        Attendance, AttendanceMark, Suspension, Exclusion, Placement, Offence, Asb, Sentence,
        Benefit, Employment, WorkProgramme, Eet, SocialCare, DomesticAbuse, Missing, Health,
        Substance, Housing, Debt, Score, Judgement, Regression,
    )
}  # fmt: skip
