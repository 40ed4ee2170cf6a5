"""Pages on which a local plan is written part by part, published by a second person, and ended."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from outcomes import acts
from outcomes.acts.local_plans import THE_COUNCILS, at_a_council
from outcomes.forms.local_need import LocalNeedForm
from outcomes.forms.plans import (
    SEPARATOR,
    CountingForm,
    DaysForm,
    DiscretionForm,
    DraftForm,
    EndForm,
    LastingForm,
    PayingForm,
    PublishForm,
    SourcesForm,
)
from outcomes.frameworks.loader import framework
from outcomes.judging.facts import local_needs
from outcomes.models import LocalPlan
from outcomes.plans.shown import differences, parts_of
from outcomes.rules.framework import with_local
from outcomes.rules.plan_words import COUNTING, DISCRETION, LASTING, PARTS, PAYING, SOURCES
from outcomes.rules.plans import read_plan
from sharing.forms import ButtonForm
from sharing.refusals import Refused
from sharing.views import ActView, viewer

DAYS = "days"
FORMS: dict[str, Any] = {
    DAYS: DaysForm,
    COUNTING: CountingForm,
    LASTING: LastingForm,
    SOURCES: SourcesForm,
    DISCRETION: DiscretionForm,
    PAYING: PayingForm,
}
INTROS = {
    COUNTING: "What is empty stays as the framework has it.",
    LASTING: "How long a met need is watched before it is a result. What is empty stays as the "
    "framework has it.",
    SOURCES: "Where nobody is chosen, anyone’s word counts.",
    DISCRETION: "A judgement is marked as such for ever, with its reasons and a second name.",
    PAYING: "A payer’s own terms take the place of the framework’s. Leave all amounts empty for "
    "the framework’s; an empty one beside a filled one pays nothing.",
}
TEMPLATES = {LASTING: "outcomes/plan/lasting.html", SOURCES: "outcomes/plan/sources.html"}


class PlanAct(ActView):
    """A page for an act on one plan."""

    model: Any = LocalPlan
    subject = "plan"
    form_class: Any = ButtonForm
    template_name = "outcomes/plan/act.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("authority", "framework", "supersedes")

    @property
    def plan(self) -> LocalPlan:
        return self.object

    def perform(self, form: Any) -> Any:
        """A setting's fault goes to its field: `sustain_months.1a` is `sustain_months__1a` here."""
        try:
            return super().perform(form)
        except Refused as no:
            field = no.field.replace(".", SEPARATOR) if no.field else None
            raise Refused(*no.reasons, field=field) from no

    def get_success_url(self) -> str:
        return self.plan.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = self.get_success_url() if self.object else reverse("outcomes:local-plans")
        return {"back_url": back} | super().get_context_data(**kwargs)


class DraftPlan(PlanAct):
    """A new plan, or a new version of one (`?framework=`)."""

    act = acts.draft_plan
    subject = ""
    form_class = DraftForm
    heading = "Write a local plan"
    intro = (
        "It starts as a copy of your newest plan over that framework, if there is one. Nothing is "
        "judged by it until a second person publishes it."
    )
    go = "Go on to its settings"
    done = "The draft is saved. Go through its settings now."

    def why_not(self) -> str:
        return "" if at_a_council(viewer(self.request)) else THE_COUNCILS

    def get_initial(self) -> dict[str, Any]:
        return {"framework": self.request.GET.get("framework", "")}

    def act_kwargs(self, form: Any) -> dict[str, Any]:
        given: dict[str, Any] = form.act_kwargs()
        return given

    def get_success_url(self) -> str:
        return self.result.get_absolute_url() if self.result else reverse("outcomes:local-plans")

    result: LocalPlan | None = None


class ChangePlan(PlanAct):
    """One part of a draft."""

    act = acts.change_plan
    done = "Saved."

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.part = str(kwargs["part"])
        if self.part not in FORMS:
            raise Http404
        self.form_class = FORMS[self.part]
        self.template_name = TEMPLATES.get(self.part, self.template_name)

    @property
    def heading(self) -> str:  # type: ignore[override]
        return PARTS.get(self.part, "Days and reason")

    @property
    def intro(self) -> str:  # type: ignore[override]
        return INTROS.get(self.part, "")

    def get_initial(self) -> dict[str, Any]:
        if self.part != DAYS:
            return {}
        names = ("valid_from", "valid_until", "reason")
        return {name: getattr(self.plan, name) for name in names}

    def get_form_kwargs(self) -> dict[str, Any]:
        given = super().get_form_kwargs()
        if self.part == DAYS:
            return given
        own = read_plan(self.plan.overlay).local_needs
        whole = with_local(framework(self.plan.framework.slug), own)
        return given | {"plan": self.plan, "framework": whole, "user": viewer(self.request)}

    def act_kwargs(self, form: Any) -> dict[str, Any]:
        given: dict[str, Any] = form.act_kwargs()
        return given


