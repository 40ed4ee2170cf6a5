"""Which post someone acts in, request by request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sharing.answering import answering
from sharing.models import Post

ACTING_POST = "acting_post"


class ActingPostMiddleware:
    """Let the signed-in person act in the post they chose, as long as they still hold it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated:
            chosen = request.session.get(ACTING_POST)
            posts = (
                Post.objects.current().filter(user=user).select_related("agency", "team", "user")
            )
            held = {post.pk: post for post in posts.order_by("pk")}
            post = held.get(chosen or 0) or next(iter(held.values()), None)
            request.posts = list(held.values())  # type: ignore[attr-defined]
            if post is not None:
                user.acting_as(post)
        with answering():
            return self.get_response(request)
