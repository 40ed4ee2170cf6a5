"""Writing down what the payer said, and taking back what was written down by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from outcomes.models import Claim
from outcomes.paying import Named
from sharing.form_fields import GovukDateField, TapBoxes, TapChoiceField
from sharing.rules.days import long_day
from sharing.rules.money import pounds

WHY = "Needed where the payer refused, or paid less. The lead worker reads it. Name nobody."


def hint(named: Named) -> str:
    """Doyle, £800, approved 3 July 2026."""
    claim = named.row
    name = f"{named.family.name}, " if named.family else ""
    on = timezone.localdate(claim.decided_at)
    return f"{name}{pounds(claim.amount)}, approved {long_day(on)}"


class AnswerForm(forms.Form):
    """One letter: which claims it answers, and what it says of all of them."""

    result = TapChoiceField(
        label="What did the payer do?",
        choices=[("paid", "Paid"), ("refused", "Refused to pay")],
        error_messages={"required": "Say whether the payer paid or refused"},
    )
    on = GovukDateField(
        label="On which day?",
        help_text="The day on the letter, or on which the money came",
        latest=timezone.localdate,
    )
    reference = forms.CharField(
        label="The payer’s reference",
        help_text="From the letter or the payment. Needed where it was paid.",
        max_length=40,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    amount = forms.DecimalField(
        label="How much, if it is not what was approved?",
        help_text="For one claim. Leave empty where the payer paid what was approved.",
        max_digits=9,
        decimal_places=2,
        min_value=0,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-10", "inputmode": "decimal"}),
        error_messages={"invalid": "Enter pounds and pence, like 640.50"},
    )
    why = forms.CharField(
        label="Why, in the payer’s words",
        help_text=WHY,
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    claims = forms.MultipleChoiceField(
        label="Which claims does the letter answer?",
        widget=TapBoxes(layout="column"),
        error_messages={
            "required": "Choose at least one claim",
            "invalid_choice": "One of these claims was answered meanwhile. Look at the list again",
        },
    )

    field_order = ("claims", "result", "on", "reference", "amount", "why")

    def __init__(self, *args: Any, rows: Sequence[Named], **kwargs: Any) -> None:
        """`rows`: approved claims without an answer, with the families that they are for."""
        super().__init__(*args, **kwargs)
        self.rows = {str(named.row.key): named.row for named in rows}
        claims: Any = self.fields["claims"]
        claims.choices = [(key, row.reference) for key, row in self.rows.items()]
        claims.widget.hints |= {str(named.row.key): hint(named) for named in rows}
        self.order_fields(self.field_order)

    def clean_claims(self) -> list[Claim]:
        return [self.rows[key] for key in self.cleaned_data["claims"]]


class TakeBackForm(forms.Form):
    """What the mistake was."""

    why = forms.CharField(
        label="What was the mistake?",
        help_text="It stays beside the entry, which everyone who sees the claim can still read.",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say what the mistake was"},
    )
