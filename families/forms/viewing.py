"""Choosing whom to view as."""

from __future__ import annotations

from typing import Any

from django import forms

from families.access import REACH
from sharing.forms.posts import told_apart
from sharing.models import Post, User


class ViewAsForm(forms.Form):
    """Who, which family, and why."""

    post = forms.ChoiceField(label="As whom?", help_text="People who work with families, by agency")
    reference = forms.CharField(
        label="Family reference",
        help_text="Like WF-20417. Whoever asked you can tell you.",
        max_length=12,
        widget=forms.TextInput({"class": "govuk-input--width-10"}),
    )
    reason = forms.CharField(
        label="Why?",
        help_text="The family’s agency will read it. Write no names.",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = Post.objects.visible_to(user).in_roles(REACH)
        if user.at_partner:  # which keeps no record: as its own people only
            posts = posts.filter(agency=user.agency)
        posts = posts.select_related("user", "agency", "team")
        self.posts = {str(post.key): post for post in posts.order_by("agency__name", "pk")}
        words = told_apart(self.posts.values(), said)
        field: Any = self.fields["post"]
        field.choices = [
            ("", "Choose"),
            *((key, words[post.pk]) for key, post in self.posts.items()),
        ]

    def clean_post(self) -> Post:
        return self.posts[self.cleaned_data["post"]]


def said(post: Post) -> str:
    return f"{post.agency}: {post.user}, {post.title or post.get_role_display()}"
