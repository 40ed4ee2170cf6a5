"""An agreement is signed, takes effect, stops and ends. What it opens is judged when read."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from sharing.acting import act, record
from sharing.acts.drafting import draft_of, locked, refuse
from sharing.facts import faults_of_lines, parties_of
from sharing.models import Agency, Agreement, Line, Signature, User
from sharing.refusals import Refused
from sharing.rules.agreements import Party, Signed, enough_signed, not_ready, wrong_days

State = Agreement.State
SAY_WHY = "Say why, so that the other parties understand"


@act("agreement.sign", on="agreement")
def sign_agreement(*, agreement: Agreement, fingerprint: str, by: User) -> Signature:
    """Sign a draft for one's own agency. `fingerprint` is of the text that the signatory read.

    Raises Refused without lines, for a text that was changed meanwhile, and where they or their
    agency signed it already.
    """
    agreement = draft_of(agreement, by)
    if not agreement.lines.exists():
        raise Refused("It has no lines yet, so there is nothing to sign")
    if fingerprint != agreement.fingerprint:
        raise Refused("It was changed while you read it. Read it again, then sign")
    if agreement.signatures.filter(by=by).exists():
        raise Refused("You have signed it already")
    before = agreement.signatures.filter(agency=by.agency).first()
    if before is not None:
        raise Refused(f"{before.by} has signed it for {by.agency} already")
    signature = Signature(
        agreement=agreement, agency=by.agency, by=by, fingerprint=agreement.fingerprint
    )
    signature.save()
    record(signature, agreement=agreement.pk, fingerprint=signature.fingerprint)
    return signature


@act("agreement.activate", on="agreement")
def activate_agreement(*, agreement: Agreement, by: User) -> Agreement:
    """A signed draft takes effect from its first day, in the place of the version before it."""
    agreement = draft_of(agreement, by)
    parties = parties_of(agreement)
    _refuse_unready(agreement, agreement.lines.all(), parties, signed=_is_signed(agreement))
    agreement.activated_on = timezone.localdate()
    _stand(agreement, State.ACTIVE)
    if agreement.supersedes is not None:
        _replace(agreement.supersedes, agreement)
    record(agreement, version=agreement.version, supersedes=agreement.supersedes_id)
    return agreement


@act("agreement.suspend", on="agreement")
def suspend_agreement(*, agreement: Agreement, reason: str, by: User) -> Agreement:
    """Stop it for now: from the next request on nothing is shared under it."""
    agreement = _standing(agreement, by)
    if agreement.state != State.ACTIVE:
        raise Refused("Only an agreement in force can be suspended")
    _stand(agreement, State.SUSPENDED, _said(reason))
    record(agreement, why=reason)
    return agreement


@act("agreement.resume", on="agreement")
def resume_agreement(*, agreement: Agreement, by: User) -> Agreement:
    """Go on with a suspended agreement, where its lines are still right today."""
    agreement = _standing(agreement, by)
    if agreement.state != State.SUSPENDED:
        raise Refused("Only a suspended agreement can go on")
    here = [one for one in parties_of(agreement) if one.active and not one.left]
    lines = Line.objects.between_parties().filter(agreement=agreement)
    _refuse_unready(agreement, lines, here, signed=True)
    _stand(agreement, State.ACTIVE)
    record(agreement)
    return agreement


@act("agreement.end", on="agreement")
def end_agreement(*, agreement: Agreement, reason: str, by: User) -> Agreement:
    """End it for good, or give up a draft. It stays readable."""
    agreement = _standing(agreement, by)
    if agreement.state == State.ENDED:
        raise Refused("It has ended already")
    begun = agreement.starts_on <= timezone.localdate()
    _stand(agreement, State.ENDED, _said(reason))
    before = agreement.supersedes
    if before is not None and not begun and before.replaced_from == agreement.starts_on:
        before.replaced_from = None  # the new version never began: the earlier one goes on
        before.save()
    record(agreement, why=reason)
    return agreement


@act("agreement.review", on="agreement")
def review_agreement(*, agreement: Agreement, found: str, review_on: date, by: User) -> Agreement:
    """Write down that it was looked at, and when next. What was signed stays as it is.

    Raises Refused for what was not activated, for fewer than 5 characters, and for a day that
    is not to come.
    """
    agreement = _standing(agreement, by)
    if agreement.state not in (State.ACTIVE, State.SUSPENDED):
        raise Refused("Only an agreement that was activated is reviewed")
    if len(found.strip()) < 5:
        raise Refused("Say what you found", field="found")
    if review_on <= timezone.localdate():
        raise Refused("The next review must be after today", field="review_on")
    refuse(wrong_days(agreement.starts_on, agreement.ends_on, review_on))
    agreement.review_on = review_on
    agreement.save()
    record(agreement, why=found, review_on=review_on.isoformat())
    return agreement


@act("agreement.leave", on="agreement")
def leave_agreement(*, agreement: Agreement, party: Agency, reason: str, by: User) -> Agreement:
    """One party leaves: from the next request on nothing flows to it or from it.

    Raises Refused for what was not activated, for who is no party or has left, and for a reason
    of fewer than 5 characters.
    """
    agreement = _standing(agreement, by)
    if agreement.state not in (State.ACTIVE, State.SUSPENDED):
        raise Refused("A party leaves an agreement that was activated. Change the draft instead")
    if not agreement.parties.filter(pk=party.pk).exists():
        raise Refused(f"{party} is not a party to it", field="party")
    if agreement.left.filter(pk=party.pk).exists():
        raise Refused(f"{party} has left already", field="party")
    _said(reason)
    agreement.left.add(party)
    record(agreement, why=reason, party=party.pk)
    return agreement


def _standing(agreement: Agreement, by: User) -> Agreement:
    """Read afresh and held, where no later version has taken its place."""
    held = locked(agreement, by)
    if held.standing == "replaced":
        raise Refused("A later version has taken its place")
    return held


def _is_signed(agreement: Agreement) -> bool:
    signatures = [
        Signed(one.by_id, one.agency_id, one.fingerprint) for one in agreement.signatures.all()
    ]
    return enough_signed(signatures, agreement.fingerprint, parties_of(agreement))


def _refuse_unready(
    agreement: Agreement, lines: QuerySet[Line], parties: list[Party], *, signed: bool
) -> None:
    """One agreement at a time between the same agencies, so that no two settle a thing twice."""
    ends = Agency.objects.select_for_update(no_key=True).order_by("pk")
    list(ends.filter(pk__in=[one.pk for one in parties]))
    today = timezone.localdate()
    refuse(not_ready(lines.count(), signed, agreement.ends_on, today, parties))
    refuse(faults_of_lines(agreement, lines))


def _stand(agreement: Agreement, state: str, reason: str = "") -> None:
    agreement.state, agreement.state_since = state, timezone.localdate()
    agreement.reason = reason
    agreement.full_clean(exclude=("supersedes",))
    agreement.save()


def _replace(before: Agreement, after: Agreement) -> None:
    """The earlier version stops where the new one begins; neither leaves a day without."""
    today = timezone.localdate()
    before = Agreement.objects.select_for_update(no_key=True).get(pk=before.pk)
    before.replaced_from = max(today, after.starts_on)
    if before.replaced_from <= today and before.state != State.ENDED:
        before.state, before.state_since = State.ENDED, today
        before.reason = f"Version {after.version} took its place"
    before.save()


def _said(reason: str) -> str:
    if len(reason.strip()) < 5:
        raise Refused(SAY_WHY, field="reason")
    return reason.strip()
