"""Choices that a family's forms share: its people as tiles, and who can do an action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from families.access import seat_of
from families.identity import Identity, Member
from families.models import Family, Person
from sharing.models import Post, User
from sharing.questions.prepared import AnyGiven, Given, kept
from sharing.questions.several import Several

PERSON, POST = "person:", "post:"


def people_choices(members: Iterable[Member]) -> list[tuple[str, str]]:
    """By name; a father and a son of one name by their age too."""
    members = list(members)
    often = Counter(member.name for member in members)
    return [
        (str(m.key), m.name if often[m.name] == 1 else f"{m.name}, {m.age_words}") for m in members
    ]


def one_of(members: Iterable[Member]) -> list[tuple[str, str]]:
    """One person, nobody chosen beforehand: a press too soon would write it of the first."""
    return [("", "Choose who"), *people_choices(members)]


def people_shapes(members: Iterable[Member]) -> dict[str, dict[str, Any]]:
    """The person's shape on their tile."""
    return {str(m.key): {"sex": m.sex, "age": m.age, "index": m.focus} for m in members}


def seen_hints(members: Iterable[Member]) -> dict[str, str]:
    """'Not seen for 42 days' where that is long for a child, else who they are."""
    day = timezone.localdate()
    hints = {}
    for member in members:
        gone = (day - member.last_seen).days if member.last_seen else 0
        late = member.child and gone > 28
        hints[str(member.key)] = f"Not seen for {gone} days" if late else member.small
    return hints


def doer_choices(identity: Identity, user: User) -> list[tuple[str, str]]:
    """You, the family, and the people who help them."""
    you = [(f"{POST}{user.post.key}", "You")] if user.post else []
    born = people_choices(m for m in identity.members if not m.unborn)
    family = [(f"{PERSON}{key}", name) for key, name in born]
    helpers = {
        f"{POST}{h.post_key}": h
        for h in identity.helpers
        if h.post_key and h.purpose == "support" and (not user.post or h.post_id != user.post.pk)
    }
    said = {key: f"{h.name}, {h.title or h.agency}" for key, h in helpers.items()}
    for part in ("agency", "kind_words", "team", "phone"):
        often = Counter(said.values())
        said = {
            key: words if often[words] == 1 else f"{words}, {getattr(helpers[key], part)}"
            for key, words in said.items()
        }
    return [("", "Choose who"), *you, *family, *said.items()]


class Doers:
    """Looks up who does an action, among the people and posts that the viewer may see."""

    def __init__(self, identity: Identity, user: User) -> None:
        asked = kept((Doers, seat_of(user)), lambda: Several(*_people_and_posts(user)))
        helping = [helper.post_id for helper in identity.helpers if helper.post_id]
        people, posts = asked.ask(family=identity.pk, posts=helping)
        self.people = {str(p.key): p for p in people}
        self.posts = {str(p.key): p for p in posts}
        if user.post:
            self.posts[str(user.post.key)] = user.post

    def person(self, key: str) -> Person:
        return self.people[key]

    def doer(self, value: str) -> dict[str, Any]:
        """The keyword of `NewAction` that the choice stands for."""
        if value.startswith(PERSON):
            return {"doer_person": self.people.get(value.removeprefix(PERSON))}
        return {"doer_post": self.posts.get(value.removeprefix(POST))}


def _people_and_posts(user: User) -> tuple[QuerySet[Any], QuerySet[Any]]:
    people = Person.objects.visible_to(user).filter(family=Given("family", Family._meta.pk))
    posts = Post.objects.visible_to(user).filter(pk__in=AnyGiven("posts"))
    return people, posts.select_related("user")
