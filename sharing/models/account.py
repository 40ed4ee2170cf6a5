"""How someone comes in: their sign-ins, and the tokens of their programs."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import PROTECT, Exists, OuterRef, Q
from django.utils import timezone

from sharing.models.agency import Post, User
from sharing.models.shared import Keyed, OpenToAll
from sharing.questions.prepared import Given, Statement, kept

#: How long a sign-in lasts, however busy, and a token at most.
LONGEST_SIGN_IN = timedelta(hours=12)
LONGEST_TOKEN = timedelta(days=90)


class SignInQuerySet(models.QuerySet["SignIn"]):
    def visible_to(self, user: User) -> SignInQuerySet:
        """One's own."""
        return self.filter(user=user)

    def live(self) -> SignInQuerySet:
        """Those whose session is still there: the session is the truth, this row describes it."""
        now = timezone.now()
        there = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
        begun = now - LONGEST_SIGN_IN
        return self.filter(Exists(there), began_at__gt=begun, ended_at=None)


class SignIn(Keyed):
    """Someone signed in on a device, and may end it from another."""

    user = models.ForeignKey(User, PROTECT, related_name="sign_ins")
    session_key = models.CharField(max_length=40, db_index=True)
    device = models.CharField(max_length=60, help_text="Firefox on Windows")
    began_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    objects = SignInQuerySet.as_manager()

    class Sharing(OpenToAll):
        pass

    class Meta:
        ordering = ("-seen_at", "-pk")

    def __str__(self) -> str:
        return self.device


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, user: User) -> ApiTokenQuerySet:
        """One's own."""
        return self.filter(post__user=user)

    def usable(self) -> ApiTokenQuerySet:
        """Not revoked, not run out, and of a post held today by someone active."""
        today = timezone.localdate()
        posts = Post.objects.current()
        return self.filter(revoked_at=None, expires_on__gte=today, post__in=posts)

    def of_secret(self, secret: str) -> ApiToken | None:
        """The token that this is the secret of, as long as it may be used. Drawn once a day."""

        def draw() -> Statement:
            found = self.usable().filter(hash=Given("hash", ApiToken._meta.get_field("hash")))
            with_post = found.select_related("post__user", "post__agency", "post__team")
            return Statement(with_post.order_by(), planned=True)

        question = kept((ApiToken, "of_secret", timezone.localdate()), draw)
        return next(iter(question.ask(hash=hash_of(secret))), None)


class ApiToken(Keyed):
    """A program's way in, as one person in one post. The secret is shown once and not kept."""

    post = models.ForeignKey(Post, PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField(help_text="Last day")
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    objects = ApiTokenQuerySet.as_manager()
    secret = ""

    class Sharing(OpenToAll):
        pass

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("post", "name"), condition=Q(revoked_at=None), name="one_token_of_a_name"
            ),
        )

    def __str__(self) -> str:
        return self.name


def hash_of(secret: str) -> str:
    """A secret of 256 random bits needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
