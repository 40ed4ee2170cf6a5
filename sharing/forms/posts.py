"""Choosing someone who works here: no two choices read the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from sharing.models import Post

#: What tells two posts apart, the most telling first.
PARTS: tuple[Callable[[Post], str], ...] = (
    lambda post: post.title,
    lambda post: post.get_role_display(),
    lambda post: str(post.team or ""),
    lambda post: str(post.agency),
    lambda post: post.user.username,
)


def told_apart(posts: Iterable[Post], words: Callable[[Post], str] = str) -> dict[int, str]:
    """What each is called in a choice, by its id: `words`, and where others are called the same,
    what tells them apart. Two people can have one name, and one person several posts."""
    posts = list(posts)
    said = {post.pk: words(post) for post in posts}
    for part in PARTS:
        often = Counter(said.values())
        alike = [(post.pk, said[post.pk], part(post)) for post in posts if often[said[post.pk]] > 1]
        telling = Counter(same for same, _ in {(same, more) for _, same, more in alike})
        said |= {pk: f"{same}, {more}" for pk, same, more in alike if more and telling[same] > 1}
    return said


class _Apart(ModelChoiceIterator):
    """All of them are read before the first is named."""

    def __iter__(self) -> Iterator[Any]:
        field: Any = self.field
        posts = list(self.queryset)
        field.said = told_apart(posts, field.words)
        if field.empty_label is not None:
            yield ("", field.empty_label)
        yield from (self.choice(post) for post in posts)


class PostField(forms.ModelChoiceField):
    """One of several posts, by `words`."""

    iterator = _Apart
    words: Callable[[Post], str] = staticmethod(str)

    def label_from_instance(self, obj: Any) -> str:
        said: dict[int, str] = self.__dict__.get("said", {})
        return said.get(obj.pk) or self.words(obj)


class PostsField(forms.ModelMultipleChoiceField):
    """Several posts, by the name of whoever holds them."""

    iterator = _Apart

    @staticmethod
    def words(post: Post) -> str:
        return str(post.user)

    def label_from_instance(self, obj: Any) -> str:
        said: dict[int, str] = self.__dict__.get("said", {})
        return said.get(obj.pk) or self.words(obj)
