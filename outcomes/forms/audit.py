"""What coordinators and auditors type about a sample."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from outcomes.models import AuditFinding, ClaimLine
from sharing.form_fields import GovukDateField, TapTiles
from sharing.forms.posts import PostField
from sharing.models import Post, User


class DrawForm(forms.Form):
    """Who checks how many claims, and until when."""

    auditor = PostField(Post.objects.none(), label="Who checks them?", empty_label="Choose")
    size = forms.IntegerField(
        label="How many claims?",
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    closes_on = GovukDateField(
        label="Last day they may look",
        help_text="At most three months from today.",
        earliest=timezone.localdate,
    )
    seed = forms.CharField(
        label="Seed, if you were given one",
        required=False,
        max_length=40,
        help_text="Leave empty to draw by chance. The same seed draws the same claims again.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )

    def __init__(self, *args: Any, auditors: Any, tenth: int, **kwargs: Any) -> None:
        """`tenth`: of the claims to draw from, as the guidance asks."""
        super().__init__(*args, **kwargs)
        self.fields["auditor"].queryset = auditors  # type: ignore[attr-defined]
        said = f"that is {tenth}" if tenth else "there is no approved claim yet"
        self.fields["size"].help_text = f"The guidance asks for one in ten: {said}."
        self.fields["size"].initial = tenth or None


class LineChoice(forms.ModelChoiceField):
    """The needs of a claim, by their own words."""

    def label_from_instance(self, obj: ClaimLine) -> str:
        return obj.title


class FindingForm(forms.Form):
    """What the auditor says of one need."""

    line = LineChoice(
        ClaimLine.objects.none(),
        label="Which need?",
        empty_label=None,
        widget=TapTiles(layout="column"),
        error_messages={"required": "Choose the need that you checked"},
    )
    result = forms.ChoiceField(
        label="What do you find?",
        choices=AuditFinding.Result.choices,
        widget=TapTiles(layout="column"),
        error_messages={"required": "Choose agree, a question, or not valid"},
    )
    text = forms.CharField(
        label="Your question or reason",
        required=False,
        help_text="The coordinator reads this and answers.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, lines: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = lines  # type: ignore[attr-defined]
        self.fields["line"].to_field_name = "key"  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The coordinator's answer to the auditor."""

    answer = forms.CharField(
        label="Your answer",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write your answer"},
    )


def auditors_for(user: User) -> Any:
    """Auditors in the viewer's authority."""
    return (
        Post.objects.visible_to(user)
        .filter(role="auditor")
        .select_related("user", "agency", "team")
    )
