"""Fields and widgets that every app's forms share. How they are drawn lies in templates/govuk."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from sharing.rules.days import long_day

MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTH_OF = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}


class TypedDate(str):
    """A date as it was typed in three boxes. Reads as `2026-3-27`, so that a DateField takes it."""

    parts: tuple[str, str, str]

    def __new__(cls, day: str, month: str, year: str) -> TypedDate:
        number = MONTH_OF.get(month.lower().rstrip("."), month)
        typed = super().__new__(cls, f"{year}-{number}-{day}" if day or month or year else "")
        typed.parts = (day, month, year)
        return typed


class DateBoxes(forms.MultiWidget):
    """Day, month and year. The month may be a number or a name."""

    template_name = "govuk/date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        box = forms.TextInput
        super().__init__({"day": box, "month": box, "year": box}, attrs)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else ""

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, TypedDate):
            return list(value.parts)
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", value):
            return [str(int(part)) for part in reversed(value.split("-"))]
        return [value.day, value.month, value.year] if isinstance(value, date) else ["", "", ""]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        return TypedDate(*((part or "").strip() for part in typed))


#: Outside of these a day was typed wrong, whatever it is the day of.
FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)


class GovukDateField(forms.DateField):
    """A date in three boxes. `earliest` and `latest` are called when the form is checked.

    `to_come`: the next such day is meant where no year is given.
    """

    widget = DateBoxes
    default_error_messages = {
        "required": "Enter a date, like 27 3 2012",
        "missing": "Add the %(missing)s",
        "invalid": "Enter a real date, like 27 3 2012",
        "short_year": "Enter the year with 4 digits, like 2012",
        "no_such_day": "There is no %(day)s %(month)s %(year)s. Enter a real date",
        "too_early": "Enter a date on or after %(limit)s",
        "too_late": "Enter a date on or before %(limit)s",
    }

    def __init__(
        self,
        *,
        earliest: Callable[[], date] | None = None,
        latest: Callable[[], date] | None = None,
        to_come: bool = False,
        **kwargs: Any,
    ) -> None:
        self.to_come = to_come
        self.earliest, self.latest = earliest or (lambda: FIRST), latest or (lambda: LAST)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, TypedDate):
            return super().to_python(value)
        return self._from_parts(*value.parts) if value else None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if value < self.earliest():
            self._refuse("too_early", limit=long_day(self.earliest()))
        if value > self.latest():
            self._refuse("too_late", limit=long_day(self.latest()))

    def _from_parts(self, day: str, month: str, year: str) -> date:
        if self.to_come and day and month and not year:
            return self._next(day, month)
        boxes = {"day": day, "month": month, "year": year}
        missing = [name for name, typed in boxes.items() if not typed]
        if missing:
            self._refuse("missing", missing=" and the ".join(missing))
        number = MONTH_OF.get(month.lower().rstrip("."), int(month) if month.isdecimal() else 0)
        if not (day.isdecimal() and year.isdecimal() and 1 <= number <= 12):
            self._refuse("invalid")
        if len(year) != 4:
            self._refuse("short_year")
        try:
            return date(int(year), number, int(day))
        except ValueError:
            name = MONTHS[number - 1][0].capitalize()
            raise self._refusal("no_such_day", day=int(day), month=name, year=year) from None

    def _next(self, day: str, month: str) -> date:
        """The 3rd of May is this year's, or the next one's once that is over."""
        today = timezone.localdate()
        meant = self._from_parts(day, month, str(today.year))
        return meant if meant >= today else self._from_parts(day, month, str(today.year + 1))

    def _refusal(self, code: str, **params: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)

    def _refuse(self, code: str, **params: Any) -> None:
        raise self._refusal(code, **params)


class ClockField(forms.TimeField):
    """A time of day in 24 hours, typed in one short box."""

    widget = forms.TextInput({"class": "govuk-input--width-5", "inputmode": "numeric"})
    default_error_messages = {"invalid": "Enter a time like 10:00 or 14:30"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": "Like 10:00 or 14:30"} | kwargs)


class TapOptions(forms.widgets.ChoiceWidget):
    """Large tiles over real radios or checkboxes, each with an optional small line and shape."""

    template_name = "govuk/taps.html"
    layouts = ("row", "people", "column", "pairs")

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Sequence[Any] = (),
        *,
        hints: Mapping[str, str] | None = None,
        shapes: Mapping[str, Mapping[str, Any]] | None = None,
        layout: str = "row",
    ) -> None:
        super().__init__(attrs, choices)
        if layout not in self.layouts:
            raise ValueError(f"Tiles are laid out as one of {', '.join(self.layouts)}")
        self.hints, self.shapes, self.layout = dict(hints or {}), dict(shapes or {}), layout

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_{index or 0}" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["layout"] = self.layout
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return option | {
            "hint": self.hints.get(str(value), ""),
            "shape": self.shapes.get(str(value)),
        }


class TapTiles(TapOptions, forms.RadioSelect):
    """One answer. `shapes` maps a value to `{"sex":, "age":, "index":}`."""


class TapBoxes(TapOptions, forms.CheckboxSelectMultiple):
    """Several answers. `shapes` maps a value to `{"sex":, "age":, "index":}`."""


class TapChoiceField(forms.ChoiceField):
    """One answer from tiles; nothing is chosen beforehand."""

    widget = TapTiles
    default_error_messages = {"invalid_choice": "Choose one of the answers"}

    def __init__(self, *, hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if hints:
            tiles: Any = self.widget
            tiles.hints |= hints


class YesNoField(forms.TypedChoiceField):
    """Yes or no, with neither chosen: True, False, or None where it may be left."""

    widget = TapTiles

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("yes", kwargs.pop("yes", "Yes")), ("no", kwargs.pop("no", "No"))],
            coerce=lambda answer: answer == "yes",
            empty_value=None,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return value


class VoiceTextarea(forms.Textarea):
    """For the family's own words, and for nothing else."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 3, "class": "wf-note--voice"} | (attrs or {}))


