"""People one knows: by reference, by name, or by one's own home; and deciding about a tie."""

from __future__ import annotations

from typing import Any

from django import forms

from families.models import Family
from sharing.form_fields import PhoneField, PostcodeField
from sharing.models import User

WIDE = {"class": "govuk-input--width-20"}


class DeclareForm(forms.Form):
    """A family that one can see, by its reference."""

    reference = forms.CharField(
        label="Reference",
        help_text="Like WF-20417, of a family that you can see.",
        max_length=12,
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    tie = forms.CharField(
        label="How do you know them?",
        help_text="Cousin, neighbour, my child’s friend",
        max_length=120,
        widget=forms.TextInput(WIDE),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_reference(self) -> Family:
        typed = self.cleaned_data["reference"].strip().upper()
        family = Family.objects.visible_to(self.user).filter(reference=typed).first()
        if family is None:
            raise forms.ValidationError("We don’t find that reference. Tell us the name instead")
        return family


class SayTieForm(forms.Form):
    """Someone by name."""

    name = forms.CharField(
        label="Their name",
        help_text="First and last name, and the street if you know it.",
        max_length=120,
        widget=forms.TextInput(WIDE),
    )
    tie = forms.CharField(
        label="How do you know them?",
        help_text="Sister, neighbour, my child’s friend",
        max_length=120,
        widget=forms.TextInput(WIDE),
    )


class OwnHomeForm(forms.Form):
    """Where one lives oneself. Leave all empty to take it back."""

    lines = forms.CharField(label="Your address", max_length=200, required=False)
    postcode = PostcodeField(label="Your postcode", required=False, max_length=10)
    phone = PhoneField(label="Your own phone number", required=False, max_length=20)


class ConfirmTieForm(forms.Form):
    """It is a conflict; which record, where only a name was given."""

    reference = forms.CharField(
        label="Reference of the family",
        max_length=12,
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, needs_reference: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_reference:
            del self.fields["reference"]
