"""Decisions to share without consent, or not to share; and a second person's review of each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from families import acts
from families.acts.overriding import why_not_review
from families.forms.protection import DecideSharingForm, ReviewSharingForm
from families.models import SharingDecision
from families.pages import FamilyAct, FamilyPage
from families.rules.lawful import named
from families.why.audience import lets_in
from sharing.authority import may
from sharing.models import Category
from sharing.views import or_404, viewer


class SharingDecisions(FamilyPage):
    """Every decision with its reasons. Not for going through together: some were not told."""

    tab = "consent"
    template_name = "families/sharing_decisions.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not (self.identity.ours and Category.CASE_NOTES in self.identity.categories):
            raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = SharingDecision.objects.visible_to(self.user).filter(family_id=self.identity.pk)
        rows = rows.select_related("agency", "decided_by", "reviewed_by")
        return super().get_context_data(**kwargs) | {
            "decisions": [(row, law_of(row), self.may_review(row)) for row in rows],
            "may_decide": may(self.user, "sharing.decide"),
        }

    def may_review(self, decision: SharingDecision) -> bool:
        waits = decision.reviewed_at is None and may(self.user, "sharing.review")
        return waits and not why_not_review(decision, self.user)


class DecideSharing(FamilyAct):
    """Write one down."""

    verb = "sharing.decide"
    tab = "consent"
    form_class = DecideSharingForm
    heading = "Share without consent, or decide not to"
    intro = "Where someone may be in danger you may share without a yes. Either way, say why."
    go = "Save this decision"
    back = "families:sharing-decisions"
    back_elsewhere = "families:consent"

    def get_form_kwargs(self) -> dict[str, Any]:
        may_share = self.keeping.decides(urgent=True)
        more = {"identity": self.identity, "user": self.user, "may_share": may_share}
        return super().get_form_kwargs() | more

    def perform(self, form: Any) -> Any:
        return acts.decide_sharing(family=self.family, by=self.user, **form.decision())

    @property
    def done(self) -> str:  # type: ignore[override]
        decision: SharingDecision = self.result
        if not decision.shares:
            return "Saved. Nothing was shared."
        if lets_in(self.identity, decision.agency_id, decision.categories):
            return f"Saved. {decision.agency} sees it from now on."
        return (
            f"Saved. {decision.agency} doesn’t see it here: no agreement lets them, or they don’t"
            " work with this family. Tell them yourself."
        )


class ReviewSharing(FamilyAct):
    """By someone who did not decide."""

    verb = "sharing.review"
    tab = "consent"
    form_class = ReviewSharingForm
    template_name = "families/review_sharing.html"
    heading = "Review a decision to share"
    go = "Save what you found"
    done = "Reviewed."
    back = "families:sharing-decisions"
    back_elsewhere = "families:consent"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        rows = SharingDecision.objects.visible_to(viewer(request))
        rows = rows.select_related("family", "agency", "decided_by", "reviewed_by")
        self.decision = or_404(rows.filter(key=kwargs["key"]).first())
        super().setup(request, *args, reference=self.decision.family.reference, **kwargs)

    def why_not(self) -> str:
        return why_not_review(self.decision, self.user)

    def perform(self, form: Any) -> Any:
        return acts.review_sharing(decision=self.decision, by=self.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        law = law_of(self.decision)
        return super().get_context_data(**kwargs) | {"decision": self.decision, "law": law}


def law_of(decision: SharingDecision) -> dict[str, str]:
    """The codes of a decision as their legal names."""
    return {
        "danger": named(decision.danger),
        "article_6": named(decision.article_6),
        "article_9": named(decision.article_9),
    }
