"""What the payer said to the claims of the last months: most paid, some waiting, one refused."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from coordination.demo.days import moment, working_day
from coordination.demo.pen import Pen
from families.models import Case
from outcomes.models import Claim, ClaimedPerson, PayerAnswer

#: Of the newest approved: how many the payer has not answered, and how many answers wait for a
#: second person. Where there are few, only the oldest is paid.
UNANSWERED, WRITTEN = 6, 3
ENOUGH = 12
NO = "The payer has no record that this family was on the programme."


@dataclass(frozen=True, slots=True)
class Approved:
    """A claim as it was approved, whom it counts, and how many pounds it asks for."""

    claim: int
    counted: tuple[int, ...]
    case: Case
    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the payer's: its day, when it was written down, and whether a second agreed."""

    key: str
    reference: str
    on: date
    written: date
    paid: bool
    agreed: bool


def answer_claims(pen: Pen, approved: list[Approved]) -> None:
    """Oldest first: one letter refuses the oldest, one pays most, one waits for a second person."""
    if len(approved) < ENOUGH:
        _write(pen, approved[:1], paid=True, agreed=True)
        return
    older, newer = approved[: -UNANSWERED - WRITTEN], approved[-UNANSWERED - WRITTEN : -UNANSWERED]
    _write(pen, older[:1], paid=False, agreed=True)
    _write(pen, older[1:], paid=True, agreed=True)
    _write(pen, newer, paid=True, agreed=False)


def _write(pen: Pen, claims: list[Approved], *, paid: bool, agreed: bool) -> None:
    if not claims:
        return
    on = max(one.on for one in claims)
    letter = Letter(
        key=str(uuid.UUID(int=pen.rng.getrandbits(128))),
        reference=f"PAY-{on:%Y%m}-{pen.rng.randint(100, 999)}" if paid else "",
        on=on,
        written=min(working_day(on + timedelta(days=1)), pen.on),
        paid=paid,
        agreed=agreed,
    )
    for one in claims:
        _answer(pen, one, letter)


def _answer(pen: Pen, one: Approved, letter: Letter) -> None:
    writer, second = pen.signer("sunita.rao"), pen.signer("miriam.kovac")
    rows = pen.rows.at(moment(letter.written, 9), writer)
    answer = rows.add(
        PayerAnswer,
        claim_id=one.claim,
        letter=letter.key,
        result="paid" if letter.paid else "refused",
        on=letter.on,
        amount=one.amount if letter.paid else Decimal(0),
        reference=letter.reference,
        why="" if letter.paid else NO,
        recorded_by_id=writer.user,
        owner_id=one.case.owner_id,
    )
    rows.did("payer_answer.record", PayerAnswer, answer, one.case.family_id, claim=one.claim)
    if not letter.agreed:
        return
    rows.at(moment(letter.written, 10), second)
    told = {"state": "agreed", "agreed_by_id": second.user, "agreed_at": rows.moment}
    rows.change(PayerAnswer, answer, **told)
    rows.did("payer_answer.agree", PayerAnswer, answer, one.case.family_id, claim=one.claim)
    rows.change(Claim, one.claim, state="paid" if letter.paid else "refused")
    for counted in () if letter.paid else one.counted:
        rows.change(ClaimedPerson, counted, standing=False)
