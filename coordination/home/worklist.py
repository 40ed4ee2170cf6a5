"""What waits for each person today: a verb, why, and one button."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from coordination.home.guarding import Waiting, moves, waiting
from families.models import Action, Case, Plan
from families.reading.band import short_day
from families.reading.bookings import unrecorded_visits
from sharing.authority import may
from sharing.models import Agreement, User
from sharing.rules.agreements import Reminder, reminders

MOST = 7
#: Days for which a party's home says that an agreement stopped.
SAID_FOR = 14


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
    found = [*_offers(user), *_actions(user), *_unrecorded(user), *_reviews(user)]
    found += [*agreements_waiting(user), *_guarding(user)]
    return sorted(found, key=lambda task: task.rank)


def _offers(user: User) -> Iterable[Task]:
    if user.post is None or not may(user, "case.accept_lead"):
        return
    offered = Case.objects.visible_to(user).filter(stage=Case.Stage.OFFERED, lead=user.post)
    for case in offered.select_related("family"):
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


def _actions(user: User) -> Iterable[Task]:
    """Late, then today's, then this week's; what has no day comes last."""
    if user.post is None:
        return
    today = timezone.localdate()
    mine = (
        Action.objects.visible_to(user)
        .to_do()
        .of(user.post)
        .filter(case__closed_on=None)
        .select_related("case__family", "visit")
    )
    for action in mine[:200]:
        kind, state = due_words(action.due_on, today)
        promised = ""
        if action.visit is not None:
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


def _reviews(user: User) -> Iterable[Task]:
    if user.post is None or not may(user, "plan.agree"):
        return
    today = timezone.localdate()
    plans = (
        Plan.objects.visible_to(user)
        .agreed()
        .filter(
            case__lead=user.post, case__closed_on=None, review_on__lte=today + timedelta(days=7)
        )
        .select_related("case__family")
    )
    for plan in plans:
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


def agreements_waiting(user: User) -> Iterable[Task]:
    """Agreements of this person's agency to sign, to activate, to review or to renew."""
    if user.agency is None or not may(user, "agreement.sign"):
        return
    ours = Agreement.objects.visible_to(user).filter(parties=user.agency)
    ours = ours.exclude(left=user.agency).filter(replaced_from=None)
    drafts = ours.filter(state=Agreement.State.DRAFT, signatures__isnull=False).distinct()
    for draft in drafts.order_by("title").prefetch_related("signatures__agency"):
        yield from _draft_waiting(draft, user)
    today = timezone.localdate()
    stopped = Q(state__in=(Agreement.State.SUSPENDED, Agreement.State.ENDED))
    lately = Q(activated_on__isnull=False, state_since__gt=today - timedelta(days=SAID_FOR))
    for one in ours.filter(stopped, lately).distinct().order_by("title"):
        yield _stopped(one)
    if not may(user, "agreement.revise"):
        return
    for one in ours.exclude(state__in=(Agreement.State.DRAFT, Agreement.State.ENDED)).distinct():
        for reminder in reminders(one.ends_on, one.review_on, today):
            yield _reminding(one, reminder, today)


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


def _guarding(user: User) -> Iterable[Task]:
    """Reviews of what was shut, opened or shared against the usual rule."""
    return map(_of_waiting, waiting(user))


def moves_told(user: User) -> list[Task]:
    """For a role whose work waits in numbers: what came of families that its council offered."""
    return [_of_waiting(row) for row in moves(user)]


def _of_waiting(row: Waiting) -> Task:
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
