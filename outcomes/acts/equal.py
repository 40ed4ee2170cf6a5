"""A need judged equal to met: one person judges, the person they named agrees or does not.

Until the second has agreed it is no fact, so no verdict reads it (facts.md, decision 22).
"""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from families.models import Case, Family
from families.writing import WouldBeTold
from outcomes.acts.evidence import hold_fact
from outcomes.models import EqualJudgement, LocalPlan, Need, Source
from sharing.acting import act, locked, record
from sharing.models import Category, Post, Role, User
from sharing.refusals import Refused

State = EqualJudgement.State
NOT_TOLD = "Your agency is not told the results of this family"
NOT_LEFT = "The local plan doesn’t leave this need to judgement"


@act("judgement.ask", on="need")
def ask_to_agree(
    *, need: Need, reason: str, approver: Post, on: date | None = None, by: User
) -> EqualJudgement:
    """Judge a need equal to met as of a day (today), and ask a manager by name to agree.

    Refused where the local plan in force doesn't leave the need to judgement or leaves it to other
    people, while another judgement of the need waits, where the named one can't answer (not a
    manager of this agency, not let into the record, or of the same name as whoever judges), and
    alike where they are not told of such judgements.
    """
    need = locked(need, "case__family", "person")
    if no := why_not_judge(need.case, by):
        raise Refused(no)
    if not _plan_that_leaves(need).lets_judge(by):
        raise Refused("The local plan leaves this judgement to other people", field="need")
    if not reason.strip():
        raise Refused("Say what shows it", field="reason")
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused("This day is still to come", field="on")
    _check_second(need, approver, by)
    if EqualJudgement.objects.waiting().filter(need=need).exists():
        raise Refused("A judgement of this need waits for an answer already", field="need")
    judgement = EqualJudgement(
        need=need,
        person=need.person,
        on=on,
        reason=reason.strip(),
        judged_by=by,
        approver=approver.user,
        owner=by.agency or need.owner,
    )
    judgement.check_and_save()
    record(judgement, need=need.pk, approver=approver.user_id)
    return judgement


def why_not_judge(case: Case, by: User) -> str:
    """Why somebody judges no need of this case equal to met. One judgement waits at a time, so who
    is told of none would learn from the answer that there is one (docs/decisions/0049)."""
    told = WouldBeTold(by, case.family_id).of(Category.CLAIM_EVIDENCE, owner=case.owner_id)
    return "" if told else NOT_TOLD


def _plan_that_leaves(need: Need) -> LocalPlan:
    """As good as met, for good reason: only where the local plan in force leaves the need to
    judgement; that plan."""
    family: Family = need.case.family
    newest = family.cases.meant().order_by("-opened_on", "-pk").first()
    if newest is None or newest.pk != need.case_id:
        raise Refused("This need belongs to an earlier case", field="need")
    plan = LocalPlan.objects.in_force(family.authority, newest.framework).first()
    if not plan or need.code not in (plan.overlay.get("discretion") or []):
        raise Refused(NOT_LEFT, field="need")
    return plan


def _check_second(need: Need, approver: Post, by: User) -> None:
    second = approver.user
    if second.pk == by.pk:
        raise Refused("Someone else must agree. Choose another manager", field="approver")
    if str(second) == str(by):
        raise Refused("You have the same name, and two must be told apart", field="approver")
    is_manager = approver.role == Role.SUPERVISOR and approver.agency_id == (
        by.agency.pk if by.agency else None
    )
    if not is_manager or not Post.objects.current().filter(pk=approver.pk).exists():
        raise Refused("Choose a manager of your own agency", field="approver")
    sees = Need.objects.visible_to(User.objects.get(pk=second.pk).acting_as(approver))
    if not sees.filter(pk=need.pk).exists():
        raise Refused("This manager can’t open the record. Choose another", field="approver")


def why_not_answer(judgement: EqualJudgement, by: User) -> str:
    """Why it is not somebody's to answer; empty for the one who was named."""
    return "" if judgement.approver_id == by.pk else f"{judgement.approver} was asked, not you"


def why_not_take_back(judgement: EqualJudgement, by: User) -> str:
    return "" if judgement.judged_by_id == by.pk else "Only whoever judged takes it back"


@act("judgement.answer", on="judgement")
def answer_judgement(
    *, judgement: EqualJudgement, agrees: bool, answer: str, by: User
) -> EqualJudgement:
    """Agree or not, as the person who was named, and say why. What is agreed becomes a fact of
    today, with both names and the first one's reason; the verdict is made again.

    Refused for anyone else, a second time, and where the plan no longer leaves it to judgement.
    """
    judgement = _held(judgement)
    if no := why_not_answer(judgement, by):
        raise Refused(no)
    if not answer.strip():
        raise Refused("Say why", field="answer")
    judgement.answer, judgement.answered_at = answer.strip(), timezone.now()
    judgement.state = State.AGREED if agrees else State.DECLINED
    if agrees:
        _plan_that_leaves(judgement.need)
        judgement.evidence = hold_fact(
            family=judgement.need.case.family,
            person=judgement.person,
            kind="judgement",
            fact={
                "need": judgement.need.code,
                "on": judgement.on.isoformat(),
                "result": "equivalent",
                "by": str(judgement.judged_by),
                "approver": str(judgement.approver),
                "reason": judgement.reason,
            },
            source=Source.KEY_WORKER,
            owner=judgement.owner,
            by=by,
        )
    judgement.check_and_save()
    record(judgement, agrees=agrees, need=judgement.need_id)
    return judgement


@act("judgement.take_back", on="judgement")
def take_back_judgement(*, judgement: EqualJudgement, answer: str, by: User) -> EqualJudgement:
    """Take back what still waits, as whoever judged: another manager can be asked then.

    Raises Refused for anyone else, once it was answered, and without a reason.
    """
    judgement = _held(judgement)
    if no := why_not_take_back(judgement, by):
        raise Refused(no)
    if not answer.strip():
        raise Refused("Say why", field="answer")
    judgement.answer, judgement.answered_at = answer.strip(), timezone.now()
    judgement.state = State.TAKEN_BACK
    judgement.check_and_save()
    record(judgement, need=judgement.need_id)
    return judgement


def _held(judgement: EqualJudgement) -> EqualJudgement:
    """The row, held fast, while it still waits."""
    held = locked(judgement, "need__case__family", "judged_by", "approver")
    if held.state != State.ASKED:
        raise Refused("This was answered already")
    return held
