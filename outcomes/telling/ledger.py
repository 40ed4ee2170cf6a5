"""The readiness ledger: each need with its test, what it rests on, what is missing and whom to
ask, when it could be met, and what would undo it.

One row is told the same way wherever it stands: on the family's page, on its results, in the API.
The verdict is the authority's own; everything beside it comes from facts that may be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from families.identity import Identity, Member
from outcomes.frameworks.loader import framework
from outcomes.judging.judged import Judged, judgement_of
from outcomes.models import Coverage, Source
from outcomes.rules import lines
from outcomes.rules.facts import Coverage as Covered
from outcomes.rules.facts import Facts, known_on
from outcomes.rules.framework import Need as Published
from outcomes.rules.framework import Plan
from outcomes.rules.plans import plan_of
from outcomes.rules.question import LABELS
from outcomes.rules.slipping import Sign, signs, slips_if
from outcomes.telling.whose import names_in, with_names
from sharing.questions.addresses import to
from sharing.rules import Verdict

_SCHOOL = ("attendance", "attendance_mark", "suspension", "exclusion", "placement")
_POLICE = ("offence", "asb", "missing", "domestic_abuse")
#: Whom to ask for a kind of fact that is missing.
ASKED: dict[str, str] = {
    **dict.fromkeys(_SCHOOL, "the school"),
    **dict.fromkeys(_POLICE, "the police"),
    **dict.fromkeys(("employment", "benefit", "work_programme"), "the jobcentre, or the person"),
    "eet": "the person",
    "social_care": "children’s social care",
    "health": "the health service",
    "substance": "the drug and alcohol service",
    "housing": "the landlord",
    "debt": "the family",
    "sentence": "probation",
}
#: What an action's text can hold (families.Action.what).
LONGEST_ACTION = 200
Status = Coverage.Status
#: How far a source's word goes: tone, words and mark, none like another.
STANDINGS: dict[str, tuple[str, str, str]] = {
    Status.COUNTED: ("good", "All counted", "tick"),
    Status.NONE_FOUND: ("good", "Looked, none found", "none"),
    Status.NOT_KNOWN: ("wait", "Not known", "unknown"),
    Status.NO_ACCESS: ("quiet", "No access", "lock"),
    Status.NOT_APPLICABLE: ("quiet", "Does not apply", "dot"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that a verdict rests on, with its source."""

    source: str
    what: str
    on: date | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of one kind one source has told, and for which days."""

    source: str
    what: str
    status: str
    since: date
    until: date | None

    @property
    def tone(self) -> str:
        return STANDINGS[self.status][0]

    @property
    def words(self) -> str:
        return STANDINGS[self.status][1]

    @property
    def icon(self) -> str:
        return STANDINGS[self.status][2]


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is missing and whom to ask for it. `url` makes it an action of the plan, in
    the words of `action`: those stand in no address (access.md, P16)."""

    what: str
    whom: str
    action: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """How safe an outcome is that holds, or has begun to: its tone, and in words."""

    tone: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedRow:
    """One need as the page shows it. `kept_back`: part of what it rests on may not be shown.

    `judgement`: `equivalent` where a named person judged it equal to met, `word` where nothing
    measures it and a worker's word stands; else empty. `slipped`: it was met before.
    `undecided`: judged equal to met, and the second person has not answered.
    `went_with`: where it says what went with this need being met. `rule_at`: where its rule
    stands with where that is from.
    """

    code: str
    went_with: str
    headline: str
    text: str
    outcome: str
    person: Member | None
    on: date
    verdict: str
    judgement: str
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    asks: tuple[Ask, ...]
    since: date | None
    until: date | None
    earliest: date | None
    rests_on: tuple[Shown, ...]
    standings: tuple[Standing, ...]
    slips_if: tuple[str, ...]
    signs: tuple[Sign, ...]
    slipped: bool
    undecided: bool
    worker: str
    kept_back: bool
    provenance: str
    rule_at: str

    @property
    def who(self) -> str:
        return self.person.name if self.person else "The whole family"

    @property
    def title(self) -> str:
        return self.text

    @property
    def differs(self) -> bool:
        """The worker has said something, and it isn't what the data say."""
        said = (Verdict.MET.value, Verdict.NOT_MET.value)
        return self.worker in said and self.verdict not in ("", self.worker)

    @property
    def holds(self) -> bool:
        """Met, or on its way to be: there is something to lose."""
        return self.verdict == Verdict.MET.value or self.since is not None

    @property
    def risk(self) -> Risk:
        """In one word or two; what stands behind it is in `signs` and `slips_if`."""
        if any(sign.bad for sign in self.signs) and self.holds:
            return Risk("bad", "Could slip back")
        if self.verdict == Verdict.MET.value:
            return Risk("wait", "Watched") if self.until else Risk("good", "No sign of slipping")
        if self.verdict == Verdict.NOT_MET.value and self.slipped:
            return Risk("bad", "Slipped back")
        if self.since is not None:
            return Risk("info", "Has begun to hold")
        return Risk("quiet", "Nothing to lose yet")


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What the rows of one case are told with. `facts`: those that the viewer may be shown, of
    which some have a last day ahead; nothing is told as known before its day."""

    slug: str
    overlay: Mapping[str, Any]
    facts: Facts
    identity: Identity
    day: date
    may_act: bool = False
    may_show: Callable[[Covered], bool] = lambda _: True
    why: Callable[[str], str] = lambda _: ""

    @cached_property
    def plan(self) -> Plan:
        return plan_of(self.overlay)

    def texts(self) -> dict[str, tuple[Published, str]]:
        """Each need that can be named here, with its headline in words; local ones too."""
        published = framework(self.slug)
        names = {headline.code: headline.name for headline in published.headlines}
        needs = (*published.needs, *self.plan.local_needs)
        return {need.code: (need, names.get(need.headline, need.headline)) for need in needs}

    def row(
        self,
        need: Any,
        text: tuple[Published, str],
        judged: Judged,
        *,
        kept_back: bool,
    ) -> NeedRow:
        """`need`: the row of the named need, with what `turns_of` adds to it."""
        published, headline = text
        member = self.identity.member(need.person_id)
        person = str(member.key) if member else None
        provenance, rule_at = self.rule(published)
        return NeedRow(
            code=need.code,
            went_with=to("outcomes:went-with", need.key),
            headline=headline,
            text=published.text,
            outcome=published.outcome,
            person=member,
            on=need.identified_on,
            verdict=judged.verdict,
            judgement=judgement_of(published, judged.judgement),
            reasons=() if kept_back else tuple(with_names(judged.reasons, names_in(self.identity))),
            missing=judged.missing,
            asks=tuple(self.asks(need, published, judged.missing, member)),
            since=judged.since,
            until=judged.until,
            earliest=judged.earliest,
            rests_on=tuple(self.rests_on(published, person)),
            standings=tuple(self.standings(published, person)),
            slips_if=slips_if(published, self.plan),
            signs=signs(self.facts, published, person, self.day, self.plan),
            slipped=bool(need.was_met),
            undecided=bool(need.undecided),
            worker=lines.worker_says(self.known.evidence, need.code, person).value,
            kept_back=kept_back,
            provenance=provenance,
            rule_at=rule_at,
        )

    def rule(self, need: Published) -> tuple[str, str]:
        """How sure its rule is, and where it stands: a need of our own is in a local plan."""
        if framework(self.slug).need(need.code) is None:
            return "own", to("outcomes:local-plans")
        return need.provenance, f"{to('outcomes:framework', self.slug)}#need-{need.code}"

    @cached_property
    def known(self) -> Facts:
        return known_on(self.facts, self.day)

    def rests_on(self, need: Published, person: str | None) -> list[Shown]:
        """Newest first."""
        items = lines.standing(self.known, need, person)
        found = [(lines.line_of(item), item.id or "") for item in items]
        found.sort(key=lambda line: line[0].on or date.min, reverse=True)
        return [
            Shown(Source(line.source).label, line.what, line.on, self.why(key))
            for line, key in found
        ]

    def standings(self, need: Published, person: str | None) -> Iterable[Standing]:
        """What each source has told of the kinds that this need reads, newest first."""
        kinds = lines.kinds_for(need) - lines.OWN
        told = [
            c
            for c in self.known.coverage
            if c.kind in kinds and (person is None or c.person in (None, person))
        ]
        for c in sorted(told, key=lambda c: c.start, reverse=True):
            if self.may_show(c):
                kind = LABELS.get(c.kind, lines.WORDS.get(c.kind, c.kind.replace("_", " ")))
                yield Standing(Source(c.source).label, kind, c.status, c.start, c.end)

    def asks(
        self, need: Any, text: Published, missing: Iterable[str], member: Member | None
    ) -> Iterable[Ask]:
        whose = member.name if member else "the whole family"
        page = to("outcomes:ask-for", self.identity.reference)
        for number, what in enumerate(missing):
            whom = whom_for(what) or whom_to_ask(text)
            said = f"Ask {whom}: {what}, for {whose}"[:LONGEST_ACTION]
            url = f"{page}?need={need.key}&which={number}" if self.may_act else ""
            yield Ask(what, whom, said, url)


def whom_for(what: str) -> str:
    """Whom to ask for one thing that a verdict calls missing; empty where its words don't say."""
    said = what.casefold()
    kinds = [kind for kind, label in LABELS.items() if said.startswith(label.casefold())]
    found = max(kinds, key=lambda kind: len(LABELS[kind]), default="")
    return ASKED.get(found, "")


def whom_to_ask(need: Published) -> str:
    """For what is missing; a judged need waits for the worker's own word."""
    kinds = lines.kinds_for(need)
    asked = dict.fromkeys(ASKED[kind] for kind in ASKED if kind in kinds)
    return " or ".join(asked) or "the lead worker"
