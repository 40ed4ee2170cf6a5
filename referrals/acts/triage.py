"""Triage: someone takes a referral, asks around, and decides with a reason."""

from __future__ import annotations

from django.utils import timezone

from families.acts import open_case
from families.models import Case, Consent, Family
from referrals.acts.asking import start_clock
from referrals.acts.meeting import next_meeting, put_on_agenda
from referrals.models import Check, Referral, TriageDecision
from sharing.journal import act, record
from sharing.models import Agency, Role, User
from sharing.refusals import Refused

Outcome = TriageDecision.Outcome
#: What must be said of what the family gets instead, for each outcome that leaves them.
OFFERS = {
    Outcome.NO_MORE: "Say what you offer instead. Everyone gets an offer",
    Outcome.ONE_AGENCY: "Say which agency helps, and with what",
}


@act("referral.take", on="referral")
def take_referral(*, referral: Referral, by: User) -> Referral:
    """Say that one looks after it. A supervisor may take it from someone else."""
    referral = open_referral(referral, by)
    if referral.held_by not in (None, by) and by.role != Role.SUPERVISOR:
        raise Refused(f"{referral.held_by} has this one")
    referral.held_by = by
    referral.save()
    record(referral)
    return referral


def open_referral(referral: Referral, by: User) -> Referral:
    """The referral, locked, sent and not decided; whoever works on an untaken one takes it."""
    mine = Referral.objects.at_hub_of(by).filter(pk=referral.pk)
    referral = Referral.objects.select_for_update(of=("self",)).get(pk__in=mine)
    if referral.state == Referral.State.DECIDED:
        raise Refused("This is decided already")
    if referral.held_by is None:
        referral.held_by = by
        referral.save()
    return referral


@act("check.ask", on="referral")
def ask_agency(*, referral: Referral, agency: Agency, by: User) -> Check:
    """Ask an agency what it may say. Asked once, however often the button is pressed."""
    referral = open_referral(referral, by)
    if referral.family is not None and said_no(referral.family, agency):
        raise Refused(f"The family said no to {agency}", field="agency")
    check, new = Check.objects.get_or_create(
        referral=referral, agency=agency, defaults={"asked_by": by, "owner": referral.to_agency}
    )
    record(check, again=not new, agency=agency.pk)
    return check


def said_no(family: Family, agency: Agency) -> bool:
    """Someone refused this agency and nobody agreed to it."""
    consents = Consent.objects.filter(person__family=family, agency=agency)
    return consents.refusing().exists() and not consents.covering().exists()


@act("check.answer", on="check")
def answer_check(*, check: Check, answer: str, by: User) -> Check:
    """Write down what an agency said. A second answer replaces the first, which history keeps."""
    open_referral(check.referral, by)
    if not answer.strip():
        raise Refused("Write what they said, or “Nothing known”", field="answer")
    check = Check.objects.select_for_update(of=("self",)).get(pk=check.pk)
    check.answer = answer
    check.answered_at = check.answered_at or timezone.now()
    check.full_clean()
    check.save()
    record(check)
    return check


@act("referral.decide", on="referral")
def decide_referral(
    *, referral: Referral, outcome: str, reason: str, why: str, offer: str = "", by: User
) -> TriageDecision:
    """Decide, with a reason and a sentence that the family could read.

    To find a lead worker opens a case and puts it on the next meeting's agenda. To ask for more
    detail stops the clock. Who is sent elsewhere gets an offer.
    """
    if (same := _decided_so(referral, by, outcome=outcome, reason=reason, why=why)) is not None:
        record(same, again=True)
        return same
    referral = open_referral(referral, by)
    if outcome in OFFERS and not offer.strip():
        raise Refused(OFFERS[Outcome(outcome)], field="offer")
    decision = TriageDecision(
        referral=referral,
        outcome=outcome,
        reason=reason,
        why=why,
        offer=offer,
        decided_by=by,
        owner=referral.to_agency,
    )
    decision.full_clean()
    decision.save()
    if outcome == Outcome.MORE_DETAIL:
        referral.state = Referral.State.MORE_DETAIL
        referral.paused_at = referral.paused_at or timezone.now()
    else:
        start_clock(referral)
        referral.state = Referral.State.DECIDED
    referral.save()
    record(decision, outcome=outcome, reason=reason)
    if outcome == Outcome.LEAD_WORKER:
        _find_a_lead(referral, by)
    return decision


def _decided_so(referral: Referral, by: User, **said: str) -> TriageDecision | None:
    """The decision, where the button was pressed twice."""
    decided = Referral.objects.at_hub_of(by).filter(pk=referral.pk)
    last = TriageDecision.objects.filter(
        referral__in=decided.filter(state__in=(Referral.State.DECIDED, Referral.State.MORE_DETAIL))
    ).first()
    twice = last is not None and last.decided_by == by
    return last if twice and all(getattr(last, k) == v for k, v in said.items()) else None


def _find_a_lead(referral: Referral, by: User) -> None:
    family = referral.family
    if family is None:
        raise Refused("Say first whether this is a family you know, or register it")
    case = family.cases.filter(closed_on=None).first() or open_case(family=family, by=by)
    if case.stage in (Case.Stage.OFFERED, Case.Stage.ACTIVE):
        raise Refused("Someone leads this family already. Tell them, and choose another answer")
    meeting = next_meeting(by)
    if meeting is not None:
        put_on_agenda(meeting, case, by)
