"""What waits for a second look: a record shut, opened or shared against the usual rule, a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from families.acts.overriding import why_not_review
from families.models import (
    BreakGlass,
    Merge,
    Notice,
    PossibleConflict,
    Restriction,
    SharingDecision,
    Transfer,
    UnusualLook,
)
from outcomes.models import EqualJudgement, LocalPlan
from sharing.authority import may
from sharing.models import User

#: So many days before its day a review of a restriction becomes a task.
AHEAD = timedelta(days=14)
#: A decision to share is looked at by a second person within so many days.
SECOND_LOOK = timedelta(days=7)
#: Whoever judged is told for so long that the second person did not agree.
SAID_FOR = timedelta(days=7)
MOST = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to look at: what, why, where, and by when. Never a name of a family member.

    `state`: a tone and words, where it is not something that is due."""

    title: str
    why: str
    url: str
    link: str
    due: date
    family: int | None = None
    state: tuple[str, str] | None = None


def waiting(user: User) -> list[Waiting]:
    """Everything of this kind for one person, in no order."""
    kinds: tuple[Callable[[User], Iterable[Waiting]], ...] = (
        _notices, _emergencies, _merges, _restrictions, _decisions, _ties, _looks, _judgements,
        _answers, moves,
    )  # fmt: skip
    return [row for kind in kinds for row in kind(user)]


def _notices(user: User) -> Iterable[Waiting]:
    unread = Notice.objects.visible_to(user).unread().count()
    if unread:
        title = "1 new item" if unread == 1 else f"{unread} new items"
        url = reverse("families:notices")
        yield Waiting(title, "Something you must know of.", url, "See it", timezone.localdate())


def _emergencies(user: User) -> Iterable[Waiting]:
    if not may(user, "emergency.review"):
        return
    rows = BreakGlass.objects.visible_to(user).to_review().exclude(user=user)
    for row in rows.select_related("user")[:MOST]:
        why = f"{row.reference}. {row.user} opened a record."
        url = reverse("families:emergency", args=[row.key])
        yield Waiting("Look at an emergency", why, url, "Look", row.review_by)


def _merges(user: User) -> Iterable[Waiting]:
    if not may(user, "merge.review"):
        return
    rows = Merge.objects.visible_to(user).waiting().exclude(merged_by=user)
    for row in rows.select_related("kept", "folded")[:MOST]:
        why = f"{row.kept.reference} and {row.folded.reference}. Are they one family?"
        url = reverse("families:review-merge", args=[row.key])
        yield Waiting("Look at a merge", why, url, "Look", row.look_by, row.kept_id)


def _restrictions(user: User) -> Iterable[Waiting]:
    if not may(user, "restriction.review"):
        return
    soon = timezone.localdate() + AHEAD
    rows = Restriction.objects.visible_to(user).kept_by(user).filter(review_on__lte=soon)
    for row in rows.select_related("family")[:MOST]:
        why = f"{row.family.reference}. Is it still needed?"
        url = reverse("families:restriction", args=[row.family.reference])
        yield Waiting("Review a restriction", why, url, "Review", row.review_on, row.family_id)


def _decisions(user: User) -> Iterable[Waiting]:
    if not may(user, "sharing.review"):
        return
    rows = SharingDecision.objects.visible_to(user).to_review().exclude(decided_by=user)
    for row in rows.select_related("family", "agency")[:MOST]:
        if why_not_review(row, user):
            continue
        did = "shared with" if row.shares else "did not share with"
        why = f"{row.family.reference}. A colleague {did} {row.agency}."
        due = timezone.localdate(row.recorded_at) + SECOND_LOOK
        url = reverse("families:review-sharing", args=[row.key])
        yield Waiting("Review a decision to share", why, url, "Review", due, row.family_id)


def _ties(user: User) -> Iterable[Waiting]:
    if not may(user, "tie.confirm"):
        return
    rows = PossibleConflict.objects.visible_to(user).to_decide(user).waiting()
    found = rows.select_related("user").first()
    if found is not None:
        count = rows.count()
        title = "Decide about a tie" if count == 1 else f"Decide about {count} ties"
        due = timezone.localdate(found.found_at) + SECOND_LOOK
        why = "Someone who works here may know a family."
        yield Waiting(title, why, reverse("families:conflicts"), "Decide", due)


def _looks(user: User) -> Iterable[Waiting]:
    if not may(user, "looks.review"):
        return
    rows = UnusualLook.objects.visible_to(user).to_review()
    found = rows.aggregate(count=Count("pk"), due=Min("review_by"))
    if found["count"]:
        count = found["count"]
        title = "Ask about an unusual look" if count == 1 else f"Ask about {count} unusual looks"
        why = "Someone opened records in a way that is worth a question."
        link = "See it" if count == 1 else "See them"
        yield Waiting(title, why, reverse("families:unusual-looks"), link, found["due"])


def _judgements(user: User) -> Iterable[Waiting]:
    """Judgements that a need is equal to met, for which this person was named."""
    if not may(user, "judgement.answer"):
        return
    rows = EqualJudgement.objects.visible_to(user).waiting().filter(approver=user)
    for row in rows.select_related("need__case__family", "judged_by")[:MOST]:
        family = row.need.case.family
        why = f"{family.reference}. {row.judged_by} judged a need equal to met and named you."
        url = reverse("outcomes:answer-judgement", args=[row.key])
        due = timezone.localdate(row.asked_at) + SECOND_LOOK
        yield Waiting("Do you agree with a judgement?", why, url, "Answer", due, family.pk)


def _answers(user: User) -> Iterable[Waiting]:
    """What the named person said to this one's judgement, where it was no."""
    if not may(user, "judgement.ask"):
        return
    since = timezone.now() - SAID_FOR
    rows = EqualJudgement.objects.visible_to(user).filter(
        judged_by=user, state=EqualJudgement.State.DECLINED, answered_at__gte=since
    )
    for row in rows.select_related("need__case__family", "approver")[:MOST]:
        family, on = row.need.case.family, timezone.localdate(row.answered_at)
        why = f"{family.reference}. {row.approver} does not agree: {row.answer}"
        yield Waiting(
            "Your judgement was not agreed", why, row.get_absolute_url(), "See it", on, family.pk,
            ("bad", "Not agreed"),
        )  # fmt: skip


def moves(user: User) -> Iterable[Waiting]:
    """What other councils said to families that ours offered; of their own record, nothing."""
    if not may(user, "transfer.offer"):
        return
    rows = Transfer.objects.answered_for(user).select_related("to_agency")
    for row in rows.prefetch_related("family")[:MOST]:
        on, taken = timezone.localdate(row.answered_at), row.state == Transfer.State.TAKEN
        said = "took the family on" if taken else "did not take the family on"
        why = f"{row.family.reference}. On {on.day} {on:%B}, {row.to_agency} {said}."
        title = "A family moved" if taken else "A family was not taken on"
        tone = ("good" if taken else "wait", row.get_state_display())
        yield Waiting(title, why, row.get_absolute_url(), "See it", on, row.family_id, tone)


def draft_plans(user: User) -> int:
    """How many local plans, written by others, wait for a second person to read and publish."""
    rows = LocalPlan.objects.visible_to(user).filter(state=LocalPlan.State.DRAFT)
    return rows.exclude(written_by=user).count()
