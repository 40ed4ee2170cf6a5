"""Asking for help: a draft that is kept from the first word, and sent once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID, uuid4

from django.http import Http404
from django.utils import timezone

from families.acts import fresh_reference
from referrals.models import Referral, ReferredPerson, asked_by_the_public, return_hash
from referrals.rules.clocks import stopped_for
from referrals.rules.completeness import Completeness, Draft, NamedPerson, completeness
from sharing.acting import act, locked, record
from sharing.models import Agency, Team, User
from sharing.refusals import Refused

#: Without letters and figures that are taken for one another.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 10


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """Someone as the sender knows them. `key` names the row, so that saving again changes it."""

    given_name: str = ""
    family_name: str = ""
    born: date | None = None
    expected: date | None = None
    sex: str = ""
    relation: str = ""
    called: str = ""
    school: str = ""
    is_focus: bool = False
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What the sender wrote so far. A draft takes anything, also half a phone number."""

    phone: str = ""
    knows: str = ""
    prefers: str = ""
    what_seen: str = ""
    what_wanted: str = ""
    who_helps: str = ""
    everyone_named: bool = False


@act("referral.draft")
def draft_referral(
    *, said: Said, people: Sequence[PersonSaid] = (), key: UUID | None = None, by: User
) -> Referral:
    """Keep what someone wrote. The same key again changes the same draft, and makes no second.

    Raises Http404 for somebody else’s, Refused once it was sent, and where no family hub serves
    them.
    """
    referral, new = Referral.objects.select_for_update(of=("self",), no_key=True).get_or_create(
        key=key or uuid4(), defaults=_blank(by)
    )
    if not new and not _wrote(referral, by):
        raise Http404
    if referral.state not in (Referral.State.DRAFT, Referral.State.MORE_DETAIL):
        raise Refused("This has been sent already")
    for name, value in asdict(said).items():
        setattr(referral, name, value)
    referral.check_and_save()
    _keep_people(referral, people)
    record(referral, people=len(people))
    return referral


def _blank(by: User) -> dict[str, object]:
    hub = hub_for(by)
    return {
        "reference": fresh_reference("R", Referral),
        "from_agency": by.agency,
        "sent_by": by,
        "to_agency": hub,
        "owner": by.agency or hub,
    }


def hub_for(by: User) -> Agency:
    """The agency whose family hub serves the sender's authority; for the public, the first."""
    hubs = Team.objects.filter(duty=Team.Duty.HUB, agency__is_active=True)
    if by.agency is not None:
        hubs = hubs.filter(agency__authorities__in=by.agency.authorities.all())
    hub = hubs.select_related("agency").order_by("pk").first()
    if hub is None:
        raise Refused("There is no family hub here yet. Ring the council instead")
    return hub.agency


def _wrote(referral: Referral, by: User) -> bool:
    """The public shares one account: which of them it was, only the page's session knows."""
    if by.is_system:
        return referral.is_public and asked_by_the_public(referral.key) is not None
    return Referral.objects.written_by(by).filter(pk=referral.pk).exists()


def _keep_people(referral: Referral, people: Sequence[PersonSaid]) -> None:
    before = {person.key: person for person in referral.people.all()}
    for said in people:
        row = before.pop(said.key, None)
        if row is None:
            key = said.key or uuid4()
            if ReferredPerson.objects.filter(key=key).exists():
                key = uuid4()
            row = ReferredPerson(referral=referral, owner=referral.owner, key=key)
        for name, value in asdict(said).items():
            if name != "key":
                setattr(row, name, value)
        row.check_and_save()
    for gone in before.values():
        gone.delete()


def said_so_far(referral: Referral) -> Completeness:
    """What is there and what still lacks."""
    rows = referral.people.all() if referral.pk else ()
    people = tuple(NamedPerson(row.given_name or row.family_name) for row in rows)
    draft = Draft(
        people=people,
        phone=referral.phone,
        knows=referral.knows,
        what_seen=referral.what_seen,
        what_wanted=referral.what_wanted,
        everyone_named=referral.everyone_named,
        who_helps=referral.who_helps,
    )
    return completeness(draft, is_public=referral.is_public)


@act("referral.discard", on="referral")
def discard_referral(*, referral: Referral, by: User) -> Referral:
    """Throw away what was never sent: nobody but its writer has read it. What the hub has had
    stays, also where it asked for more detail."""
    referral = locked(referral)
    if not _wrote(referral, by):
        raise Http404
    if referral.state != Referral.State.DRAFT:
        raise Refused("This has been sent already. Ring the Family Hub if it should not go on")
    record(referral, people=referral.people.count())
    referral.delete()
    return referral


@act("referral.send", on="referral")
def send_referral(*, referral: Referral, by: User) -> Referral:
    """Hand it to the hub. Sent twice is sent once; sent with more detail, the clock goes on.

    Raises Http404 for somebody else’s, Refused for what was decided, and with a reason for each
    part that is missing.
    """
    referral = locked(referral)
    if not _wrote(referral, by):
        raise Http404
    if referral.state == Referral.State.SENT:
        record(referral, again=True)
        return referral
    if referral.state == Referral.State.DECIDED:
        raise Refused("The hub has decided already")
    missing = said_so_far(referral).missing
    if missing:
        reasons = [f"{item.label} is missing. {item.hint}" for item in missing]
        raise Refused(*reasons, field=missing[0].key)
    start_clock(referral)
    referral.sent_at = referral.sent_at or timezone.now()
    referral.state = Referral.State.SENT
    referral.check_and_save()
    record(referral)
    return referral


def start_clock(referral: Referral) -> None:
    """Let the hub's clock go on, if it was stopped."""
    if referral.paused_at is not None:
        referral.paused_minutes += stopped_for(referral.paused_at, timezone.now())
        referral.paused_at = None


@act("referral.give_code")
def give_code(*, referral: Referral, by: User) -> str:
    """A new code to come back with, for someone without an account. Only its hash is kept."""
    if asked_by_the_public(referral.key) is None:
        raise Http404
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    referral = locked(referral)
    referral.return_code = return_hash(code, referral.reference)
    referral.save()
    record(referral)
    return f"{code[:5]}-{code[5:]}"
