"""Claims: put forward by one person, decided by a second; the lead worker does neither."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from families.acts import fresh_reference
from families.models import Case, Identifier, Person
from outcomes.acts.judging import verdicts_on
from outcomes.frameworks.loader import framework
from outcomes.judging.facts import facts_of, overlay_of, sha256_of
from outcomes.models import Claim, ClaimedPerson, ClaimLine, Framework, LocalPlan, Need
from outcomes.rules.claims import PutForward, counted_people, may_put_forward, programme_of
from outcomes.rules.facts import Facts, known_on
from outcomes.rules.judge import Verdicts
from outcomes.rules.lines import EvidenceLine, lines
from outcomes.rules.plans import read_plan
from outcomes.telling.whose import names_seen, with_names
from sharing.acting import act, locked, record
from sharing.models import User
from sharing.refusals import Refused
from sharing.rules.days import long_day

LEADS = "You lead this family. Three different people lead, prepare and approve"
PREPARED = "You prepared this. Someone else must approve or reject it"
COUNTED = "Someone here has been counted in a claim already{on}. A person counts once"


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a claim on this case would rest on, were it put forward on the day."""

    facts: Facts
    plan: dict[str, Any]
    verdicts: Verdicts
    forward: PutForward
    on: date

    def lines_for(self, code: str, person: str | None) -> list[EvidenceLine]:
        """What stands behind one need on the day."""
        local = read_plan(self.plan).local_needs
        needs = {need.code: need for need in (*framework(self.verdicts.framework).needs, *local)}
        return lines(known_on(self.facts, self.on), needs[code], person)


def prospect_of(case: Case) -> Prospect:
    """Judged now, as of today."""
    on = timezone.localdate()
    facts, plan = facts_of(case), plan_of(case, on)
    verdicts = verdicts_on(case, facts, on)
    forward = may_put_forward(verdicts, framework(case.framework), facts, read_plan(plan))
    return Prospect(facts, plan, verdicts, forward, on)


def plan_of(case: Case, on: date) -> dict[str, Any]:
    """The local plan's overlay with its name, so that a frozen copy says what it was judged by."""
    overlay = overlay_of(case, on)
    standing = LocalPlan.objects.in_force(case.family.authority, case.framework, on=on)
    plan = standing.select_related("authority", "framework").first()
    return overlay | {"note": str(plan)} if plan else overlay


@act("claim.propose", on="case")
def propose_claim(*, case: Case, by: User) -> Claim:
    """Put a result forward, with its facts frozen as they stand. Someone else decides on it.

    Refused with every reason where the verdicts of today give no result, and where one of the
    people has counted before under any version of the programme, in whatever family.
    """
    case = locked(case, "family__authority", "lead")
    if no := why_not_propose(case, by):
        raise Refused(no)
    if case.claims.standing().exists():
        raise Refused("A claim for this family stands already")
    prospect = prospect_of(case)
    people = _people(case, prospect.facts)
    check_counted(people, programme_of(framework(case.framework)), by)
    if not prospect.forward.finding.is_met:
        reasons = prospect.forward.finding.reasons
        raise Refused(*with_names(reasons, names_seen(by, reasons)))
    claim = _freeze(case, prospect, by)
    _write_lines(claim, prospect)
    _count(claim, people)
    record(claim, route=claim.route, amount=str(claim.amount), people=len(people))
    return claim


def why_not_propose(case: Case, by: User) -> str:
    """Why a result is not theirs to put forward, however it stands: they lead the family."""
    return LEADS if case.lead is not None and case.lead.user_id == by.pk else ""


def _people(case: Case, facts: Facts) -> list[Person]:
    keys = [person.id for person in counted_people(facts.people)]
    return list(
        Person.objects.filter(family=case.family_id, key__in=keys, died=None).order_by("pk")
    )


