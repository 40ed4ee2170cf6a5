"""Which post someone acts in, request by request."""

from collections.abc import Callable

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse

from sharing.models import User
from sharing.questions.answering import answering
from sharing.signing_in.backends import posts_of

ACTING_POST = "acting_post"


class ActingPostMiddleware:
    """Let the signed-in person act in the post they chose, as long as they still hold it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not hasattr(request, "token"):
            self.recognise(request)
        with answering():
            return self.get_response(request)

    def recognise(self, request: HttpRequest) -> None:
        """The person themselves takes the place of Django's stand-in for someone who may never be
        asked for: here they always are, and each look at them would be passed on."""
        request.user = user = get_user(request)
        if isinstance(user, User):
            chosen = request.session.get(ACTING_POST)
            posts = posts_of(user.pk) if user.held is None else user.held
            held = {post.pk: post for post in posts}
            post = held.get(chosen or 0) or next(iter(held.values()), None)
            request.posts = posts  # type: ignore[attr-defined]
            if post is not None:
                user.acting_as(post)
