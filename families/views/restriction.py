"""A record that only named people may open: closing it, looking at that again, opening it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from families import acts
from families.acts.restricting import why_not_review
from families.forms.protection import BecauseForm, NamedForm, RestrictForm, ReviewDayForm
from families.looking.lookers import lookers
from families.models import Restriction
from families.pages import FamilyAct, FamilyPage
from sharing.authority import may
from sharing.models import Category
from sharing.views import or_404, viewer


class RestrictionPage(FamilyPage):
    """Who may open the record, who reviews that, and who looked before."""

    tab = "people"
    template_name = "families/restriction.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not (self.identity.ours and Category.CASE_NOTES in self.identity.categories):
            raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Restriction.objects.visible_to(self.user).filter(family_id=self.identity.pk)
        rows = rows.select_related("keeper", "placed_by").prefetch_related("named")
        standing = next((row for row in rows if row.lifted_on is None), None)
        named = list(standing.named.all()) if standing else []
        return super().get_context_data(**kwargs) | {
            "restriction": standing,
            "named": named,
            "before": [row for row in rows if row.lifted_on],
            "lookers": lookers(self.identity.pk, named=[user.pk for user in named]),
            "may_place": may(self.user, "restriction.place")
            and self.keeping.decides(or_lead=False),
            "may_review": standing is not None
            and may(self.user, "restriction.review")
            and not why_not_review(standing, self.user),
        }


class Restrict(FamilyAct):
    """One step: why, and who may still open it. It works with the next click of everyone."""

    verb = "restriction.place"
    tab = "people"
    form_class = RestrictForm
    heading = "Restrict this record now"
    intro = "For everyone you don’t name it is gone with their next click, as if it never was."
    go = "Restrict it now"
    done = "Restricted. Below is who looked at it before."
    back = "families:restriction"
    back_elsewhere = "families:people"

    def why_not(self) -> str:
        return self.keeping.why_not(or_lead=False)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"identity": self.identity, "user": self.user}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.tick_at_first(self.identity)
        return form

    def perform(self, form: Any) -> Any:
        given = form.cleaned_data
        self.people = form.people()
        return acts.place_restriction(
            family=self.family,
            kind=given["kind"],
            reason=given["reason"],
            named=self.people,
            by=self.user,
        )

    def get_success_url(self) -> str:
        left_out = hasattr(self, "people") and self.user not in self.people
        return reverse("home") if left_out else super().get_success_url()


class OfRestriction(FamilyAct):
    """An act on the restriction that the address names."""

    tab = "people"
    back = "families:restriction"
    back_elsewhere = "families:people"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        rows = Restriction.objects.visible_to(viewer(request)).select_related("family", "keeper")
        self.restriction = or_404(rows.filter(key=kwargs["key"]).first())
        super().setup(request, *args, reference=self.restriction.family.reference, **kwargs)

    def why_not(self) -> str:
        return self.keeping.why_not(or_lead=False)


class ReviewRestriction(OfRestriction):
    verb = "restriction.review"
    form_class = ReviewDayForm
    heading = "Is this restriction still needed?"
    intro = "If it is not, go back and lift it."
    go = "Yes, it is still needed"
    done = "Reviewed."

    def why_not(self) -> str:
        return why_not_review(self.restriction, self.user)

    def perform(self, form: Any) -> Any:
        return acts.review_restriction(
            restriction=self.restriction, by=self.user, **form.cleaned_data
        )


class NameInRestriction(OfRestriction):
    verb = "restriction.name"
    form_class = NamedForm
    heading = "Who may open this record?"
    intro = "Whoever you leave out loses sight with their next click."
    done = "Changed. It works at once."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"identity": self.identity, "user": self.user}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.tick(set(self.restriction.named.values_list("pk", flat=True)))
        return form

    def perform(self, form: Any) -> Any:
        self.people = form.people()
        return acts.rename_in_restriction(
            restriction=self.restriction, named=self.people, by=self.user
        )

    def get_success_url(self) -> str:
        left_out = hasattr(self, "people") and self.user not in self.people
        return reverse("home") if left_out else super().get_success_url()


class LiftRestriction(OfRestriction):
    verb = "restriction.lift"
    form_class = BecauseForm
    heading = "Open this record again?"
    intro = "All who work with the family see it again with their next click."
    go = "Lift the restriction"
    done = "Lifted."

    def perform(self, form: Any) -> Any:
        because = form.cleaned_data["because"]
        return acts.lift_restriction(restriction=self.restriction, because=because, by=self.user)
