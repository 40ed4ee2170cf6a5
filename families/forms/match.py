"""The answer to “is this row about this person?”."""

from django import forms


class DecideForm(forms.Form):
    """Buttons post it: the same, someone else, or none of those that are shown."""

    SAME, OTHER, NONE = "yes", "no", "none"
    same = forms.ChoiceField(
        choices=((SAME, "The same person"), (OTHER, "Someone else"), (NONE, "None of these")),
        error_messages={
            "required": "Say whether it’s the same person",
            "invalid_choice": "Say whether it’s the same person",
        },
    )
