"""Why an archived record is needed again."""

from __future__ import annotations

from django import forms


class BringBackForm(forms.Form):
    """A sentence that is kept with the record."""

    reason = forms.CharField(
        label="Why is it needed again?",
        help_text="Like “They ask for help again, R-45083”. Name nobody.",
        max_length=200,
    )
