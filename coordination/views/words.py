"""Changing role, and the pages that anyone may read."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from sharing.middleware import ACTING_POST
from sharing.models import Post
from sharing.refusals import NotTheirs
from sharing.views import viewer


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: says so, and nothing else."""
    return HttpResponse("ok", content_type="text/plain")


@require_POST
def change_role(request: HttpRequest) -> HttpResponse:
    """Act in another of one's own posts from the next page on."""
    posts = Post.objects.visible_to(viewer(request)).filter(user=viewer(request))
    post = get_object_or_404(posts, key=request.POST.get("post", ""))
    request.session[ACTING_POST] = post.pk
    return HttpResponseRedirect(reverse("home"))


def not_yours(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Their role does not do this at all; or it does, and this one is somebody else's to do."""
    why = str(exception) if isinstance(exception, NotTheirs) else ""
    return render(request, "403.html", {"why": why}, status=HTTPStatus.FORBIDDEN)


@method_decorator(login_not_required, name="dispatch")
class Words(TemplateView):
    """A page of plain words: help, accessibility, privacy."""

    page = ""

    def get_template_names(self) -> list[str]:
        return [f"coordination/{self.page}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page=self.page, **kwargs)
