"""One person's own copy, to print: what is held about them, who sees it, and how to change it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from families.leaving.release import let_out
from families.pages import FamilyPage
from families.views.consent import WhoDecides
from families.why.holding import held_about
from families.why.talk import together, unasked


class Statement(WhoDecides, FamilyPage):
    """For this person's eyes: nothing on it depends on what another member said or on who works
    with the others (access.md, P18)."""

    tab = "consent"
    template_name = "families/statement.html"
    looked = "family.print"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = sorted(self.questions, key=lambda q: q.agency.name)
        return super().get_context_data(**kwargs) | {
            "member": self.member,
            "held": held_about(self.member.pk, self.user),
            "given": together(q for q in asked if q.said == "given"),
            "refused": together(q for q in asked if q.said == "refused"),
            "open": together(q for q in asked if not q.said),
            "unasked": unasked(self.identity, self.user),
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """It leaves the house: it is searched first."""
        page: Any = super().render_to_response(context, **kwargs)
        return let_out(self.request, page.render(), [self.identity.pk])
