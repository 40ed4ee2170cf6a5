"""The meeting room: what everyone in it may see of a family, and who could lead it.

On a shared screen a fact is shown only where every single person in the room may see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from families.access import open_to_all
from families.identity import Home, Identity, Member, identify
from families.models import Address, Case, Family, Person, ServiceInvolved
from families.why.trial import never_counted
from referrals.models import AllocationMeeting, Capacity, Item, Referral, TriageDecision
from referrals.rules.agenda import Slot, slot
from referrals.rules.suggestions import Suggestion, Wish, Worker, suggest
from sharing.models import Agency, JournalEntry, Post, Role, User
from sharing.rules.days import day_and_month
from sharing.wall import opened_to_read

NO_WISH = Wish()


@dataclass(frozen=True, slots=True)
class Summary:
    """One family for the middle of the page. `kept_back`: someone here may not know it at all."""

    reference: str
    kept_back: bool
    members: tuple[Member, ...] = ()
    homes: tuple[Home, ...] = ()
    voice: str = ""
    why_now: str = ""
    involved: tuple[str, ...] = ()
    asks_for: str = ""
    consent: str = ""
    before: str = ""
    wish: Wish = NO_WISH
    waiting_days: int = 0


@dataclass(frozen=True, slots=True)
class CouldLead:
    """A worker with the reasons for and against."""

    post: Post
    led: int
    most: int
    away_until: date | None
    fit: Suggestion

    @property
    def when(self) -> str:
        if self.fit.away:
            day = self.away_until
            return f"Away to {day_and_month(day)}" if day else "Away"
        return "Free now" if self.fit.free else "Full"

    @property
    def where(self) -> str:
        return str(self.post.team or self.post.agency)


def room_of(meeting: AllocationMeeting, viewer: User) -> list[User]:
    """Everyone who looks at the screen, each in the post in which they came."""
    posts = meeting.attendees.select_related("user", "agency", "team")
    others = [post.user.acting_as(post) for post in posts if post.user_id != viewer.pk]
    return [viewer, *others]


def agenda_for(meeting: AllocationMeeting, room: list[User]) -> list[Item]:
    """The families that every one of them may know, in order; a reason only where all may read it.
    What is left out leaves no gap."""
    items = open_to_all(Item, room).filter(meeting=meeting)
    told = open_to_all(Item, room, "told_to").filter(meeting=meeting)
    readable = set(told.values_list("pk", flat=True))
    found = list(items.select_related("case__family", "lead__user"))
    for item in found:
        if item.pk not in readable:
            item.reason = item.not_allocated = ""
    return found


def who_said_no(item: Item, people: list[User]) -> list[JournalEntry]:
    """Workers who were asked to lead this family and said no, with their reason, the latest first:
    for the hub alone, as they wrote it for whoever finds someone else."""
    hub = item.meeting.agency_id
    for user in people:
        told = Item.objects.told_to(user).filter(pk=item.pk)
        at_hub = user.on_hub_duty and user.agency is not None and user.agency.pk == hub
        if not at_hub or not told.exists():
            return []
    noes = JournalEntry.objects.filter(
        kind=JournalEntry.Kind.DID,
        verb="case.decline_lead",
        subject_type=Case._meta.label,
        subject_id=item.case_id,
    )
    with opened_to_read():
        return list(noes.select_related("by").order_by("-pk"))


def slot_of(meeting: AllocationMeeting, items: Iterable[Item], now: datetime) -> Slot | None:
    """The time of the family that is talked about now: since the start, or the last decision among
    the `items` that are told here. By another one's the clock would tell of a family."""
    if meeting.started_at is None or meeting.state != AllocationMeeting.State.PLANNED:
        return None
    decided = [item.decided_at for item in items if item.decided_at]
    return slot(max([meeting.started_at, *decided]), now, meeting.minutes_each)


def summary_for(item: Item, room: list[User]) -> Summary:
    """What every one of them may see: for the viewer alone, a room of one."""
    family = item.case.family
    seen = [identify(u, pk=family.pk) for u in room]
    identities = [identity for identity in seen if identity is not None]
    if len(identities) < len(room):
        return Summary(family.reference, kept_back=True)
    mine = identities[0]
    members = _in_all(mine.members, [i.members for i in identities])
    referral = _referral_for_all(family, room)
    return Summary(
        reference=family.reference,
        kept_back=False,
        members=members,
        homes=_homes_in_all(mine, identities, members),
        voice=referral.what_wanted if referral else "",
        why_now=_why(referral),
        involved=_services_for_all(members, room),
        asks_for=referral.get_prefers_display() if referral else "",
        consent=_consent(mine, identities, room[0]),
        before=_before(item, room),
        wish=_wish(family, room, members, referral),
        waiting_days=(timezone.localdate() - item.case.opened_on).days,
    )


