"""Saying that two records are of one family, looking at that, and undoing it."""

from __future__ import annotations

from django import forms

from sharing.form_fields import TapChoiceField


class MergeForm(forms.Form):
    """How one knows; which record is meant stands beside it on the page."""

    other = forms.CharField(widget=forms.HiddenInput, max_length=12)
    why = forms.CharField(
        label="How do you know that this is one family?",
        help_text="A colleague reads it and decides. Say whom you asked.",
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
    )


class ReviewMergeForm(forms.Form):
    """A second person's answer."""

    SAME, TWO = "yes", "no"
    same = TapChoiceField(
        label="Is it one family?",
        choices=((SAME, "Yes, one family"), (TWO, "No, two families")),
    )
    words = forms.CharField(
        label="What did you find?", max_length=400, widget=forms.Textarea({"rows": 3})
    )
