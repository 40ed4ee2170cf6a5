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
REQUIRED = forms.Field.default_error_messages["required"]


class GovukBoundField(BoundField):
    """A field with GOV.UK class names on its group and its input."""

    def css_classes(self, extra_classes: Any = None) -> str:
        """The classes of the group around label, hint, error and input."""
        extra = extra_classes.split() if isinstance(extra_classes, str) else list(extra_classes or [])
        wrong = ["govuk-form-group--error"] if self.errors else []
        return " ".join(["govuk-form-group", *wrong, *extra])

    def build_widget_attrs(self, attrs: Any, widget: Any = None) -> dict[str, Any]:
        """Adds the input's classes; the browser's own bubbles are never wanted, so no `required`."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        base = input_class(widget)
        if base:
            wrong = f"{base}--error" if self.errors else ""
            own = widget.attrs.get("class", "")
            classes = [base, "govuk-date-input__input" if isinstance(widget, DateBoxes) else "", own]
            built["class"] = " ".join(filter(None, [*classes, wrong, built.get("class", "")]))
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
    """The GOV.UK block name of a widget's own input, or nothing where its template knows better."""
    match widget:
        case forms.RadioSelect() | forms.CheckboxSelectMultiple() | forms.CheckboxInput():
            return ""
        case forms.HiddenInput() | forms.MultipleHiddenInput():
            return ""
        case forms.FileInput():
            return "govuk-file-upload"
        case forms.Textarea():
            return "govuk-textarea"
        case forms.Select():
            return "govuk-select"
        case forms.widgets.Input() | forms.MultiWidget():
            return "govuk-input"
    return ""


def spoken(error: ValidationError, field: BoundField) -> str:
    """One error in plain words. Sentences that a form wrote itself stay as they are."""
    said = " ".join(str(message) for message in error.messages)
    params = error.params or {}
    match error.code:
        case "required" if said == REQUIRED:
            choose = isinstance(field.field.widget, CHOICES)
            return f"{'Choose an answer for' if choose else 'Fill in'} “{field.label}”"
        case "max_length" if "show_value" in params:
            most, now = params["limit_value"], params["show_value"]
            return f"“{field.label}” takes {most} characters. You have {now}"
        case "min_value" if said.startswith("Ensure"):
            return f"“{field.label}” must be {params['limit_value']} or more"
        case "max_value" if said.startswith("Ensure"):
            return f"“{field.label}” must be {params['limit_value']} or less"
        case "invalid_choice" if said.startswith("Select a valid choice"):
            return f"Choose one of the answers for “{field.label}”"
        case "invalid" if isinstance(field.field, forms.EmailField):
            return "Enter an email address, like name@example.org"
    return said


def forms_in(parts: Iterable[Any]) -> list[forms.BaseForm]:
    """The forms among forms, formsets and nothings."""
    found: list[forms.BaseForm] = []
    for part in parts:
        if isinstance(part, BaseFormSet):
            found.extend(part.forms)
        elif isinstance(part, forms.BaseForm):
            found.append(part)
    return found


def errors_in(parts: Iterable[Any]) -> list[dict[str, str]]:
    """Every error in forms and formsets, each with the id of the input it is about."""
    parts = list(parts)
    listed: list[dict[str, str]] = []
    for part in parts:
        if isinstance(part, BaseFormSet) and part.is_bound:
            listed += [{"text": str(text), "id": ""} for text in part.non_form_errors()]
    for form in forms_in(parts):
        if not form.is_bound or not form.errors:
            continue
        listed += [{"text": str(text), "id": ""} for text in form.non_field_errors()]
        for field in form:
            if isinstance(field, GovukBoundField):
                listed += [{"text": text, "id": field.first_input_id} for text in field.spoken_errors]
    return listed


def heading(count: int, before: str) -> str:
    """'Two things to fix before you send'."""
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{number} {'thing' if count == 1 else 'things'} to fix before you {before}"
