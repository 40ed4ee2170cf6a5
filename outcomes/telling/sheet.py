"""One family's result as a coordinator reads it: needs, what stands behind each, and the checks.

From a claim it is the frozen copy; before that, what a claim would freeze today.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.utils import timezone

from families.identity import Identity, Member
from outcomes.acts.claims import Prospect
from outcomes.frameworks.loader import framework
from outcomes.judging.judged import judgement_of, marks_of_claim
from outcomes.models import Claim, ClaimLine, Source
from outcomes.models import Need as NamedNeed
from outcomes.rules.facts import read_facts
from outcomes.rules.framework import Need
from outcomes.rules.lines import worker_says
from outcomes.rules.plans import read_plan
from outcomes.telling.whose import names_in, with_names
from sharing.models import User
from sharing.rules import Verdict
from sharing.rules.days import long_day

SHOWN = 4
SURE = (Verdict.MET, Verdict.NOT_MET)


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that stands behind a need."""

    source: str
    what: str
    on: date | None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One need: whose, what shows it, what the worker says and what the data says."""

    code: str
    title: str
    outcome: str
    member: Member | None
    proofs: tuple[Proof, ...]
    worker: str
    data: str
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    kept_back: bool = False
    judgement: str = ""

    @property
    def shown(self) -> tuple[Proof, ...]:
        return self.proofs[:SHOWN]

    @property
    def rest(self) -> tuple[Proof, ...]:
        return self.proofs[SHOWN:]

    @property
    def differs(self) -> bool:
        """A worker's word and the data point different ways."""
        return self.worker in SURE and self.data in {*SURE, "not_known"} - {self.worker}

    @property
    def why(self) -> bool:
        """Reasons are worth a line where the need is not met, the two differ, or someone judged."""
        return self.differs or bool(self.judgement) or self.data in ("not_met", "not_known")


@dataclass(frozen=True, slots=True)
class Check:
    kind: str
    text: str


def lines_of_prospect(prospect: Prospect, identity: Identity | None) -> list[SheetLine]:
    """What a claim would freeze today."""
    specs = specs_of(prospect.verdicts.framework, prospect.plan)
    return [
        _line(
            specs.get(verdict.need),
            str(verdict.person or ""),
            identity,
            code=verdict.need,
            title="",
            proofs=[one.to_dict() for one in prospect.lines_for(verdict.need, verdict.person)],
            worker=worker_says(prospect.facts.evidence, verdict.need, verdict.person),
            data=verdict.finding.verdict,
            reasons=verdict.finding.reasons,
            missing=verdict.finding.missing,
            judgement=judgement_of(specs.get(verdict.need), verdict.judgement),
        )
        for verdict in prospect.verdicts.needs
    ]


def lines_of_claim(
    claim: Claim,
    rows: Iterable[ClaimLine],
    identity: Identity | None,
    kept_back: Callable[[NamedNeed], bool] = lambda _: False,
) -> list[SheetLine]:
    """The frozen copy. `kept_back`: whether a need rests on facts that the reader may not see."""
    specs = specs_of(claim.framework.slug, claim.plan)
    evidence = read_facts(claim.facts).evidence if claim.verdicts else ()
    marks = marks_of_claim(claim)
    found = []
    for row in rows:
        person = str(row.need.person.key) if row.need.person else None
        hidden = kept_back(row.need)
        found.append(
            _line(
                specs.get(row.need.code),
                person or "",
                identity,
                code=row.need.code,
                title=row.title,
                proofs=[] if hidden else row.evidence,
                worker=worker_says(evidence, row.need.code, person),
                data=row.verdict,
                reasons=[] if hidden else row.reasons,
                missing=(),
                kept_back=hidden,
                judgement=marks.get((row.need.code, person), ""),
            )
        )
    return found


def specs_of(slug: str, plan: dict[str, Any]) -> dict[str, Need]:
    needs = (*framework(slug).needs, *read_plan(plan).local_needs)
    return {need.code: need for need in needs}


def _line(spec: Need | None, person: str, identity: Identity | None, **said: Any) -> SheetLine:
    return SheetLine(
        code=said["code"],
        title=said["title"] or (spec.text if spec else ""),
        outcome=spec.outcome if spec else "",
        member=identity.by_key(person) if identity else None,
        proofs=tuple(_proof(item) for item in said["proofs"]),
        worker=str(said["worker"]),
        data=str(said["data"]),
        reasons=tuple(with_names(said["reasons"], names_in(identity))),
        missing=tuple(said["missing"]),
        kept_back=said.get("kept_back", False),
        judgement=said["judgement"],
    )


class Titled(Protocol):
    """A need with its code and its words."""

    @property
    def code(self) -> str: ...

    @property
    def title(self) -> str: ...


def in_words(reasons: Iterable[str], lines: Iterable[Titled]) -> list[str]:
    """Reasons that name a need by its code, with the need’s own words instead."""
    titles = {line.code: line.title for line in lines}

    def worded(found: re.Match[str]) -> str:
        title = titles.get(found[1])
        return f"“{title}”" if title else found[0]

    return [re.sub(r"\bNeed ([A-Za-z0-9.]*[A-Za-z0-9])\b", worded, reason) for reason in reasons]


def _proof(item: dict[str, Any]) -> Proof:
    source = dict(Source.choices).get(item["source"], item["source"])
    return Proof(source, item["what"], date.fromisoformat(item["on"]) if item["on"] else None)


def checks_of(
    claim: Claim | None, plan: dict[str, Any], user: User, lead: int | None
) -> list[Check]:
    """What must hold before anyone approves, each in a line."""
    judged = plan.get("note")
    return [
        _three_people(claim, user, lead),
        Check("good", "Nobody here was counted in a claim before"),
        Check("good", f"Judged by the plan of {judged}")
        if judged
        else Check("quiet", "Judged by the published version; no local plan"),
    ]


def _three_people(claim: Claim | None, user: User, lead: int | None) -> Check:
    if lead == user.pk:
        return Check("wait", "You lead this family, so others prepare and approve")
    if claim and claim.prepared_by_id == user.pk and claim.state == Claim.State.PROPOSED:
        return Check("wait", "You prepared this, so someone else approves")
    return Check("good", "Three different people lead, prepare and approve")


def held_words(claim: Claim) -> str:
    """Prepared by Sunita Rao on 4 June 2026."""
    on = timezone.localtime(claim.prepared_at)
    return f"Prepared by {claim.prepared_by} on {long_day(on)}."
