"""Putting a result forward and deciding on it."""

from __future__ import annotations

from django import forms


class RejectForm(forms.Form):
    """Why not."""

    why = forms.CharField(
        label="Why not?",
        help_text="Whoever prepared it reads this, to put it right.",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why, so that it can be put right"},
    )
