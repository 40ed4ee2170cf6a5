"""What waits for a second look: a record shut, opened or shared against the usual rule, a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from families.access import seat_of
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
from sharing.questions.counted import Counting
from sharing.questions.prepared import kept
from sharing.questions.several import Several

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


@dataclass(frozen=True, slots=True)
class Kind:
    """What may wait for someone: the act that is theirs to do about it, its rows, and how the first
    of these are told, with what is read beside each. No verb: everyone's."""

    verb: str
    rows: Callable[[User], QuerySet[Any]]
    told: Callable[[User, list[Any], int], Iterable[Any]]
    beside: tuple[str, ...] = ()
    most: int = MOST

    def is_for(self, user: User) -> bool:
        return not self.verb or may(user, self.verb)

    def first(self, user: User) -> QuerySet[Any]:
        rows = self.rows(user)
        return (rows.select_related(*self.beside) if self.beside else rows)[: self.most]


def found(user: User, kinds: Iterable[Kind]) -> Iterator[Any]:
    """What waits of these kinds. One statement asks which there are, one more reads those."""
    theirs = tuple(kind for kind in kinds if kind.is_for(user))
    asked = kept((theirs, seat_of(user)), lambda: Counting(kind.rows(user) for kind in theirs))
    counts = asked.ask()
    there = tuple(kind for kind, count in zip(theirs, counts, strict=True) if count)
    read = kept((found, there, seat_of(user)), lambda: Several(*(k.first(user) for k in there)))
    for kind, rows, count in zip(there, read.ask(), filter(None, counts), strict=True):
        yield from kind.told(user, rows, count)


def _notices(_user: User, _rows: list[Any], count: int) -> Iterable[Waiting]:
    title = "1 new item" if count == 1 else f"{count} new items"
    url = reverse("families:notices")
    yield Waiting(
        title, "There is something that you should know.", url, "See it", timezone.localdate()
    )


def _emergencies(_user: User, rows: list[Any], _count: int) -> Iterable[Waiting]:
    for row in rows:
        why = f"{row.reference}. {row.user} opened a record."
        url = reverse("families:emergency", args=[row.key])
        yield Waiting("Look at an emergency", why, url, "Look", row.review_by)


def _merges(_user: User, rows: list[Any], _count: int) -> Iterable[Waiting]:
    for row in rows:
        why = f"{row.kept.reference} and {row.folded.reference}. Are they one family?"
        url = reverse("families:review-merge", args=[row.key])
        yield Waiting("Look at a merge", why, url, "Look", row.look_by, row.kept_id)


def _to_review(user: User) -> QuerySet[Restriction]:
    soon = timezone.localdate() + AHEAD
    return Restriction.objects.visible_to(user).kept_by(user).filter(review_on__lte=soon)


def _restrictions(_user: User, rows: list[Any], _count: int) -> Iterable[Waiting]:
    for row in rows:
        why = f"{row.family.reference}. Is it still needed?"
        url = reverse("families:restriction", args=[row.family.reference])
        yield Waiting("Review a restriction", why, url, "Review", row.review_on, row.family_id)


def _decisions(user: User, rows: list[Any], _count: int) -> Iterable[Waiting]:
    for row in rows:
        if why_not_review(row, user):
            continue
        did = "shared with" if row.shares else "did not share with"
        why = f"{row.family.reference}. A colleague {did} {row.agency}."
        due = timezone.localdate(row.recorded_at) + SECOND_LOOK
        url = reverse("families:review-sharing", args=[row.key])
        yield Waiting("Review a decision to share", why, url, "Review", due, row.family_id)


def _ties(_user: User, rows: list[Any], count: int) -> Iterable[Waiting]:
    title = "Decide about a tie" if count == 1 else f"Decide about {count} ties"
    why = "Someone who works here may know a family."
    for one in rows:
        due = timezone.localdate(one.found_at) + SECOND_LOOK
        yield Waiting(title, why, reverse("families:conflicts"), "Decide", due)


