"""What waits for each person today: a verb, why, and one button."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from coordination.home.guarding import GUARDED, MOVES, Kind, Waiting, found
from families.models import Action, Case, Plan, Visit
from families.reading.band import short_day
from families.reading.bookings import unrecorded_visits
from sharing.authority import may
from sharing.models import Agreement, Signature, User
from sharing.rules.agreements import Reminder, reminders

MOST = 7
#: So many things to do of one kind are read for one person.
MANY = 200
#: Days for which a party's home says that an agreement stopped.
SAID_FOR = 14
STOPPED = (Agreement.State.SUSPENDED, Agreement.State.ENDED)


@dataclass(frozen=True, slots=True)
class Task:
    """One row: a verb, why it is here, and one button."""

    title: str
    kind: str
    state: str
    why: str
    url: str
    link: str
    post: bool = False
    rank: tuple[int, date] = (9, date.max)
    family: int | None = None


def tasks(user: User) -> list[Task]:
    """Everything that needs this person, most pressing first."""
    kinds = (*OURS, *GUARDED) if user.post else GUARDED
    rows = [*_unrecorded(user), *found(user, kinds)]
    return sorted(map(_as_task, rows), key=lambda task: task.rank)


def _offered(user: User) -> QuerySet[Case]:
    return Case.objects.visible_to(user).filter(stage=Case.Stage.OFFERED, lead=user.post)


def _offers(user: User, rows: list[Any], _count: int) -> Iterable[Task]:
    for case in rows:
        yield Task(
            title="Answer: will you lead?",
            kind="wait",
            state="Asked",
            why=f"{case.family.named_for(user)}. The family waits for your answer.",
            url=reverse("families:accept-lead", args=[case.family.reference]),
            link="Answer",
            rank=(0, case.opened_on),
            family=case.family_id,
        )


def _to_do(user: User) -> QuerySet[Action]:
    """The visit at which it was promised is told to whoever is told of visits."""
    told = Visit.objects.visible_to(user).filter(pk=OuterRef("visit"))
    mine = Action.objects.visible_to(user).to_do().of(user.post).filter(case__closed_on=None)
    return mine.annotate(visit_told=Exists(told))


def _actions(user: User, rows: list[Any], _count: int) -> Iterable[Task]:
    """Late, then today's, then this week's; what has no day comes last."""
    today = timezone.localdate()
    for action in rows:
        kind, state = due_words(action.due_on, today)
        promised = ""
        if action.visit is not None and action.visit_told:
            day = timezone.localtime(action.visit.happened_at).date()
            promised = f" You promised this at the visit on {day.day} {day:%B}."
        yield Task(
            title=action.what,
            kind=kind,
            state=state,
            why=f"{action.case.family.named_for(user)}.{promised}",
            url=reverse("families:complete-action", args=[action.key]),
            link="Done",
            post=may(user, "action.complete"),
            rank=({"bad": 1, "wait": 2}.get(kind, 4), action.due_on or date.max),
            family=action.case.family_id,
        )


def _unrecorded(user: User) -> Iterable[Task]:
    """Visits whose day went by: what happened is not written down, and may be forgotten."""
    if user.post is None or not may(user, "visit.record"):
        return
    for booked in unrecorded_visits(user):
        day = timezone.localdate(booked.at)
        yield Task(
            title=f"Record the visit of {day:%A} {day.day} {day:%B}",
            kind="bad",
            state="Not recorded",
            why=f"{booked.case.family.named_for(user)}. Or call it off, if it was not held.",
            url=reverse("families:visits", args=[booked.case.family.reference]),
            link="Open",
            rank=(1, day),
            family=booked.case.family_id,
        )


def _to_review(user: User) -> QuerySet[Plan]:
    soon = timezone.localdate() + timedelta(days=7)
    mine = Plan.objects.visible_to(user).agreed().filter(case__lead=user.post, case__closed_on=None)
    return mine.filter(review_on__lte=soon)


def _reviews(user: User, rows: list[Any], _count: int) -> Iterable[Task]:
    today = timezone.localdate()
    for plan in rows:
        kind, state = due_words(plan.review_on, today)
        yield Task(
            title="Review the plan",
            kind=kind,
            state=state,
            why=f"{plan.case.family.named_for(user)}. Look at it with the family.",
            url=reverse("families:review-plan", args=[plan.case.family.reference]),
            link="Review",
            rank=({"bad": 1, "wait": 2}.get(kind, 3), plan.review_on or date.max),
            family=plan.case.family_id,
        )


def _agreements(user: User) -> QuerySet[Agreement]:
    """Those of this person's agency that may be to sign, to activate, to review or to renew."""
    ours = Agreement.objects.visible_to(user).filter(parties=user.agency)
    waits = Q(state=Agreement.State.DRAFT, signatures__isnull=False)
    waits |= Q(state__in=STOPPED, activated_on__isnull=False, state_since__gt=_lately())
    if may(user, "agreement.revise"):
        waits |= ~Q(state__in=(Agreement.State.DRAFT, Agreement.State.ENDED))
    found = ours.exclude(left=user.agency).filter(waits, replaced_from=None)
    return found.distinct().order_by("title")


