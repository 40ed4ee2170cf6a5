"""A page with a mistake in it, and the answer that the house gives."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from coordination.urls import handler500

__all__ = ["handler500"]


def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [path("", broken)]
