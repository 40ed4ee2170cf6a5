"""The numbers that wait for a role, each a link to the same rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from coordination.home.guarding import draft_plans
from coordination.shell import address
from families.access import seat_of
from families.leaving.keepers import without_keeper
from families.models import Case, Match, Merge, Transfer
from outcomes.models import Claim, PayerAnswer, SampledClaim
from outcomes.telling.readiness import READY, to_put_forward
from referrals.models import AllocationMeeting, Referral
from sharing.models import FeedFile, Role, User
from sharing.questions.counted import Counting
from sharing.questions.prepared import kept


@dataclass(frozen=True, slots=True)
class Box:
    """A number that waits, linked to its rows where the role may open them. `words` for one, and
    for more."""

    count: int
    words: tuple[str, str]
    url: str | None

    @property
    def label(self) -> str:
        return self.words[self.count != 1]


@dataclass(frozen=True, slots=True)
class Waits:
    """What a box counts."""

    rows: QuerySet[Any]
    words: tuple[str, str]
    url: str


def boxes(user: User) -> list[Box]:
    """Numbers that wait for the role; zeros are left out, and pages that are not here."""
    if user.role == Role.ADMINISTRATOR:
        found = _accounts(user)
    else:
        told, asked = kept((boxes, seat_of(user)), lambda: _draw(user))
        found = [Box(count, *said) for count, said in zip(asked.ask(), told, strict=True)]
    return [box for box in found if box.count and box.url != ""]


def _draw(user: User) -> tuple[list[tuple[tuple[str, str], str]], Counting]:
    """What is said of each number, and the one question for all of them."""
    made = MAKERS[user.role](user) if user.role in MAKERS else []
    return [(waits.words, waits.url) for waits in made], Counting(waits.rows for waits in made)


def _hub(user: User) -> list[Waits]:
    board = Referral.objects.at_hub_of(user).on_the_board()
    cases = Case.objects.visible_to(user)
    today = timezone.localdate()
    again = Q(stage=Case.Stage.NOT_ALLOCATED, look_again_on__lte=today, closed_on=None)
    meetings = AllocationMeeting.objects.visible_to(user).filter(held_on=today, state="planned")
    return [
        Waits(
            board.filter(held_by=None),
            ("new referral, nobody has it", "new referrals, nobody has them"),
            address("referrals:triage"),
        ),
        Waits(
            board.filter(held_by=user),
            ("referral with you", "referrals with you"),
            address("referrals:triage"),
        ),
        Waits(
            cases.waiting(),
            ("family waits for a lead worker", "families wait for a lead worker"),
            address("referrals:meetings"),
        ),
        Waits(
            cases.filter(again),
            ("family to look at again", "families to look at again"),
            address("referrals:meetings"),
        ),
        Waits(
            cases.filter(stage=Case.Stage.OFFERED),
            ("worker asked, not answered", "workers asked, not answered"),
            f"{address('families:list')}?asked",
        ),
        Waits(meetings, ("meeting today", "meetings today"), address("referrals:meetings")),
        _matches(user),
        *_joined_and_moved(user),
    ]


def _matches(user: User) -> Waits:
    words = ("likely match to decide", "likely matches to decide")
    return Waits(Match.objects.visible_to(user).waiting(), words, address("families:matches"))


def _joined_and_moved(user: User) -> list[Waits]:
    merges = Merge.objects.visible_to(user).waiting().exclude(merged_by=user)
    moved = ("family offered by another council", "families offered by another council")
    return [
        Waits(merges, ("merge to look at", "merges to look at"), address("families:merges")),
        Waits(Transfer.objects.to_answer(user), moved, address("families:transfers")),
    ]


def _manager(user: User) -> list[Waits]:
    """The hub's, and what a second person must read before it counts; at a partner, what came of
    the help that was asked for."""
    if user.at_partner:
        return _partner(user)
    return [*_hub(user), _drafts(user)]


def _drafts(user: User) -> Waits:
    words = ("draft local plan to read", "draft local plans to read")
    return Waits(draft_plans(user), words, address("outcomes:local-plans"))


def _results(user: User) -> list[Waits]:
    claims = Claim.objects.visible_to(user)
    answers = PayerAnswer.objects.visible_to(user).waiting().exclude(recorded_by=user)
    letters = answers.order_by("letter").distinct("letter")
    return [
        Waits(
            claims.waiting().exclude(prepared_by=user),
            ("result waits for a second person", "results wait for a second person"),
            address("outcomes:results"),
        ),
        Waits(
            to_put_forward(user),
            ("result to put forward", "results to put forward"),
            f"{address('outcomes:results')}?show={READY}",
        ),
        Waits(
            letters,
            (
                "letter from the payer waits for a second person",
                "letters from the payer wait for a second person",
            ),
            address("outcomes:payments"),
        ),
        _matches(user),
        _drafts(user),
    ]


def _data(user: User) -> list[Waits]:
    files = FeedFile.objects.visible_to(user).filter(received_at__gte=Now() - timedelta(days=7))
    return [
        _matches(user),
        Waits(
            files,
            ("file came in this week", "files came in this week"),
            address("sharing:feeds"),
        ),
    ]


def _partner(user: User) -> list[Waits]:
    mine = Referral.objects.visible_to(user).sent_for(user)
    return [
        Waits(
            mine.filter(state=Referral.State.DRAFT),
            ("request not sent yet", "requests not sent yet"),
            address("referrals:sent"),
        ),
        Waits(
            mine.filter(state=Referral.State.MORE_DETAIL),
            ("question from the hub", "questions from the hub"),
            address("referrals:sent"),
        ),
        Waits(
            mine.filter(state=Referral.State.SENT),
            ("request with the hub", "requests with the hub"),
            address("referrals:sent"),
        ),
    ]


def _audits(user: User) -> list[Waits]:
    open_ones = SampledClaim.objects.visible_to(user).unfinished()
    return [
        Waits(
            open_ones,
            ("result to check in your sample", "results to check in your sample"),
            address("outcomes:audits"),
        )
    ]


def _accounts(user: User) -> list[Box]:
    """What an account would mend; nothing of it is theirs to open (access.md, P15)."""
    words = (
        "closed record is in the archive, and no records officer has an account",
        "closed records are in the archive, and no records officer has an account",
    )
    return [Box(without_keeper(user.agency) if user.agency else 0, words, None)]


MAKERS: dict[str, Callable[[User], list[Waits]]] = {
    Role.HUB_OFFICER: _hub,
    Role.SUPERVISOR: _manager,
    Role.COORDINATOR: _results,
    Role.ANALYST: _data,
    Role.PRACTITIONER: _partner,
    Role.AUDITOR: _audits,
}