def check_counted(people: list[Person], programme: str, by: User) -> None:
    """Refused where one of them counts already: the same person by row, or by a number that only
    one person has, as in another family; when, where `by` may know that one (access.md, P4)."""
    standing = ClaimedPerson.objects.filter(programme=programme, standing=True)
    earlier = standing.filter(person__in=people).select_related("claim").first()
    for number in Identifier.objects.filter(person__in=people):
        same = {"kind": number.kind, "value": number.value}
        others = Identifier.objects.filter(**same).exclude(person__in=people).values("person")
        earlier = earlier or standing.filter(person__in=others).select_related("claim").first()
    if earlier is not None:
        on, told = timezone.localtime(earlier.claim.prepared_at), Claim.objects.visible_to(by)
        known = told.filter(pk=earlier.claim_id).exists()
        raise Refused(COUNTED.format(on=f", on {long_day(on)}" if known else ""))


def _freeze(case: Case, prospect: Prospect, by: User) -> Claim:
    facts = prospect.facts.to_dict()
    claim = Claim(
        case=case,
        reference=fresh_reference("C", Claim),
        framework=Framework.objects.get(slug=case.framework),
        route=prospect.forward.route,
        amount=prospect.forward.amount,
        as_of=prospect.on,
        prepared_by=by,
        facts=facts,
        plan=prospect.plan,
        verdicts=prospect.verdicts.to_dict(),
        facts_sha256=sha256_of(facts),
        framework_sha256=prospect.verdicts.framework_sha256,
        owner=case.owner,
    )
    claim.check_and_save()
    return claim


def _write_lines(claim: Claim, prospect: Prospect) -> None:
    needs = {
        (need.code, str(need.person.key) if need.person else None): need
        for need in Need.objects.filter(case=claim.case).select_related("person")
    }
    titles = {need.code: need.text for need in framework(claim.framework.slug).needs}
    titles |= {need.code: need.text for need in read_plan(prospect.plan).local_needs}
    for verdict in prospect.verdicts.needs:
        line = ClaimLine(
            claim=claim,
            need=needs[verdict.need, verdict.person],
            title=titles[verdict.need],
            verdict=verdict.finding.verdict.value,
            reasons=list(verdict.finding.reasons),
            evidence=[one.to_dict() for one in prospect.lines_for(verdict.need, verdict.person)],
            owner=claim.owner,
        )
        line.check_and_save()


def _count(claim: Claim, people: list[Person]) -> None:
    """The database has the last word where two claims are put forward at the same moment."""
    programme = programme_of(framework(claim.framework.slug))
    try:
        with transaction.atomic():
            for person in people:
                ClaimedPerson(
                    claim=claim, person=person, programme=programme, owner=claim.owner
                ).save()
    except IntegrityError as taken:
        raise Refused(COUNTED.format(on=f", on {long_day(timezone.localdate())}")) from taken


@act("claim.approve", on="claim")
def approve_claim(*, claim: Claim, by: User) -> Claim:
    """Agree to a claim as a second person. The frozen copy is what was agreed to."""
    claim = _to_decide(claim, by)
    _decide(claim, Claim.State.APPROVED, by)
    record(claim, facts=claim.facts_sha256)
    return claim


@act("claim.reject", on="claim")
def reject_claim(*, claim: Claim, why: str, by: User) -> Claim:
    """Say no with a reason. The people are free to be counted again."""
    claim = _to_decide(claim, by)
    if not why.strip():
        raise Refused("Say why, so that it can be put right", field="why")
    claim.why = why
    _decide(claim, Claim.State.REJECTED, by)
    for counted in claim.people.all():
        counted.standing = False
        counted.save()
    record(claim, why=why)
    return claim


def why_not_decide(claim: Claim, by: User) -> str:
    """Why someone is no second person for this claim: they prepared it, or lead the family."""
    if claim.prepared_by_id == by.pk:
        return PREPARED
    return why_not_propose(claim.case, by)


def _to_decide(claim: Claim, by: User) -> Claim:
    claim = locked(claim, "case__family", "case__lead")
    if claim.state != Claim.State.PROPOSED:
        raise Refused(f"This was {claim.get_state_display().lower()} already")
    if no := why_not_decide(claim, by):
        raise Refused(no)
    return claim


def _decide(claim: Claim, state: str, by: User) -> None:
    claim.state, claim.decided_by, claim.decided_at = state, by, timezone.now()
    claim.check_and_save()
