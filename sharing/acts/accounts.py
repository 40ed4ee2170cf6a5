"""Ways in are made and ended: sign-ins, tokens, accounts."""

from __future__ import annotations

import secrets
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.utils import timezone

from sharing.acting import act, record
from sharing.models import LONGEST_TOKEN, ApiToken, Post, SignIn, User
from sharing.models.account import hash_of
from sharing.refusals import Refused


@act("session.end", on="session")
def end_session(*, session: SignIn, by: User) -> SignIn:
    """End one of one's own sign-ins; its next request is refused."""
    _end([session])
    record(session)
    return session


@act("session.prove")
def prove_again(*, step: str, by: User) -> User:
    """Write down that someone gave their password again, for which step."""
    record(by, step=step)
    return by


@act("token.make")
def make_token(*, name: str, days: int, by: User) -> ApiToken:
    """A way in for a program, as this person in the post they act in.

    `secret` of the row that comes back is the only time it is known.

    `days`: 1 to 90. Raises Refused outside of these, without a post, and for a name that is
    taken.
    """
    if not 1 <= days <= LONGEST_TOKEN.days:
        raise Refused(f"A token lasts 1 to {LONGEST_TOKEN.days} days.", field="days")
    if by.post is None:
        raise Refused("You hold no post today.")
    if ApiToken.objects.filter(post=by.post, name=name, revoked_at=None).exists():
        said = "You have a token of that name. End it first, or take another name."
        raise Refused(said, field="name")
    secret = f"wf_{secrets.token_urlsafe(32)}"
    expires_on = timezone.localdate() + timedelta(days=days)
    token = ApiToken(post=by.post, name=name, hash=hash_of(secret), expires_on=expires_on)
    token.check_and_save()
    token.secret = secret
    record(token, days=days)
    return token


@act("token.revoke", on="token")
def revoke_token(*, token: ApiToken, by: User) -> ApiToken:
    """End a token; its next call is refused."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
    record(token)
    return token


@act("account.close", on="post")
def close_account(*, post: Post, by: User) -> Post:
    """Someone leaves: their account, sign-ins and tokens end in the same moment.

    Raises Refused for one’s own account, for another agency’s, and for who works for another
    agency too.
    """
    person = post.user
    if person.pk == by.pk:
        raise Refused("You can’t close your own account. Ask another administrator.")
    if post.agency != by.agency:
        raise Refused("Only their own agency’s administrator closes an account.")
    others = Post.objects.current().filter(user=person).exclude(agency=by.agency)
    if elsewhere := others.select_related("agency").first():
        raise Refused(f"They also work for {elsewhere.agency}. Its administrator must agree first.")
    person.is_active = False
    person.save(update_fields=["is_active"])
    _end(list(SignIn.objects.filter(user=person, ended_at=None)))
    ApiToken.objects.filter(post__user=person, revoked_at=None).update(revoked_at=timezone.now())
    record(post, account=person.pk)
    return post


def _end(sign_ins: list[SignIn]) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for sign_in in sign_ins:
        store().delete(sign_in.session_key)
        sign_in.ended_at = timezone.now()
        sign_in.save(update_fields=["ended_at"])
