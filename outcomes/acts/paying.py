"""What the payer said to a claim: one person writes it down, a second reads it beside the letter.

Until both have done so nothing is paid and nothing refused. A mistake is taken back with its
reason and stays in sight; the right answer is then written down anew, by two people again.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from outcomes.acts.claims import check_counted
from outcomes.frameworks.loader import framework
from outcomes.models import Claim, PayerAnswer
from outcomes.rules.claims import programme_of
from sharing.acting import act, locked, record
from sharing.models import User
from sharing.refusals import Refused
from sharing.rules.days import long_day
from sharing.rules.money import pounds

Result, State = PayerAnswer.Result, PayerAnswer.State
#: A letter answers at most so many claims: a window of a large council.
MOST = 400
LEADS = "{claim}: you lead this family. Someone else writes down and agrees what the payer said"
NONE_CHOSEN = "Choose at least one claim"


@act("payer_answer.record")
def record_answers(
    *,
    claims: Sequence[Claim],
    result: str,
    on: date,
    reference: str = "",
    amount: Decimal | None = None,
    why: str = "",
    by: User,
) -> list[PayerAnswer]:
    """Write down one letter of the payer's: these claims were paid, or refused, all or none of
    them. A second person agrees before it counts.

    `on`: the day that the payer names. `amount`: pounds, for one claim that was paid otherwise than
    approved; each claim's own where left out. Refused with every claim that can't be answered so.
    Raises Http404 where a claim may not be known.
    """
    claims = _held(claims, by)
    _check_said(claims, result, on, reference, amount, why)
    no = [said for claim in claims for said in _why_not(claim, on, amount, why, by)]
    if no:
        raise Refused(*no, field="claims")
    said = {"result": result, "on": on, "reference": reference.strip(), "why": why.strip()}
    said |= {"letter": uuid.uuid4(), "recorded_by": by}
    return [_write(claim, amount, said) for claim in claims]


def _write(claim: Claim, amount: Decimal | None, said: dict[str, Any]) -> PayerAnswer:
    paid = (amount or claim.amount) if said["result"] == Result.PAID else Decimal(0)
    answer = PayerAnswer(claim=claim, amount=paid, owner=claim.owner, **said)
    answer.check_and_save()
    told = {"result": said["result"], "amount": str(paid), "on": said["on"].isoformat()}
    record(answer, claim=claim.pk, **told)
    return answer


def _held(claims: Iterable[Claim], by: User) -> list[Claim]:
    """The claims, held fast in one order so that two letters at once wait for each other."""
    ids = {claim.pk for claim in claims}
    if not ids:
        raise Refused(NONE_CHOSEN, field="claims")
    if len(ids) > MOST:
        raise Refused(f"Choose at most {MOST} claims", field="claims")
    if Claim.objects.visible_to(by).filter(pk__in=ids).count() != len(ids):
        raise Http404
    found = (
        Claim.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    )
    return list(found.select_related("case__family", "case__lead", "framework"))


def _check_said(
    claims: Sequence[Claim], result: str, on: date, reference: str, amount: Decimal | None, why: str
) -> None:
    if result not in Result.values:
        raise Refused("Say whether it was paid or refused", field="result")
    if on > timezone.localdate():
        raise Refused("This day is still to come. Write it down once the payer has", field="on")
    if result == Result.PAID and not reference.strip():
        raise Refused(
            "Write the payer’s reference, so that the money can be found", field="reference"
        )
    if result == Result.REFUSED and not why.strip():
        raise Refused("Say why the payer refused, so that it can be put right", field="why")
    if amount is not None and (result == Result.REFUSED or len(claims) != 1):
        raise Refused("An amount of its own is for one claim that was paid", field="amount")
    if amount is not None and amount <= 0:
        raise Refused("Enter an amount above £0, or choose that it was refused", field="amount")


def _why_not(claim: Claim, on: date, amount: Decimal | None, why: str, by: User) -> Iterable[str]:
    if _leads(claim, by):
        yield LEADS.format(claim=claim)
    if claim.state != Claim.State.APPROVED:
        yield f"{claim}: this is {claim.get_state_display().lower()}"
    elif not claim.amount:
        yield f"{claim}: nothing is paid for it"
    elif claim.answers.standing().exists():
        yield f"{claim}: an answer is written down already"
    elif claim.decided_at is not None and on < timezone.localdate(claim.decided_at):
        day = timezone.localdate(claim.decided_at)
        yield f"{claim}: it was approved on {long_day(day)}, after the day you gave"
    if amount is not None and amount > claim.amount:
        yield f"{claim}: {pounds(claim.amount)} was approved. Nobody can have paid more for it"
    if amount is not None and amount < claim.amount and not why.strip():
        yield f"{claim}: {pounds(claim.amount)} was approved. Say why less was paid"


@act("payer_answer.agree", on="answer")
def agree_answers(*, answer: PayerAnswer, by: User) -> PayerAnswer:
    """Agree, as a second person, to all that was written down from the same letter and waits.

    The claims are paid from then on, or refused: then their people are free to be counted again.
    """
    rows = PayerAnswer.objects.visible_to(by).waiting().filter(letter=answer.letter)
    ids = list(rows.values_list("pk", flat=True))
    held = PayerAnswer.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids)
    answers = list(held.waiting().select_related("claim__case__lead").order_by("claim"))
    if answer.pk not in {row.pk for row in answers}:
        raise Refused("This does not wait for a second person any more")
    if no := why_not_agree(answers, by):
        raise Refused(no)
    for row in answers:
        row.state, row.agreed_by, row.agreed_at = State.AGREED, by, timezone.now()
        row.check_and_save()
        paid = row.result == Result.PAID
        _settle(row.claim, Claim.State.PAID if paid else Claim.State.REFUSED, standing=paid)
        record(row, claim=row.claim_id, result=row.result, amount=str(row.amount))
    return next(row for row in answers if row.pk == answer.pk)


def why_not_agree(letter: Iterable[PayerAnswer], by: User) -> str:
    """Why someone is no second person for what was written down from one letter."""
    for answer in letter:
        if answer.recorded_by_id == by.pk:
            return "You wrote this down. Someone else must agree"
        if no := why_not_correct(answer, by):
            return no
    return ""


def why_not_correct(answer: PayerAnswer, by: User) -> str:
    """Why an answer is not theirs to take back: they lead the family that it is about."""
    return LEADS.format(claim=answer.claim) if _leads(answer.claim, by) else ""


def _leads(claim: Claim, by: User) -> bool:
    return claim.case.lead is not None and claim.case.lead.user_id == by.pk


@act("payer_answer.take_back", on="answer")
def take_back_answer(*, answer: PayerAnswer, why: str, by: User) -> PayerAnswer:
    """Take back what was written down by mistake. It stays in sight with the reason; the claim is
    approved and waits for the payer's answer again.

    Refused where the payer's no had freed the people, and they were counted elsewhere since.
    """
    answer = locked(answer, "claim__case__lead", "claim__framework")
    if no := why_not_correct(answer, by):
        raise Refused(no)
    if answer.state == State.TAKEN_BACK:
        raise Refused("This was taken back already")
    if not why.strip():
        raise Refused("Say what the mistake was", field="why")
    was_agreed, refused = answer.state == State.AGREED, answer.result == Result.REFUSED
    answer.state, answer.taken_back_why = State.TAKEN_BACK, why.strip()
    answer.taken_back_by, answer.taken_back_at = by, timezone.now()
    answer.check_and_save()
    if was_agreed:
        if refused:
            _check_free(answer.claim, by)
        _settle(answer.claim, Claim.State.APPROVED, standing=True)
    record(answer, claim=answer.claim_id, why=why, agreed=was_agreed)
    return answer


def _check_free(claim: Claim, by: User) -> None:
    """The people whom the payer's no had freed may have been counted since."""
    if claim.case.claims.standing().exists():
        raise Refused(
            "Another claim for this family was put forward since. It must be decided first"
        )
    people = [counted.person for counted in claim.people.select_related("person")]
    check_counted(people, programme_of(framework(claim.framework.slug)), by)


def _settle(claim: Claim, state: str, *, standing: bool) -> None:
    """The claim as the payer left it; its people count where money followed or may follow."""
    claim.state = state
    claim.full_clean(exclude=("facts", "plan", "verdicts"))  # frozen, and not touched here
    claim.save()
    try:
        with transaction.atomic():
            for counted in claim.people.exclude(standing=standing):
                counted.standing = standing
                counted.save()
    except IntegrityError as taken:
        raise Refused("Someone of this family was counted in another claim since") from taken
