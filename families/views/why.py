"""'Why can I see this?': the chain that opens this record to the viewer, and who else has one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from families.access import REACH
from families.audience import lines_letting_in
from families.band import long_day
from families.identity import Helper
from families.looks import may_ask
from families.models import Consent, Involvement
from families.pages import FamilyPage
from sharing.models import Category, Line


@dataclass(frozen=True, slots=True)
class Grant:
    """One line of an agreement through which this agency reads another's facts here."""

    giver: str
    categories: tuple[str, ...]
    agreement: str
    until: date | None
    consent: str


class Why(FamilyPage):
    """From the same rows that the access rule reads (families/access.py)."""

    template_name = "families/why.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reach = REACH[self.user.role]
        grants = self.grants(reach.purpose)
        kinds = {helper.agency_id for helper in self.identity.helpers}
        return super().get_context_data(**kwargs) | {
            "links": self.links(),
            "grants": grants,
            "own": str(self.user.agency),
            "reach": [c.label for c in Category if c in reach.categories],
            "everything": len(reach.categories) == len(Category),
            "others": [h for h in self.identity.helpers if not self.is_mine(h)],
            "agencies": len(kinds),
            "said_yes": self.said_yes(),
            "asks_who_looked": may_ask(self.user, self.identity),
        }

    def is_mine(self, helper: Helper) -> bool:
        post = self.user.post
        mine = post is not None and helper.post_id == post.pk
        team = (
            self.user.team is not None and not helper.post_id and helper.team == self.user.team.name
        )
        return mine or team

    def links(self) -> list[Involvement]:
        """The viewer's own live links with this family, by post or team."""
        rows = Involvement.objects.visible_to(self.user).live().filter(family_id=self.identity.pk)
        rows = rows.select_related("team", "post")
        return [row for row in rows if row.principal in self.user.principals]

    def grants(self, purpose: str) -> list[Grant]:
        """Lines in force that let this agency read what others wrote, with their consent term."""
        giving = {h.agency_id for h in self.identity.helpers} | {self.identity.owner_id}
        lines = lines_letting_in(self.user, purpose, giving)
        found: dict[tuple[Any, ...], list[str]] = {}
        for line in lines:
            consent = self.consent_words(line) if line.consent_needed else "Needs no consent"
            key = (line.from_agency.name, line.agreement.title, line.agreement.ends_on, consent)
            found.setdefault(key, []).append(line.get_category_display())
        return [
            Grant(giver, tuple(labels), agreement, until, consent)
            for (giver, agreement, until, consent), labels in found.items()
        ]

    def consent_words(self, line: Line) -> str:
        said = [
            c
            for c in self.identity.consents
            if c.agency_id == line.to_agency_id and c.category == line.category
        ]
        yes = [c for c in said if c.state == Consent.State.GIVEN]
        if not said:
            return "Open where a person said yes"
        names = [self.identity.member(c.person_id) for c in yes]
        return (
            ", ".join(
                f"{m.name} said yes on {long_day(c.decided_on)}"
                for m, c in zip(names, yes, strict=True)
                if m
            )
            or "Someone said no, so it stays closed"
        )

    def said_yes(self) -> list[str]:
        """Who said yes to the viewer's agency, once each."""
        agency = self.user.agency
        names = [
            self.identity.member(c.person_id)
            for c in self.identity.consents
            if agency and c.agency_id == agency.pk and c.state == Consent.State.GIVEN
        ]
        return list(dict.fromkeys(m.name for m in names if m))
