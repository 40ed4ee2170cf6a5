"""Taking back a decision of triage: soon, by who decided, while nothing followed from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from families.acts import end_involvement, start_involvement, withdraw_case
from families.models import Case, Involvement
from referrals.acts.triage import LEAVING, locked_at_hub
from referrals.hearing import heard_since
from referrals.models import Item, Referral, TriageDecision
from sharing.acting import act, record
from sharing.models import User
from sharing.refusals import Refused

WINDOW = timedelta(minutes=10)


@act("referral.undo", on="decision")
def undo_decision(*, decision: TriageDecision, by: User) -> TriageDecision:
    """Take back a decision: the referral is on the board again as it was before. Pressed twice it
    is undone once."""
    referral = locked_at_hub(decision.referral, by)
    decisions = TriageDecision.objects.filter(referral=referral).select_related("case", "referral")
    decision = decisions.get(pk=decision.pk)
    if decision.undone_at is not None:
        record(decision, again=True)
        return decision
    if no := why_not_undo(decision, by):
        raise Refused(no)
    if decision.case is not None:
        _withdraw(decision.case, by)
    if decision.outcome in LEAVING:
        _return_to_family(referral, decision, by)
    decision.undone_at = timezone.now()
    decision.save()
    _put_back(referral, decision)
    record(decision)
    return decision


def why_not_undo(decision: TriageDecision, by: User) -> str:
    """What stands in the way; empty where nothing does."""
    return next(_against(decision, by), "")


def _against(decision: TriageDecision, by: User) -> Iterator[str]:
    if decision.decided_by_id != by.pk:
        yield f"Only {decision.decided_by} can undo this"
    if timezone.now() - decision.decided_at > WINDOW:
        yield "A decision can be undone for 10 minutes"
    if decision != TriageDecision.objects.standing().filter(referral=decision.referral_id).first():
        yield "Something else was decided after this"
    if decision.referral.state == Referral.State.SENT:
        yield "The sender has answered already"
    if heard_since(decision.referral, decision.decided_at):
        yield "The sender has read the result already. Ring them"
    if decision.case is not None:
        yield from _of_case(decision.case)


def _of_case(case: Case) -> Iterator[str]:
    if case.stage != Case.Stage.WAITING:
        yield "Someone has been asked to lead this family already"
    if case.items.exclude(outcome="").exists():
        yield "The meeting has talked about this family already"


def _withdraw(case: Case, by: User) -> None:
    """The case was opened by mistake: off the agenda, and nobody else looks."""
    for item in Item.objects.undecided().filter(case=case).select_related("meeting"):
        guests = case.family.involvements.live().filter(
            kind=Involvement.Kind.PANEL, until=item.meeting.held_on
        )
        for link in guests:
            end_involvement(involvement=link, by=by)
        record(item, removed=True)
        item.delete()
    withdraw_case(case=case, by=by)


def _return_to_family(referral: Referral, decision: TriageDecision, by: User) -> None:
    """The teams whose duty ended with the decision are on duty again."""
    family = referral.family
    if family is None:
        return
    ended = family.involvements.filter(
        kind=Involvement.Kind.HUB_DUTY,
        team__agency=referral.to_agency,
        ended_at__gte=decision.decided_at,
    )
    for link in ended.select_related("team"):
        start_involvement(
            family=family, kind=Involvement.Kind.HUB_DUTY, team=link.team, reason="Undone", by=by
        )


def _put_back(referral: Referral, decision: TriageDecision) -> None:
    """As its history has it before the decision; the clock too."""
    before = referral.history.filter(history_date__lte=decision.decided_at).first()
    open_states = (Referral.State.SENT, Referral.State.MORE_DETAIL)
    if before is not None and before.state in open_states:
        referral.state = before.state
        referral.paused_at, referral.paused_minutes = before.paused_at, before.paused_minutes
    else:
        referral.state, referral.paused_at = Referral.State.SENT, None
    referral.save()
