"""'Why can I see this?': the chain that opens a family or a record, and who else has one."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from families.access import REACH
from families.looking.looks import may_ask
from families.models import Involvement, Plan, ServiceInvolved, Visit
from families.pages import FamilyPage
from families.why.explaining import Ground
from families.why.knowers import who_may_know_of
from families.why.pages import WhyRecord, grants
from families.why.presence import closed_to, present
from sharing.models import Category


class Why(FamilyPage):
    """For the family: why, who else, and what one can't see with whom to ask."""

    template_name = "families/why.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reach, agency = REACH[self.user.role], self.user.agency
        names = {member.pk: member.name for member in self.identity.members}
        ground = Ground([self.identity.pk], told_to=self.user, names=names)
        there = present(self.identity, self.user)
        ours = agency.pk if agency else 0
        return super().get_context_data(**kwargs) | {
            "links": self.links(),
            "grants": grants(self.identity, self.user, ground),
            "own": str(agency),
            "reach": [c.label for c in Category if c in reach.categories],
            "everything": len(reach.categories) == len(Category),
            "others": who_may_know_of(ground, self.user, ours, self.identity.pk, list(names)),
            "there": there,
            "closed": closed_to(ground, self.identity, self.user, there),
            "asks_who_looked": may_ask(self.user, self.identity),
        }

    def links(self) -> list[Involvement]:
        """The viewer's own live links with this family, by post or team."""
        rows = Involvement.objects.visible_to(self.user).live().filter(family_id=self.identity.pk)
        rows = rows.select_related("team", "post")
        return [row for row in rows if row.principal in self.user.principals]


class WhyVisit(WhyRecord):
    record_model = Visit
    noun = "This visit"

    def back_url(self) -> str:
        return reverse("families:visit", args=[self.record.key])


class WhyPlan(WhyRecord):
    record_model = Plan
    noun = "This plan"

    def back_url(self) -> str:
        return reverse("families:plan", args=[self.identity.reference])


class WhyService(WhyRecord):
    record_model = ServiceInvolved
    noun = "This service"