def _looks(_user: User, rows: list[Any], count: int) -> Iterable[Waiting]:
    title = "Ask about an unusual look" if count == 1 else f"Ask about {count} unusual looks"
    why = "Someone opened records in a way that is worth a question."
    link, url = "See it" if count == 1 else "See them", reverse("families:unusual-looks")
    for one in rows:
        yield Waiting(title, why, url, link, one.review_by)


def _judgements(_user: User, rows: list[Any], _count: int) -> Iterable[Waiting]:
    """Judgements that a need is equal to met, for which this person was named."""
    for row in rows:
        family = row.need.case.family
        why = f"{family.reference}. {row.judged_by} judged a need equal to met and named you."
        url = reverse("outcomes:answer-judgement", args=[row.key])
        due = timezone.localdate(row.asked_at) + SECOND_LOOK
        yield Waiting("Do you agree with a judgement?", why, url, "Answer", due, family.pk)


def _said_no(user: User) -> QuerySet[EqualJudgement]:
    lately = EqualJudgement.objects.visible_to(user).filter(answered_at__gte=Now() - SAID_FOR)
    return lately.filter(judged_by=user, state=EqualJudgement.State.DECLINED)


def _answers(_user: User, rows: list[Any], _count: int) -> Iterable[Waiting]:
    """What the named person said to this one's judgement, where it was no."""
    for row in rows:
        family, on = row.need.case.family, timezone.localdate(row.answered_at)
        why = f"{family.reference}. {row.approver} does not agree: {row.answer}"
        yield Waiting(
            "Your judgement was not agreed", why, row.get_absolute_url(), "See it", on, family.pk,
            ("bad", "Not agreed"),
        )  # fmt: skip


def _moved(_user: User, rows: list[Any], _count: int) -> Iterable[Waiting]:
    prefetch_related_objects(rows, "family")  # not joined: a row stays where its family is not seen
    for row in rows:
        on, taken = timezone.localdate(row.answered_at), row.state == Transfer.State.TAKEN
        said = "took the family on" if taken else "did not take the family on"
        why = f"{row.family.reference}. On {on.day} {on:%B}, {row.to_agency} {said}."
        title = "A family moved" if taken else "A family was not taken on"
        tone = ("good" if taken else "wait", row.get_state_display())
        yield Waiting(title, why, row.get_absolute_url(), "See it", on, row.family_id, tone)


#: What other councils said to families that ours offered; of their own record, nothing.
MOVES = Kind("transfer.offer", Transfer.objects.answered_for, _moved, ("to_agency",))
GUARDED = (
    Kind("", lambda user: Notice.objects.visible_to(user).unread(), _notices),
    Kind(
        "emergency.review",
        lambda user: BreakGlass.objects.visible_to(user).to_review().exclude(user=user),
        _emergencies,
        ("user",),
    ),
    Kind(
        "merge.review",
        lambda user: Merge.objects.visible_to(user).waiting().exclude(merged_by=user),
        _merges,
        ("kept", "folded"),
    ),
    Kind("restriction.review", _to_review, _restrictions, ("family",)),
    Kind(
        "sharing.review",
        lambda user: SharingDecision.objects.visible_to(user).to_review().exclude(decided_by=user),
        _decisions,
        ("family", "agency"),
    ),
    Kind(
        "tie.confirm",
        lambda user: PossibleConflict.objects.visible_to(user).to_decide(user).waiting(),
        _ties,
        most=1,
    ),
    Kind(
        "looks.review",
        lambda user: UnusualLook.objects.visible_to(user).to_review().order_by("review_by"),
        _looks,
        most=1,
    ),
    Kind(
        "judgement.answer",
        lambda user: EqualJudgement.objects.visible_to(user).waiting().filter(approver=user),
        _judgements,
        ("need__case__family", "judged_by"),
    ),
    Kind("judgement.ask", _said_no, _answers, ("need__case__family", "approver")),
    MOVES,
)


def draft_plans(user: User) -> QuerySet[LocalPlan]:
    """Local plans, written by others, that wait for a second person to read and publish."""
    rows = LocalPlan.objects.visible_to(user).filter(state=LocalPlan.State.DRAFT)
    return rows.exclude(written_by=user)
