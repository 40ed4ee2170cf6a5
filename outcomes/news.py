"""What outcomes do when something happens: needs reach their case, matched rows become evidence,
cases are judged."""

from __future__ import annotations

from celery import current_app
from django.utils import timezone

from families.models import Case, Match
from outcomes.acts import carry_needs, judge_case, record_evidence, release_needs, slot_of
from outcomes.judging.watching import WATCHED
from outcomes.models import Evidence, Source
from sharing.journal import mark_read
from sharing.models import FeedFile, JournalEntry, User

#: Tasks of outcomes/tasks.py, by name: they stand above.
TRY, JUDGE_UNDER = "outcomes.try_plan", "outcomes.judge_under_plan"
#: What may turn a verdict. Each is dealt with by judging the family's cases again.
MAY_TURN = frozenset(
    {
        *("need.identify", "need.carry", "evidence.record", "coverage.record"),
        *("judgement.answer", "case.open", "case.accept_lead", "case.close"),
        *("assessment.complete", "plan.agree", "plan.review"),
        *("person.add", "stay.add", "claim.propose", "claim.approve", "claim.reject"),
        *("payer_answer.agree", "payer_answer.take_back"),
    }
)
JUDGE = "outcomes.judge"


def judge_again(entry: JournalEntry) -> None:
    """Judge the cases of the family that are watched still, once for all that it has news of."""
    news = JournalEntry.objects.unread_by(JUDGE).filter(
        family_id=entry.family_id or 0, verb__in=MAY_TURN
    )
    heard = list(
        news.select_for_update(skip_locked=True, of=("self",), no_key=True)
    )  # before facts are read
    recent = timezone.localdate() - WATCHED
    cases = Case.objects.meant().filter(family_id=entry.family_id or 0).order_by("pk")
    for case in cases.exclude(closed_on__lt=recent).select_related("family", "owner"):
        judge_case(case=case, by=User.objects.system())
    mark_read(JUDGE, heard)


#: After these, a family may have both a case and a need that waits for one, or neither.
MAY_CARRY = frozenset({"case.open", "need.note", "case.withdraw"})


def carry_into_case(entry: JournalEntry) -> None:
    """What the hub wrote down at triage belongs to the case that is open; it waits again where a
    case was opened by mistake."""
    cases = Case.objects.filter(family_id=entry.family_id or 0)
    for withdrawn in cases.filter(closing_reason=Case.WITHDRAWN):
        release_needs(case=withdrawn, by=User.objects.system())
    if case := cases.filter(closed_on=None).first():
        carry_needs(case=case, by=User.objects.system())


def try_asked_plan(entry: JournalEntry) -> None:
    """A trial is long work: it goes to a worker by itself, and holds up no other news."""
    current_app.send_task(TRY, [entry.subject_id], ignore_result=True)


def judge_under_plan(entry: JournalEntry) -> None:
    """Other settings count, or will: every case under the plan's framework is judged again. One
    that begins later counts from the night of its first day."""
    current_app.send_task(JUDGE_UNDER, [entry.subject_id], ignore_result=True)


def matched_row_to_evidence(entry: JournalEntry) -> None:
    """A matched row of attendance is a fact about that person, from the school that sent it."""
    match = Match.objects.confirmed().filter(pk=entry.subject_id)
    for found in match.select_related("row__file__from_agency", "person__family"):
        if found.row.file.kind != FeedFile.Kind.ATTENDANCE:
            continue
        fact = attendance_fact(found.row.typed)
        if told_since(found, fact):
            continue
        record_evidence(
            family=found.person.family,
            person=found.person,
            kind="attendance",
            fact=fact,
            source=Source.SCHOOL,
            match=found,
            owner=found.row.file.from_agency,
            by=User.objects.system(),
        )


def told_since(match: Match, fact: dict[str, object]) -> bool:
    """The sender said the same term again in a later file, or above in this one: a row that waited
    for a decision is no correction of what came after it."""
    file = match.row.file
    held = Evidence.objects.filter(
        person=match.person, slot=slot_of("attendance", fact), owner=file.from_agency
    )
    same_or_later = held.filter(match__row__file__received_at__gte=file.received_at)
    return same_or_later.exclude(match=match).exists()


def attendance_fact(typed: dict[str, object]) -> dict[str, object]:
    """The evidence's own fields (docs/facts.md) of a row of attendance."""
    fact = {name: typed[name] for name in ("term", "possible", "authorised", "unauthorised")}
    dates = {"from": typed.get("start"), "to": typed.get("end")}
    fact |= {name: day for name, day in dates.items() if day}
    return fact | ({"mitigated": True} if typed.get("mitigated") else {})