def _in_all(rows: tuple[Any, ...], others: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    shared = set.intersection(*({row.key for row in found} for found in others))
    return tuple(row for row in rows if row.key in shared)


def _homes_in_all(
    mine: Identity, everyone: list[Identity], members: tuple[Member, ...]
) -> tuple[Home, ...]:
    """Each with those of its people whom all may know, and without where it is."""
    homes = _in_all(mine.homes, [i.homes for i in everyone])
    shared = [replace(h, address="", postcode="", people=_among(members, h)) for h in homes]
    return tuple(home for home in shared if home.people)


def _among(members: tuple[Member, ...], home: Home) -> tuple[Member, ...]:
    return tuple(person for person in home.people if person in members)


def _referral_for_all(family: Family, room: list[User]) -> Referral | None:
    referrals = open_to_all(Referral, room).filter(family=family)
    led_here = Q(decisions__outcome=TriageDecision.Outcome.LEAD_WORKER, decisions__undone_at=None)
    latest = referrals.annotate(led=Count("decisions", filter=led_here)).order_by(
        "-led", "-sent_at"
    )
    decisions = open_to_all(TriageDecision, room).standing()
    return latest.prefetch_related(Prefetch("decisions", decisions)).first()


def _why(referral: Referral | None) -> str:
    if referral is None:
        return ""
    decision = next(iter(referral.decisions.all()), None)
    return decision.why if decision else ""


def _services_for_all(members: tuple[Member, ...], room: list[User]) -> tuple[str, ...]:
    """Of those whom all may know: of somebody else, it would say that there is somebody."""
    services = open_to_all(ServiceInvolved, room).filter(person__in=[m.pk for m in members])
    services = services.filter(state=ServiceInvolved.State.NOW)
    return tuple(dict.fromkeys(s.name or s.get_kind_display() for s in services))


def _consent(mine: Identity, everyone: list[Identity], viewer: User) -> str:
    consents = _in_all(mine.consents, [i.consents for i in everyone])
    names = {a.pk: a.name for a in Agency.objects.visible_to(viewer)}
    yes = sorted({names.get(c.agency_id, "") for c in consents if c.is_yes} - {""})
    no = sorted({names.get(c.agency_id, "") for c in consents if c.state != "given"} - {"", *yes})
    return " ".join(
        f"{words} {', '.join(found)}." for words, found in (("Yes to", yes), ("No to", no)) if found
    )


def _before(item: Item, room: list[User]) -> str:
    cases = open_to_all(Case, room).meant()
    cases = cases.filter(family=item.case.family_id, closed_on__isnull=False)
    return ", ".join(f"Helped {c.opened_on:%B %Y} to {c.closed_on:%B %Y}" for c in cases)


def _wish(
    family: Family, room: list[User], members: tuple[Member, ...], referral: Referral | None
) -> Wish:
    shared = {m.pk for m in members}
    spoken = Person.objects.filter(pk__in=shared).exclude(language="").values_list("language")
    homes = open_to_all(Address, room)
    homes = homes.filter(family=family, households__is_main=True, confidential=False)
    return Wish(
        ward=homes.values_list("ward", flat=True).first() or "",
        languages=frozenset(language for (language,) in spoken),
        woman={"woman": True, "man": False}.get(referral.prefers if referral else ""),
    )


def workers_for(wish: Wish, viewer: User) -> list[CouldLead]:
    """Key workers of the authority, best first, with how many families each has."""
    stages = (Case.Stage.OFFERED, Case.Stage.ACTIVE)
    leads = Q(cases_led__closed_on=None, cases_led__stage__in=stages)
    posts = (
        Post.objects.visible_to(viewer)
        .in_roles([Role.KEY_WORKER])
        .select_related("user", "team", "agency", "capacity")
    )
    with opened_to_read():  # a number, whoever the families are, but for those in no number
        leads &= ~Q(cases_led__family__in=never_counted())
        counted = list(posts.annotate(led=Count("cases_led", filter=leads, distinct=True)))
    by_id = {post.pk: post for post in counted}
    found = suggest(wish, [_as_worker(post) for post in counted])
    return [_could_lead(by_id[fit.worker], fit) for fit in found]


def _capacity_of(post: Post) -> Capacity:
    """What is written down of them, else what holds for everyone."""
    return getattr(post, "capacity", None) or Capacity(post=post)


def _as_worker(post: Any) -> Worker:
    """`post`: with the number of families that they lead, as `led`."""
    capacity = _capacity_of(post)
    return Worker(
        id=post.pk,
        led=post.led,
        most=capacity.families_at_most,
        wards=capacity.wards,
        languages=capacity.languages,
        woman=capacity.woman,
        away=capacity.away_until is not None and capacity.away_until >= timezone.localdate(),
    )


def _could_lead(post: Any, fit: Suggestion) -> CouldLead:
    capacity = _capacity_of(post)
    return CouldLead(post, post.led, capacity.families_at_most, capacity.away_until, fit)
