"""Answering the question 'will you lead?', and closing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from families import acts
from families.acts.case import why_not_answer
from families.forms.people import CloseForm, ReasonForm
from families.pages import FamilyAct
from sharing.forms import ButtonForm
from sharing.models import Category
from sharing.refusals import Refused
from sharing.views import refuse


class AcceptLead(FamilyAct):
    """Yes with one button; the same page leads to no."""

    verb = "case.accept_lead"
    template_name = "families/accept_lead.html"
    form_class = ButtonForm
    back = "families:family"
    done = "You lead from today. Plan your first visit."

    def why_not(self) -> str:
        case = self.identity.case
        return why_not_answer(case, self.user) if case else ""

    def perform(self, form: Any) -> Any:
        return acts.accept_lead(case=self.case, by=self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context.setdefault("decline_form", ReasonForm())
        return context | {"case": self.case}


class DeclineLead(AcceptLead):
    """No, with a reason; the family waits for another worker."""

    verb = "case.decline_lead"
    form_class = ReasonForm  # type: ignore[assignment]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("families:accept-lead", args=[self.identity.reference]))

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            acts.decline_lead(case=self.case, reason=form.cleaned_data["reason"], by=self.user)
        except Refused as no:
            refuse(form, no)
            return self.form_invalid(form)
        messages.success(self.request, "You said no. The meeting will find someone else.")
        return HttpResponseRedirect(reverse("home"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"form": ButtonForm(), "decline_form": context["form"]}


class Close(FamilyAct):
    """End the episode of support."""

    verb = "case.close"
    writes = (Category.PLAN,)
    tab = "people"
    form_class = CloseForm
    heading = "Close this family’s case"
    intro = (
        "Say goodbye first. Results can still be judged later. Twelve months on, only the "
        "council’s records officers can open this record."
    )
    go = "Close the case"
    done = "The case is closed."
    back = "families:family"

    def why_not(self) -> str:
        return self.keeping.why_not()

    def perform(self, form: Any) -> Any:
        return acts.close_case(case=self.case, by=self.user, **form.cleaned_data)
