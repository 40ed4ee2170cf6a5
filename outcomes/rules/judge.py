"""All verdicts on a case's facts under one version and one plan: pure, explained, repeatable."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from outcomes.rules.dates import say_day
from outcomes.rules.eligibility import eligible
from outcomes.rules.entry import ask
from outcomes.rules.evidence import KINDS
from outcomes.rules.facts import Facts, IdentifiedNeed, known_on
from outcomes.rules.framework import NO_PLAN, Framework, Need, Plan
from outcomes.rules.lines import bears_on, kinds_for, not_about, read_of
from outcomes.rules.payment import Payment, payment
from outcomes.rules.progress import NeedFinding, assess
from outcomes.rules.reading import BadFile
from outcomes.rules.results import RouteFinding, result, watch_ends
from outcomes.rules.suggestions import Suggestion, suggestions
from outcomes.rules.turning import plainly
from sharing.rules import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedVerdict:
    """One identified need, as the page, the claim and the auditor read it."""

    need: str
    person: str | None
    headline: str
    finding: Finding
    judgement: bool
    provenance: str
    entry: Finding
    #: Gives the ids of what its rules read, which few ask for.
    read: Callable[[], tuple[str, ...]] = field(default=tuple, repr=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        found = self.finding
        return {
            "need": self.need,
            "person": self.person,
            "headline": self.headline,
            **words(found),
            "since": said(found.since),
            "until": said(found.until),
            "earliest": said(found.earliest),
            "judgement": self.judgement,
            "provenance": self.provenance,
            "entry": {"verdict": self.entry.verdict.value, "reasons": list(self.entry.reasons)},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """`to_dict` gives exactly the published format.

    `with_facts` adds the ids of what each need's rules read. Not for a page or an endpoint: who
    looks there may not see all of the evidence, and its ids tell that there is some.
    """

    framework: str
    framework_sha256: str
    as_of: date
    eligible: Finding
    needs: tuple[NeedVerdict, ...]
    suggested: tuple[Suggestion, ...]
    results: tuple[RouteFinding, ...]
    payment: Payment
    intensity: str | None

    def to_dict(self, *, with_facts: bool = False) -> dict[str, Any]:
        return {
            "framework": self.framework,
            "as_of": self.as_of.isoformat(),
            "framework_sha256": self.framework_sha256,
            "eligible": words(self.eligible),
            "needs": [
                need.to_dict() | ({"facts": list(need.read())} if with_facts else {})
                for need in self.needs
            ],
            "suggested": [
                {"need": s.need, "person": s.person, "reasons": list(s.reasons)}
                for s in self.suggested
            ],
            "results": [
                {"route": r.route.code, **words(r.finding), "earliest": said(r.finding.earliest)}
                for r in self.results
            ],
            "payment": {
                "verdict": self.payment.finding.verdict.value,
                "route": self.payment.route,
                "amount": f"{self.payment.amount:.2f}",
                "reasons": list(self.payment.finding.reasons),
            },
            "intensity": self.intensity,
        }


def words(finding: Finding) -> dict[str, Any]:
    return {
        "verdict": finding.verdict.value,
        "reasons": list(finding.reasons),
        "missing": list(finding.missing),
    }


def said(day: date | None) -> str | None:
    return day.isoformat() if day else None


def judge(framework: Framework, facts: Facts, plan: Plan | None = None, *, as_of: date) -> Verdicts:
    """Raises `BadFile` when the facts name a need that neither the version nor the plan has."""
    plan = plan or NO_PLAN
    known = told_by(plan, known_on(facts, as_of))
    needs = framework.needs + plan.local_needs
    by_code = {need.code: need for need in needs}
    check_needs(facts, by_code, framework.slug)
    found = [assess_one(known, n, by_code[n.need], plan, as_of) for n in known.needs]
    may_count = eligible(known, found, framework.eligibility, plan, as_of)
    routes = tuple(result(r, framework, known, found, plan, as_of) for r in framework.routes)
    return Verdicts(
        framework=framework.slug,
        framework_sha256=framework.sha256,
        as_of=as_of,
        eligible=may_count,
        needs=tuple(verdict_of(n, framework, known, plan, as_of) for n in found),
        suggested=tuple(suggestions(known, needs, plan, as_of)),
        results=routes,
        payment=payment(framework, known, may_count, routes, plan, as_of),
        intensity=max((s.intensity for s in known.case.support if s.intensity), default=None),
    )


def told_by(plan: Plan, facts: Facts) -> Facts:
    """The facts without what the plan doesn't accept: where it names a kind's sources, an item by
    another proves nothing, and says nothing beside the others either."""
    if not plan.sources:
        return facts
    counts = (e for e in facts.evidence if e.source in plan.sources.get(e.kind, (e.source,)))
    return replace(facts, evidence=tuple(counts))


def facts_read(known: Facts, found: NeedFinding, plan: Plan, as_of: date) -> tuple[str, ...]:
    """The items that this need's rules read, by their ids where the file gives them. They read none
    by a source that the plan doesn't accept, and no term before its end."""
    person = found.identified.person
    day = plainly(as_of)
    others = not_about(known, found.need, person)
    near = {*kinds_for(found.need), "score"}  # most are of another kind, and asking costs
    items = (
        item
        for kind in near
        for item in known.of(KINDS[kind], read_of(found.need, person, kind))
        if item.source in plan.sources.get(kind, (item.source,))
        if item.dated is None or item.dated <= day
        if item.about != "person" or item.person not in others
    )
    return tuple(
        sorted(item.id for item in items if item.id and bears_on(item, found.need, person))
    )


def check_needs(facts: Facts, by_code: dict[str, Need], slug: str) -> None:
    for i, identified in enumerate(facts.needs):
        if identified.need not in by_code:
            known = f"a need of {slug} ({', '.join(by_code)})"
            raise BadFile(f"needs[{i}].need", f"expected {known}, found “{identified.need}”")


def assess_one(
    facts: Facts, identified: IdentifiedNeed, need: Need, plan: Plan, as_of: date
) -> NeedFinding:
    person = facts.person(identified.person)
    question = ask(facts, need, person, found=identified.identified, today=as_of, plan=plan)
    return assess(question, identified)


def verdict_of(
    found: NeedFinding, framework: Framework, facts: Facts, plan: Plan, as_of: date
) -> NeedVerdict:
    """A met need also says to which day the result still asks it to hold."""
    finding = found.outcome
    watch = watch_ends(found, framework.routes[0], facts.case, plan)
    if watch.until is not None and watch.until > as_of:
        more = f"Keep it up to {say_day(watch.until)}."
        finding = replace(finding.because(more), until=watch.until)
    return NeedVerdict(
        need=found.need.code,
        person=found.identified.person,
        headline=found.need.headline,
        finding=finding,
        judgement=found.judgement,
        provenance=found.need.provenance,
        entry=found.entry.finding,
        read=partial(facts_read, facts, found, plan, as_of),
    )
