"""When an agreement and its lines are wrong, in words that its writer can act on.

Plain facts in, faults out, each at the field to blame. The acts read the rows and refuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sharing.rules.gateways import gateways, is_social_security

HEALTHLIKE = frozenset({"health", "mental_health", "substance_use"})
OFFENDING, BENEFITS, JOBCENTRE = "offending", "employment", "jobcentre"
CONSENT, EXPLICIT_CONSENT, LEGITIMATE_INTERESTS = "6.1.a", "9.2.a", "6.1.f"
#: Who performs no public task, and so may rely on legitimate interests.
NOT_PUBLIC = frozenset({"charity", "housing"})
WARN_BEFORE = (7, 30, 90)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and the input to blame."""

    reason: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An agency as an agreement knows it."""

    pk: int
    name: str
    kind: str
    active: bool = True
    left: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """A line: who may tell whom what, and on what terms. `about` is the category in words."""

    giver: Party
    taker: Party
    category: str
    about: str
    purpose: str = "support"
    audience: str = "team"
    named: int | None = None
    consent: bool = True
    basis: str = "6.1.e"
    condition: str = ""
    gateway: str = ""
    agreement: str = ""

    @property
    def way(self) -> tuple[int, int, str, str]:
        """What no two lines may settle differently."""
        return (self.giver.pk, self.taker.pk, self.category, self.purpose)


def wrong_days(starts: date, ends: date | None, review: date | None) -> list[Fault]:
    """The last day, and the review, in their order."""
    faults = []
    if ends and ends < starts:
        faults.append(Fault("The last day can’t be before the first day", "ends_on"))
    if review and review < starts:
        faults.append(Fault("The review can’t be before the first day", "review_on"))
    if ends and review and review > ends:
        faults.append(Fault("The review must be on or before the last day", "review_on"))
    return faults


def wrong_parties(parties: Sequence[Party]) -> list[Fault]:
    """At least two, all of them still there."""
    gone = [party.name for party in parties if not party.active]
    faults = [Fault(f"{name} is no longer active", "parties") for name in gone]
    if len({party.pk for party in parties}) < 2:
        faults.append(Fault("Choose at least two agencies", "parties"))
    return faults


def wrong_line(line: Terms, parties: Sequence[Party]) -> list[Fault]:
    """What is wrong with a line by itself."""
    if line.giver.pk == line.taker.pk:
        return [Fault("Choose another agency: an agency needs no line to itself", "to_agency")]
    known = {party.pk for party in parties}
    return [
        *_wrong_end(line.giver, known, "from_agency"),
        *_wrong_end(line.taker, known, "to_agency"),
        *_wrong_audience(line),
        *_wrong_basis(line),
        *_wrong_condition(line),
        *_wrong_gateway(line),
    ]


def _wrong_end(agency: Party, known: set[int], field: str) -> list[Fault]:
    if agency.pk not in known:
        return [Fault(f"{agency.name} is not a party to this agreement", field)]
    if agency.left:
        return [Fault(f"{agency.name} has left this agreement", field)]
    if not agency.active:
        return [Fault(f"{agency.name} is no longer active", field)]
    return []


def _wrong_audience(line: Terms) -> list[Fault]:
    if line.audience == "named" and line.named is None:
        return [Fault(f"Choose the person at {line.taker.name}", "named")]
    if line.audience != "named" and line.named is not None:
        return [Fault("Leave this empty, or choose “One named person” above", "named")]
    return []


def _wrong_basis(line: Terms) -> list[Fault]:
    if line.basis == CONSENT and not line.consent:
        return [Fault("If consent is the lawful basis, the person must say yes", "consent_needed")]
    if line.basis == LEGITIMATE_INTERESTS and line.giver.kind not in NOT_PUBLIC:
        said = f"{line.giver.name} performs a public task, so it can’t rely on this one"
        return [Fault(said, "basis")]
    return []


def _wrong_condition(line: Terms) -> list[Fault]:
    """Health, mental health and substance use need Article 9; offending has its own rule."""
    about = line.about.capitalize()
    if line.category in HEALTHLIKE and not line.condition.startswith("9."):
        return [Fault(f"{about} needs a condition of Article 9", "condition")]
    if line.category == OFFENDING and not line.condition.startswith("10."):
        return [Fault("Offending needs a condition of Article 10", "condition")]
    if line.condition == EXPLICIT_CONSENT and not line.consent:
        said = "If explicit consent is the condition, the person must say yes"
        return [Fault(said, "consent_needed")]
    return []


def _wrong_gateway(line: Terms) -> list[Fault]:
    """The first thing that the law forbids."""
    law = gateways().get(line.gateway)
    if law is None or law.closed:
        said = law.closed if law else "Choose the law that lets them tell it"
        return [Fault(said, "gateway")]
    benefits = line.category == BENEFITS and line.giver.kind == JOBCENTRE
    forbidden = (
        (benefits and not law.benefits, "does not let benefit data of the Jobcentre flow"),
        (not law.reaches(line.category), f"does not reach {line.about}"),
        (not law.lets_give(line.giver.kind), f"gives {line.giver.name} no power to tell"),
        (not law.lets_receive(line.taker.kind), f"does not let {line.taker.name} be told"),
        (not law.joins(line.giver.kind, line.taker.kind), "is about neither of these agencies"),
        (line.purpose not in law.purposes, "does not allow this purpose"),
    )
    said = next((why for wrong, why in forbidden if wrong), "")
    return [Fault(f"{law.title} {said}", "gateway")] if said else []


def overlaps(line: Terms, beside: Iterable[Terms]) -> list[Fault]:
    """Another line, here or in an agreement in force, that says the same or the opposite.

    Several named persons may stand beside each other, on the same terms.
    """
    for other in beside:
        if other.way != line.way:
            continue
        both_named = line.audience == other.audience == "named"
        if both_named and line.named != other.named and line.consent == other.consent:
            continue
        where = f"in “{other.agreement}”" if other.agreement else "in this agreement"
        same = (line.audience, line.named, line.consent) == (
            *(other.audience, other.named, other.consent),
        )
        if same:
            return [Fault(f"A line {where} says this already", "category")]
        said = f"A line {where} settles this on other terms. Change or remove one of them"
        return [Fault(said, "category")]
    return []


def passed_on(line: Terms, beside: Iterable[Terms]) -> list[Fault]:
    """P17: benefit data that came under social-security law never flows on."""
    if line.category != BENEFITS:
        return []
    others = [other for other in beside if other.category == BENEFITS]
    if is_social_security(line.gateway):
        further = [other for other in others if other.giver.pk == line.taker.pk]
        if further:
            said = (
                f"{line.taker.name} tells {further[0].taker.name} about benefits and employment"
                f"{_in(further[0])}. What comes under social-security law may not be passed on"
            )
            return [Fault(said, "to_agency")]
        return []
    for other in others:
        if other.taker.pk == line.giver.pk and is_social_security(other.gateway):
            said = (
                f"{line.giver.name} receives benefit data of {other.giver.name} under "
                f"social-security law{_in(other)}. It may not be passed on"
            )
            return [Fault(said, "category")]
    return []


def _in(line: Terms) -> str:
    return f" in “{line.agreement}”" if line.agreement else ""


def wrong_among(
    line: Terms, parties: Sequence[Party], beside: Sequence[Terms], received: Sequence[Terms] = ()
) -> list[Fault]:
    """All that is wrong with a line, by itself, beside others, and after what once was received."""
    return wrong_line(line, parties) or [
        *overlaps(line, beside),
        *passed_on(line, [*beside, *received]),
    ]


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed, for which party, and the fingerprint of what they read."""

    person: int
    party: int
    text: str