def _about_agreements(user: User, rows: list[Any], _count: int) -> Iterable[Task]:
    today, signed = timezone.localdate(), Signature.objects.select_related("agency")
    prefetch_related_objects(rows, Prefetch("signatures", signed))
    for one in rows:
        if one.state == Agreement.State.DRAFT:
            yield from _draft_waiting(one, user)
            continue
        if one.state in STOPPED and one.activated_on and one.state_since > _lately():
            yield _stopped(one)
        if one.state != Agreement.State.ENDED and may(user, "agreement.revise"):
            for reminder in reminders(one.ends_on, one.review_on, today):
                yield _reminding(one, reminder, today)


def _lately() -> date:
    return timezone.localdate() - timedelta(days=SAID_FOR)


def _draft_waiting(draft: Agreement, user: User) -> Iterable[Task]:
    """Someone has signed it: the next one's turn, or time to activate it."""
    signed = [signature.agency for signature in draft.signatures.all()]
    if len(signed) > 1 and may(user, "agreement.activate"):
        yield Task(
            title=f"Activate: {draft}",
            kind="wait",
            state="Signed",
            why="Two parties have signed it. Try it on today’s families, then activate it.",
            url=draft.get_absolute_url(),
            link="Open",
            rank=(2, draft.starts_on),
        )
    elif user.agency not in signed:
        yield Task(
            title=f"Read and sign: {draft}",
            kind="wait",
            state="Not signed",
            why=f"{signed[0]} has signed it.",
            url=reverse("sharing:sign-agreement", args=[draft.key]),
            link="Read",
            rank=(2, draft.starts_on),
        )


def _stopped(agreement: Agreement) -> Task:
    """Every party hears that nothing flows now, and why."""
    return Task(
        title=f"{agreement}: {agreement.get_state_display().lower()}",
        kind="bad",
        state=f"Since {short_day(agreement.state_since)}",
        why=agreement.reason,
        url=agreement.get_absolute_url(),
        link="Open",
        rank=(2, agreement.state_since),
    )


def _reminding(agreement: Agreement, reminder: Reminder, today: date) -> Task:
    """90, 30 and 7 days before its end or review, more pressing each time."""
    left = (reminder.on - today).days
    days = f"{abs(left)} day{'' if abs(left) == 1 else 's'}"
    state = f"{days} late" if left < 0 else f"In {days}" if left else "Today"
    ends = reminder.what == "end"
    return Task(
        title=f"{agreement} ends" if ends else f"Review: {agreement}",
        kind={7: "bad", 30: "wait"}.get(reminder.within, "info"),
        state=state,
        why="Write a new version, or let it end."
        if ends
        else "Look at each line with the parties.",
        url=agreement.get_absolute_url(),
        link="Open",
        rank=({7: 1, 30: 3}.get(reminder.within, 5), reminder.on),
    )


#: What is this person's own to do, in their post, and for their agency's agreements.
OURS = (
    Kind("case.accept_lead", _offered, _offers, ("family",), MANY),
    Kind("", _to_do, _actions, ("case__family", "visit"), MANY),
    Kind("plan.agree", _to_review, _reviews, ("case__family",), MANY),
    Kind("agreement.sign", _agreements, _about_agreements, (), MANY),
)


def moves_told(user: User) -> list[Task]:
    """For a role whose work waits in numbers: what came of families that its council offered."""
    return [_as_task(row) for row in found(user, (MOVES,))]


def _as_task(row: Waiting | Task) -> Task:
    """Reviews of what was shut, opened or shared against the usual rule come as `Waiting`."""
    if isinstance(row, Task):
        return row
    kind, state = row.state or due_words(row.due, timezone.localdate())
    placed = ({"bad": 1, "wait": 2}.get(kind, 3), row.due)
    return Task(row.title, kind, state, row.why, row.url, row.link, rank=placed, family=row.family)


def due_words(due: date | None, today: date) -> tuple[str, str]:
    """A tone and 'Due today', '2 days late', 'Due Fri 20 November'."""
    if due is None:
        return "quiet", "No day set"
    gone = (today - due).days
    if gone > 0:
        return "bad", f"{gone} {'day' if gone == 1 else 'days'} late"
    if gone == 0:
        return "wait", "Due today"
    return "info", f"Due {short_day(due)}"
