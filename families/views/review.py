"""Reviewing the plan with the family: what moved, read back together, then agreed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from families import acts
from families.forms.choices import Doers
from families.forms.plan import PlanForm
from families.forms.review import ReviewSheet, brought_along
from families.models import Action, Plan
from families.pages import FamilyAct
from families.reading.plan import plans_of, with_last_time
from sharing.models import Category
from sharing.refusals import Refused
from sharing.views import or_404, refuse

READ_BACK, AGREE = "read_back", "agree"


class ReviewPlan(FamilyAct):
    """Two steps on one page, each with all that was typed: say what moved; read it back, agree."""

    verb = "plan.review"
    writes = (Category.PLAN,)
    tab = "plan"
    template_name = "families/review_plan.html"
    form_class = PlanForm
    back = "families:plan"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.versions = plans_of(self.user, self.identity.pk).versions
        standing = (one for one in self.versions if one.state == Plan.State.AGREED)
        self.plan = or_404(next((one for one in standing if one.case_id == self.case.pk), None))

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs() | {"identity": self.identity}
        if self.request.POST.get("step") != AGREE:
            kwargs |= {"data": None, "files": None}
        with_whom = [str(person.key) for person in self.plan.shown_people]
        kwargs["initial"] = {"family_words": self.plan.family_words, "agreed_with": with_whom}
        return kwargs

    def open_lines(self) -> list[Action]:
        """What is not done: the standing plan's lines, and promises beside it."""
        lines = (
            Action.objects.visible_to(self.user)
            .filter(case=self.case, done_on=None)
            .select_related("doer_person", "doer_post__user")
        )
        goals = [goal for plan in self.versions for goal in plan.shown_goals]
        with_last_time(lines, [line for goal in goals for line in goal.shown_actions])
        named = {goal.pk for goal in getattr(self.plan, "shown_goals", [])} | {None}
        return [line for line in lines if line.goal_id in named]

    def sheet(self, data: Any = None) -> ReviewSheet:
        lines = self.open_lines()
        return ReviewSheet(self.plan, lines, identity=self.identity, user=self.user, data=data)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("of", str(self.plan.key)) != str(self.plan.key):
            return self.overtaken()
        sheet, form = self.sheet(request.POST), self.get_form()
        if not sheet.is_valid():
            return self.again(sheet, form, 422)
        said = sheet.said(Doers(self.identity, self.user))
        if request.POST.get("step") != AGREE:
            return self.again(sheet, form, 200, said)
        if not form.is_valid():
            return self.again(sheet, form, 422, said)
        try:
            self.agree(form, said)
        except Refused as no:
            refuse(form, no)
            return self.again(sheet, form, 422, said)
        messages.success(request, f"review-{self.plan.key}", extra_tags="draft-done")
        messages.success(request, f"Reviewed and agreed. It is version {self.plan.number + 1}.")
        return HttpResponseRedirect(self.get_success_url())

    def overtaken(self) -> HttpResponse:
        """Someone agreed a newer version while this one was being reviewed: nothing typed is lost,
        what was said of a line is said of the one that carries it on."""
        who, version = self.plan.agreed_by, self.plan.number
        messages.warning(
            self.request,
            f"{who} agreed version {version} meanwhile. Your answers came along. Check them.",
        )
        of = self.request.POST["of"]
        before = next((plan for plan in self.versions if str(plan.key) == of), None)
        data = brought_along(self.request.POST, before, self.plan, self.open_lines())
        context = self.get_context_data(form=self.get_form(), sheet=self.sheet(data))
        return self.render_to_response(context, status=409)

    def agree(self, form: PlanForm, said: dict[str, Any]) -> Plan:
        doers, given = Doers(self.identity, self.user), form.cleaned_data
        people = [doers.person(key) for key in given.pop("agreed_with")]
        return acts.review_plan(plan=self.plan, agreed_with=people, by=self.user, **said, **given)

    def again(
        self, sheet: ReviewSheet, form: PlanForm, status: int, said: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = self.get_context_data(form=form, sheet=sheet, said=said)
        return self.render_to_response(context, status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"plan": self.plan, "case": self.case}
        context.setdefault("sheet", None)
        sheet = context["sheet"] = context["sheet"] or self.sheet()
        return context | {
            "formset": list(sheet.forms()),
            "next_words": f"Draft of version {self.plan.number + 1}",
        }
