"""The triage board: which column a referral stands in, and what its card says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from families.access import seat_of
from families.models import Consent
from families.rules.matching import Strength
from referrals.known import known_before
from referrals.models import Referral, TriageDecision
from referrals.rules.clocks import Clock, clock
from sharing.authority import MAY
from sharing.models import Post, Team, User
from sharing.questions.prepared import AnyGiven, Statement, kept

NEW, CHECKS, READY, DECIDED = "new", "checks", "ready", "decided"
COLUMNS = (
    (NEW, "New"),
    (CHECKS, "Checks out"),
    (READY, "Ready to decide"),
    (DECIDED, "Decided today"),
)


NOT_ASKED = {"kind": "wait", "text": "Consent not asked", "icon": "unknown"}
#: What the sender said of it.
TOLD: dict[str, dict[str, str]] = {
    Referral.Knows.AGREES: {"kind": "good", "text": "The family agrees", "icon": "done"},
    Referral.Knows.UNSURE: {"kind": "wait", "text": "They know, not sure yet", "icon": "unknown"},
}


@dataclass(frozen=True, slots=True)
class Card:
    """One referral on the board."""

    referral: Referral
    stage: str
    clock: Clock | None
    states: tuple[dict[str, str], ...]
    yours: bool

    @property
    def small(self) -> str:
        number = len(self.referral.people.all())
        return f"{number} {'person' if number == 1 else 'people'}, from {self.referral.sender}"

    @property
    def take_url(self) -> str:
        if self.stage == DECIDED:
            return ""
        return reverse("referrals:take", args=[self.referral.reference])

    @property
    def is_late(self) -> bool:
        return self.clock is not None and self.clock.is_late


@dataclass(frozen=True, slots=True)
class Column:
    stage: str
    title: str
    cards: tuple[Card, ...]


def officers(user: User) -> QuerySet[Any]:
    """Posts on hub duty beside the viewer's own, and it: who may look after a referral."""
    hub = Post.objects.visible_to(user).filter(agency=user.agency, team__duty=Team.Duty.HUB)
    front_door = hub.in_roles(MAY["referral.take"])
    return front_door.select_related("user", "agency", "team").order_by("user__full_name", "pk")


def referrals_of_today(user: User) -> QuerySet[Any]:
    """Those that wait, and those decided since midnight."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    mine = Referral.objects.at_hub_of(user)
    today = TriageDecision.objects.visible_to(user).standing().filter(decided_at__gte=midnight)
    decided = mine.filter(state=Referral.State.DECIDED, pk__in=today.values("referral"))
    both = mine.on_the_board() | decided
    return both.select_related("from_agency", "held_by").prefetch_related(
        "people", "checks", Prefetch("decisions", TriageDecision.objects.standing())
    )


def cards_for(user: User) -> list[Card]:
    """Every card, those with the least time first."""
    referrals = list(referrals_of_today(user))
    waiting = [r for r in referrals if r.state != Referral.State.DECIDED]
    known = known_before(waiting, user)
    consents = _consents(referrals, user)
    now = timezone.now()
    cards = [
        Card(
            referral=referral,
            stage=stage_of(referral),
            clock=clock_of(referral, now),
            states=tuple(_states(referral, consents.get(referral.family_id, []), known)),
            yours=referral.held_by_id == user.pk,
        )
        for referral in referrals
    ]
    return sorted(cards, key=lambda c: (c.clock.minutes_left if c.clock else 0, c.referral.pk))


def columns_of(cards: Iterable[Card]) -> list[Column]:
    """The board's four columns, empty ones too."""
    cards = list(cards)
    return [
        Column(stage, title, tuple(card for card in cards if card.stage == stage))
        for stage, title in COLUMNS
    ]


def stage_of(referral: Referral) -> str:
    """Where it stands. It waits for others while a check or the sender's answer is out."""
    if referral.state == Referral.State.DECIDED:
        return DECIDED
    checks = list(referral.checks.all())
    out = [check for check in checks if check.answered_at is None]
    if out or referral.state == Referral.State.MORE_DETAIL:
        return CHECKS
    return READY if checks or referral.family_id else NEW


def clock_of(referral: Referral, now: datetime) -> Clock | None:
    """Working hours to the decision; none once it is decided."""
    if referral.state == Referral.State.DECIDED or referral.sent_at is None:
        return None
    return clock(
        referral.sent_at, now, paused_minutes=referral.paused_minutes, paused_at=referral.paused_at
    )


def _consents(referrals: Iterable[Referral], user: User) -> dict[Any, list[Consent]]:
    families = {r.family_id for r in referrals if r.family_id}
    if not families:
        return {}

    def draw() -> Statement:
        rows = Consent.objects.visible_to(user).standing().filter(family__in=AnyGiven("families"))
        return Statement(rows.select_related("agency"))

    found: dict[Any, list[Consent]] = {}
    for consent in kept((_consents, seat_of(user)), draw).ask(families=list(families)):
        found.setdefault(consent.family_id, []).append(consent)
    return found


def _states(
    referral: Referral, consents: list[Consent], known: dict[int, Strength]
) -> list[dict[str, str]]:
    if referral.state == Referral.State.DECIDED:
        decision = next(iter(referral.decisions.all()), None)
        words = decision.get_outcome_display() if decision else "Decided"
        return [{"kind": "good", "text": words, "icon": "done"}]
    said = [consent_state(referral, consents)]
    if not referral.phone:
        said.append({"kind": "bad", "text": "No phone number", "icon": "warning"})
    checks = list(referral.checks.all())
    if checks:
        back = sum(check.answered_at is not None for check in checks)
        kind, icon = ("good", "done") if back == len(checks) else ("wait", "clock")
        said.append({"kind": kind, "text": f"Checks {back} of {len(checks)} back", "icon": icon})
    if referral.state == Referral.State.MORE_DETAIL:
        said.append({"kind": "wait", "text": "More detail asked for", "icon": "speech"})
    if referral.pk in known:
        sure = known[referral.pk] is Strength.EXACT
        words = "Known before" if sure else "Known before?"
        said.append({"kind": "info", "text": words, "icon": "link"})
    return said


def consent_state(
    referral: Referral, consents: Iterable[Consent], *, but: bool = True
) -> dict[str, str]:
    """What the family agreed to, in a few words: recorded consent first, else what we were told.

    `but` names one they said no to; not where all of them are listed beside it.
    """
    yes: set[str] = set()
    no: set[str] = set()
    for consent in consents:
        if consent.state_today != "expired":
            (yes if consent.is_yes else no).add(str(consent.agency))
    if but and yes and no - yes:
        return {"kind": "good", "text": f"Consent, not {min(no - yes)}", "icon": "done"}
    if yes:
        return {"kind": "good", "text": "Consent given", "icon": "done"}
    if no:
        return {"kind": "bad", "text": "They said no", "icon": "stop"}
    if referral.is_public:
        return {"kind": "good", "text": "Asked for themselves", "icon": "done"}
    return TOLD.get(referral.knows, NOT_ASKED)
