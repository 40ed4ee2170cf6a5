"""A case from its opening to its closing: who is asked to lead, and who accepts."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from families.acts.archiving import settle
from families.acts.involvement import end_involvement, start_involvement
from families.acts.keeping import must_keep
from families.models import Assessment, Case, Family, Involvement, Merge
from families.rules.looking_again import why_not_on
from families.versions import version_in_force
from sharing.acting import act, locked, record
from sharing.models import Post, Role, Team, User
from sharing.refusals import Refused
from sharing.rules.days import long_day

MAY_LEAD = (Role.KEY_WORKER, Role.SUPERVISOR)


@act("case.open", on="family")
def open_case(*, family: Family, opened_on: date | None = None, by: User) -> Case:
    """Begin an episode of support; it waits for a lead worker.

    The version of the framework that is in force on its first day counts for it for ever.

    Raises Refused where a case runs, where the record was folded into another, and where no
    framework was in force on the first day.
    """
    must_keep(family, by)
    if family.open_case is not None:
        raise Refused("This family is being helped already")
    if Merge.objects.standing().filter(folded=family).exists():
        raise Refused("This record was merged with another. Open the case in the one that goes on.")
    day = opened_on or timezone.localdate()
    version = version_in_force(family.authority, day)
    if version is None:
        raise Refused("No outcomes framework was in force on that day", field="opened_on")
    case = Case(
        family=family,
        framework=version,
        opened_on=day,
        owner=by.agency or family.owner,
    )
    case.check_and_save()
    record(case)
    settle(family)
    for team in Team.objects.filter(agency=case.owner, duty=Team.Duty.RESULTS):
        start_involvement(family=family, kind=Involvement.Kind.RESULTS, team=team, by=by)
    return case


@act("case.offer", on="case")
def offer_case(*, case: Case, lead: Post, by: User) -> Case:
    """Ask a worker to lead. They can read the record, to decide.

    Raises Refused where someone leads already, and for a post that can’t lead. Asking another
    worker ends the first one’s sight, and that of whoever led before, where the family is helped
    anew: a link that is left from then lasts only until somebody else is asked.
    """
    case = _locked(case)
    must_keep(case.family, by)
    if case.stage not in (Case.Stage.WAITING, Case.Stage.NOT_ALLOCATED, Case.Stage.OFFERED):
        raise Refused("Someone leads this family already")
    if lead.role not in MAY_LEAD:
        raise Refused(f"{lead.user} is not a key worker", field="lead")
    _end_leads(case.family, by, but=lead)
    case.stage, case.lead, case.offered_at = Case.Stage.OFFERED, lead, timezone.now()
    case.look_again_on = None
    _save(case)
    start_involvement(
        family=case.family,
        kind=Involvement.Kind.LEAD_WORKER,
        post=lead,
        reason="Asked to lead",
        by=by,
    )
    record(case, lead=lead.pk)
    return case


@act("case.accept_lead", on="case")
def accept_lead(*, case: Case, by: User) -> Case:
    """Say yes: from today this worker leads.

    Raises Refused for anyone but the worker who was asked.
    """
    case = _offered_to(case, by)
    case.stage, case.lead_since = Case.Stage.ACTIVE, timezone.localdate()
    _save(case)
    record(case, lead=case.lead_id)
    return case


@act("case.decline_lead", on="case")
def decline_lead(*, case: Case, reason: str, by: User) -> Case:
    """Say no, with a reason; the family waits for another worker.

    Raises Refused without a reason, and for anyone but the worker who was asked.
    """
    case = _offered_to(case, by)
    if not reason.strip():
        raise Refused("Say why, so that the meeting can find someone else", field="reason")
    _end_leads(case.family, by)
    case.stage, case.lead, case.offered_at = Case.Stage.WAITING, None, None
    _save(case)
    record(case, why=reason)
    return case


@act("case.leave_unallocated", on="case")
def leave_unallocated(*, case: Case, look_again_on: date, by: User) -> Case:
    """Decide that nobody leads for now, and when to look again.

    Raises Refused where someone was asked to lead, and for a day that is not within the next 12
    months.
    """
    case = _locked(case)
    must_keep(case.family, by)
    if case.stage not in (Case.Stage.WAITING, Case.Stage.NOT_ALLOCATED):
        raise Refused("Someone has been asked to lead already")
    if wrong := why_not_on(look_again_on, timezone.localdate()):
        raise Refused(wrong, field="look_again_on")
    case.stage, case.look_again_on = Case.Stage.NOT_ALLOCATED, look_again_on
    _save(case)
    record(case, look_again_on=look_again_on.isoformat())
    return case


@act("case.close", on="case")
def close_case(*, case: Case, reason: str, closed_on: date | None = None, by: User) -> Case:
    """End the episode on a day (today), for a reason in words.

    Those who worked with the family keep sight for twelve months, as closed families are judged
    later; then the record is archived (access.md, P10). Raises Refused without a reason, for a case
    that is closed, and for a day before it began or still to come.
    """
    if not reason.strip():
        raise Refused("Say why our help ends", field="reason")
    if reason.strip().casefold() == Case.WITHDRAWN.casefold():
        raise Refused("Say what came of it. A mistake is taken back at triage", field="reason")
    case = _locked(case)
    must_keep(case.family, by)
    if case.closed_on is not None:
        raise Refused("This case is closed already")
    day = closed_on or timezone.localdate()
    if day > timezone.localdate():
        raise Refused("A case can't be closed in the future", field="closed_on")
    if day < case.opened_on:
        raise Refused(f"Our help began only on {long_day(case.opened_on)}", field="closed_on")
    case.stage, case.closed_on, case.closing_reason = Case.Stage.CLOSED, day, reason
    _save(case)
    settle(case.family)
    record(case, reason=reason)
    return case


@act("case.withdraw", on="case")
def withdraw_case(*, case: Case, by: User) -> Case:
    """Take back an opening before anyone was asked to lead: nobody was helped. Who was let in to
    look at the results has nothing to look at.

    Raises Refused once someone was asked to lead.
    """
    case = _locked(case)
    must_keep(case.family, by)
    if case.stage != Case.Stage.WAITING:
        raise Refused("Someone has been asked to lead already")
    case.stage, case.closed_on = Case.Stage.CLOSED, timezone.localdate()
    case.closing_reason = Case.WITHDRAWN
    _save(case)
    settle(case.family)
    record(case)
    if not case.family.cases.meant().exists():
        for link in case.family.involvements.live().filter(kind=Involvement.Kind.RESULTS):
            end_involvement(involvement=link, by=by)
    return case


@act("assessment.complete", on="case")
def complete_assessment(
    *,
    case: Case,
    what_is_happening: str,
    strengths: str = "",
    family_words: str = "",
    completed_on: date | None = None,
    by: User,
) -> Assessment:
    """Finish the whole-family assessment. A later one stands beside the earlier."""
    assessment = Assessment(
        case=case,
        what_is_happening=what_is_happening,
        strengths=strengths,
        family_words=family_words,
        completed_on=completed_on or timezone.localdate(),
        completed_by=by,
        owner=by.agency or case.owner,
    )
    assessment.check_and_save()
    record(assessment)
    return assessment


def _locked(case: Case) -> Case:
    return locked(case, "family", "lead")


def _offered_to(case: Case, by: User) -> Case:
    case = _locked(case)
    if case.stage != Case.Stage.OFFERED:
        raise Refused("Nobody is being asked to lead this family now")
    if no := why_not_answer(case, by):
        raise Refused(no)
    return case


def why_not_answer(case: Case, by: User) -> str:
    """Why the question whether they lead is not somebody's to answer; empty where it is."""
    asked = by.post is not None and case.lead_id == by.post.pk
    return "" if asked else "Only the worker who was asked can answer"


def _end_leads(family: Family, by: User, *, but: Post | None = None) -> None:
    leads = family.involvements.live().filter(kind=Involvement.Kind.LEAD_WORKER)
    for involvement in leads.exclude(post=but) if but else leads:
        end_involvement(involvement=involvement, by=by)


def _save(case: Case) -> None:
    case.check_and_save()
