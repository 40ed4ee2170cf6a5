"""Throw away a request that was never sent: asked first, as it can't be undone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from referrals import acts
from referrals.models import Referral
from referrals.views.public import SESSION, asked_here
from sharing.authority import require
from sharing.models import User
from sharing.views import viewer


class Discard(View):
    """One's own draft."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        require(viewer(request), "referral.discard")
        mine = Referral.objects.visible_to(viewer(request)).filter(sent_by=viewer(request))
        drafts = mine.filter(state=Referral.State.DRAFT).prefetch_related("people")
        self.referral: Referral = get_object_or_404(drafts, reference=kwargs["reference"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        back = reverse("referrals:edit", args=[self.referral.reference])
        return ask_first(request, self.referral, back)

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        acts.discard_referral(referral=self.referral, by=viewer(request))
        messages.success(request, f"{self.referral.reference} is thrown away. Nobody read it.")
        return HttpResponseRedirect(reverse("referrals:sent"))


@method_decorator([login_not_required, never_cache], name="dispatch")
class DiscardAsked(View):
    """What a member of the public wrote and did not send."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return ask_first(request, self.draft(), reverse("referrals:ask"))

    def post(self, request: HttpRequest) -> HttpResponse:
        acts.discard_referral(referral=self.draft(), by=User.objects.public())
        request.session.pop(SESSION, None)
        request.session.cycle_key()
        messages.success(request, "What you wrote is thrown away. Nobody read it.")
        return HttpResponseRedirect(reverse("referrals:ask"))

    def draft(self) -> Referral:
        referral = asked_here(self.request)
        if referral is None or referral.state != Referral.State.DRAFT:
            raise Http404
        return referral


def ask_first(request: HttpRequest, referral: Referral, back: str) -> HttpResponse:
    context = {"referral": referral, "back": back}
    return render(request, "referrals/ask/discard.html", context)
