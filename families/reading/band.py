"""What the band over a family's pages says, in words: warnings first, then five facts."""

from __future__ import annotations

from collections.abc import Sized
from typing import Any

from families.identity import Identity, Member
from families.models import Case, Consent
from sharing.models import Category
from sharing.questions.addresses import to
from sharing.questions.answering import today
from sharing.rules.days import day_and_month, long_day
from sharing.rules.listing import listed

LINES = 2  # of who said no to whom: more have no room in the band


def band_of(identity: Identity) -> dict[str, Any]:
    """Kicker, warnings and facts for parts/identity_bar.html."""
    facts = [_lead(identity), _home(identity)]
    if identity.ours and Category.PLAN in identity.categories:
        facts.append(_consent(identity))
    # nobody looks again at the plan of a closed case; who may not know a plan isn't told of none
    planned = identity.case is not None and (identity.ours or identity.plan is not None)
    if Category.PLAN in identity.categories and planned:
        facts.append(_review(identity))
    if Category.CASE_NOTES in identity.categories and (identity.ours or identity.last_visit):
        facts.append(_last_seen(identity))
    return {
        "kicker": _kicker(identity),
        "warnings": [
            {"strong": "Before you visit:", "text": w.text, "noted": w.noted_on}
            for w in identity.warnings
        ],
        "facts": facts,
    }


def how_many(members: Sized) -> str:
    """1 person, 2 people."""
    return f"{len(members)} {'person' if len(members) == 1 else 'people'}"


def _kicker(identity: Identity) -> list[str]:
    homes, size = len(identity.homes), how_many(identity.members)
    if homes:
        size += f", {homes} {'home' if homes == 1 else 'homes'}"
    since = identity.case and f"With us since {long_day(identity.case.opened_on)}"
    ended = identity.ended_on and f"Our help ended on {long_day(identity.ended_on)}"
    return [words for words in (since, ended, size) if words]


def _lead(identity: Identity) -> dict[str, Any]:
    lead, case = identity.lead, identity.case
    if lead is None:
        return {"label": "Lead worker", "strong": "Nobody yet", "lines": []}
    asked = case is not None and case.stage == Case.Stage.OFFERED
    return {
        "label": "Lead worker",
        "strong": lead.name,
        "lines": ["Asked, not answered yet" if asked else lead.team or lead.agency],
        "url": f"tel:{lead.phone.replace(' ', '')}" if lead.phone else "",
        "link": lead.phone,
    }


def _home(identity: Identity) -> dict[str, Any]:
    home = next(iter(identity.homes), None)
    if home is None:
        return {"label": "Main home", "strong": "Not known", "lines": []}
    lines = [home.postcode] if home.postcode else []
    if home.kept_back and identity.ours:
        lines = ["Kept back, for safety"]
    if home.masked:
        lines = ["Kept back. You may look at it on the People page"]
    return {"label": "Main home", "strong": home.title, "lines": lines}


def _consent(identity: Identity) -> dict[str, Any]:
    asked = [m for m in identity.members if m.decides]
    decided = [m for m in asked if m.asked]
    strong = f"{len(decided)} of {len(asked)} have decided" if asked else "Nobody to ask"
    return {
        "label": "Consent",
        "strong": strong,
        "lines": _said_no(identity),
        "url": to("families:consent", identity.reference),
        "link": "Who agreed to what",
    }


def _said_no(identity: Identity) -> list[str]:
    """One line for all who said no to the same agencies; a third says how many lines more."""
    by_agency: dict[str, set[int]] = {}
    for consent in identity.consents:
        agency = getattr(consent, "agency_name", "")
        if consent.state != Consent.State.GIVEN and agency:  # a no has no last day
            by_agency.setdefault(agency, set()).add(consent.person_id)
    said: dict[str, list[str]] = {}
    for agency, people in by_agency.items():
        names = [member.name for member in identity.members if member.pk in people]
        if names:
            said.setdefault(listed(names), []).append(agency)
    lines = [f"{names} said no to {_few(agencies)}" for names, agencies in said.items()]
    more = len(lines) - LINES
    return [*lines[:LINES], f"and {more} more"] if more > 0 else lines


def _few(agencies: list[str]) -> str:
    first, *others = agencies
    return f"{first} and {len(others)} others" if len(others) > 1 else listed(agencies)


def _review(identity: Identity) -> dict[str, Any]:
    plan_url = to("families:plan", identity.reference)
    plan = identity.plan
    if plan is None or plan.review_on is None:
        return {"label": "Next review", "strong": "No plan yet", "lines": []}
    late = plan.review_on < today()
    return {
        "label": "Next review",
        "strong": short_day(plan.review_on),
        "lines": ["Its day has passed"] if late else [],
        "url": plan_url,
        "link": "See the plan",
    }


def _last_seen(identity: Identity) -> dict[str, Any]:
    days = [m.last_seen for m in identity.members if m.last_seen]
    if not days:
        return {"label": "Last seen", "strong": "Not seen yet", "lines": []}
    latest = max(days)
    there = [m.name for m in identity.members if m.last_seen == latest]
    return {
        "label": "Last seen",
        "strong": short_day(latest),
        "lines": [", ".join(there), *_unseen(identity.members, latest)],
    }


def _unseen(members: tuple[Member, ...], latest: Any) -> list[str]:
    """The child who was not seen for longest, where there is one."""
    children = [m for m in members if m.child and not m.unborn and m.last_seen != latest]
    if not children:
        return []
    longest = min(children, key=lambda m: (m.last_seen is not None, m.last_seen or latest))
    seen = short_day(longest.last_seen) if longest.last_seen else "not seen yet"
    return [f"{longest.name}: {seen}"]


def short_day(day: Any) -> str:
    """Thu 5 November."""
    words = f"{day:%a} {day_and_month(day)}"
    return words if day.year == today().year else f"{words} {day.year}"
