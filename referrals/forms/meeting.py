"""The meeting: its day and people, and the decision about one family."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from referrals.models import Item
from sharing.form_fields import GovukDateField, TapBoxes, TapChoiceField
from sharing.forms.posts import PostField, PostsField
from sharing.models import Post


class ArrangeForm(forms.Form):
    """When, and who comes."""

    held_on = GovukDateField(label="Which day?", earliest=timezone.localdate, to_come=True)
    minutes_each = forms.IntegerField(
        label="How many minutes for each family?",
        min_value=1,
        max_value=60,
        initial=8,
        required=False,
        widget=forms.NumberInput({"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    attendees = PostsField(
        widget=TapBoxes,
        label="Who comes, besides you?",
        help_text="People of other agencies see only what agreements and consent let them.",
        queryset=Post.objects.none(),
        to_field_name="key",
        required=False,
    )

    def __init__(self, *args: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["attendees"]
        field.queryset = posts
        field.widget.hints = {
            str(p.key): f"{p.title or p.get_role_display()}, {p.agency}" for p in posts
        }


class DecisionForm(forms.Form):
    """What the meeting decides about one family."""

    outcome = TapChoiceField(
        label="Decision",
        choices=[
            (Item.Outcome.ALLOCATED, "Allocate"),
            (Item.Outcome.DEFERRED, "Bring back later"),
            (Item.Outcome.MORE_FACTS, "Needs more facts"),
            (Item.Outcome.NOT_ALLOCATED, "Do not allocate"),
        ],
        error_messages={"required": "Choose what the meeting decides"},
    )
    lead = PostField(
        label="Lead worker",
        queryset=Post.objects.none(),
        to_field_name="key",
        required=False,
        empty_label="Choose",
    )
    not_allocated = forms.ChoiceField(
        label="Why nobody leads",
        choices=[("", "Choose"), *Item.NotAllocated.choices],
        required=False,
    )
    look_again_on = GovukDateField(label="Look again on", required=False, to_come=True)
    reason = forms.CharField(
        label="Reason for the minutes", required=False, max_length=400, widget=forms.TextInput
    )

    def __init__(self, *args: Any, posts: Any, labels: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lead"]
        field.queryset = posts
        field.words = lambda post: labels.get(post.pk, str(post.user))
