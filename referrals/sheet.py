"""One referral open for triage: its steps, each with what is known and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from families.identity import Identity, identify
from referrals.acts import WINDOW, next_meeting, why_not_undo
from referrals.board import clock_of, consent_state
from referrals.known import Offer, homes_out_of_sight, offers_for
from referrals.models import Check, Referral, TriageDecision
from referrals.rules.clocks import Clock
from sharing.authority import may
from sharing.models import Agency, Category, Line, User
from sharing.rules.days import day_and_month


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the side sheet and the page show. Empty where the viewer may not know."""

    referral: Referral
    clock: Clock | None
    identity: Identity | None
    offers: list[Offer]
    checks: list[Check]
    back: int
    consent: dict[str, str]
    said_no: list[str]
    decision: TriageDecision | None
    undo_until: datetime | None

    @property
    def open(self) -> bool:
        return self.referral.state != Referral.State.DECIDED


def sheet_for(referral: Referral, user: User) -> Sheet:
    """Reads all steps of one referral that this person may triage."""
    identity = None
    if referral.family_id is not None:
        identity = identify(user, pk=referral.family_id)
    decisions = TriageDecision.objects.visible_to(user).standing().filter(referral=referral)
    decision = decisions.select_related("case", "referral", "decided_by").first()
    checks = list(Check.objects.visible_to(user).filter(referral=referral).select_related("agency"))
    consents = _named(identity, user)
    no = {str(c.agency) for c in consents if c.state != "given"}
    yes = {str(c.agency) for c in consents if c.is_yes}
    return Sheet(
        referral=referral,
        clock=clock_of(referral, timezone.now()),
        identity=identity,
        offers=[] if referral.family_id else offers_for(referral, user),
        checks=checks,
        back=sum(check.answered_at is not None for check in checks),
        consent=consent_state(referral, consents, but=False),
        said_no=sorted(no - yes),
        decision=decision,
        undo_until=undo_until(decision, user),
    )


def undo_until(decision: TriageDecision | None, user: User) -> datetime | None:
    """Until when this person may take the decision back; None where they may not."""
    if decision is None or not may(user, "referral.undo") or why_not_undo(decision, user):
        return None
    return decision.decided_at + WINDOW


def _named(identity: Identity | None, user: User) -> list[Any]:
    """The consents that stand, each with its agency's row at hand."""
    if identity is None or not identity.consents:
        return []
    agencies = {a.pk: a for a in Agency.objects.visible_to(user)}
    for consent in identity.consents:
        if consent.agency_id in agencies:
            consent.agency = agencies[consent.agency_id]
    return [c for c in identity.consents if c.agency_id in agencies]


def agencies_to_ask(referral: Referral, user: User) -> QuerySet[Agency]:
    """Everyone in the authority but ourselves and those who were asked."""
    asked = Check.objects.visible_to(user).filter(referral=referral).values("agency")
    others = Agency.objects.visible_to(user).filter(is_active=True).exclude(pk__in=asked)
    return others.exclude(pk=referral.to_agency_id).order_by("name")


def agencies_to_agree(referral: Referral, user: User) -> list[Agency]:
    """Whom a family is asked about: the sender, those who were asked, schools that are named, and
    every agency that is not a school. No school for being named, where the family's home is kept
    back from this person: it would tell them where the children live (access.md, P5)."""
    hidden = homes_out_of_sight(filter(None, [referral.family_id]), user)
    schools = [p.school.casefold() for p in referral.people.all() if p.school and not hidden]
    asked = set(
        Check.objects.visible_to(user).filter(referral=referral).values_list("agency", flat=True)
    )
    near = {referral.from_agency_id, referral.to_agency_id, *asked}
    return [
        agency
        for agency in Agency.objects.visible_to(user).filter(is_active=True).order_by("name")
        if agency.pk in near
        or agency.kind not in (Agency.Kind.SCHOOL, Agency.Kind.COUNCIL)
        or agency.name.casefold() in schools
    ]


def categories_of(agencies: list[Agency]) -> dict[int, list[str]]:
    """What each may get with consent under an agreement in force; at least who the family are,
    since being asked tells an agency that."""
    lines = Line.objects.in_force().filter(to_agency__in=agencies, consent_needed=True)
    found = {agency.pk: {str(Category.IDENTITY)} for agency in agencies}
    for to_agency, category in lines.values_list("to_agency", "category"):
        found[to_agency].add(category)
    return {agency: sorted(categories) for agency, categories in found.items()}


def meeting_words(user: User) -> str:
    """When a lead worker would be found, `Meeting on Thursday 3 December`; empty where no meeting
    is planned."""
    meeting = next_meeting(user)
    if meeting is None:
        return ""
    day = meeting.held_on
    return f"Meeting on {day:%A} {day_and_month(day)}"
