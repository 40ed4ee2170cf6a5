"""The day on which somebody wants to see the record as it stood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from sharing.form_fields import GovukDateField
from sharing.rules.days import long_day


class AsAtForm(forms.Form):
    """Asked by GET, so that the day stands in the address. Empty means today."""

    as_at = GovukDateField(
        label="Show the record as it stood on", help_text="Like 17 11 2026", required=False
    )

    def __init__(self, *args: Any, registered: Callable[[], date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registered = registered

    @classmethod
    def asked(cls, query: QueryDict, registered: Callable[[], date]) -> Self:
        """The form as the address fills it in; unbound where it asks for no day. `registered` is
        called where a day is: the day on which the family came into the record."""
        day_asked = any(name.startswith("as_at_") for name in query)
        return cls(query if day_asked else None, registered=registered)

    def clean_as_at(self) -> date | None:
        """A day from the family's first to today. Raises ValidationError for any other."""
        day: date | None = self.cleaned_data["as_at"]
        if day and day > timezone.localdate():
            raise ValidationError("That day has not come yet. Enter today or an earlier day")
        if day and day < (registered := self.registered()):
            first = long_day(registered)
            raise ValidationError(
                f"The family was not in the record yet. Enter {first} or a later day"
            )
        return day
