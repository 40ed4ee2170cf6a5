"""What someone types about their own ways in."""

from __future__ import annotations

from django import forms

from sharing.form_fields import TapChoiceField

LASTS = (("7", "7 days"), ("30", "30 days"), ("90", "90 days"))


class TokenForm(forms.Form):
    """What the token is for, and for how long."""

    name = forms.CharField(
        label="What is it for?",
        help_text="Like “Nightly figures”. You see this name in your list.",
        max_length=60,
        error_messages={"required": "Say what it is for"},
    )
    days = TapChoiceField(label="How long does it last?", choices=LASTS, initial="30")

    def clean_days(self) -> int:
        return int(self.cleaned_data["days"])
