"""The plan: read it, agree a new version, tick an action off, add one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from families import acts
from families.acts.planning import why_not_agree
from families.forms.choices import Doers
from families.forms.plan import AssessmentForm, GoalFormSet, PlanForm, goals_again
from families.forms.visit import ActionForm
from families.leaving.release import held_back, let_out, words_of
from families.models import Action, Plan
from families.pages import FamilyAct, FamilyPage
from families.reading.plan import plans_of
from families.rules.plan_changes import PlanLine, changes
from families.why.audience import audiences
from sharing.authority import may
from sharing.form_fields import with_another
from sharing.models import Category
from sharing.refusals import Refused
from sharing.views import refuse, viewer

#: Days within which something that someone else must be asked for is due, unless changed.
WITHIN = timedelta(days=7)


def lines_of(plan: Any) -> list[PlanLine]:
    """The lines of a version that its reader may see."""
    return [
        PlanLine(
            action.pk, action.doer, action.what, action.done_on is not None, action.came_from_id
        )
        for goal in plan.shown_goals
        for action in goal.shown_actions
    ]


class PlanPage(FamilyPage):
    """The plan as agreed; `?version=` shows an earlier one, `?for=family` is the family's copy: it
    leaves out our words, our warnings and what workers do among themselves."""

    tab = "plan"

    @property
    def for_family(self) -> bool:
        return self.request.GET.get("for") == "family"

    def get_template_names(self) -> list[str]:
        return ["families/plan_for_family.html" if self.for_family else "families/plan.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found, case = plans_of(self.user, self.identity.pk), self.identity.case
        plans, standing = found.versions, found.standing
        wanted = self.request.GET.get("version", "")
        chosen = next((p for p in plans if wanted in {str(p.number), str(p.key)}), standing)
        before = next((p for p in plans if chosen and p.number == chosen.number - 1), None)
        return super().get_context_data(**kwargs) | {
            "before": before,
            "changes": changes(lines_of(before), lines_of(chosen)) if before and chosen else [],
            "plan": chosen,
            "version_words": f"Version {chosen.number}" if chosen else "",
            "standing": standing,
            "earlier": [p for p in plans if p != chosen],
            "promises": found.promised if self.for_family else found.beside,
            "assessment": found.assessment,
            "may_agree": case is not None
            and may(self.user, "plan.agree")
            and not why_not_agree(case, self.user),
            "may_review": bool(case and standing) and may(self.user, "plan.review"),
            "may_assess": case is not None and may(self.user, "assessment.complete"),
            "may_add": may(self.user, "action.add") and case is not None,
            "may_complete": may(self.user, "action.complete")
            and (chosen is None or chosen.state == Plan.State.AGREED),
            "sees": audiences(self.identity, self.user, [Category.PLAN])[Category.PLAN].agencies,
            "shapes": {member.pk: member for member in self.identity.members},
        }

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """The family's copy leaves the house: it is searched first. The worker's own stays on the
        screen, and where it says what is kept back, paper gets a line in its place."""
        page: Any = super().render_to_response(context, **kwargs)
        if self.for_family:
            return let_out(self.request, page.render(), [self.identity.pk])
        words = words_of(page.render().content.decode())
        held = held_back(self.user, [self.identity.pk], words)
        if held is None:
            return page
        return super().render_to_response(context | {"held": held}, **kwargs)


class AgreePlan(FamilyAct):
    """Agree a new version: it starts from the standing one, never from a blank page."""

    verb = "plan.agree"
    writes = (Category.PLAN,)
    tab = "plan"
    template_name = "families/agree_plan.html"
    form_class = PlanForm
    back = "families:plan"

    def why_not(self) -> str:
        case = self.identity.case
        return why_not_agree(case, self.user) if case else ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"identity": self.identity}

    def goals(self, data: Any = None) -> Any:
        standing = plans_of(self.user, self.identity.pk).standing
        goals = standing.shown_goals if standing else []
        lines = {
            (line.what, line.due_on)
            for goal in goals
            for line in goal.shown_actions
            if line.done_on is None
        }
        who = {"identity": self.identity, "user": self.user, "as_before": lines}
        if data is not None:
            return GoalFormSet(data, prefix="goals", form_kwargs=who)
        rows = goals_again(standing, goals, self.user)
        return GoalFormSet(prefix="goals", form_kwargs=who, initial=rows)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case, form = self.case, self.get_form()
        if request.POST.get("add") == "goals":
            return self.again(form, self.goals(with_another(request.POST, "goals")), status=200)
        goals = self.goals(request.POST)
        if not (form.is_valid() and goals.is_valid()):
            return self.again(form, goals)
        doers, given = Doers(self.identity, self.user), form.cleaned_data
        try:
            plan = acts.agree_plan(
                case=case,
                goals=[goal for row in goals for goal in [row.new_goal(doers)] if goal],
                agreed_with=[doers.person(key) for key in given.pop("agreed_with")],
                by=self.user,
                **given,
            )
        except Refused as no:
            refuse(form, no)
            return self.again(form, goals)
        messages.success(request, f"plan-{case.key}", extra_tags="draft-done")
        messages.success(request, f"Plan agreed. It is version {self.number_of(plan)}.")
        return HttpResponseRedirect(self.get_success_url())

    def number_of(self, plan: Plan) -> int:
        numbered: Plan = Plan.objects.visible_to(self.user).numbered(self.user).get(pk=plan.pk)
        return numbered.number

    def again(self, form: PlanForm, goals: Any, status: int = 422) -> HttpResponse:
        context = self.get_context_data(form=form, formset=goals)
        return self.render_to_response(context, status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"case": self.case}
        if "formset" not in context:
            context["formset"] = self.goals()
        return context


class AddAction(FamilyAct):
    """One more action, for no goal in particular or for one of the plan's."""

    verb = "action.add"
    writes = (Category.PLAN,)
    tab = "plan"
    form_class = ActionForm
    heading = "Add an action"
    intro = "One thing that someone will do, and by when."
    go = "Add action"
    back = "families:plan"
    done = "Action added."

    def to_begin_with(self) -> str:
        """What is to be done, where a page knows it. Who does it and when is chosen here."""
        return ""

    def get_initial(self) -> dict[str, Any]:
        what, soon = self.to_begin_with(), timezone.localdate() + WITHIN
        return super().get_initial() | ({"what": what, "due_on": soon} if what else {})

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"identity": self.identity, "user": self.user}

    def perform(self, form: Any) -> Any:
        action = form.new_action(Doers(self.identity, self.user))
        if action is None:
            raise Refused("Say what will be done", field="what")
        return acts.add_action(case=self.case, action=action, by=self.user)


class Assess(FamilyAct):
    """The whole-family assessment, on one page."""

    verb = "assessment.complete"
    writes = (Category.PLAN,)
    tab = "plan"
    form_class = AssessmentForm
    template_name = "families/assess.html"
    heading = "Whole-family assessment"
    intro = "Write it with the family. Short is good. A later one stands beside this one."
    go = "Finish assessment"
    back = "families:plan"
    done = "Assessment finished."

    def perform(self, form: Any) -> Any:
        return acts.complete_assessment(case=self.case, by=self.user, **form.cleaned_data)


class CompleteAction(View):
    """One tap."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        user = viewer(request)
        actions = Action.objects.visible_to(user).select_related("case__family")
        action = get_object_or_404(actions, key=key)
        if not may(user, "action.complete"):
            raise PermissionDenied
        acts.complete_action(action=action, by=user)
        messages.success(request, f"Done: {action.what}")
        back = request.POST.get("next", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
            back = reverse("families:plan", args=[action.case.family.reference])
        return HttpResponseRedirect(back)