class CountedTextarea(forms.Textarea):
    """Says how many characters are left. More can be typed, so that nothing is cut off."""

    template_name = "govuk/counted_textarea.html"

    def __init__(self, limit: int, attrs: dict[str, Any] | None = None) -> None:
        self.limit = limit
        super().__init__({"rows": 4} | (attrs or {}))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["limit"] = self.limit
        context["widget"]["attrs"].pop("maxlength", None)
        return context


class PhoneField(forms.CharField):
    """A UK number however it is spaced; comes out as `07700 900142` or `01632 960142`."""

    widget = forms.TextInput(
        {
            "type": "tel",
            "inputmode": "tel",
            "autocomplete": "off",
            "class": "govuk-input--width-20",
        }
    )
    default_error_messages = {
        "invalid": "Enter a phone number with 11 digits, like 07700 900142",
        "required": "Enter a phone number, like 07700 900142",
    }

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        if not typed:
            return ""
        digits = re.sub(r"[\s().\-–/]", "", re.sub(r"^\s*(\+44|0044)\s*(\(0\))?", "0", typed))
        if not re.fullmatch(r"0[1-9]\d{8,9}", digits) or (
            digits.startswith("07") and len(digits) < 11
        ):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return f"{digits[:5]} {digits[5:]}"


class PostcodeField(forms.CharField):
    """A postcode however it is spaced; comes out as `MB3 7CK`. Whether it exists is not asked."""

    widget = forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-10"})
    default_error_messages = {
        "invalid": "Enter a full postcode, like MB3 7CK",
        "required": "Enter a postcode, like MB3 7CK",
    }

    def to_python(self, value: Any) -> str:
        typed = re.sub(r"[^A-Z0-9]", "", (super().to_python(value) or "").upper())
        if not typed:
            return ""
        if not re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", typed):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return f"{typed[:-3]} {typed[-3:]}"


def with_another(data: QueryDict, prefix: str) -> QueryDict:
    """What was posted, with one more empty row in the formset: 'add another' without JavaScript."""
    more = data.copy()
    total = more.get(f"{prefix}-TOTAL_FORMS", "0")
    more[f"{prefix}-TOTAL_FORMS"] = str(int(total) + 1 if total.isdecimal() else 1)
    return more
