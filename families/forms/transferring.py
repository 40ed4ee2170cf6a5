"""Offering a family's record to another council, and answering an offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from sharing.form_fields import TapBoxes, TapChoiceField, TapTiles
from sharing.models import Category

EVERYTHING = "Who they are always goes. The rest is for you to choose."


class CategoriesForm(forms.Form):
    """Which kinds of facts. `kinds` may be chosen, each with what stands beside it."""

    categories = forms.MultipleChoiceField(
        widget=TapBoxes(layout="column"),
        error_messages={"required": "Choose at least who they are"},
    )

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        kwargs["initial"] = {"categories": [kind for kind, _ in kinds]} | (
            kwargs.get("initial") or {}
        )
        super().__init__(*args, **kwargs)
        field: Any = self.fields["categories"]
        field.choices = kinds
        field.label, field.help_text = self.asks

    asks = ("What may they know?", EVERYTHING)


class OfferTransferForm(CategoriesForm):
    """What goes, why, and what the family said to it."""

    why = forms.CharField(
        label="Why does the record go to them?",
        help_text="They read it before they answer. No address.",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
    )
    told = forms.CharField(
        label="What did the family say to it?",
        help_text="Who was told, when, and what they said",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
    )


class TakeOnForm(CategoriesForm):
    """What of the history is taken on; and where our own records may be of the same family, which
    of them is, if any. `here` may be chosen, each with what stands beside it."""

    NEW = "new"
    same_as = TapChoiceField(
        label="Are they on record here already?",
        widget=TapTiles(layout="column"),
        error_messages={"required": "Say whether one of our records is of this family"},
    )
    how = forms.CharField(
        label="How do you know that it is one family?",
        help_text="Only where you chose a record of ours. A colleague here reads it and decides.",
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, here: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if here:
            field: Any = self.fields["same_as"]
            field.choices = [(self.NEW, "No, it is another family"), *here]
        else:
            del self.fields["same_as"], self.fields["how"]

    asks = ("What do you take on?", "What you leave out stays with the other council.")


def kinds_of(categories: Sequence[str], counts: dict[str, int]) -> list[tuple[str, str]]:
    """Categories as choices, each with how many entries it would bring."""
    return [(c, f"{Category(c).label}{_many(c, counts.get(c, 0))}") for c in categories]


def _many(category: str, count: int) -> str:
    if category == Category.IDENTITY:
        return ": the people, and how they are related"
    return f": {count} {'entry' if count == 1 else 'entries'}" if count else ": nothing today"
