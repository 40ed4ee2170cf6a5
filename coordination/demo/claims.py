"""Claims of the last months, prepared and decided by two people; and an audit that runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from coordination.demo.answered import Approved, answer_claims
from coordination.demo.cast import Cast
from coordination.demo.days import days_before, moment, working_day
from coordination.demo.pen import Pen, Written
from coordination.demo.plans import FRAMEWORK
from families.models import Case, Person
from outcomes.acts import draw_sample, record_finding, verdicts_on
from outcomes.acts.claims import Prospect, plan_of
from outcomes.frameworks.loader import framework
from outcomes.judging.facts import facts_of, sha256_of
from outcomes.models import (
    AuditFinding,
    Claim,
    ClaimedPerson,
    ClaimLine,
    Framework,
    Need,
)
from outcomes.rules.claims import counted_people, may_put_forward, programme_of
from outcomes.rules.facts import known_on
from outcomes.rules.plans import read_plan

State = Claim.State
#: How many results wait to be put forward, for a second person, or were said no to.
READY, PROPOSED, REJECTED = 9, 3, 2
SAMPLED, AUDIT_OPEN = 12, timedelta(days=30)
NO = "The register for the spring term is not signed by the school."
QUESTION = "Which record is this from? I find only one source for it."


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a claim, when it was prepared, and when it was decided."""

    state: str
    prepared: date
    decided: date | None = None


def claim_results(pen: Pen, families: list[Written]) -> None:
    """Put forward what was met, as it stood on its day; some of it still waits."""
    ids = [made.case for made in families if made.case and _sustained(made)]
    cases = list(Case.objects.filter(pk__in=ids).select_related("family__authority").order_by("pk"))
    version = Framework.objects.get(slug=FRAMEWORK)
    approved = []
    for case, fate in zip(cases, _fates(pen, cases), strict=True):
        prospect = _prospect(case, fate.prepared) if fate.state else None
        if prospect is not None and prospect.forward.finding.is_met:
            claim, counted = _put_forward(pen, case, version, prospect, fate)
            if fate.state == State.APPROVED and prospect.forward.amount and fate.decided:
                amount = prospect.forward.amount
                approved.append(Approved(claim, tuple(counted), case, fate.decided, amount))
    answer_claims(pen, sorted(approved, key=lambda one: (one.on, one.claim)))
    pen.rows.save()


def _sustained(made: Written) -> bool:
    sketch = made.sketch
    return bool(sketch.closed and "sustained" in sketch.closing_reason and not sketch.terms_missing)


