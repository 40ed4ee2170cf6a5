"""Who asks, read anew with each request, by questions that are drawn once (prepared.py)."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from sharing.models import Authority, Post, User
from sharing.questions.answering import today
from sharing.questions.prepared import Given, Statement, kept


def posts_of(user: int) -> list[Post]:
    """Every post that this person holds today, with the person in each, and in `councils` the
    names of the authorities in which its agency works."""

    def draw() -> Statement:
        held = Post.objects.current().filter(user=Given("user", User._meta.pk))
        theirs = Authority.objects.filter(agencies=OuterRef("agency")).order_by("pk")
        found = held.select_related("agency", "team", "user").order_by("pk")
        found = found.annotate(councils=ArraySubquery(theirs.values("name")))
        return Statement(found, planned=True)

    return kept((posts_of, today()), draw).ask(user=user)


class Accounts(AuthenticationBackend):
    """Signing in is allauth's; here is how the person comes back with their next request."""

    def get_user(self, user_id: Any) -> User | None:
        """With the posts of today in `held`. None for an account that is not there, or no longer
        open. Who holds no post, as none or as their agency is closed, is asked for alone."""
        posts = posts_of(int(user_id))
        user = posts[0].user if posts else self._without_post(int(user_id))
        if user is None or not self.user_can_authenticate(user):
            return None
        user.held = posts
        return user

    def _without_post(self, user: int) -> User | None:
        def draw() -> Statement:
            return Statement(User.objects.filter(pk=Given("pk", User._meta.pk)), planned=True)

        return next(iter(kept(Accounts, draw).ask(pk=user)), None)
