"""Opening a record in an emergency, and saying afterwards whether it was needed."""

from __future__ import annotations

from django import forms

from families.models import BreakGlass, UnusualLook
from families.models.emergency import REASON_AT_LEAST
from sharing.form_fields import TapChoiceField


class EmergencyForm(forms.Form):
    """The exact reference, what the danger is, and why."""

    reference = forms.CharField(
        label="Reference",
        help_text="Like WF-20417. There is no search here.",
        max_length=12,
        widget=forms.TextInput(
            {"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    danger = TapChoiceField(label="What is it?", choices=BreakGlass.Danger.choices)
    reason = forms.CharField(
        label="Why must you open it now?",
        help_text=f"At least {REASON_AT_LEAST} characters. Others read this: give no names.",
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )


class EmergencyReviewForm(forms.Form):
    """What a second person found."""

    outcome = TapChoiceField(label="Was it needed?", choices=BreakGlass.Outcome.choices)
    words = forms.CharField(
        label="What did you find?", widget=forms.Textarea({"rows": 3}), max_length=1000
    )


class LookReviewForm(forms.Form):
    """What a second person heard about an unusual look."""

    outcome = TapChoiceField(label="Is it explained?", choices=UnusualLook.Outcome.choices)
    words = forms.CharField(
        label="What did you find?",
        help_text="Give no names of the family: others read this.",
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )
