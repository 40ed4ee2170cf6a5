"""Triage: someone takes a referral, asks around, and decides with a reason."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone

from families.acts import end_involvement, open_case
from families.models import Case, Consent, Family, Involvement
from referrals.acts.asking import start_clock
from referrals.acts.meeting import next_meeting, put_on_agenda
from referrals.models import Check, Referral, TriageDecision
from sharing.acting import act, locked, record
from sharing.models import Agency, Post, Role, User
from sharing.refusals import Refused

Outcome = TriageDecision.Outcome
#: What must be said of what the family gets instead, for each outcome that leaves them.
OFFERS = {
    Outcome.NO_MORE: "Say what you offer instead. Everyone gets an offer",
    Outcome.ONE_AGENCY: "Say which agency helps, and with what",
}
#: Decisions after which the hub has no more to do with the family, unless it is being helped.
LEAVING = frozenset({Outcome.NO_MORE, Outcome.ONE_AGENCY, Outcome.MASH})


@act("referral.take", on="referral")
def take_referral(*, referral: Referral, by: User) -> Referral:
    """Say that one looks after it. A supervisor may take it from someone else."""
    referral = open_referral(referral, by)
    if no := why_not_take(referral, by):
        raise Refused(no)
    referral.held_by = by
    referral.save()
    record(referral)
    return referral


def why_not_take(referral: Referral, by: User) -> str:
    """Who has this one, where only a supervisor takes it from them; else empty."""
    free = referral.held_by in (None, by) or by.role == Role.SUPERVISOR
    return "" if free else f"{referral.held_by} has this one"


@act("referral.assign", on="referral")
def assign_referral(*, referral: Referral, holder: Post, by: User) -> Referral:
    """Let a colleague on hub duty, or oneself, look after it. Only a supervisor moves one that
    someone else has.

    Raises Refused for what is decided, for what somebody else has, and for a holder to whom the
    record is shut.
    """
    referral = locked_at_hub(referral, by)
    if referral.state == Referral.State.DECIDED:
        raise Refused("This is decided already")
    if referral.held_by != holder.user and (no := why_not_take(referral, by)):
        raise Refused(no)
    theirs = Referral.objects.at_hub_of(holder.user.acting_as(holder))
    if not theirs.filter(pk=referral.pk).exists():
        raise Refused(f"{holder.user} can’t have this one. Choose someone else", field="holder")
    referral.held_by = holder.user
    referral.save()
    record(referral, holder=holder.pk)
    return referral


def open_referral(referral: Referral, by: User) -> Referral:
    """The referral, locked, sent and not decided; whoever works on an untaken one takes it."""
    referral = locked_at_hub(referral, by)
    if referral.state == Referral.State.DECIDED:
        raise Refused("This is decided already")
    if referral.held_by is None:
        referral.held_by = by
        referral.save()
    return referral


def locked_at_hub(referral: Referral, by: User) -> Referral:
    """The referral, locked. A sender may see it too, and gets 404 here like for one unknown."""
    mine = Referral.objects.at_hub_of(by).exclude(state=Referral.State.DRAFT).filter(pk=referral.pk)
    rows = Referral.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk__in=mine).first()
    if found is None:
        raise Http404
    return found


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
    consents = Consent.objects.filter(family=family, agency=agency)
    return consents.refusing().exists() and not consents.covering().exists()


@act("check.answer", on="check")
def answer_check(*, check: Check, answer: str, by: User) -> Check:
    """Write down what an agency said. A second answer replaces the first, which history keeps."""
    open_referral(check.referral, by)
    if not answer.strip():
        raise Refused("Write what they said, or “Nothing known”", field="answer")
    check = locked(check)
    check.answer = answer
    check.answered_at = check.answered_at or timezone.now()
    check.check_and_save()
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
    case = _find_a_lead(referral, by) if outcome == Outcome.LEAD_WORKER else None
    decision = TriageDecision(
        referral=referral,
        case=case,
        outcome=outcome,
        reason=reason,
        why=why,
        offer=offer,
        decided_by=by,
        owner=referral.to_agency,
    )
    decision.check_and_save()
    if outcome == Outcome.MORE_DETAIL:
        referral.state = Referral.State.MORE_DETAIL
        referral.paused_at = referral.paused_at or timezone.now()
    else:
        start_clock(referral)
        referral.state = Referral.State.DECIDED
    referral.save()
    record(decision, outcome=outcome, reason=reason)
    if outcome in LEAVING:
        leave_family(referral, by)
    return decision


def leave_family(referral: Referral, by: User) -> None:
    """End the hub's duty for a family that nobody here helps and nothing more was asked about. It
    sees the family again when it attaches another referral."""
    family = referral.family
    if family is None or family.open_case is not None:
        return
    others = family.referrals.on_the_board().filter(to_agency=referral.to_agency)
    if others.exclude(pk=referral.pk).exists():
        return
    duty = family.involvements.live().filter(
        kind=Involvement.Kind.HUB_DUTY, team__agency=referral.to_agency
    )
    for link in duty:
        end_involvement(involvement=link, by=by)


def _decided_so(referral: Referral, by: User, **said: str) -> TriageDecision | None:
    """The decision, where the button was pressed twice."""
    answered = (Referral.State.DECIDED, Referral.State.MORE_DETAIL)
    mine = Referral.objects.at_hub_of(by).filter(pk=referral.pk, state__in=answered)
    last = TriageDecision.objects.standing().filter(referral__in=mine).first()
    if last is None or last.decided_by != by:
        return None
    same = all(getattr(last, name) == part for name, part in said.items())
    return last if same else None


def _find_a_lead(referral: Referral, by: User) -> Case | None:
    """The case, if this opened it; it waits for the next meeting."""
    family = referral.family
    if family is None:
        raise Refused("Say first whether this is a family you know, or register it")
    running = family.cases.filter(closed_on=None).first()
    case = running or open_case(family=family, by=by)
    if case.stage in (Case.Stage.OFFERED, Case.Stage.ACTIVE):
        raise Refused("Someone leads this family already. Tell them, and choose another answer")
    meeting = next_meeting(by)
    if meeting is not None:
        put_on_agenda(meeting, case, by)
    return None if running else case