def enough_signed(signatures: Iterable[Signed], text: str, parties: Iterable[Party]) -> bool:
    """Two different people of two different parties have signed exactly this text."""
    here = {party.pk for party in parties if party.active and not party.left}
    good = [s for s in signatures if s.text == text and s.party in here]
    return any(
        one.person != other.person and one.party != other.party for one in good for other in good
    )


def not_ready(
    lines: int, signed: bool, ends: date | None, today: date, parties: Sequence[Party]
) -> list[Fault]:
    """Why an agreement can't take effect."""
    faults = [Fault(fault.reason) for fault in wrong_parties(parties)]
    if not lines:
        faults.append(Fault("It has no lines yet, so it would share nothing"))
    if not signed:
        faults.append(Fault("Two people of two different parties must sign it first"))
    if ends and ends < today:
        faults.append(Fault("Its last day has passed. Change the last day first"))
    return faults


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day that comes near, or has passed. `within` is 7, 30 or 90 days."""

    what: str
    on: date
    within: int


def reminders(ends: date | None, review: date | None, today: date) -> list[Reminder]:
    """What a sharing lead must look at soon; a review that has passed stays until it is done."""
    found = []
    if review is not None and (within := _within(review, today)) is not None:
        found.append(Reminder("review", review, within))
    if ends is not None and ends >= today and (within := _within(ends, today)) is not None:
        found.append(Reminder("end", ends, within))
    return found


def _within(day: date, today: date) -> int | None:
    left = (day - today).days
    return next((most for most in WARN_BEFORE if left <= most), None)