def _fates(pen: Pen, cases: list[Case]) -> Iterator[Fate]:
    """Of each case in turn; in a small borough a part of each number."""
    ready, proposed, rejected = (min(n, -(-len(cases) // 6)) for n in (READY, PROPOSED, REJECTED))
    yesterday = working_day(pen.on - timedelta(days=1))
    for place, case in enumerate(cases):
        closed = case.closed_on or case.opened_on
        soonest = closed + timedelta(days=190 + pen.rng.randint(0, 12))
        prepared = min(working_day(soonest), days_before(pen.on, 4))
        if place < ready:
            yield Fate("", prepared)
        elif place < ready + proposed:
            yield Fate(State.PROPOSED, days_before(yesterday, place - ready))
        else:
            decided = min(working_day(prepared + timedelta(days=5)), yesterday)
            state = State.REJECTED if place < ready + proposed + rejected else State.APPROVED
            yield Fate(state, prepared, decided)


def _prospect(case: Case, on: date) -> Prospect:
    """What a claim on that day would have rested on: what was known then, and no more."""
    facts, plan = known_on(facts_of(case), on), plan_of(case, on)
    verdicts = verdicts_on(case, facts, on)
    forward = may_put_forward(verdicts, framework(case.framework), facts, read_plan(plan))
    return Prospect(facts, plan, verdicts, forward, on)


def _put_forward(
    pen: Pen, case: Case, version: Framework, prospect: Prospect, fate: Fate
) -> tuple[int, list[int]]:
    """The claim, and the people whom it counts."""
    preparer, second = pen.signer("sunita.rao"), pen.signer("miriam.kovac")
    facts = prospect.facts.to_dict()
    rows = pen.rows.at(moment(fate.prepared, 14), preparer)
    claim = rows.add(
        Claim,
        case_id=case.pk,
        reference=_reference(pen),
        framework_id=version.pk,
        route=prospect.forward.route,
        amount=prospect.forward.amount,
        as_of=prospect.on,
        prepared_by_id=preparer.user,
        facts=facts,
        plan=prospect.plan,
        verdicts=prospect.verdicts.to_dict(),
        facts_sha256=sha256_of(facts),
        framework_sha256=prospect.verdicts.framework_sha256,
        owner_id=case.owner_id,
    )
    amount = str(prospect.forward.amount)
    rows.did(
        "claim.propose", Claim, claim, case.family_id, route=prospect.forward.route, amount=amount
    )
    _lines(pen, case, claim, prospect)
    counted = _count(pen, case, claim, prospect)
    if fate.decided is None:
        return claim, counted
    rows.at(moment(fate.decided, 11, 30), second)
    why = NO if fate.state == State.REJECTED else ""
    decision = {"decided_by_id": second.user, "decided_at": rows.moment, "why": why}
    rows.change(Claim, claim, state=fate.state, **decision)
    verb = "claim.reject" if why else "claim.approve"
    rows.did(verb, Claim, claim, case.family_id)
    for row in counted if why else ():
        rows.change(ClaimedPerson, row, standing=False)
    return claim, counted


def _lines(pen: Pen, case: Case, claim: int, prospect: Prospect) -> None:
    titles = {need.code: need.text for need in framework(case.framework).needs}
    needs = {
        (need.code, str(need.person.key) if need.person else None): need.pk
        for need in Need.objects.filter(case=case).select_related("person")
    }
    for verdict in prospect.verdicts.needs:
        pen.rows.add(
            ClaimLine,
            claim_id=claim,
            need_id=needs[verdict.need, verdict.person],
            title=titles[verdict.need],
            verdict=verdict.finding.verdict.value,
            reasons=list(verdict.finding.reasons),
            evidence=[line.to_dict() for line in prospect.lines_for(verdict.need, verdict.person)],
            owner_id=case.owner_id,
        )


def _count(pen: Pen, case: Case, claim: int, prospect: Prospect) -> list[int]:
    keys = [person.id for person in counted_people(prospect.facts.people)]
    people = Person.objects.filter(family=case.family_id, key__in=keys).order_by("pk")
    programme = programme_of(framework(case.framework))
    return [
        pen.rows.add(
            ClaimedPerson,
            claim_id=claim,
            person_id=person,
            programme=programme,
            owner_id=case.owner_id,
        )
        for person in people.values_list("pk", flat=True)
    ]


def _reference(pen: Pen) -> str:
    while True:
        reference = f"C-{pen.rng.randint(10_000, 99_999)}"
        if reference not in pen.references:
            pen.references.add(reference)
            return reference


def draw_an_audit(cast: Cast) -> None:
    """A sample for Jonah Whitcombe, who has begun with the first of it."""
    coordinator, auditor = cast.user("miriam.kovac"), cast.user("jonah.whitcombe")
    approved = Claim.objects.filter(state=State.APPROVED).count()
    if not approved:
        return
    sample = draw_sample(
        auditor=cast.post("jonah.whitcombe"),
        size=min(SAMPLED, approved),
        closes_on=timezone.localdate() + AUDIT_OPEN,
        seed="merrowby",
        by=coordinator,
    )
    first = sample.claims.select_related("claim").order_by("position")[0]
    results = (AuditFinding.Result.AGREE, AuditFinding.Result.QUESTION)
    for line, result in zip(first.claim.lines.order_by("pk"), results, strict=False):
        text = QUESTION if result == AuditFinding.Result.QUESTION else ""
        record_finding(sampled=first, line=line, result=result, text=text, by=auditor)
