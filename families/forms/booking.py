"""Booking a visit: when, where, and what to remember."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from families.models import BookedVisit, Visit
from sharing.form_fields import ClockField, GovukDateField, TapChoiceField

#: A visit further ahead than this is a slip of the pen.
FURTHEST = timedelta(days=365)


def furthest() -> date:
    return timezone.localdate() + FURTHEST


class BookingForm(forms.Form):
    """Cleans to the keywords of `book_visit` and `move_visit`: `at` in local time."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    day = GovukDateField(
        label="Which day?", earliest=timezone.localdate, latest=furthest, to_come=True
    )
    time = ClockField(label="What time?")
    place = TapChoiceField(label="Where?", choices=Visit.Place.choices)
    remember = forms.CharField(
        label="What do you want to remember?",
        help_text="Like: bring the rent statement. Short is good.",
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, booked: BookedVisit | None = None, **kwargs: Any) -> None:
        fresh: dict[str, Any] = {"form_key": uuid4(), "place": Visit.Place.HOME}
        if booked is not None:
            at = timezone.localtime(booked.at)
            fresh |= {"day": at.date(), "time": f"{at:%H:%M}"}
            fresh |= {"place": booked.place, "remember": booked.remember}
        kwargs["initial"] = fresh | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, time = cleaned.get("day"), cleaned.get("time")
        if day and time:
            at = timezone.make_aware(datetime.combine(day, time))
            if at < timezone.now():
                self.add_error("time", "Choose a time that is still to come")
            cleaned["at"] = at
        return cleaned

    def said(self) -> dict[str, Any]:
        """Of a valid form."""
        return {name: self.cleaned_data[name] for name in ("at", "place", "remember")}


class CallOffForm(forms.Form):
    """A visit that will not be held."""

    why = forms.CharField(
        label="Why is it called off?",
        max_length=200,
        error_messages={"required": "Say why it is called off"},
    )
