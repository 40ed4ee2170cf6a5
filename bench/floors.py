"""The floors: what the plainest page of its kind costs on this machine, in this run."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.urls import path

from bench.stopwatch import Timing, timed
from families.models import Family, Visit

ROWS = 25
LIST = engines["django"].from_string(
    "<!doctype html><title>x</title><ul>{% for v in rows %}<li>{{ v.case }} "
    "{{ v.happened_at|date:'j F Y' }} {{ v.recorded_at|date:'j F Y H:i' }}</li>{% endfor %}</ul>"
)


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


@login_not_required
def one_query(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(Family.objects.order_by("pk").first()))


@login_not_required
def plain_list(request: HttpRequest) -> HttpResponse:
    rows = Visit.objects.select_related("case__family").order_by("-pk")[:ROWS]
    return HttpResponse(LIST.render({"rows": rows}, request))


urlpatterns = [path("f1", bare), path("f2", one_query), path("f3", plain_list)]


@dataclass(frozen=True, slots=True)
class Floors:
    """F1 bare view, F2 with one indexed query, F3 a list of 25 rows with a join and dates."""

    f1: Timing
    f2: Timing
    f3: Timing


def measure() -> Floors:
    """Each through the same middleware as our pages, in this process."""
    client = Client()
    with override_settings(ROOT_URLCONF="bench.floors", ALLOWED_HOSTS=["testserver"]):
        return Floors(*(timed(lambda at=at: client.get(at)) for at in ("/f1", "/f2", "/f3")))
