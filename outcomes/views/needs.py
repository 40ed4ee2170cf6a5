"""Naming a need, from the framework's own list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse

from families.pages import FamilyAct
from outcomes import acts
from outcomes.acts.needs import NOT_TOLD
from outcomes.forms.needs import NeedForm
from outcomes.models import Need
from outcomes.models.evidence import told_of
from outcomes.rules.categories import category_of_need
from outcomes.views.of_family import OfCase
from sharing.models import Category


class IdentifyNeed(OfCase, FamilyAct):
    """The framework's needs under their headlines, and whose it is. Also a fragment, for htmx."""

    verb = "need.identify"
    for_results = Need.Sharing.for_results
    form_class = NeedForm
    template_name = "outcomes/need/identify.html"
    heading = "Name a need"
    intro = "A need counts once evidence bears it out. Naming it starts that."
    go = "Name this need"
    again = "Name it and one more"
    partial = "needs"
    done = ""  # the message says which need it was

    def why_not(self) -> str:
        return "" if self.codes else NOT_TOLD

    @property
    def writes(self) -> tuple[Category, ...]:  # type: ignore[override]
        """Those of the needs to choose from."""
        found = dict.fromkeys(category_of_need(self.framework, code) for code in self.codes)
        return tuple(Category(one) for one in sorted(found, key=Category.PLAN.__ne__))

    def get_initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name, "") for name in ("person", "code")}
        return {name: value for name, value in asked.items() if value}

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"identity": self.identity, "framework": self.framework, "codes": self.codes}
        return super().get_form_kwargs() | more

    def get_template_names(self) -> list[str]:
        asked_by: Any = getattr(self.request, "htmx", None)
        if asked_by and not asked_by.boosted:
            return [f"{self.template_name}#{self.partial}"]
        return [self.template_name]

    def perform(self, form: Any) -> Any:
        given = dict(form.cleaned_data)
        person = self.person(given.pop("person"))
        need = acts.identify_need(case=self.newest_case, person=person, by=self.user, **given)
        text = self.framework.need(need.code)
        messages.success(self.request, f"Named: {text.text if text else need.code}.")
        return need

    def named(self) -> list[dict[str, Any]]:
        """What was named already, for the end of the page; of whoever may be known."""
        needs = Need.objects.visible_to(self.user).filter(told_of(self.user))
        needs = needs.filter(case=self.newest_case)
        names = {member.pk: member.name for member in self.identity.members}
        return [
            {
                "text": (text := self.framework.need(need.code)) and text.text,
                "who": names.get(need.person_id or 0, "The whole family"),
                "on": need.identified_on,
            }
            for need in needs
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {
            "back_label": self.back_label,
            "here": self.request.path,
            "again": self.again,
        }
        return words | super().get_context_data(**kwargs) | {"named": self.named()}

    def get_success_url(self) -> str:
        if self.request.POST.get("again"):
            return reverse("outcomes:identify-need", args=[self.identity.reference])
        return super().get_success_url()
