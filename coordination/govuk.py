"""Draws every Django form as GOV.UK Frontend markup, and says errors as a colleague would."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.forms.renderers import TemplatesSetting

from sharing.form_fields import DateBoxes

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.Select)
#: The first kind that fits names the class.
INPUT_CLASSES: tuple[tuple[tuple[type[forms.Widget], ...], str], ...] = (
    ((forms.RadioSelect, forms.CheckboxSelectMultiple, forms.CheckboxInput), ""),
    ((forms.HiddenInput,), ""),
    ((forms.FileInput,), "govuk-file-upload"),
    ((forms.Textarea,), "govuk-textarea"),
    ((forms.Select,), "govuk-select"),
    ((forms.widgets.Input, forms.MultiWidget), "govuk-input"),
)
#: Django's stock sentences by code, how each starts, and ours.
STOCK = {
    "max_length": (
        "Ensure",
        "“{label}” can have up to {limit_value} characters. You have {show_value}",
    ),
    "min_value": ("Ensure", "“{label}” must be {limit_value} or more"),
    "max_value": ("Ensure", "“{label}” must be {limit_value} or less"),
    "required": ("This field is required", "{asking} “{label}”"),
    "invalid_choice": ("Select a valid choice", "Choose one of the answers for “{label}”"),
    "invalid": ("Enter a valid email", "Enter an email address, like name@example.org"),
}


class GovukBoundField(BoundField):
    """A field with GOV.UK class names on its group and its input."""

    def css_classes(self, extra_classes: Any = None) -> str:
        """The classes of the group around label, hint, error and input."""
        extra = (
            extra_classes.split() if isinstance(extra_classes, str) else list(extra_classes or [])
        )
        wrong = ["govuk-form-group--error"] if self.errors else []
        return " ".join(["govuk-form-group", *wrong, *extra])

    def build_widget_attrs(self, attrs: Any, widget: Any = None) -> dict[str, Any]:
        """Adds the input's classes; drops `required`: the browser's own bubbles are not wanted."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        base = input_class(widget)
        if base:
            wrong = f"{base}--error" if self.errors else ""
            own = str(widget.attrs.get("class") or "")
            classes: list[str] = [base, extra_class(widget), wrong, own]
            built["class"] = " ".join(filter(None, [*classes, str(built.get("class") or "")]))
        return built

    @property
    def is_checkbox(self) -> bool:
        """One box with its label beside it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_password(self) -> bool:
        return isinstance(self.field.widget, forms.PasswordInput)

    @property
    def first_input_id(self) -> str:
        """Where a link in the error summary lands: the first radio or box, or the input itself."""
        return self.id_for_label or (f"{self.auto_id}_0" if self.use_fieldset else self.auto_id)

    @property
    def spoken_errors(self) -> list[str]:
        """Its errors, with Django's stock sentences put in our words."""
        found = self.form.errors.get(self.name)
        return [spoken(error, self) for error in found.as_data()] if found else []


class GovukRenderer(TemplatesSetting):
    """The project's FORM_RENDERER."""

    form_template_name = "govuk/form.html"
    formset_template_name = "govuk/formset.html"
    field_template_name = "govuk/field.html"
    bound_field_class = GovukBoundField


def input_class(widget: forms.Widget) -> str:
    """The GOV.UK block name of a widget's input, or nothing where its template knows better."""
    return next((name for kinds, name in INPUT_CLASSES if isinstance(widget, kinds)), "")


def extra_class(widget: forms.Widget) -> str:
    """What two of GOV.UK's parts ask for on the input itself."""
    if isinstance(widget, DateBoxes):
        return "govuk-date-input__input"
    if isinstance(widget, forms.PasswordInput):
        return "govuk-password-input__input govuk-js-password-input-input"
    return ""


def spoken(error: ValidationError, field: BoundField) -> str:
    """One error in plain words. Sentences that a form wrote itself stay as they are."""
    said = " ".join(str(message) for message in error.messages)
    starts, ours = STOCK.get(error.code or "", ("", ""))
    if not ours or not said.startswith(starts):
        return said
    words = {"label": field.label, "asking": asking(field.field.widget)} | dict(error.params or {})
    return ours.format_map(words)


def asking(widget: forms.Widget) -> str:
    """The verb for an answer that is missing."""
    if isinstance(widget, forms.CheckboxInput):
        return "Tick"
    return "Choose an answer for" if isinstance(widget, CHOICES) else "Fill in"


def forms_in(parts: Iterable[Any]) -> list[forms.BaseForm]:
    """The forms among forms, formsets, lists of forms and nothings."""
    found: list[forms.BaseForm] = []
    for part in parts:
        if isinstance(part, BaseFormSet):
            found.extend(part.forms)
        elif isinstance(part, list):
            found.extend(forms_in(part))
        elif isinstance(part, forms.BaseForm):
            found.append(part)
    return found


def errors_in(parts: Iterable[Any]) -> list[dict[str, str]]:
    """Every error in forms and formsets, each with the id of the input it is about."""
    listed: list[dict[str, str]] = []
    for part in parts:
        if isinstance(part, BaseFormSet):
            wide = part.non_form_errors() if part.is_bound else []
            listed += [{"text": str(text), "id": _first_input(part)} for text in wide]
        for form in forms_in([part]):
            listed += errors_of(form)
    return listed


def _first_input(formset: Any) -> str:
    """What is missing from all rows is put right in the first; its own errors name their own."""
    fields = (field for form in formset.forms[:1] for field in form.visible_fields())
    return next((f.first_input_id for f in fields if isinstance(f, GovukBoundField)), "")


def errors_of(form: forms.BaseForm) -> list[dict[str, str]]:
    """The errors of one form: those about all of it first, then in the order of its fields."""
    if not form.is_bound or not form.errors:
        return []
    listed = [{"text": str(text), "id": ""} for text in form.non_field_errors()]
    for field in form:
        if isinstance(field, GovukBoundField):
            at = field.first_input_id
            listed += [{"text": text, "id": at} for text in field.spoken_errors]
    return listed


def heading(count: int, before: str) -> str:
    """'Two things to fix before you send'."""
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{number} {'thing' if count == 1 else 'things'} to fix before you {before}"
