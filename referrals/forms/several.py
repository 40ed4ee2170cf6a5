"""Choosing several referrals at once, and who looks after them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from referrals.models import Referral
from sharing.form_fields import TapBoxes
from sharing.forms.posts import PostField
from sharing.models import Post


class SeveralForm(forms.Form):
    """`referrals` are those that may be chosen, each with a line that says how it stands."""

    referrals = forms.MultipleChoiceField(
        label="Which referrals?",
        widget=TapBoxes(layout="column"),
        error_messages={
            "required": "Choose at least one",
            "invalid_choice": "One of them is not on the board. Choose again",
        },
    )
    holder = PostField(
        label="Who looks after them?",
        queryset=Post.objects.none(),
        to_field_name="key",
        empty_label=None,
    )

    def __init__(
        self, *args: Any, rows: Iterable[tuple[Referral, str]], posts: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(referral.key): (referral, line) for referral, line in rows}
        boxes: Any = self.fields["referrals"]
        boxes.choices = [
            (key, f"{referral.name}, {referral.reference}")
            for key, (referral, _) in self.rows.items()
        ]
        boxes.widget.hints = {key: line for key, (_, line) in self.rows.items()}
        holder: Any = self.fields["holder"]
        holder.queryset = posts
        holder.words = lambda post: str(post.user)

    def clean_referrals(self) -> list[Referral]:
        return [self.rows[key][0] for key in self.cleaned_data["referrals"]]