class AddLocalNeed(PlanAct):
    """A need of the authority's own."""

    act = acts.change_plan
    form_class: Any = LocalNeedForm
    heading = "Add a need of our own"
    intro = "It counts beside the framework’s needs, for families whose worker names it."
    go = "Add the need"
    done = "Added."
    before: dict[str, Any] | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "framework": framework(self.plan.framework.slug),
            "others": local_needs(self.plan.overlay),
            "before": self.before,
        }

    def act_kwargs(self, form: Any) -> dict[str, Any]:
        return {"settings": {"local_needs": form.needs(f"{self.plan.authority}, local plan")}}


class ChangeLocalNeed(AddLocalNeed):
    """One that is there."""

    heading = "Change a need of our own"
    intro = "Its code stays, so that families who have it keep it."
    go = "Save the need"
    done = "Saved."

    def get_subject(self) -> Any:
        plan = super().get_subject()
        own = local_needs(plan.overlay)
        self.before = next((one for one in own if one["code"] == self.kwargs["code"]), None)
        if self.before is None:
            raise Http404
        return plan


class RemoveLocalNeed(ChangeLocalNeed):
    """Take one out of the draft."""

    form_class: Any = ButtonForm
    heading = "Remove this need?"
    go = "Remove it"
    bad = True
    done = "Removed."

    def get_form_kwargs(self) -> dict[str, Any]:
        given = super().get_form_kwargs()
        return {
            name: given[name] for name in given if name not in ("framework", "others", "before")
        }

    def act_kwargs(self, form: Any) -> dict[str, Any]:
        code = self.kwargs["code"]
        kept = [one for one in local_needs(self.plan.overlay) if one["code"] != code]
        months = dict(self.plan.overlay.get("sustain_months") or {})
        months.pop(code, None)
        named = [one for one in self.plan.overlay.get("discretion") or [] if one != code]
        return {
            "settings": {
                "local_needs": kept or None,
                "sustain_months": months or None,
                "discretion": named or None,
            }
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = self.before["text"] if self.before else ""
        intro = f"“{text}”. Families who were found to have it keep it; nobody new gets it."
        return super().get_context_data(**kwargs) | {"intro": intro}


class PublishPlan(PlanAct):
    """Read the whole of it, and let it count."""

    act = acts.publish_plan
    form_class = PublishForm
    template_name = "outcomes/plan/publish.html"
    heading = "Read and publish"
    intro = (
        "From its first day on, every family under this framework is judged by it. A published "
        "plan never changes; a new version takes its place."
    )
    go = "Publish it"
    done = "Published. Families are judged again from its first day on."

    def get_initial(self) -> dict[str, Any]:
        return {"fingerprint": self.plan.fingerprint}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        before = self.plan.supersedes
        return super().get_context_data(**kwargs) | {
            "parts": parts_of(self.plan, viewer(self.request)),
            "before": before,
            "changed": differences(before, self.plan) if before else [],
            "trial": self.plan.trials.first(),
        }


class EndPlan(PlanAct):
    """Its last day."""

    act = acts.end_plan
    form_class = EndForm
    heading = "End this plan?"
    intro = (
        "After its last day families under this framework are judged as published, and new cases "
        "begin under the newest framework that counts."
    )
    go = "End it"
    bad = True
    done = "Its last day is written down."

    def get_initial(self) -> dict[str, Any]:
        return {"last_day": timezone.localdate()}


class DiscardPlan(PlanAct):
    """Throw a draft away."""

    act = acts.discard_plan
    heading = "Throw this draft away?"
    intro = "It can’t be undone. What counts today goes on counting."
    go = "Throw it away"
    bad = True
    done = "The draft is gone."

    def get_success_url(self) -> str:
        return reverse("outcomes:local-plans")


class TryPlan(PlanAct):
    """Ask what it would change."""

    act = acts.try_plan
    heading = "Try it on today’s families"
    intro = (
        "Every family under this framework is judged twice: by what counts today, and as if this "
        "draft counted today. Nothing changes. It can take some minutes."
    )
    go = "Try it"
    done = ""

    def get_success_url(self) -> str:
        found = getattr(self, "result", None) or self.plan
        return str(found.get_absolute_url())
