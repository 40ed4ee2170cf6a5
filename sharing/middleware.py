"""Which post someone acts in, request by request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sharing.answering import answering
from sharing.models import Post, User
from sharing.prepared import Given, Statement, kept

ACTING_POST = "acting_post"


def posts_of(user: User) -> list[Post]:
    """Every post they hold today."""

    def draw() -> Statement:
        held = Post.objects.current().filter(user=Given("user", User._meta.pk))
        found = held.select_related("agency", "team", "user").order_by("pk")
        return Statement(found, planned=True)

    return kept((posts_of, timezone.localdate()), draw).ask(user=user.pk)


class ActingPostMiddleware:
    """Let the signed-in person act in the post they chose, as long as they still hold it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and not hasattr(request, "token"):
            chosen = request.session.get(ACTING_POST)
            held = {post.pk: post for post in posts_of(user)}
            post = held.get(chosen or 0) or next(iter(held.values()), None)
            request.posts = list(held.values())  # type: ignore[attr-defined]
            if post is not None:
                user.acting_as(post)
        with answering():
            return self.get_response(request)
