"""Visits to come: book one, move it, call it off."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from families import acts
from families.acts.booking import why_not_change
from families.forms.booking import BookingForm, CallOffForm
from families.models import BookedVisit
from families.pages import FamilyAct
from sharing.models import Category
from sharing.views import or_404, viewer


class BookVisit(FamilyAct):
    """Book a visit of one's own."""

    verb = "visit.book"
    writes = (Category.CASE_NOTES,)
    tab = "visits"
    form_class = BookingForm
    heading = "Book a visit"
    intro = "It stands first on your home page on the day."
    go = "Book the visit"
    back = "families:visits"
    done = "Visit booked."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"case": self.case}

    def perform(self, form: Any) -> Any:
        key = form.cleaned_data["form_key"]
        return acts.book_visit(case=self.case, form_key=key, by=self.user, **form.said())


class OfBooked(FamilyAct):
    """An act on one booked visit, named by its key."""

    writes = (Category.CASE_NOTES,)
    tab = "visits"
    back = "families:visits"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        rows: QuerySet[BookedVisit] = BookedVisit.objects.visible_to(viewer(request))
        found = rows.select_related("case__family").filter(key=kwargs["key"]).first()
        self.booked = or_404(found)
        super().setup(request, *args, reference=self.booked.case.family.reference, **kwargs)

    def why_not(self) -> str:
        return why_not_change(self.booked, self.user)


class MoveVisit(OfBooked):
    """Another day, time or place."""

    verb = "visit.move"
    form_class = BookingForm
    heading = "Move the visit"
    intro = "Agree the new time with the family first."
    go = "Move the visit"
    done = "Visit moved."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"booked": self.booked}

    def perform(self, form: Any) -> Any:
        return acts.move_visit(booked=self.booked, by=self.user, **form.said())


class CallOffVisit(OfBooked):
    """It will not be held; why is kept."""

    verb = "visit.call_off"
    form_class = CallOffForm
    heading = "Call the visit off"
    intro = "It stays in the family’s history with your reason. Tell the family too."
    go = "Call it off"
    done = "Visit called off."

    def perform(self, form: Any) -> Any:
        return acts.call_off_visit(booked=self.booked, by=self.user, **form.cleaned_data)
